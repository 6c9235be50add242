"""The roadmap: activities, their dated occurrences, and the assignments that follow from them."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base, Id
from db.types import word
from roadmap.access import Assignee
from roadmap.deadlines import DeadlineKind
from roadmap.rhythm import Rhythm
from roadmap.standing import AssignmentStatus


class Roadmap(Base):
    """One plan for one year, from one document. One is in force for a year."""

    __tablename__ = "roadmap"

    id: Mapped[Id]
    year: Mapped[int] = mapped_column(unique=True)
    title: Mapped[str]
    source_name: Mapped[str]
    started_at: Mapped[datetime]
    started_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    ladder: Mapped[dict[str, Any] | None] = mapped_column(
        comment="roadmap.ladder.Ladder as JSON; None: the default"
    )
    excluded_school_ids: Mapped[list[int]] = mapped_column(
        default=list, server_default="[]", comment="schools that don't take part; all others do"
    )


class RoadmapDraft(Base):
    """What was understood of a document, until a coordinator starts or drops it. Nothing is sent of it."""

    __tablename__ = "roadmap_draft"
    # Rows go, while buttons and messages that carry their ids stay: an id must not come back.
    __table_args__ = ({"sqlite_autoincrement": True},)

    id: Mapped[Id]
    created_by: Mapped[int] = mapped_column(ForeignKey("person.id"))
    created_at: Mapped[datetime]
    source_name: Mapped[str]
    reading: Mapped[dict[str, Any]] = mapped_column(comment="roadmap.document.Reading as JSON")
    checked: Mapped[list[int]] = mapped_column(
        default=list, server_default="[]", comment="positions that the coordinator has confirmed or corrected"
    )
    left_out: Mapped[list[int]] = mapped_column(
        default=list, server_default="[]", comment="positions that are not to be watched"
    )
    excluded_school_ids: Mapped[list[int]] = mapped_column(default=list, server_default="[]")
    ladder: Mapped[dict[str, Any] | None] = mapped_column(
        comment="roadmap.ladder.Ladder as JSON; None: the default"
    )
    new_year_of_id: Mapped[int | None] = mapped_column(
        ForeignKey("roadmap.id"), comment="the roadmap of the year before that it takes over; no document"
    )


class ExecutorReading(Base):
    """For whom executors written so are, as a coordinator corrected it: remembered for the next document."""

    __tablename__ = "executor_reading"

    id: Mapped[Id]
    key: Mapped[str] = mapped_column(unique=True, comment="the executors as compared: case, spaces folded")
    audience: Mapped[list[str]] = mapped_column(comment="words of roadmap.document.Audience")
    set_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    set_at: Mapped[datetime]


class DocumentPurpose(StrEnum):
    """What a document that was sent is to become."""

    ROADMAP = "roadmap"
    PEOPLE = "people"


class IncomingDocument(Base):
    """A document on its way: the bytes are fetched and read after the commit, then the row goes."""

    __tablename__ = "incoming_document"
    # Rows go, while buttons and messages that carry their ids stay: an id must not come back.
    __table_args__ = ({"sqlite_autoincrement": True},)

    id: Mapped[Id]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    file_id: Mapped[str] = mapped_column(comment="the platform's handle for download")
    name: Mapped[str]
    purpose: Mapped[DocumentPurpose] = mapped_column(
        word(DocumentPurpose), default=DocumentPurpose.ROADMAP, server_default=DocumentPurpose.ROADMAP
    )
    message_id: Mapped[int | None] = mapped_column(
        BigInteger, comment="the platform's id of the message that says how far the reading is"
    )
    attempts: Mapped[int] = mapped_column(default=0)
    try_at: Mapped[datetime] = mapped_column(
        index=True, comment="while somebody is at it: when others may try"
    )
    created_at: Mapped[datetime]


class Activity(Base):
    """A row of the roadmap. Dates are local."""

    __tablename__ = "activity"

    id: Mapped[Id]
    roadmap_id: Mapped[int] = mapped_column(ForeignKey("roadmap.id"), index=True)
    position: Mapped[int]
    title: Mapped[str]
    title_key: Mapped[str] = mapped_column(comment="the title as compared between editions")
    deadline: Mapped[str] = mapped_column(comment="the phrase as written")
    kind: Mapped[DeadlineKind] = mapped_column(word(DeadlineKind))
    start: Mapped[date | None]
    end: Mapped[date | None]
    rrule: Mapped[str | None]
    indicator: Mapped[str]
    executors: Mapped[str]
    audience: Mapped[list[str]]
    is_meeting: Mapped[bool]
    is_watched: Mapped[bool] = mapped_column(
        default=True, server_default="1", comment="false: kept in the plan, asked of nobody"
    )
    ladder: Mapped[dict[str, Any] | None] = mapped_column(comment="None: the roadmap's")
    rhythm: Mapped[Rhythm] = mapped_column(
        word(Rhythm), default=Rhythm.QUARTER, server_default=Rhythm.QUARTER
    )
    removed_at: Mapped[datetime | None]
    takes_office: Mapped[bool] = mapped_column(
        default=False, server_default="0", comment="Word and Excel files are evidence too"
    )


class RequiredPart(Base):
    """One of several things that the evidence for an activity must have: «приказ», «договор»."""

    __tablename__ = "required_part"

    id: Mapped[Id]
    activity_id: Mapped[int] = mapped_column(ForeignKey("activity.id"), index=True)
    position: Mapped[int]
    name: Mapped[str]
    removed_at: Mapped[datetime | None]


class Occurrence(Base):
    """One dated obligation of an activity: window start and due date, both local."""

    __tablename__ = "occurrence"
    __table_args__ = (
        UniqueConstraint("activity_id", "due"),
        CheckConstraint("start IS NULL OR start <= due", name="window_in_order"),
    )

    id: Mapped[Id]
    activity_id: Mapped[int] = mapped_column(ForeignKey("activity.id"))
    start: Mapped[date | None] = mapped_column(index=True)
    due: Mapped[date] = mapped_column(index=True)
    removed_at: Mapped[datetime | None]


class Assignment(Base):
    """An occurrence for one school, or for the coordinator or department itself."""

    __tablename__ = "assignment"
    __table_args__ = (
        Index(
            "uq_assignment_for_school",
            "occurrence_id",
            "school_id",
            unique=True,
            sqlite_where=text("school_id IS NOT NULL"),
            postgresql_where=text("school_id IS NOT NULL"),
        ),
        Index(
            "uq_assignment_for_city",
            "occurrence_id",
            "assignee",
            unique=True,
            sqlite_where=text("school_id IS NULL"),
            postgresql_where=text("school_id IS NULL"),
        ),
        Index("ix_assignment_owed", "occurrence_id", "status", "status_at"),
        Index("ix_assignment_school_status", "school_id", "status"),
        Index("ix_assignment_status", "status"),
    )

    id: Mapped[Id]
    occurrence_id: Mapped[int] = mapped_column(ForeignKey("occurrence.id"))
    assignee: Mapped[Assignee] = mapped_column(word(Assignee))
    school_id: Mapped[int | None] = mapped_column(ForeignKey("school.id"))
    status: Mapped[AssignmentStatus] = mapped_column(word(AssignmentStatus), default=AssignmentStatus.OPEN)
    status_at: Mapped[datetime]


class Snooze(Base):
    """One person doesn't want to hear of one assignment before a local date. Its deadline stays."""

    __tablename__ = "snooze"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    assignment_id: Mapped[int] = mapped_column(ForeignKey("assignment.id"), primary_key=True)
    until: Mapped[date] = mapped_column(index=True)


class AssignmentEvent(Base):
    """The history of an assignment: who did what and when. Never changed, only added to."""

    __tablename__ = "assignment_event"

    id: Mapped[Id]
    assignment_id: Mapped[int] = mapped_column(ForeignKey("assignment.id"), index=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime]
    status: Mapped[AssignmentStatus] = mapped_column(word(AssignmentStatus))
    note: Mapped[str | None]
