"""Repeated dates: a small part of RFC 5545's recurrence rules, which is all that plans need."""

from calendar import monthrange
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import ClassVar

from roadmap.deadlines.model import Period
from roadmap.deadlines.shapes import month_end, nth_weekday

_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_COMMON_YEAR = 2001
_EVERY_MONTH = tuple(range(1, 13))


@dataclass(frozen=True, slots=True)
class Monthly:
    """Days of some months, -1 being the last day, or weekdays of them as (number, weekday from Monday 0).

    What falls on the 30th falls on the last day of February.
    """

    months: tuple[int, ...] = _EVERY_MONTH
    days: tuple[int, ...] = ()
    weekdays: tuple[tuple[int, int], ...] = field(default=())

    @property
    def rrule(self) -> str:
        days = (
            _by_month_day(self.days, self.months)
            if self.days
            else f"BYDAY={_joined(map(_by_day, self.weekdays))}"
        )
        if self.months == _EVERY_MONTH:
            return f"FREQ=MONTHLY;{days}"
        return f"FREQ=YEARLY;BYMONTH={_joined(self.months)};{days}"

    def dates(self, period: Period) -> tuple[date, ...]:
        months = ((year, month) for year in period.years for month in self.months)
        dates = {day for year, month in months for day in self._of(year, month)}
        return tuple(sorted(day for day in dates if period.start <= day <= period.end))

    def _of(self, year: int, month: int) -> Iterator[date]:
        last = month_end(year, month)
        yield from (last if day == -1 else last.replace(day=min(day, last.day)) for day in self.days)
        for number, weekday in self.weekdays:
            try:
                yield nth_weekday(year, month, number, weekday)
            except ValueError:  # no fifth Thursday in this month
                continue


@dataclass(frozen=True, slots=True)
class Weekly:
    days: tuple[int, ...]
    interval: int = 1

    @property
    def rrule(self) -> str:
        interval = f";INTERVAL={self.interval}" if self.interval > 1 else ""
        return f"FREQ=WEEKLY{interval};BYDAY={_joined(_WEEKDAYS[day] for day in self.days)}"

    def dates(self, period: Period) -> tuple[date, ...]:
        monday = period.start - timedelta(days=period.start.weekday())
        weeks = range(0, (period.end - monday).days + 1, 7 * self.interval)
        dates = (monday + timedelta(days=week + day) for week in weeks for day in sorted(self.days))
        return tuple(day for day in dates if period.start <= day <= period.end)


@dataclass(frozen=True, slots=True)
class Daily:
    """Every day; what is asked for is the whole of it, at the end."""

    rrule: ClassVar[str] = "FREQ=DAILY"

    def dates(self, period: Period) -> tuple[date, ...]:
        return (period.end,)


Recurrence = Monthly | Weekly | Daily


def _by_month_day(days: tuple[int, ...], months: tuple[int, ...]) -> str:
    shortest = min(monthrange(_COMMON_YEAR, month)[1] for month in months)
    if len(days) == 1 and days[0] > shortest:
        return f"BYMONTHDAY={_joined(range(shortest, days[0] + 1))};BYSETPOS=-1"
    return f"BYMONTHDAY={_joined(days)}"


def _by_day(numbered: tuple[int, int]) -> str:
    number, weekday = numbered
    return f"{number}{_WEEKDAYS[weekday]}"


def _joined(values: Iterable[object]) -> str:
    return ",".join(map(str, values))
