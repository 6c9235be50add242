"""Deadline phrases: a table of real ones, phrases made from their meaning, and whatever people may type."""

import csv
import json
import time
from calendar import monthrange
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roadmap.deadlines import DeadlineKind, Period, Relative, deadline_json, read_deadline

PHRASES = Path(__file__).parent.parent / "data" / "deadline-phrases.tsv"
YEAR = Period.year(2022)
SCHOOL = Period.school_year(2022)

# The table opens this list at the end of its first quarter, but every other list where its first part begins
# («Июнь, сентябрь 2022 года» on 1 June, «марте-июне и …» on 1 March), so its row is taken for a slip: here a
# list of quarters opens like a list of months. The due dates are the same.
OPENS_EARLIER = {"I, III квартал"}

GENITIVE = [
    "января",
    "февраля",
    "марта",
    "апреля",
    "мая",
    "июня",
    "июля",
    "августа",
    "сентября",
    "октября",
    "ноября",
    "декабря",
]
NOMINATIVE = [
    "январь",
    "февраль",
    "март",
    "апрель",
    "май",
    "июнь",
    "июль",
    "август",
    "сентябрь",
    "октябрь",
    "ноябрь",
    "декабрь",
]
ROMAN = ("I", "II", "III", "IV")


def rows() -> list[dict[str, str]]:
    with PHRASES.open(encoding="utf-8") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def plan(text: str) -> Period | None:
    name, _, value = text.partition(":")
    match name:
        case "year":
            return Period.year(int(value))
        case "school":
            first, last = value.split("..")
            return Period(date.fromisoformat(first), date.fromisoformat(last))
        case "title":
            first, last = value.split("-")
            return Period(date(int(first), 1, 1), date(int(last), 12, 31))
        case _:
            return None


@pytest.mark.parametrize("row", rows(), ids=lambda row: row["phrase"] or "empty")
def test_the_table_of_real_phrases(row: dict[str, str]) -> None:
    expected: dict[str, Any] = json.loads(row["reading"])
    read = deadline_json(read_deadline(row["phrase"], plan(row["plan"])))
    if row["phrase"] in OPENS_EARLIER:
        del expected["start"]
    for field in expected.keys() & {"kind", "start", "end", "due", "time", "rrule"}:
        assert read[field] == expected[field], field
    assert (read["reason"] is not None) == (expected["kind"] == "unknown")


@pytest.mark.parametrize(
    ("phrase", "reason"),
    [
        ("", "empty"),
        (" — ", "empty"),
        ("по отдельному графику", "separate-schedule"),
        ("согласно графику министерства", "separate-schedule"),
        ("по плану работы на 2022 год", "other-plan"),
        ("по мере необходимости", "on-demand"),
        ("по согласованию", "executor-note"),
        ("весь период обучения", "no-bounds"),
        ("в период весеннего половодья", "event"),
        ("в течение месяца", "no-anchor"),
        ("с 12-00", "time-only"),
        ("31 апреля", "no-such-date"),
        ("29 февраля", "no-such-date"),
        ("V квартал", "no-such-date"),
        ("с 1 мая 2022 по 1 марта 2022", "reversed"),
        ("март, январь 2022 года", "which-year"),
        ("до 5 числа", "which-month"),
        ("ежеквартально до 5 числа", "which-month"),
        ("до конца месяца", "which-month"),
        ("понедельник", "which-week"),
        ("в течение учебного года", "which-year"),
        ("январь, далее ежемесячно", "not-understood"),
        ("Наличие приказа", "not-understood"),
        ("скоро", "not-understood"),
        ("5 раз в год", "rhythm"),
        ("1 раз в 10 дней", "rhythm"),
        ("ежемесячно, ежеквартально", "several-rhythms"),
        ("я" * 10_000, "not-understood"),
        # What a careless reader would take for a date.
        ("март 2022 и 2023 г.", "which-year"),
        ("сентябрь 2022, май", "which-year"),
        ("ежемесячно, 2022, 2023", "which-year"),
        ("15 марта, актовый зал и 20 апреля", "second-date"),
        ("школа № 901 по сентябрь", "second-date"),
        ("20.09.2022 10.10", "hour-or-day"),
        ("5 сентября, вторник", "weekday-differs"),
        ("до 5 числа следующего месяца", "which-month"),
        ("10 числа последнего месяца", "which-month"),
        ("с 25 по 5 число", "reversed"),
        ("с 20 мая по 10 мая 2022 года", "reversed"),
        ("2 раза в год, сентябрь-май", "too-few-dates"),
        ("1-10 сентября, октября", "not-understood"),
        ("апрель, не позднее 20 числа, июль", "not-understood"),
        ("раз в 3 года, март", "rhythm"),
        ("5 раз в год: март, апрель", "too-few-dates"),
        ("7-я пятница месяца", "no-such-date"),
        ("20 марта - апреля", "not-understood"),
        ("первые числа сентября", "not-understood"),
        ("5 сентября (3 часа)", "not-understood"),
        ("2.1", "not-understood"),
        ("31 июня - 5 июля", "no-such-date"),
        ("9 мая 1945 года", "far-year"),
        ("май 2045 года", "far-year"),
        ("весной", "season"),
        ("31 сентября, 30 сентября", "no-such-date"),
    ],
)
def test_what_has_no_date_says_why(phrase: str, reason: str) -> None:
    read = read_deadline(phrase, YEAR)
    assert (read.kind, read.due, read.reason) == (DeadlineKind.UNKNOWN, (), reason)


@pytest.mark.parametrize("phrase", ["март", "ежемесячно", "в течение года", "до 5 мая", "раз в год, май"])
def test_no_plan_and_no_year_said(phrase: str) -> None:
    assert read_deadline(phrase, None).reason == "no-year"


@pytest.mark.parametrize(
    ("phrase", "period", "due"),
    [
        ("Мaрт 2022 гoда", YEAR, ["2022-03-31"]),  # Latin a and o
        ("ІІ квартал", YEAR, ["2022-06-30"]),  # Ukrainian letters
        ("Iквартал", YEAR, ["2022-03-31"]),
        ("Ⅳ квартал", YEAR, ["2022-12-31"]),
        ("до15\u00a0марта  2022г.", YEAR, ["2022-03-15"]),
        ("10 ноября 2020* года", None, ["2020-11-10"]),
        ("«15» марта 2022 г.", None, ["2022-03-15"]),
        ("Март — апрель", YEAR, ["2022-04-30"]),
        ("Сентябр\nьдекабр\nь", YEAR, ["2022-12-31"]),
        ("02.10 -\n31.10", YEAR, ["2022-10-31"]),
        ("21 апреля 2010\nг.", None, ["2010-04-21"]),
        ("22 июня 10.00 ч.", YEAR, ["2022-06-22"]),
        ("11 марта 11-30-13-30", YEAR, ["2022-03-11"]),
        ("22 июня в 10.10", YEAR, ["2022-06-22"]),
        ("Срок: до 1 мая", YEAR, ["2022-05-01"]),
        ("до 15 марта (по согласованию)", YEAR, ["2022-03-15"]),
        ("май (по графику)", YEAR, ["2022-05-31"]),
        ("ноябрь – февраль 2023 г.", None, ["2023-02-28"]),
        ("Сентябрь - май 2022-2023 гг.", None, ["2023-05-31"]),
        ("сентябрь-июнь", SCHOOL, ["2023-06-30"]),
        ("август", SCHOOL, ["2022-08-31"]),
        ("С 5 апреля", YEAR, ["2022-12-31"]),
        ("29 февраля", Period.school_year(2023), ["2024-02-29"]),
        ("2 раза в год", SCHOOL, ["2022-12-31", "2023-05-31"]),
        ("I полугодие", SCHOOL, ["2022-12-31"]),
        ("до конца учебного года", SCHOOL, ["2023-05-31"]),
        ("II четверть", SCHOOL, ["2022-12-31"]),
        ("3-я декада августа", YEAR, ["2022-08-31"]),
        ("вторая половина мая", YEAR, ["2022-05-31"]),
        ("первая неделя сентября", YEAR, ["2022-09-04"]),
        ("последний четверг марта", YEAR, ["2022-03-31"]),
        ("до 1 марта, 1 июня и 1 сентября 2022 года", None, ["2022-03-01", "2022-06-01", "2022-09-01"]),
        ("10, 20 марта", YEAR, ["2022-03-10", "2022-03-20"]),
        ("1, 3 кварталы 2022 г.", None, ["2022-03-31", "2022-09-30"]),
        ("март, июнь-август, декабрь", YEAR, ["2022-03-31", "2022-08-31", "2022-12-31"]),
        ("2 раза в год (май, октябрь)", YEAR, ["2022-05-31", "2022-10-31"]),
        ("1 раз в месяц с января по март", YEAR, ["2022-01-31", "2022-02-28", "2022-03-31"]),
        ("последняя пятница месяца, апрель-май", YEAR, ["2022-04-29", "2022-05-27"]),
        ("2 раза в месяц в марте", YEAR, ["2022-03-15", "2022-03-31"]),
        ("ежедневно", YEAR, ["2022-12-31"]),
        ("в течение года, до 20 декабря", YEAR, ["2022-12-20"]),
        ("15 сентября, октября", YEAR, ["2022-09-15", "2022-10-15"]),
        ("последний четверг октября, ноября", YEAR, ["2022-10-27", "2022-11-24"]),
        ("I квартал (до 20 марта)", YEAR, ["2022-03-20"]),
        ("с 2022-2024 гг.", YEAR, ["2024-12-31"]),
        ("первая неделя мая", YEAR, ["2022-05-08"]),
        ("30.09. 2022", None, ["2022-09-30"]),
        ("до 3-го дeкaбpя", YEAR, ["2022-12-03"]),  # «3-го д» is no «3 год»
    ],
)
def test_due_dates(phrase: str, period: Period | None, due: list[str]) -> None:
    assert [day.isoformat() for day in read_deadline(phrase, period).due] == due


def test_hours_and_places_go_beside_the_date() -> None:
    read = read_deadline("22 июня 12.00 ч., МБОУ СОШ № 901", YEAR)
    assert (read.time, read.place, read.start) == ("12:00", "МБОУ СОШ № 901", date(2022, 6, 22))


def test_a_term_keeps_what_it_is_counted_from() -> None:
    assert read_deadline("в семидневный срок со дня утверждения", YEAR).relative == Relative(
        "days", 7, "со дня утверждения"
    )
    assert read_deadline("не позднее, чем за 3 рабочих дня до заседания", YEAR).relative == Relative(
        "workdays", -3, "заседания"
    )


def test_what_was_assumed_is_said() -> None:
    assert read_deadline("Июнь август 2007 года", None).warnings == ("lost-hyphen",)
    assert read_deadline("до 15 марта (по согласованию)", YEAR).warnings == ("executor-note",)


@pytest.mark.parametrize(
    ("phrase", "doubt"),
    [
        ("15 марта 25 апреля", "no-separator"),
        ("до мая", "until-month"),
        ("ноябрь-февраль", "over-new-year"),
        ("примерно 15 марта", "approximate"),
        ("март (7-9 кл.)", "classes"),
        ("март 2025 года", "outside-plan"),
    ],
)
def test_what_is_doubtful_is_said(phrase: str, doubt: str) -> None:
    assert doubt in read_deadline(phrase, YEAR).warnings


@pytest.mark.parametrize("day", [29, 30, 31])
def test_a_day_that_february_lacks_is_its_last_one(day: int) -> None:
    read = read_deadline(f"ежемесячно до {day} числа", YEAR)
    assert (read.due[0], read.due[1], len(read.due)) == (date(2022, 1, day), date(2022, 2, 28), 12)
    assert read.rrule == f"FREQ=MONTHLY;BYMONTHDAY={','.join(map(str, range(28, day + 1)))};BYSETPOS=-1"


def test_reports_on_a_quarter_fall_due_after_it() -> None:
    read = read_deadline("до 10 числа месяца, следующего за отчётным", YEAR)
    assert (read.due[0], read.due[-1], read.rrule) == (
        date(2022, 2, 10),
        date(2023, 1, 10),
        "FREQ=MONTHLY;BYMONTHDAY=10",
    )


def test_a_phrase_is_read_in_about_a_millisecond() -> None:
    read_deadline("март", YEAR)  # builds the parser
    started = time.perf_counter()
    for day in range(1, 29):
        read_deadline(f"в период с {day} марта по {day} апреля 2022 года", None)
    assert (time.perf_counter() - started) / 28 < 0.02  # with room for a busy machine


# --- Whatever people may type

WORDS = st.sampled_from(
    [
        "с",
        "по",
        "до",
        "в",
        "на",
        "и",
        "-",
        ",",
        "(",
        ")",
        "1",
        "5",
        "31",
        "32",
        "0",
        "99",
        "2022",
        "2023",
        "1-й",
        "3-го",
        "I",
        "II",
        "IV",
        "V",
        "года",
        "г.",
        "год",
        "гг.",
        "учебный",
        "учебного",
        "месяц",
        "месяца",
        "месяцев",
        "раз",
        "раза",
        "дважды",
        "одного",
        "двух",
        "за",
        "каждый",
        "каждого",
        "последний",
        "первый",
        "четверг",
        "понедельникам",
        "числа",
        "числу",
        "март",
        "марта",
        "мая",
        "май",
        "декабря",
        "сентябрь",
        "квартал",
        "кв.",
        "полугодие",
        "четверть",
        "триместр",
        "декада",
        "неделя",
        "неделю",
        "половина",
        "конец",
        "начале",
        "середина",
        "течение",
        "весь",
        "период",
        "не",
        "позднее",
        "ежегодно",
        "ежемесячно",
        "ежеквартально",
        "еженедельно",
        "ежедневно",
        "постоянно",
        "01.09",
        "31.02.2022",
        "01.09.2022",
        "10.00",
        "ч.",
        "12-00",
        "2022-2023",
        "2021-2022",
        "лет",
        "следующего",
        "за отчетным",
        "графику",
        "плану",
        "согласованию",
        "дней",
        "рабочих",
        "через",
        "со",
        "дня",
        "после",
        "сутки",
        "площадь",
        "зал",
    ]
)


@given(st.text(), st.sampled_from([None, YEAR, SCHOOL]))
def test_any_text_is_read_or_left_unknown(text: str, period: Period | None) -> None:
    check_sound(text, period)


@settings(max_examples=1500)
@given(st.lists(WORDS, max_size=9).map(" ".join), st.sampled_from([None, YEAR, SCHOOL]))
def test_any_mixture_of_known_words_is_read_or_left_unknown(text: str, period: Period | None) -> None:
    check_sound(text, period)


def check_sound(text: str, period: Period | None) -> None:
    read = read_deadline(text, period)
    assert read.phrase == text
    if read.kind is DeadlineKind.UNKNOWN:
        assert read.reason
        assert (read.due, read.start, read.end) == ((), None, None)
    else:
        assert read.end
        assert read.due
        assert read.reason is None
        assert list(read.due) == sorted(set(read.due))
        assert read.start is None or read.start <= read.due[0]
        assert read.due[-1] <= read.end


# --- Phrases made from their meaning are read back to it

years = st.integers(2005, 2040)
months = st.integers(1, 12)
separators = st.sampled_from(["-", " - ", "–", " – ", "—"])
endings = st.sampled_from(["", " г.", " года", "г.", " год"])


def month_end(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


@st.composite
def written_days(draw: st.DrawFn) -> tuple[str, date]:
    day = draw(st.dates(date(2005, 1, 1), date(2040, 12, 31)))
    ending = draw(endings)
    return draw(
        st.sampled_from(
            [
                f"{day.day} {GENITIVE[day.month - 1]} {day.year}{ending}",
                f"{day.day:02} {GENITIVE[day.month - 1]} {day.year}{ending}",
                f"{day:%d.%m.%Y}",
                f"{day:%d.%m.%y}",
                f"{day:%d.%m.%Y} г.",
                day.isoformat(),
            ]
        )
    ), day


@given(written_days())
def test_days(written: tuple[str, date]) -> None:
    phrase, day = written
    read = read_deadline(phrase, None)
    assert (read.kind, read.start, read.due) == (DeadlineKind.ONCE, day, (day,))


@given(written_days(), st.sampled_from(["до", "не позднее", "в срок до", "к", "До", "не позднее чем до"]))
def test_last_days(written: tuple[str, date], until: str) -> None:
    read = read_deadline(f"{until} {written[0]}", None)
    assert (read.kind, read.start, read.due) == (DeadlineKind.ONCE, None, (written[1],))


@given(written_days(), written_days(), separators)
def test_ranges_of_days(first: tuple[str, date], last: tuple[str, date], dash: str) -> None:
    phrases = [f"с {first[0]} по {last[0]}", f"в период с {first[0]} до {last[0]}"]
    for phrase in (*phrases, f"{first[0]} {dash} {last[0]}"):
        read = read_deadline(phrase, None)
        if first[1] > last[1]:
            assert read.reason == "reversed"
        else:
            assert (read.kind, read.start, read.due) == (DeadlineKind.RANGE, first[1], (last[1],))


@given(months, years, endings)
def test_months(month: int, year: int, ending: str) -> None:
    read = read_deadline(f"{NOMINATIVE[month - 1].title()} {year}{ending}", None)
    assert (read.kind, read.start, read.due) == (
        DeadlineKind.ONCE,
        date(year, month, 1),
        (month_end(year, month),),
    )


@given(months, months, years, separators)
def test_ranges_of_months_go_over_the_new_year(first: int, last: int, year: int, dash: str) -> None:
    read = read_deadline(f"{NOMINATIVE[first - 1]}{dash}{NOMINATIVE[last - 1]} {year} года", None)
    assert (read.kind, read.start, read.due) == (
        DeadlineKind.RANGE,
        date(year - (first > last), first, 1),
        (month_end(year, last),),
    )


@given(st.sets(months, min_size=2, max_size=6), years, st.sampled_from([", ", " и ", "; ", ",", ", и "]))
def test_lists_of_months(chosen: set[int], year: int, separator: str) -> None:
    phrase = separator.join(NOMINATIVE[month - 1] for month in sorted(chosen))
    due = tuple(month_end(year, month) for month in sorted(chosen))
    for read in (read_deadline(f"{phrase} {year} года", None), read_deadline(phrase, Period.year(year))):
        assert (read.kind, read.due) == (DeadlineKind.LIST, due)


@given(st.integers(1, 4), years, st.booleans())
def test_quarters(number: int, year: int, roman: bool) -> None:
    read = read_deadline(f"{ROMAN[number - 1] if roman else number} квартал {year} г.", None)
    assert (read.kind, read.start, read.due) == (
        DeadlineKind.RANGE,
        date(year, number * 3 - 2, 1),
        (month_end(year, number * 3),),
    )


@given(st.integers(1, 28), years)
def test_a_day_of_each_month(day: int, year: int) -> None:
    phrases = [
        f"ежемесячно до {day} числа",
        f"до {day}-го числа каждого месяца",
        f"1 раз в месяц, {day} числа",
    ]
    for phrase in phrases:
        read = read_deadline(phrase, Period.year(year))
        assert read.due == tuple(date(year, month, day) for month in range(1, 13))
        assert read.rrule == f"FREQ=MONTHLY;BYMONTHDAY={day}"


@given(st.sampled_from([1, 2, 3, 4, 6, 12]), years)
def test_times_in_a_year(times: int, year: int) -> None:
    step = 12 // times
    read = read_deadline(f"не менее {times} раз в год", Period.year(year))
    assert read.due == tuple(month_end(year, month) for month in range(step, 13, step))


@given(years)
def test_all_through_a_school_year(year: int) -> None:
    for phrase in (
        f"в течение {year}-{year + 1} учебного года",
        f"в течение {year}/{(year + 1) % 100:02} уч. года",
    ):
        read = read_deadline(phrase, None)
        assert (read.kind, read.start, read.due) == (
            DeadlineKind.ONGOING,
            date(year, 9, 1),
            (date(year + 1, 5, 31),),
        )
