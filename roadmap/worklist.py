"""How one person's assignments are laid out: what is there to do now, what comes later, what is done."""

from datetime import date
from enum import StrEnum

from roadmap.standing import AssignmentStatus, Standing, days_left, standing

STARTED_DAYS = 31
"""An open window is work for now when its due date is a month away at most; a year's window is not."""


class Heading(StrEnum):
    """What an assignment is listed under; the most urgent first.

    `LAGGING` is a curator's digest's alone: what a school has owed for days (`roadmap.escalation`).
    """

    LAGGING = "lagging"
    OVERDUE = "overdue"
    DUE_SOON = "due-soon"
    RETURNED = "returned"
    STARTED = "started"
    AHEAD = "ahead"
    IN_REVIEW = "in-review"
    DONE = "done"


class View(StrEnum):
    """The three lists that a person can choose between."""

    NOW = "now"
    AHEAD = "ahead"
    DONE = "done"


_OF_STANDING = {
    Standing.OVERDUE: Heading.OVERDUE,
    Standing.DUE_SOON: Heading.DUE_SOON,
    Standing.IN_REVIEW: Heading.IN_REVIEW,
    Standing.DONE: Heading.DONE,
}
_ORDER = tuple(Heading)


def heading(status: AssignmentStatus, start: date | None, due: date, today: date) -> Heading:
    """Return the heading on the local date `today`; `start` and `due` are local dates too.

    A returned assignment stands where its due date puts it, and never lower than under its own heading.
    """
    stands = standing(status, start, due, today)
    if stands is not Standing.AHEAD:
        return _OF_STANDING[stands]
    if status is AssignmentStatus.RETURNED:
        return Heading.RETURNED
    begun = start is None or start <= today
    return Heading.STARTED if begun and days_left(due, today) <= STARTED_DAYS else Heading.AHEAD


def view_of(under: Heading) -> View:
    if under is Heading.DONE:
        return View.DONE
    return View.AHEAD if under is Heading.AHEAD else View.NOW


def rank(under: Heading, due: date, *, is_called: bool = False) -> tuple[int, bool, date]:
    """Return a sort key: the most urgent heading first, then what is called, then the earliest due date."""
    return _ORDER.index(under), not is_called, due
