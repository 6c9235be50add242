"""What a deadline phrase says: local dates of the plan, without a time zone."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

_AUGUST, _SEPTEMBER = 8, 9


class DeadlineKind(StrEnum):
    ONCE = "once"
    RANGE = "range"
    LIST = "list"
    RECURRING = "recurring"
    ONGOING = "ongoing"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Period:
    """The time a plan is made for, both days included."""

    start: date
    end: date

    @classmethod
    def year(cls, year: int) -> "Period":
        return cls(date(year, 1, 1), date(year, 12, 31))

    @classmethod
    def school_year(cls, year: int) -> "Period":
        """The school year that begins in the autumn of ``year``: September to May."""
        return cls(date(year, 9, 1), date(year + 1, 5, 31))

    @property
    def is_school_year(self) -> bool:
        """Whether half-years and terms are the school's: it begins in autumn and ends by the next August."""
        return (
            self.start.month in {_AUGUST, _SEPTEMBER}
            and self.end.year == self.start.year + 1
            and self.end.month <= _AUGUST
        )

    @property
    def years(self) -> range:
        return range(self.start.year, self.end.year + 1)


@dataclass(frozen=True, slots=True)
class Relative:
    """A term counted from something that stands outside the plan («в течение 10 дней со дня получения»)."""

    unit: str
    """days, workdays, weeks, months or years; negative ``amount`` is before the anchor."""
    amount: int
    anchor: str
    """What it is counted from, as written; empty where that is not said."""


@dataclass(frozen=True, slots=True)
class Deadline:
    """The reading of one phrase. Dates are local; ``due`` is in order and without repetition.

    ``start`` is open where only the last day is said («до 15 марта»). All the words that give reasons are
    machine words, said to people by the texts ``roadmap-reason``, ``deadline-why`` and ``deadline-doubt``:
    ``reason`` is why an ``unknown`` deadline has no dates, ``why`` by which conventions the others have
    theirs, and ``warnings`` is what was assumed there that the words alone don't say.
    """

    phrase: str
    kind: DeadlineKind
    start: date | None = None
    end: date | None = None
    due: tuple[date, ...] = ()
    rrule: str | None = None
    time: str | None = None
    place: str | None = None
    relative: Relative | None = None
    reason: str | None = None
    warnings: tuple[str, ...] = field(default=())
    why: tuple[str, ...] = field(default=())
