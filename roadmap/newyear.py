"""Last year's roadmap taken over: its dates, and the years in its words, moved on."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from roadmap.calendar import is_working, working_day_on_or_before
from roadmap.deadlines import Deadline, Period, read_deadline
from roadmap.deadlines.moving import (
    is_last_of_month,
    later,
    moved_dates,
    moved_period,
    rewritten,
    same_day,
    says_days,
)
from roadmap.document import ReadActivity, Reading, ReadWarning
from roadmap.document.title import heading_of
from roadmap.drafts import period_of
from roadmap.errors import TextArgument
from roadmap.order import written

DAY_OFF = "newyear-day-off"
REWORDED = "newyear-reworded"
_NEAR = 3
"""Years about the plan's own that go along with it; others are of something else."""
_MONTHS = "января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря"
_YEARS = re.compile(
    rf"(?P<before>(?:\b\d{{1,2}} (?:{_MONTHS}) )?)(?<![\d.])(?P<first>20\d\d)"
    r"(?P<rest>(?:\s*[-–—/]\s*(?:20)?\d\d)?(?=\s*(?:г\b|гг\b|год|уч)))",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Moved:
    """A deadline in its new year; ``reworded``: its phrase could not be kept."""

    deadline: Deadline
    reworded: bool = False


def in_a_new_year(reading: Reading, years: int = 1) -> Reading:
    """The reading so many years later, without what was doubtful in its document.

    Months stay months, days stay days: where one is a day off, a doubt names the working day before it.
    """
    period = _period(reading)
    moved = [(read, _moved(read.deadline, period, years)) for read in reading.activities]
    return Reading(
        with_later_years(reading.title, reading.year, years),
        reading.year + years,
        tuple(_later(read, one.deadline, reading.year, years) for read, one in moved),
        tuple(doubt for read, one in moved for doubt in _doubts(read, one)),
    )


def _period(reading: Reading) -> Period:
    """The title's, which may be several years, else what the deadlines are read by."""
    said = heading_of([reading.title]).period()
    return said if said is not None and said.start.year == reading.year else period_of(reading)


def _later(read: ReadActivity, deadline: Deadline, year: int, years: int) -> ReadActivity:
    return replace(
        read,
        deadline=deadline,
        title=with_later_years(read.title, year, years),
        indicator=with_later_years(read.indicator, year, years),
    )


def with_later_years(text: str, year: int, years: int) -> str:
    """«… на 2022 год» a year on. The day of a decree («от 27 июля 2021 года») stays, and years far away."""

    def change(said: re.Match[str]) -> str:
        if said["before"] or abs(int(said["first"]) - year) >= _NEAR:
            return said[0]
        rest = re.sub(r"\d+", lambda other: later(other[0], years), said["rest"])
        return later(said["first"], years) + rest

    return _YEARS.sub(change, text)


def _moved(deadline: Deadline, period: Period, years: int) -> _Moved:
    """By its phrase where that says its dates, else the dates by themselves."""
    after = moved_period(period, years)
    phrase = rewritten(deadline.phrase, years)
    if _dates(read_deadline(deadline.phrase, period)) != _dates(deadline):
        return _Moved(_by_days(deadline, phrase or deadline.phrase, years))
    if not deadline.due:
        return _Moved(read_deadline(phrase or deadline.phrase, after))
    wanted = moved_dates(deadline.phrase, period, years)
    if wanted is None:
        return _worded(_by_days(deadline, "", years), after)
    again = read_deadline(phrase or "", after)
    if _dates(again) == (wanted.kind, wanted.start, wanted.end, wanted.due):
        return _Moved(again)
    found = Deadline("", wanted.kind, wanted.start, wanted.end, wanted.due, wanted.rrule)
    return _worded(found, after)


def _dates(deadline: Deadline) -> tuple[object, ...]:
    return deadline.kind, deadline.start, deadline.end, deadline.due


def _by_days(deadline: Deadline, phrase: str, years: int) -> Deadline:
    return Deadline(
        phrase,
        deadline.kind,
        deadline.start and same_day(deadline.start, years),
        deadline.end and same_day(deadline.end, years),
        tuple(same_day(day, years) for day in deadline.due),
        deadline.rrule,
    )


def _worded(deadline: Deadline, period: Period) -> _Moved:
    """With a phrase that says its dates, in place of one that doesn't any more."""
    return _Moved(replace(deadline, phrase=written(deadline, period)), reworded=True)


def _doubts(read: ReadActivity, moved: _Moved) -> Iterator[ReadWarning]:
    if moved.reworded:
        yield ReadWarning(0, REWORDED, {"old": read.deadline.phrase}, read.position)
    off = days_off(moved.deadline)
    if off:
        before = working_day_on_or_before(off[0])
        told: dict[str, TextArgument] = {
            "count": len(off),
            "day": off[0].isoformat(),
            "before": before.isoformat(),
        }
        yield ReadWarning(0, DAY_OFF, told, read.position)


def days_off(deadline: Deadline) -> tuple[date, ...]:
    """Of its due dates those on which nobody works; none where months are meant, not days."""
    of_days = says_days(deadline.phrase)
    return tuple(
        day for day in deadline.due if not is_working(day) and (of_days or not is_last_of_month(day))
    )


def on_working_days(deadline: Deadline) -> Deadline:
    """What falls on a day off is due on the working day before it; what then meets another date joins it."""
    off = set(days_off(deadline))
    if not off:
        return deadline
    due = tuple(sorted({working_day_on_or_before(day) if day in off else day for day in deadline.due}))
    end = deadline.end and (due[-1] if deadline.end in off else deadline.end)
    start = deadline.start
    if start and start > due[0]:
        start = due[0]
    return replace(deadline, start=start, end=end, due=due)
