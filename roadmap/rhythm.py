"""The rhythm of long windows: how often an answer is asked for while its due date is still far off.

A soft check: nothing is late by it, and the formal due date stays where it is.
"""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta
from enum import StrEnum

from roadmap.calendar import working_day_on_or_before
from roadmap.deadlines import DeadlineKind

LONG_WINDOW_DAYS = 62
"""Two months of 31 days; a longer window is asked about on the way."""
_LONGEST_HOLIDAYS = timedelta(days=31)


class Rhythm(StrEnum):
    """How often an ongoing activity, or one with a long window, is asked about before its due date."""

    QUARTER = "quarter"
    MONTH = "month"
    NEVER = "never"


_MONTHS = {Rhythm.QUARTER: (3, 6, 9, 12), Rhythm.MONTH: tuple(range(1, 13)), Rhythm.NEVER: ()}


def rhythm_of(kind: DeadlineKind, start: date | None, due: date, rhythm: Rhythm) -> Rhythm:
    """Return the activity's `rhythm` where the window (local dates) calls for one, else NEVER."""
    is_long = start is not None and (due - start).days > LONG_WINDOW_DAYS
    return rhythm if is_long or kind is DeadlineKind.ONGOING else Rhythm.NEVER


def checks(start: date | None, due: date, rhythm: Rhythm) -> Iterator[date]:
    """The local dates on which to ask: the last working day of each period, within the window, before `due`.

    Without a start there are none: nobody knows since when to ask.
    """
    if start is None:
        return
    for last_day in _ends_of_periods(start, due - timedelta(days=1), rhythm):
        check = working_day_on_or_before(last_day)
        if check >= start:
            yield check


def rhythms_on(after: date, day: date) -> frozenset[Rhythm]:
    """The rhythms with a check after the local date `after` and not after `day`."""
    return frozenset(
        rhythm
        for rhythm in Rhythm
        if any(
            after < working_day_on_or_before(last_day) <= day
            for last_day in _ends_of_periods(after, day + _LONGEST_HOLIDAYS, rhythm)
        )
    )


def _ends_of_periods(first: date, last: date, rhythm: Rhythm) -> Iterator[date]:
    month = first.replace(day=1)
    while month <= last:
        last_day = month.replace(day=monthrange(month.year, month.month)[1])
        if month.month in _MONTHS[rhythm] and first <= last_day <= last:
            yield last_day
        month = last_day + timedelta(days=1)
