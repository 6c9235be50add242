"""Working days as the production calendar has them, local time and quiet hours."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmap.calendar import (
    add_working_days,
    at_local,
    in_quiet_hours,
    is_working,
    local_today,
    next_speaking_time,
    working_day_on_or_after,
    working_day_on_or_before,
)

PENZA = ZoneInfo("Europe/Moscow")
BERLIN = ZoneInfo("Europe/Berlin")
ZONES = [PENZA, BERLIN, ZoneInfo("Asia/Kamchatka"), ZoneInfo("Asia/Kathmandu"), ZoneInfo("America/St_Johns")]

days = st.dates(date(2016, 1, 1), date(2032, 12, 31))
moments = st.datetimes(datetime(2016, 1, 1), datetime(2032, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001 - Hypothesis adds the zone
zones = st.sampled_from(ZONES)


# The numbers of working days are those of the published production calendars (a five-day week).
@pytest.mark.parametrize(
    ("year", "working_days"),
    [(2018, 247), (2019, 247), (2021, 247), (2022, 247), (2023, 247), (2024, 248), (2025, 247), (2026, 247)],
)
def test_a_year_has_as_many_working_days_as_published(year: int, working_days: int) -> None:
    first = date(year, 1, 1)
    length = (date(year + 1, 1, 1) - first).days
    assert sum(is_working(first + timedelta(days=number)) for number in range(length)) == working_days


@pytest.mark.parametrize("day", ["2022-03-05", "2024-04-27", "2024-11-02", "2024-12-28", "2025-11-01"])
def test_a_saturday_worked_for_a_transferred_day_off_is_a_working_day(day: str) -> None:
    assert is_working(date.fromisoformat(day))


@pytest.mark.parametrize(
    "day", ["2022-03-07", "2022-05-02", "2022-05-03", "2022-05-10", "2022-06-13", "2024-12-30", "2026-01-09"]
)
def test_a_transferred_day_off_is_off(day: str) -> None:
    assert not is_working(date.fromisoformat(day))


@pytest.mark.parametrize("year", [1, 1980, 2150])
def test_years_the_calendar_does_not_know_have_their_weekends(year: int) -> None:
    week = [date(year, 1, 1) + timedelta(days=number) for number in range(7)]
    assert [is_working(day) for day in week] == [day.isoweekday() <= 5 for day in week]


def test_a_coming_year_has_its_fixed_holidays_before_its_decree() -> None:
    assert not is_working(date(2035, 6, 12))
    assert is_working(date(2035, 6, 13))


def test_the_nearest_working_day_over_the_new_year() -> None:
    assert working_day_on_or_before(date(2022, 1, 9)) == date(2021, 12, 30)
    assert working_day_on_or_after(date(2021, 12, 31)) == date(2022, 1, 10)


@given(days)
def test_the_nearest_working_days_leave_none_between(day: date) -> None:
    before, after = working_day_on_or_before(day), working_day_on_or_after(day)
    assert is_working(before)
    assert is_working(after)
    assert before <= day <= after
    between = [before + timedelta(days=number) for number in range(1, (after - before).days)]
    assert not any(is_working(other) for other in between)


@pytest.mark.parametrize(
    ("day", "n", "expected"),
    [
        ("2022-03-04", 1, "2022-03-05"),
        ("2022-03-04", 2, "2022-03-09"),
        ("2022-03-06", 1, "2022-03-09"),
        ("2022-03-09", -1, "2022-03-05"),
        ("2022-03-06", 0, "2022-03-06"),
    ],
)
def test_working_days_are_counted_without_the_first(day: str, n: int, expected: str) -> None:
    assert add_working_days(date.fromisoformat(day), n) == date.fromisoformat(expected)


@given(days, st.integers(1, 40))
def test_adding_working_days_passes_that_many(day: date, n: int) -> None:
    later = add_working_days(day, n)
    passed = [day + timedelta(days=number) for number in range(1, (later - day).days + 1)]
    assert is_working(later)
    assert sum(is_working(other) for other in passed) == n
    assert add_working_days(later, -n) == working_day_on_or_before(day)


def test_today_is_the_citys_date() -> None:
    assert local_today(datetime(2022, 1, 9, 21, 30, tzinfo=UTC), PENZA) == date(2022, 1, 10)
    assert local_today(datetime(2022, 1, 9, 20, 59, tzinfo=UTC), PENZA) == date(2022, 1, 9)


def test_a_naive_moment_is_refused() -> None:
    naive = datetime(2022, 1, 10, 9)  # noqa: DTZ001 - the point of the test
    with pytest.raises(ValueError, match="time zone"):
        local_today(naive, PENZA)
    with pytest.raises(ValueError, match="time zone"):
        in_quiet_hours(naive, PENZA)


def test_nine_in_the_morning_in_penza_is_six_utc() -> None:
    moment = at_local(date(2022, 1, 10), time(9), PENZA)
    assert moment == datetime(2022, 1, 10, 6, tzinfo=UTC)
    assert moment.tzinfo is UTC


def test_an_hour_that_clocks_jump_over_or_show_twice() -> None:
    assert at_local(date(2022, 3, 27), time(2, 30), BERLIN) == datetime(2022, 3, 27, 1, 30, tzinfo=UTC)
    assert at_local(date(2022, 10, 30), time(2, 30), BERLIN) == datetime(2022, 10, 30, 0, 30, tzinfo=UTC)


@given(days, zones, st.times())
def test_a_local_time_of_the_day_belongs_to_that_date(day: date, tz: ZoneInfo, at: time) -> None:
    assert local_today(at_local(day, at, tz), tz) == day


@pytest.mark.parametrize(
    ("at", "quiet"),
    [(time(19, 59), False), (time(20), True), (time(3), True), (time(7, 59), True), (time(8), False)],
)
def test_quiet_hours_run_over_midnight(at: time, quiet: bool) -> None:
    assert in_quiet_hours(at_local(date(2022, 1, 10), at, PENZA), PENZA) is quiet


def test_quiet_hours_within_a_day_and_none_at_all() -> None:
    noon = at_local(date(2022, 1, 10), time(12), PENZA)
    assert in_quiet_hours(noon, PENZA, time(11), time(13))
    assert not in_quiet_hours(noon, PENZA, time(11), time(12))
    assert not in_quiet_hours(noon, PENZA, time(12), time(12))


@pytest.mark.parametrize(
    ("day", "at", "spoken_on", "spoken_at"),
    [
        (10, time(9, 15), 10, time(9, 15)),
        (10, time(20), 11, time(8)),
        (10, time(23, 59), 11, time(8)),
        (11, time(0), 11, time(8)),
    ],
)
def test_the_next_time_to_speak(day: int, at: time, spoken_on: int, spoken_at: time) -> None:
    now = at_local(date(2022, 1, day), at, PENZA)
    assert next_speaking_time(now, PENZA) == at_local(date(2022, 1, spoken_on), spoken_at, PENZA)


@given(moments, zones)
def test_the_next_time_to_speak_is_the_first_one(now: datetime, tz: ZoneInfo) -> None:
    then = next_speaking_time(now, tz)
    assert not in_quiet_hours(then, tz)
    assert timedelta() <= then - now <= timedelta(hours=13)
    assert then == now or in_quiet_hours(then - timedelta(microseconds=1), tz)
