"""«Напомнить позже»: until when one assignment keeps silent for one person. Its deadline stays."""

from datetime import date, timedelta
from enum import StrEnum

from roadmap.calendar import working_day_on_or_after, working_day_on_or_before
from roadmap.errors import UserError


class Later(StrEnum):
    """When to be reminded again, counted from the day it is chosen."""

    TOMORROW = "tomorrow"
    MONDAY = "monday"
    WEEK = "week"


def last_snooze_day(due: date) -> date:
    """Return the last working day up to the due date: later than that nothing can be put off."""
    return working_day_on_or_before(due)


def can_snooze(due: date, today: date) -> bool:
    """Whether there is a working day after the local date `today` on which to be reminded in time."""
    return last_snooze_day(due) > today


def silent_until(until: date, due: date) -> date:
    """Return the local date on which what was put off until `until` speaks: its deadline may have moved."""
    return min(until, last_snooze_day(due))


def snooze_until(later: Later, due: date, today: date) -> date:
    """Return the working day (local) on which the assignment speaks again, in time for its due date.

    Raises UserError when the due date leaves no such day after the local date `today`.
    """
    if not can_snooze(due, today):
        raise UserError("snooze-too-late")
    return min(working_day_on_or_after(_meant(later, today)), last_snooze_day(due))


def is_cut_short(later: Later, until: date, today: date) -> bool:
    """Whether the due date made `until` earlier than what was asked for."""
    return until < working_day_on_or_after(_meant(later, today))


def _meant(later: Later, today: date) -> date:
    if later is Later.TOMORROW:
        return today + timedelta(days=1)
    return today + timedelta(days=7 if later is Later.WEEK else 7 - today.weekday())
