"""What the status of an assignment means on a given day."""

from datetime import date
from enum import StrEnum

DUE_SOON_DAYS = 14


class AssignmentStatus(StrEnum):
    """What has happened to an assignment so far; kept in the database."""

    OPEN = "open"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    ACCEPTED = "accepted"
    NOT_APPLICABLE = "not_applicable"
    CANCELLED = "cancelled"


AWAITED = frozenset({AssignmentStatus.OPEN, AssignmentStatus.RETURNED})
"""The statuses in which an answer is still owed and reminders go out."""


class Standing(StrEnum):
    """How an assignment stands today; never kept, always worked out."""

    OVERDUE = "overdue"
    DUE_SOON = "due_soon"
    AHEAD = "ahead"
    IN_REVIEW = "in_review"
    DONE = "done"


def standing(status: AssignmentStatus, start: date | None, due: date, today: date) -> Standing:
    """Return the standing on the local date `today`; `start` and `due` are local dates too.

    The due date itself is not overdue. A window that has not opened is ahead, however near its due date is.
    What nothing more is asked for (accepted, not applicable, cancelled) is done.
    """
    if status is AssignmentStatus.SUBMITTED:
        return Standing.IN_REVIEW
    if status not in AWAITED:
        return Standing.DONE
    if due < today:
        return Standing.OVERDUE
    opened = start is None or start <= today
    return Standing.DUE_SOON if opened and days_left(due, today) <= DUE_SOON_DAYS else Standing.AHEAD


def days_left(due: date, today: date) -> int:
    """Return the calendar days from `today` to `due`: 0 on the day itself, negative when overdue."""
    return (due - today).days


def days_late(handed_in: date, due: date) -> int:
    """Return how many calendar days after the due date something was handed in (local dates): 0 in time."""
    return max((handed_in - due).days, 0)
