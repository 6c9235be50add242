"""Parts of a year, before it is known which year: a day, a month, a quarter, the end of a month."""

import calendar
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import ClassVar, Protocol

from roadmap.deadlines.model import DeadlineKind, Period

# The school's own terms. Schools may set other ends; these are the usual ones.
_SCHOOL_HALVES = {1: (9, 12), 2: (1, 5)}
_QUARTERS_OF_SCHOOL = {1: (9, 10), 2: (11, 12), 3: (1, 3), 4: (4, 5)}
_LAST_DECADE = 3
_CLEARLY_NEARER = timedelta(days=14)
_WORKDAYS = 5
_TRIMESTERS = {1: (9, 11), 2: (12, 2), 3: (3, 5)}


class Unreadable(Exception):  # noqa: N818 - it says what is wrong
    """A phrase is made of known words and yet gives no dates; ``reason`` is the machine word why."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Shape(Protocol):
    kind: ClassVar[DeadlineKind]

    def windows(self, period: Period) -> Iterator[Period]:
        """Where it lies in the years that ``period`` touches; also outside the period itself.

        Raises ValueError for a day that doesn't exist.
        """
        ...


def month_end(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


def _months(year: int, first: int, last: int) -> Period:
    return Period(date(year, first, 1), month_end(year + (last < first), last))


@dataclass(frozen=True, slots=True)
class Day:
    month: int
    day: int
    kind: ClassVar[DeadlineKind] = DeadlineKind.ONCE

    def windows(self, period: Period) -> Iterator[Period]:
        for year in period.years:
            if self.day <= calendar.monthrange(year, self.month)[1]:
                day = date(year, self.month, self.day)
                yield Period(day, day)


@dataclass(frozen=True, slots=True)
class Month:
    month: int
    kind: ClassVar[DeadlineKind] = DeadlineKind.ONCE

    def windows(self, period: Period) -> Iterator[Period]:
        return (_months(year, self.month, self.month) for year in period.years)


@dataclass(frozen=True, slots=True)
class Decade:
    """Ten days of a month: the first (its beginning), the second, the third (its end)."""

    month: int
    number: int
    kind: ClassVar[DeadlineKind] = DeadlineKind.RANGE

    def windows(self, period: Period) -> Iterator[Period]:
        number = _checked(self.number, 3)
        for year in period.years:
            last = (
                month_end(year, self.month) if number == _LAST_DECADE else date(year, self.month, number * 10)
            )
            yield Period(date(year, self.month, number * 10 - 9), last)


@dataclass(frozen=True, slots=True)
class HalfMonth:
    """To the 15th, or from the 16th."""

    month: int
    number: int
    kind: ClassVar[DeadlineKind] = DeadlineKind.RANGE

    def windows(self, period: Period) -> Iterator[Period]:
        is_first = _checked(self.number, 2) == 1
        for year in period.years:
            end = month_end(year, self.month)
            yield (
                Period(end.replace(day=1), end.replace(day=15))
                if is_first
                else Period(end.replace(day=16), end)
            )


@dataclass(frozen=True, slots=True)
class Week:
    """A calendar week of a month, due on its Sunday and cut off at the month's ends; -1 is the last.

    The first one has a working day: no week is meant by a Sunday the 1st.
    """

    month: int
    number: int
    kind: ClassVar[DeadlineKind] = DeadlineKind.RANGE

    def windows(self, period: Period) -> Iterator[Period]:
        for year in period.years:
            weeks = [
                [day for day in week if day]
                for week in calendar.monthcalendar(year, self.month)
                if any(week[:_WORKDAYS])
            ]
            days = weeks[_index(self.number, len(weeks))]
            yield Period(date(year, self.month, days[0]), date(year, self.month, days[-1]))


@dataclass(frozen=True, slots=True)
class NthWeekday:
    """«последний четверг марта»; ``weekday`` 0 is Monday, ``number`` -1 is the last."""

    month: int
    number: int
    weekday: int
    kind: ClassVar[DeadlineKind] = DeadlineKind.ONCE

    def windows(self, period: Period) -> Iterator[Period]:
        for year in period.years:
            day = nth_weekday(year, self.month, self.number, self.weekday)
            yield Period(day, day)


def nth_weekday(year: int, month: int, number: int, weekday: int) -> date:
    """Raises ValueError when the month has no such day (a fifth Thursday)."""
    days = [week[weekday] for week in calendar.monthcalendar(year, month) if week[weekday]]
    return date(year, month, days[_index(number, len(days))])


def _index(number: int, length: int) -> int:
    return _checked(number, length) - 1


@dataclass(frozen=True, slots=True)
class Quarter:
    number: int
    kind: ClassVar[DeadlineKind] = DeadlineKind.RANGE

    def windows(self, period: Period) -> Iterator[Period]:
        number = _checked(self.number, 4)
        return (_months(year, number * 3 - 2, number * 3) for year in period.years)


@dataclass(frozen=True, slots=True)
class HalfYear:
    """January to June and July to December; in a school year September to December and January to May."""

    number: int
    kind: ClassVar[DeadlineKind] = DeadlineKind.RANGE

    def windows(self, period: Period) -> Iterator[Period]:
        number = _checked(self.number, 2)
        if period.is_school_year:
            return _school_term(period, *_SCHOOL_HALVES[number])
        return (_months(year, number * 6 - 5, number * 6) for year in period.years)


@dataclass(frozen=True, slots=True)
class SchoolQuarter:
    number: int
    kind: ClassVar[DeadlineKind] = DeadlineKind.RANGE

    def windows(self, period: Period) -> Iterator[Period]:
        return _school_term(period, *_QUARTERS_OF_SCHOOL[_checked(self.number, 4)])


@dataclass(frozen=True, slots=True)
class Trimester:
    number: int
    kind: ClassVar[DeadlineKind] = DeadlineKind.RANGE

    def windows(self, period: Period) -> Iterator[Period]:
        return _school_term(period, *_TRIMESTERS[_checked(self.number, 3)])


def _school_term(period: Period, first: int, last: int) -> Iterator[Period]:
    return (_months(year, first, last) for year in period.years)


def _checked(number: int, largest: int) -> int:
    """The number of a part, -1 being the last one. Raises ValueError when there are not so many."""
    number = largest if number == -1 else number
    if not 1 <= number <= largest:
        raise ValueError(number)
    return number


@dataclass(frozen=True, slots=True)
class Whole:
    """The plan's period, or the year that stands beside it."""

    kind: ClassVar[DeadlineKind] = DeadlineKind.RANGE

    def windows(self, period: Period) -> Iterator[Period]:
        yield period


@dataclass(frozen=True, slots=True)
class WholeSchoolYear:
    kind: ClassVar[DeadlineKind] = DeadlineKind.RANGE

    def windows(self, period: Period) -> Iterator[Period]:
        if period.is_school_year:
            return iter([period])
        return (Period.school_year(year) for year in range(period.start.year - 1, period.end.year + 1))


@dataclass(frozen=True, slots=True)
class EndOfSchoolYear:
    kind: ClassVar[DeadlineKind] = DeadlineKind.ONCE

    def windows(self, period: Period) -> Iterator[Period]:
        if period.is_school_year:
            return iter([Period(period.end, period.end)])
        return (Period(end, end) for end in (date(year, 5, 31) for year in period.years))


def placed(shape: Shape, period: Period) -> Period:
    """Where the shape lies in the period, or next to it: «август» of a school year is the one before it.

    Raises Unreadable when it lies there more than once, when there is no such day, or when one before and one
    after are equally far («июль» of a school year).
    """
    windows = list(_existing(shape, period))
    inside = [window for window in windows if window.start <= period.end and window.end >= period.start]
    if len(inside) > 1:
        raise Unreadable("which-year")
    if inside:
        return inside[0]
    nearest, *others = sorted(windows, key=lambda window: _distance(window, period))
    if others and _distance(others[0], period) - _distance(nearest, period) < _CLEARLY_NEARER:
        raise Unreadable("which-year")
    return nearest


def moved(shape: Shape, window: Period, years: int) -> Period:
    """The same part of another year."""
    year = Period.year(window.start.year + years)
    return next(iter(_existing(shape, year)))


def _existing(shape: Shape, period: Period) -> list[Period]:
    try:
        windows = list(shape.windows(period))
    except ValueError:
        windows = []
    if not windows:
        raise Unreadable("no-such-date")
    return windows


def _distance(window: Period, period: Period) -> timedelta:
    return max(period.start - window.end, window.start - period.end)
