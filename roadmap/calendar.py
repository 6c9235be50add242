"""Russia's production calendar, the city's local time and the quiet hours of the people who live by it.

Days off come from the package `holidays`, which follows the government's yearly decrees: transferred days off
are off, and a Saturday that was worked instead (27 April 2024) is a working day. The decree for a year
appears in the autumn before it; until the package knows it, only weekends and the fixed public holidays of
that year are off, and before 1991 and after 2100 only weekends. Single days the President declares off, such
as those of spring 2020, are not part of it.
"""

from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import holidays

QUIET_FROM = time(20)
QUIET_UNTIL = time(8)
_ONE_DAY = timedelta(days=1)


def is_working(day: date) -> bool:
    """Whether people work on this local date."""
    return day in _working_days(day.year)


def last_known_year() -> int:
    """The last year of which the transferred days off are known."""
    known: dict[int, object] = holidays.country_holidays("RU").special_public_holidays
    return max(known)


def working_day_on_or_before(day: date) -> date:
    """Return the local date itself when it is worked, else the nearest working day before it."""
    while not is_working(day):
        day -= _ONE_DAY
    return day


def working_day_on_or_after(day: date) -> date:
    """Return the local date itself when it is worked, else the nearest working day after it."""
    while not is_working(day):
        day += _ONE_DAY
    return day


def add_working_days(day: date, n: int) -> date:
    """Return the n-th working day after the local date, or before it when n is negative.

    The date itself doesn't count; with n = 0 it is returned, be it worked or not.
    """
    step = _ONE_DAY if n > 0 else -_ONE_DAY
    left = abs(n)
    while left:
        day += step
        left -= is_working(day)
    return day


def local_today(now: datetime, tz: ZoneInfo) -> date:
    """Return the local date at the moment `now` (UTC). A naive moment raises ValueError."""
    return _local(now, tz).date()


def at_local(day: date, at: time, tz: ZoneInfo) -> datetime:
    """Return the moment (UTC) at which clocks show `at` on the local date `day`.

    Where clocks are put back and show it twice, it is the first; where they jump over it, as much later as
    they jump.
    """
    return datetime.combine(day, at, tz).astimezone(UTC)


def in_quiet_hours(now: datetime, tz: ZoneInfo, start: time = QUIET_FROM, end: time = QUIET_UNTIL) -> bool:
    """Whether nobody is to be disturbed at `now` (UTC).

    Quiet is the local time from `start` on, up to but not including `end`. The hours may run over midnight;
    with `start` equal to `end` there are none. A naive moment raises ValueError.
    """
    clock = _local(now, tz).time()
    if start <= end:
        return start <= clock < end
    return clock >= start or clock < end


def next_speaking_time(
    now: datetime, tz: ZoneInfo, start: time = QUIET_FROM, end: time = QUIET_UNTIL
) -> datetime:
    """Return `now` (UTC) outside the quiet hours, else the moment (UTC) they end; may be a day off."""
    if not in_quiet_hours(now, tz, start, end):
        return now
    local = _local(now, tz)
    ends_today = local.time() < end
    return at_local(local.date() if ends_today else local.date() + _ONE_DAY, end, tz)


def _local(now: datetime, tz: ZoneInfo) -> datetime:
    if now.tzinfo is None:
        raise ValueError("a moment without a time zone")
    return now.astimezone(tz)


@cache
def _working_days(year: int) -> frozenset[date]:
    calendar = holidays.country_holidays("RU", years=year)
    first = date(year, 1, 1).toordinal()
    days = (date.fromordinal(number) for number in range(first, date(year, 12, 31).toordinal() + 1))
    return frozenset(day for day in days if calendar.is_working_day(day))
