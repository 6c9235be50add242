"""The journal's words: what can change, and how the changes are grouped for looking."""

from datetime import date, timedelta
from enum import StrEnum


class Change(StrEnum):
    """What was done. The part before the first dash is what it was done to; `journal-<value>` says it."""

    SCHOOL_ADDED = "school-added"
    SCHOOL_RENAMED = "school-renamed"
    SCHOOL_NOTED = "school-noted"
    SCHOOL_ARCHIVED = "school-archived"
    SCHOOL_RESTORED = "school-restored"
    SCHOOL_TAKES_PART = "school-takes-part"
    SCHOOL_TAKES_NO_PART = "school-takes-no-part"
    PERSON_JOINED = "person-joined"
    PERSON_RENAMED = "person-renamed"
    PERSON_LEFT = "person-left"
    PERSON_GIVEN = "person-given"
    PERSON_TAKEN = "person-taken"
    PERSON_AWAY = "person-away"
    INVITATION_MADE = "invitation-made"
    INVITATION_NAMED = "invitation-named"
    INVITATION_REVOKED = "invitation-revoked"
    ROADMAP_STARTED = "roadmap-started"
    ROADMAP_CHANGED = "roadmap-changed"
    ROADMAP_LADDER = "roadmap-ladder"
    ACTIVITY_ADDED = "activity-added"
    ACTIVITY_REMOVED = "activity-removed"
    ACTIVITY_CHANGED = "activity-changed"
    ACTIVITY_DATES = "activity-dates"
    ACTIVITY_LADDER = "activity-ladder"
    ACTIVITY_RHYTHM = "activity-rhythm"
    ACTIVITY_WATCHED = "activity-watched"
    ACTIVITY_UNWATCHED = "activity-unwatched"
    ACTIVITY_PARTS = "activity-parts"
    ACTIVITY_OFFICE = "activity-office"
    ACTIVITY_NO_OFFICE = "activity-no-office"
    EXECUTORS_READ = "executors-read"
    MEETING_SET = "meeting-set"
    MEETING_MOVED = "meeting-moved"
    MEETING_CANCELLED = "meeting-cancelled"
    SURVEY_OPENED = "survey-opened"
    SURVEY_CLOSED = "survey-closed"
    ANNOUNCEMENT_SENT = "announcement-sent"
    ANNOUNCEMENT_STOPPED = "announcement-stopped"
    ARCHIVE_ASKED = "archive-asked"
    REVIEW_CHECKED_FIRST = "review-checked-first"
    REVIEW_CHECKED_ONCE = "review-checked-once"

    @property
    def subject(self) -> str:
        return self.value.partition("-")[0]


class Topic(StrEnum):
    """A filter by what was changed."""

    ALL = "all"
    SCHOOLS = "schools"
    PEOPLE = "people"
    ROADMAP = "roadmap"
    OTHER = "other"

    @property
    def subjects(self) -> frozenset[str]:
        """Empty for all."""
        return _SUBJECTS[self]


_SUBJECTS = {
    Topic.ALL: frozenset[str](),
    Topic.SCHOOLS: frozenset({"school"}),
    Topic.PEOPLE: frozenset({"person", "invitation"}),
    Topic.ROADMAP: frozenset({"roadmap", "activity", "executors"}),
    Topic.OTHER: frozenset({"meeting", "survey", "announcement", "archive", "review"}),
}


class Span(StrEnum):
    """A filter by when."""

    WEEK = "week"
    MONTH = "month"
    ALL = "all"

    def first_day(self, today: date) -> date | None:
        """The earliest local date that is shown; None for no bound."""
        days = _DAYS[self]
        return None if days is None else today - timedelta(days=days - 1)


_DAYS: dict[Span, int | None] = {Span.WEEK: 7, Span.MONTH: 30, Span.ALL: None}
