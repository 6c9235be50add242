"""Last year's roadmap moved on: months stay months, days stay days, and the words say the new years."""

import csv
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmap.deadlines import Deadline, DeadlineKind, Period, read_deadline
from roadmap.document import Reading, read_document
from roadmap.drafts import doubts_of
from roadmap.newyear import DAY_OFF, REWORDED, days_off, in_a_new_year, on_working_days, with_later_years
from tests.city import ROADMAP

PENZA = read_document(ROADMAP.read_bytes())
DATA = Path(__file__).parents[1] / "data"


def plan(*deadlines: Deadline, year: int = 2022, title: str | None = None) -> Reading:
    """A roadmap of the year with these deadlines."""
    one = PENZA.activities[7]
    activities = tuple(
        replace(one, position=number, deadline=deadline) for number, deadline in enumerate(deadlines, start=1)
    )
    return Reading(title or f"Дорожная карта, {year} год", year, activities)


def moved(phrase: str, year: int = 2022, years: int = 1) -> Reading:
    return in_a_new_year(plan(read_deadline(phrase, Period.year(year)), year=year), years)


def test_penzas_roadmap_a_year_on_is_its_document_a_year_on() -> None:
    later = ROADMAP.read_text(encoding="utf-8").replace("2022", "2023").replace("2021 года\t", "2022 года\t")
    expected = read_document(later.encode())
    found = in_a_new_year(PENZA)
    assert (found.title, found.year) == (expected.title, 2023)
    assert [one.deadline for one in found.activities] == [one.deadline for one in expected.activities]
    assert [one.title for one in found.activities] == [one.title for one in expected.activities]
    assert [one.audience for one in found.activities] == [one.audience for one in PENZA.activities]
    assert [one.meeting for one in found.activities] == [one.meeting for one in PENZA.activities]
    assert doubts_of(found) == {}


@pytest.mark.parametrize(
    ("phrase", "year", "again", "due"),
    [
        ("Февраль 2022 года", 2022, "Февраль 2023 года", ["2023-02-28"]),
        ("Февраль 2023 года", 2023, "Февраль 2024 года", ["2024-02-29"]),
        ("Февраль 2024 года", 2024, "Февраль 2025 года", ["2025-02-28"]),
        ("февраль", 2023, "февраль", ["2024-02-29"]),
        ("до 28 февраля 2023", 2023, "до 28 февраля 2024", ["2024-02-28"]),
        ("29 февраля 2024 года", 2024, "28.02.2025", ["2025-02-28"]),
        ("Декабрь 2021 года", 2022, "Декабрь 2022 года", ["2022-12-31"]),
        ("IV квартал 2022 – I квартал 2023", 2022, "IV квартал 2023 – I квартал 2024", ["2024-03-31"]),
        ("01.09.2022 – 15.09.2022", 2022, "01.09.2023 – 15.09.2023", ["2023-09-15"]),
        ("до 28.04.22 г.", 2022, "до 28.04.23 г.", ["2023-04-28"]),
        ("20-25.04.2022", 2022, "20-25.04.2023", ["2023-04-25"]),
        ("последний четверг марта", 2022, "последний четверг марта", ["2023-03-30"]),
        ("I полугодие 2022-2023 учебного года", 2022, "I полугодие 2023-2024 учебного года", ["2023-12-31"]),
        ("2022/23 уч. год", 2022, "2023/24 уч. год", ["2024-05-31"]),
        ("5 сентября 2022 года, понедельник", 2022, "05.09.2023", ["2023-09-05"]),
    ],
)
def test_phrases_say_the_new_year(phrase: str, year: int, again: str, due: list[str]) -> None:
    (read,) = moved(phrase, year).activities
    assert read.deadline.phrase == again
    assert [day.isoformat() for day in read.deadline.due] == due
    assert read_deadline(again, Period.year(year + 1)).due == read.deadline.due


def test_a_rhythm_goes_on_in_the_new_year() -> None:
    (read,) = moved("1 раз в месяц в течение 2023 года", 2023).activities
    assert read.deadline.phrase == "1 раз в месяц в течение 2024 года"
    assert len(read.deadline.due) == 12
    assert read.deadline.due[1] == date(2024, 2, 29)
    (ongoing,) = moved("В течение 2022 года").activities
    assert (ongoing.deadline.kind, ongoing.deadline.due) == (DeadlineKind.ONGOING, (date(2023, 12, 31),))


def test_a_school_year_stays_one() -> None:
    phrases = ("Сентябрь", "Январь", "I полугодие", "в течение учебного года", "1 раз в четверть")
    period = Period.school_year(2022)
    reading = plan(
        *(read_deadline(phrase, period) for phrase in phrases), title="План, 2022/2023 учебный год"
    )
    found = in_a_new_year(reading)
    assert found.title == "План, 2023/2024 учебный год"
    expected = [read_deadline(phrase, Period.school_year(2023)) for phrase in phrases]
    assert [one.deadline for one in found.activities] == expected


def test_several_years_move_together() -> None:
    reading = plan(read_deadline("ежеквартально", Period(date(2022, 1, 1), date(2024, 12, 31))))
    found = in_a_new_year(replace(reading, title="Дорожная карта, 2022–2024 годы"))
    assert found.title == "Дорожная карта, 2023–2025 годы"
    assert found.activities[0].deadline.due[-1] == date(2025, 12, 31)


def test_a_date_on_a_day_off_is_doubted_and_the_working_day_before_is_offered() -> None:
    found = moved("до 5 марта 2022", 2022)
    ((position, (doubt,)),) = doubts_of(found).items()
    assert (position, doubt.id) == (1, DAY_OFF)
    assert doubt.arguments == {"count": 1, "day": "2023-03-05", "before": "2023-03-03"}
    taken = on_working_days(found.activities[0].deadline)
    assert (taken.due, taken.end, taken.phrase) == ((date(2023, 3, 3),), date(2023, 3, 3), "до 5 марта 2023")
    assert days_off(taken) == ()


def test_of_many_dates_only_those_off_move() -> None:
    (read,) = moved("ежемесячно, до 5 числа").activities
    off = days_off(read.deadline)
    assert date(2023, 1, 5) in off
    assert date(2023, 2, 5) in off
    assert date(2023, 4, 5) not in off
    taken = on_working_days(read.deadline)
    assert days_off(taken) == ()
    assert date(2023, 2, 3) in taken.due
    assert len(taken.due) == 12
    assert taken.start is not None
    assert taken.start <= taken.due[0]


def test_the_last_day_of_a_month_is_no_day_off_to_be_doubted() -> None:
    assert moved("Апрель 2022 года").warnings == ()  # 30 April 2023 is a Sunday
    assert [one.id for one in moved("до 30 апреля 2022").warnings] == [DAY_OFF]


def test_what_had_to_be_reworded_is_doubted() -> None:
    (doubt,) = moved("5 сентября 2022 года, понедельник").warnings
    assert (doubt.id, doubt.arguments) == (REWORDED, {"old": "5 сентября 2022 года, понедельник"})


def test_dates_that_were_corrected_move_by_themselves() -> None:
    end = date(2023, 2, 28)
    kept = Deadline("по отдельному графику 2023 года", DeadlineKind.ONCE, None, end, (end,))
    (read,) = in_a_new_year(plan(kept, year=2023)).activities
    assert read.deadline.due == (date(2024, 2, 29),)
    unread = plan(read_deadline("по отдельному графику", Period.year(2022)))
    assert in_a_new_year(unread).activities[0].deadline.kind is DeadlineKind.UNKNOWN


@pytest.mark.parametrize(
    ("text", "again"),
    [
        ("участников проекта «500+» в 2022 году", "участников проекта «500+» в 2023 году"),
        ("итоги 2021/2022 учебного года", "итоги 2022/2023 учебного года"),
        ("итоги 2021 года", "итоги 2022 года"),
        ("приказ от 27.07.2021 № 134", "приказ от 27.07.2021 № 134"),
        ("приказ от 27 июля 2021 года № 134", "приказ от 27 июля 2021 года № 134"),
        ("Стратегия развития до 2030 года", "Стратегия развития до 2030 года"),
        ("школа № 2022", "школа № 2022"),
    ],
)
def test_years_in_titles_go_along(text: str, again: str) -> None:
    assert with_later_years(text, 2022, 1) == again


# What holds for all phrases


def phrases() -> Iterator[tuple[str, Period]]:
    """All of the phrases of real plans that have dates."""
    with (DATA / "deadline-phrases.tsv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            kind, _, year = row["plan"].partition(":")
            of = Period.school_year if kind == "school" else Period.year
            period = of(int(year[:4]) if year else 2022)
            if read_deadline(row["phrase"], period).due:
                yield row["phrase"], period


DATED = list(phrases())
CORRECTED = st.lists(st.dates(date(2021, 1, 1), date(2027, 12, 31)), min_size=1, max_size=4, unique=True)


def roadmap(phrase: str, period: Period, year: int) -> Reading:
    of = Period.school_year if period.is_school_year else Period.year
    title = f"План, {year}/{year + 1} учебный год" if period.is_school_year else f"План на {year} год"
    return plan(read_deadline(phrase, of(year)), year=year, title=title)


def dates(reading: Reading) -> list[tuple[object, ...]]:
    return [
        (one.deadline.phrase, one.deadline.start, one.deadline.end, one.deadline.due)
        for one in reading.activities
    ]


@given(st.sampled_from(DATED), st.integers(2021, 2026))
def test_twice_by_one_is_once_by_two(said: tuple[str, Period], year: int) -> None:
    reading = roadmap(*said, year)
    once, twice = in_a_new_year(reading, 2), in_a_new_year(in_a_new_year(reading))
    assert (twice.title, twice.year) == (once.title, once.year)
    assert dates(twice) == dates(once)


@given(CORRECTED)
def test_dates_twice_by_one_are_dates_once_by_two(days: list[date]) -> None:
    due = tuple(sorted(days))
    kept = plan(Deadline("по графику", DeadlineKind.LIST, due[0], due[-1], due))
    assert dates(in_a_new_year(in_a_new_year(kept))) == dates(in_a_new_year(kept, 2))


@given(st.sampled_from(DATED), st.integers(2021, 2030), st.integers(1, 4))
def test_every_month_stays_its_month(said: tuple[str, Period], year: int, years: int) -> None:
    """Days by their weekday may be more or fewer, so it is the months that are compared."""
    reading = roadmap(*said, year)
    (before,), (after,) = reading.activities, in_a_new_year(reading, years).activities
    if before.deadline.kind is not DeadlineKind.UNKNOWN:
        assert after.deadline.kind is before.deadline.kind
        told = [{(day.year, day.month) for day in one.deadline.due} for one in (before, after)]
        assert {(year_ + years, month) for year_, month in told[0]} == told[1]


@given(CORRECTED)
def test_what_is_put_on_working_days_stays_there(days: list[date]) -> None:
    due = tuple(sorted(days))
    taken = on_working_days(Deadline("до срока", DeadlineKind.LIST, due[0], due[-1], due))
    assert days_off(taken) == ()
    assert list(taken.due) == sorted(set(taken.due))
    assert taken.start is None or taken.start <= taken.due[0]
    assert taken.due[-1] <= due[-1]
