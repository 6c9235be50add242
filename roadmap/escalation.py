"""Who hears of a school that lets a deadline pass: its curator first, then the coordinator."""

from datetime import date, timedelta

from roadmap.calendar import add_working_days

CURATOR_AFTER = 3
COORDINATOR_AFTER = 7
"""Working days after the due date."""


def is_late_by(working_days: int, due: date, today: date) -> bool:
    """Whether so many working days have passed since the due date; both dates are local."""
    return add_working_days(due, working_days) <= today


def last_day_late_by(working_days: int, today: date) -> date:
    """Return the latest due date of which `is_late_by` is true; all dates are local."""
    one_day = timedelta(days=1)
    return add_working_days(today + one_day, -working_days) - one_day
