"""Who hears of a school that lets a deadline pass: its curator first, then the coordinator."""

from datetime import date, timedelta

from roadmap.calendar import add_working_days

CURATOR_AFTER = 3
COORDINATOR_AFTER = 7
"""Working days after `late_since`."""


def late_since(due: date, owed_on: date) -> date:
    """Return the local date from which lateness counts: what was returned after its due date has time."""
    return max(due, owed_on)


def is_late_by(working_days: int, since: date, today: date) -> bool:
    """Whether so many working days have passed since the date of `late_since`; all dates are local."""
    return add_working_days(since, working_days) <= today


def last_day_late_by(working_days: int, today: date) -> date:
    """Return the latest date of `late_since` for which `is_late_by` is true; all dates are local."""
    one_day = timedelta(days=1)
    return add_working_days(today + one_day, -working_days) - one_day
