"""The rules of surveys: what is typed, when one ends and reminds, where one goes on, how answers count."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmap.calendar import is_working
from roadmap.errors import UserError
from roadmap.surveys import (
    OptionCount,
    Until,
    closing_time,
    first_open,
    last_day,
    meant_option,
    question_after,
    read_answer,
    read_last_day,
    read_options,
    read_question,
    read_title,
    reminder_time,
    tally,
)

ZONE = ZoneInfo("Europe/Moscow")
MONDAY = date(2022, 1, 10)


def local(day: int, hour: int, month: int = 1) -> datetime:
    return datetime(2022, month, day, hour, tzinfo=ZONE).astimezone(UTC)


def test_texts_are_trimmed() -> None:
    assert read_title("  Стартовая \n анкета ") == "Стартовая анкета"
    assert read_question(" Как дела?\nПодробно. ") == "Как дела?\nПодробно."
    assert read_answer("я" * 4000) == "я" * 4000


@pytest.mark.parametrize(
    ("text", "text_id"), [(" \n ", "survey-text-empty"), ("я" * 4001, "survey-text-too-long")]
)
def test_texts_that_are_refused(text: str, text_id: str) -> None:
    with pytest.raises(UserError) as caught:
        read_answer(text)
    assert caught.value.text_id == text_id


def test_options_one_a_line() -> None:
    assert read_options("- Да\n\n • Нет \n2022 год\n-5 баллов") == ["Да", "Нет", "2022 год", "-5 баллов"]


@pytest.mark.parametrize(
    ("typed", "text_id"),
    [
        ("Да", "survey-options-number"),
        ("\n".join(map(str, range(11))), "survey-options-number"),
        ("Да\nНет\nДА", "survey-options-repeat"),
        ("Да\n" + "я" * 101, "survey-option-too-long"),
    ],
)
def test_options_that_are_refused(typed: str, text_id: str) -> None:
    with pytest.raises(UserError) as caught:
        read_options(typed)
    assert caught.value.text_id == text_id


@pytest.mark.parametrize(
    ("typed", "number"), [("да", 0), (" Не  знаю. ", 2), ("2", 1), ("4", None), ("0", None), ("может", None)]
)
def test_an_option_that_is_typed(typed: str, number: int | None) -> None:
    assert meant_option(typed, ["Да", "Нет", "Не знаю"]) == number


def test_an_option_that_is_a_number_is_meant_by_its_words_first() -> None:
    assert meant_option("2", ["2", "1"]) == 0


def test_in_december_a_day_of_january_is_the_next_year_s() -> None:
    assert read_last_day("20.01", date(2021, 12, 20)) == date(2022, 1, 20)


@pytest.mark.parametrize(
    ("typed", "text_id"),
    [
        ("скоро", "survey-date-unclear"),
        ("09.01", "survey-date-past"),
        ("20.01.2021", "survey-date-past"),
        ("20.01.2024", "survey-date-far"),
    ],
)
def test_last_days_that_are_refused(typed: str, text_id: str) -> None:
    with pytest.raises(UserError) as caught:
        read_last_day(typed, MONDAY)
    assert caught.value.text_id == text_id


def test_ready_choices_of_the_last_day() -> None:
    assert [last_day(until, MONDAY).day for until in Until] == [11, 17, 24]
    assert closing_time(MONDAY, ZONE) == local(10, 18)


@pytest.mark.parametrize(
    ("invited", "closes", "reminded"),
    [
        (local(10, 10), local(20, 18), local(19, 10)),
        (local(10, 10), local(17, 18), local(14, 10)),  # the eve is a Sunday: the Friday before
        (local(10, 10), local(11, 18), local(11, 10)),  # asked on the eve: on the day itself
        (local(10, 10), local(10, 18), None),  # asked on the day itself
        (local(14, 10), local(16, 18), None),  # over the weekend nobody is disturbed
        (local(14, 10), local(17, 18), local(17, 10)),
    ],
)
def test_when_the_silent_are_reminded(invited: datetime, closes: datetime, reminded: datetime | None) -> None:
    assert reminder_time(invited, closes, ZONE) == reminded


@given(
    st.datetimes(datetime(2021, 12, 1), datetime(2022, 6, 1), timezones=st.just(UTC)),  # noqa: DTZ001 -- Hypothesis wants naive bounds
    st.integers(1, 60),
)
def test_a_reminder_comes_between_invitation_and_end_on_a_working_day(invited: datetime, days: int) -> None:
    closes = closing_time((invited + timedelta(days=days)).astimezone(ZONE).date(), ZONE)
    reminded = reminder_time(invited, closes, ZONE)
    if reminded is not None:
        assert invited < reminded < closes
        assert is_working(reminded.astimezone(ZONE).date())
        assert reminded.astimezone(ZONE).time() == time(10)


def test_where_one_goes_on() -> None:
    order = [5, 3, 9]
    assert first_open(order, {5}) == 3
    assert first_open(order, {5, 3, 9}) is None
    assert question_after(order, {5}, 5) == 3
    assert question_after(order, {9}, 9) == 5
    assert question_after(order, {5, 3, 9}, 9) is None


def test_counts_and_shares() -> None:
    assert tally(["Да", "Нет", "Не знаю"], {0: 2, 2: 1}) == [
        OptionCount("Да", 2, 67),
        OptionCount("Нет", 0, 0),
        OptionCount("Не знаю", 1, 33),
    ]
    assert [one.percent for one in tally(["Да", "Нет"], {})] == [0, 0]


def test_bars() -> None:
    assert [
        OptionCount("", count, percent).bar for count, percent in ((5, 100), (3, 45), (1, 1), (0, 0))
    ] == [
        "▇" * 10,
        "▇" * 5,
        "▇",
        "▏",
    ]


@given(st.dictionaries(st.integers(0, 4), st.integers(0, 1000)))
def test_shares_are_right_to_half_a_percent(chosen: dict[int, int]) -> None:
    counts = tally(list("абвгд"), chosen)
    total = sum(chosen.values())
    assert sum(one.count for one in counts) == total
    assert all(abs(one.percent * total - 100 * one.count) * 2 <= total for one in counts)
    assert all((one.bar == "▏") == (one.count == 0) for one in counts)
