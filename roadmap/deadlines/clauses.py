"""What the grammar makes of a phrase: the clauses it consists of, not yet put together into dates."""

from dataclasses import dataclass
from enum import StrEnum

from roadmap.deadlines.model import Period, Relative
from roadmap.deadlines.shapes import Shape


class Bound(StrEnum):
    BOTH = "both"
    UNTIL = "until"
    """«до»: only the last day is said."""
    SINCE = "since"
    """«с»: only the first day is said."""


@dataclass(frozen=True, slots=True)
class Span:
    """A part of a year, and the year where it is said with it; ``borrowed`` from a neighbour."""

    shape: Shape
    year: Period | None = None
    borrowed: bool = False
    bare: bool = False
    """A day and a month in figures, without a year."""
    lacks_number: bool = False
    """A month in the genitive, which stands alone: «15 сентября, октября»."""


@dataclass(frozen=True, slots=True)
class Point:
    """One element of a list of dates: a span, or from one span to another."""

    first: Span
    last: Span | None = None
    bound: Bound = Bound.BOTH


class Unit(StrEnum):
    DAY = "days"
    WORKDAY = "workdays"
    WEEK = "weeks"
    MONTH = "months"
    QUARTER = "quarters"
    HALF = "halves"
    SCHOOL_QUARTER = "school-quarters"
    TRIMESTER = "trimesters"
    YEAR = "years"
    SCHOOL_YEAR = "school-years"


@dataclass(frozen=True, slots=True)
class Rhythm:
    """``times`` times in every ``every`` units."""

    unit: Unit
    times: int = 1
    every: int = 1


class MonthSaid(StrEnum):
    """The month that a day of the month is meant in."""

    UNSAID = "unsaid"
    EACH_MONTH = "each-month"
    NEXT_MONTH = "next-month"
    """The month after the one (or the quarter) that is reported on."""
    LAST_MONTH = "last-month"
    """The last month of the quarter."""
    MONTH_AFTER = "month-after"
    MONTH_AT_END = "month-at-end"
    """The same two, where it is not said of what."""


@dataclass(frozen=True, slots=True)
class MonthDays:
    """Days of a month by number, -1 being the last."""

    days: tuple[int, ...]
    month: MonthSaid = MonthSaid.UNSAID


@dataclass(frozen=True, slots=True)
class Weekdays:
    """Weekdays, 0 being Monday; ``numbers`` says which ones of a month, none of them meaning each week."""

    days: tuple[int, ...]
    numbers: tuple[int, ...] = ()
    each: bool = False


@dataclass(frozen=True, slots=True)
class Ongoing:
    """All through the span, or through the plan's period."""

    span: Span


@dataclass(frozen=True, slots=True)
class Time:
    """Hours of the day, as ``12:00``, ``12:00-14:00``, ``12:00-`` or ``-14:00``."""

    text: str


@dataclass(frozen=True, slots=True)
class Place:
    text: str


@dataclass(frozen=True, slots=True)
class Undated:
    """Known words that give no date. Dates beside it stand, unless it is ``binding``."""

    reason: str
    relative: Relative | None = None
    binding: bool = False


Clause = Point | Rhythm | MonthDays | Weekdays | Ongoing | Time | Place | Undated
