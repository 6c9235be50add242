"""What is chosen of reminders, as typed: silence, a snooze, a substitute's days, the steps of a ladder."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.screens.ladders import ladder_words
from bot.texts import load_texts
from roadmap.calendar import is_working
from roadmap.errors import UserError
from roadmap.ladder import DEFAULT_LADDER, Ladder
from roadmap.ladders import READY, Ready, ready_of, typed_steps
from roadmap.silence import LONGEST_SILENCE_DAYS, Quiet, quiet_until, typed_silence
from roadmap.snooze import Later, can_snooze, is_cut_short, last_snooze_day, snooze_until
from roadmap.substitution import FURTHEST_DAYS, check_days, typed_day

ZONE = ZoneInfo("Europe/Moscow")
MONDAY = datetime(2022, 1, 10, 10, 0, tzinfo=ZONE).astimezone(UTC)
TODAY = date(2022, 1, 10)
DAYS = st.dates(date(2021, 1, 1), date(2025, 12, 31))


def local(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2022, 1, day, hour, minute, tzinfo=ZONE)


@pytest.mark.parametrize(
    ("choice", "until"),
    [(Quiet.HOUR, local(10, 11)), (Quiet.TOMORROW, local(11, 9)), (Quiet.MONDAY, local(17, 9))],
)
def test_silence_chosen(choice: Quiet, until: datetime) -> None:
    assert quiet_until(choice, MONDAY, ZONE) == until


@pytest.mark.parametrize(
    ("typed", "until"),
    [
        ("20.01 15:00", local(20, 15)),
        ("до 20 января в 15:30", local(20, 15, 30)),
        ("завтра, 12:00", local(11, 12)),
        ("18:00", local(10, 18)),
        ("9:30", local(11, 9, 30)),
        ("20.01", local(20, 9)),
        ("2022-01-20 08:05", local(20, 8, 5)),
    ],
)
def test_silence_typed(typed: str, until: datetime) -> None:
    assert typed_silence(typed, MONDAY, ZONE) == until


@pytest.mark.parametrize("typed", ["", "когда-нибудь", "31.02 10:00", "20.01 25:00", "10:75", "20:01:30"])
def test_silence_unclear(typed: str) -> None:
    with pytest.raises(UserError, match="silence-unclear"):
        typed_silence(typed, MONDAY, ZONE)


@pytest.mark.parametrize("typed", ["10.01 09:59", "сегодня", "11.02 10:00", "01.01.2022 10:00"])
def test_silence_out_of_range(typed: str) -> None:
    with pytest.raises(UserError, match="silence-out-of-range"):
        typed_silence(typed, MONDAY, ZONE)


@given(st.text(max_size=30))
def test_silence_is_a_time_ahead_or_a_kind_refusal(typed: str) -> None:
    try:
        until = typed_silence(typed, MONDAY, ZONE)
    except UserError:
        return
    assert MONDAY < until <= MONDAY + timedelta(days=LONGEST_SILENCE_DAYS)


@pytest.mark.parametrize(
    ("later", "until"),
    [
        (Later.TOMORROW, date(2022, 1, 11)),
        (Later.MONDAY, date(2022, 1, 17)),
        (Later.WEEK, date(2022, 1, 17)),
    ],
)
def test_a_snooze(later: Later, until: date) -> None:
    assert snooze_until(later, date(2022, 2, 28), TODAY) == until


def test_a_snooze_from_a_friday_goes_over_the_weekend() -> None:
    assert snooze_until(Later.TOMORROW, date(2022, 2, 28), date(2022, 1, 14)) == date(2022, 1, 17)


def test_a_snooze_ends_before_the_due_date() -> None:
    sunday = date(2022, 1, 16)
    until = snooze_until(Later.WEEK, sunday, TODAY)
    assert until == date(2022, 1, 14)
    assert is_cut_short(Later.WEEK, until, TODAY)
    with pytest.raises(UserError, match="snooze-too-late"):
        snooze_until(Later.TOMORROW, sunday, date(2022, 1, 14))


@given(st.sampled_from(Later), DAYS, DAYS)
def test_a_snooze_is_a_working_day_in_time(later: Later, due: date, today: date) -> None:
    if not can_snooze(due, today):
        with pytest.raises(UserError):
            snooze_until(later, due, today)
        return
    until = snooze_until(later, due, today)
    assert is_working(until)
    assert today < until <= last_snooze_day(due) <= due


def test_the_days_of_a_substitute() -> None:
    assert typed_day("20.01", TODAY) == date(2022, 1, 20)
    check_days(TODAY, TODAY, TODAY)
    for first, last, problem in (
        (TODAY - timedelta(days=1), TODAY, "substitute-day-past"),
        (date(2022, 1, 12), date(2022, 1, 11), "substitute-last-before-first"),
        (TODAY, TODAY + timedelta(days=FURTHEST_DAYS + 1), "substitute-day-far"),
    ):
        with pytest.raises(UserError, match=problem):
            check_days(first, last, TODAY)
    with pytest.raises(UserError, match="substitute-day-unclear"):
        typed_day("потом", TODAY)


@pytest.mark.parametrize(
    ("typed", "before"),
    [("14, 7, 1", (14, 7, 1)), ("1 7 и 14", (14, 7, 1)), ("за 10 дней, 0", (10, 0)), ("3;3;3", (3,))],
)
def test_typed_steps(typed: str, before: tuple[int, ...]) -> None:
    assert typed_steps(typed, READY[Ready.GENTLE]) == Ladder(before, 5, 3)


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ("", "ladder-unclear"),
        ("часто", "ladder-unclear"),
        ("7, завтра", "ladder-unclear"),
        ("-7", "ladder-unclear"),
        ("1" * 4000, "ladder-unclear"),
        ("91", "ladder-too-early"),
        ("1 2 3 4 5 6 7 8 9 10 11", "ladder-too-many"),
    ],
)
def test_steps_that_are_none(typed: str, problem: str) -> None:
    with pytest.raises(UserError, match=problem):
        typed_steps(typed, DEFAULT_LADDER)


def test_a_ladder_in_words() -> None:
    t = load_texts().language("ru")
    assert ladder_words(t, DEFAULT_LADDER) == (
        "за 14, 7, 3 и 1 день, в день срока; после срока каждый 3-й рабочий день, не больше 5 раз"
    )
    assert ladder_words(t, Ladder((2,), 1, 1)) == (
        "за 2 дня; после срока каждый рабочий день, не больше 1 раза"
    )
    assert ladder_words(t, Ladder((), 1, 0)) == "после срока не напоминать"
    english = load_texts().language("en")
    assert ladder_words(english, DEFAULT_LADDER) == (
        "14, 7, 3 and 1 day before, on the day itself; afterwards every 3rd working day, at most 5 times"
    )


def test_ready_ladders_are_known_again_as_kept() -> None:
    for ready, ladder in READY.items():
        assert ready_of(Ladder.from_json(ladder.to_json())) is ready
    assert ready_of(Ladder((5,))) is None
