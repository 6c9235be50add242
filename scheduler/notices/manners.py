"""How each kind of outbox message behaves towards people's time; see `roadmap.hearing`."""

from roadmap.hearing import Manner
from scheduler.arrivals import LATE

_ABOUT_FILES = (
    "package-status",
    "which-task",
    "file-refused",
    "file-lost",
    "file-delayed",
    "file-saving",
    "package-reopened",
    "package-obsolete",
)
_ANSWERS = (
    *_ABOUT_FILES,
    "receipt",
    "roadmap-draft",
    "roadmap-refused",
    "people-draft",
    "people-refused",
    "announcement-progress",
)
_PRESSING = (
    *(f"{LATE}{kind}" for kind in _ABOUT_FILES),  # an answer still, though it comes late
    "announcement",
    "meeting-moved",
    "meeting-cancelled",
)
_NEWS = (
    "review-request",
    "review-decided",
    "review-undone",
    "checks-passed-on",
    "not-applicable",
    "applicable-again",
    "roadmap-started",
    "deadline-moved",
    "unreachable",
    "membership-removed",
    "membership-returned",
    "school-handed-over",
    "substitute-set",
    "substitute-ended",
    "meeting-invitation",
    "survey-invitation",
)

MANNERS = {
    **dict.fromkeys(_ANSWERS, Manner.ANSWER),
    **dict.fromkeys(_PRESSING, Manner.PRESSING),
    **dict.fromkeys(_NEWS, Manner.NEWS),
    "meeting-reminder": Manner.REMINDER,
    "survey-reminder": Manner.WORK,
    "meeting-protocol": Manner.WORK,
    "digest": Manner.DIGEST,
}
