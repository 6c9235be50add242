"""The curator's look at a package before the coordinator's: what needs it, and how long it may take."""

from collections.abc import Collection
from datetime import date

from roadmap.access import Assignee
from roadmap.calendar import add_working_days

SILENT_DAYS = 3
"""So many working days a package waits for a curator; then it goes on to the coordinator by itself."""


def needs_check(assignee: Assignee, submitted_by: int, checkers: Collection[int]) -> bool:
    """Whether one of the `checkers` looks at it first: not at what one of them has handed in."""
    return assignee is Assignee.SCHOOL and bool(checkers) and submitted_by not in checkers


def goes_on_if_sent_by(today: date) -> date:
    """The last local date of handing in whose packages have waited long enough on the local date `today`."""
    return add_working_days(today, -SILENT_DAYS)
