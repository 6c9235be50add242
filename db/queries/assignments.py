"""Assignments as people see them: lists of their own, one with its history and its packages."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Row,
    ScalarSelect,
    Select,
    and_,
    bindparam,
    exists,
    false,
    func,
    or_,
    select,
)
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import InstrumentedAttribute, aliased

from db.models import (
    Activity,
    Assignment,
    AssignmentEvent,
    Evidence,
    EvidenceFile,
    EvidenceLink,
    EvidenceState,
    FileState,
    Occurrence,
    Person,
    Rendition,
    RenditionKind,
    RequiredPart,
    Review,
    School,
    StoredFile,
)
from db.queries.renditions import SHOWN, Thumbnail, first_page, instead_of_original
from roadmap.access import Actor, Assignee, Role
from roadmap.standing import AssignmentStatus

LISTED = frozenset(AssignmentStatus) - {AssignmentStatus.CANCELLED}
HISTORY = 8
HERE = (FileState.PENDING, FileState.STORED)


@dataclass(frozen=True, slots=True)
class AssignmentFacts:
    """What tells one assignment from another. `school` is None for the city's own; dates are local."""

    id: int
    occurrence_id: int
    assignee: Assignee
    school_id: int | None
    school: str | None
    position: int
    title: str
    start: date | None
    due: date
    status: AssignmentStatus


@dataclass(frozen=True, slots=True)
class AssignmentDetails:
    facts: AssignmentFacts
    indicator: str
    deadline: str
    status_at: datetime
    has_parts: bool = False
    """Whether the activity asks for certain parts."""


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """`who` is None for what the bot did by itself."""

    at: datetime
    who: str | None
    status: AssignmentStatus
    note: str | None


@dataclass(frozen=True, slots=True)
class PackageSummary:
    """A package of evidence; reviewer and reason are those of the decision in force.

    `awaits_check`: it waits for its school's curator, not yet for the coordinator.
    """

    evidence_id: int
    state: EvidenceState
    submitted_by: str | None
    at: datetime
    files: int
    comment: str | None
    reviewer: str | None
    reason: str | None
    awaits_check: bool = False
    links: int = 0


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A file whose bytes are stored; `file_id` shows it again in the chat.

    `has_position`: it says where it was taken and is not handed on as it is. `kind` and what follows: the
    rendition that stands for it. `page_…`: a picture of a PDF's first page.
    """

    file_id: str
    is_photo: bool
    name: str | None
    caption: str | None
    sha256: str | None = None
    mime: str | None = None
    has_position: bool | None = False
    kind: RenditionKind | None = None
    rendition_sha256: str | None = None
    rendition_file_id: str | None = None
    page_sha256: str | None = None
    page_file_id: str | None = None


FACTS: tuple[Any, ...] = (
    Assignment.id,
    Assignment.occurrence_id,
    Assignment.assignee,
    Assignment.school_id,
    School.name.label("school"),
    Activity.position,
    Activity.title,
    Occurrence.start,
    Occurrence.due,
    Assignment.status,
)


@cache
def facts_query(*more: ColumnElement[Any] | InstrumentedAttribute[Any]) -> Select[*tuple[Any, ...]]:
    """The facts of all assignments, and `more` columns behind them; `facts_of` reads a row."""
    return (
        select(*FACTS, *more)
        .select_from(Assignment)
        .join(Occurrence, Occurrence.id == Assignment.occurrence_id)
        .join(Activity, Activity.id == Occurrence.activity_id)
        .outerjoin(School, School.id == Assignment.school_id)
    )


def facts_of(row: Row[*tuple[Any, ...]]) -> AssignmentFacts:
    return AssignmentFacts(*row[: len(FACTS)])


async def own_assignments(
    session: AsyncSession, actor: Actor, statuses: Collection[AssignmentStatus] = LISTED
) -> list[AssignmentFacts]:
    """What the person answers for: their schools', and the city's own by their role. By due date."""
    statement = (
        facts_query()
        .where(
            _own(actor),
            Assignment.status.in_(statuses),
            Occurrence.removed_at.is_(None),
            Activity.removed_at.is_(None),
        )
        .order_by(Occurrence.due, Activity.position, Occurrence.id, School.name, Assignment.id)
    )
    return [facts_of(row) for row in await session.execute(statement)]


async def own_withdrawn(session: AsyncSession, actor: Actor, ids: Collection[int]) -> list[AssignmentFacts]:
    """Of these assignments those that were the person's to answer and are asked for no more."""
    if not ids:
        return []
    statement = (
        facts_query()
        .where(_own(actor), Assignment.id.in_(ids), Assignment.status == AssignmentStatus.CANCELLED)
        .order_by(Activity.position, Occurrence.due, School.name, Assignment.id)
    )
    return [facts_of(row) for row in await session.execute(statement)]


def _own(actor: Actor) -> ColumnElement[bool]:
    of_city = [
        assignee
        for assignee, role in (
            (Assignee.COORDINATOR, Role.COORDINATOR),
            (Assignee.DEPARTMENT, Role.DEPARTMENT),
        )
        if role in actor.roles
    ]
    own: list[ColumnElement[bool]] = [false()]
    if actor.schools:
        own.append(Assignment.school_id.in_(actor.schools))
    if of_city:  # without a school is said too, for that is what the index knows
        own.append(and_(Assignment.school_id.is_(None), Assignment.assignee.in_(of_city)))
    return or_(*own)


async def assignment_details(session: AsyncSession, assignment_id: int) -> AssignmentDetails | None:
    row = (await session.execute(_details_query(), {"assignment_id": assignment_id})).one_or_none()
    if row is None:
        return None
    return AssignmentDetails(facts_of(row), row.indicator, row.deadline, row.status_at, row.has_parts)


# A card is looked at more often than anything else, and building its queries cost more than running them.
@cache
def _details_query() -> Select[*tuple[Any, ...]]:
    has_parts = exists().where(
        RequiredPart.activity_id == Occurrence.activity_id, RequiredPart.removed_at.is_(None)
    )
    return facts_query(
        Activity.indicator, Activity.deadline, Assignment.status_at, has_parts.label("has_parts")
    ).where(Assignment.id == bindparam("assignment_id"))


async def history(session: AsyncSession, assignment_id: int, limit: int = HISTORY) -> list[HistoryEntry]:
    """The last entries, the oldest of them first."""
    rows = await session.execute(_history_query(), {"assignment_id": assignment_id, "most": limit})
    return [HistoryEntry(*row) for row in rows][::-1]


@cache
def _history_query() -> Select[*tuple[Any, ...]]:
    return (
        select(AssignmentEvent.at, Person.name, AssignmentEvent.status, AssignmentEvent.note)
        .outerjoin(Person, Person.id == AssignmentEvent.person_id)
        .where(AssignmentEvent.assignment_id == bindparam("assignment_id"))
        .order_by(AssignmentEvent.id.desc())
        .limit(bindparam("most"))
    )


async def history_count(session: AsyncSession, assignment_id: int) -> int:
    statement = select(func.count()).where(AssignmentEvent.assignment_id == assignment_id)
    return (await session.scalar(statement)) or 0


async def history_page(
    session: AsyncSession, assignment_id: int, limit: int, offset: int
) -> list[HistoryEntry]:
    """A stretch of all entries, the newest first."""
    statement = (
        select(AssignmentEvent.at, Person.name, AssignmentEvent.status, AssignmentEvent.note)
        .outerjoin(Person, Person.id == AssignmentEvent.person_id)
        .where(AssignmentEvent.assignment_id == assignment_id)
        .order_by(AssignmentEvent.id.desc())
        .limit(limit)
        .offset(offset)
    )
    return [HistoryEntry(*row) for row in await session.execute(statement)]


async def packages(session: AsyncSession, assignment_id: int) -> list[PackageSummary]:
    """All packages but the dropped ones, the newest first."""
    found = await session.execute(_packages_query(), {"assignment_id": assignment_id})
    return [PackageSummary(*row) for row in found]


@cache
def _packages_query() -> Select[*tuple[Any, ...]]:
    sender, reviewer = aliased(Person), aliased(Person)
    return (
        select(
            Evidence.id,
            Evidence.state,
            sender.name,
            func.coalesce(Evidence.submitted_at, Evidence.created_at, type_=Evidence.created_at.type),
            file_count(),
            Evidence.comment,
            reviewer.name,
            Review.reason,
            Evidence.awaits_check,
            link_count(),
        )
        .outerjoin(sender, sender.id == Evidence.submitted_by)
        .outerjoin(
            Review,
            and_(
                Review.evidence_id == Evidence.id,
                Review.undone_at.is_(None),
                # A curator's «yes» decides nothing yet.
                or_(Review.is_first.is_(False), Review.accepted.is_(False)),
            ),
        )
        .outerjoin(reviewer, reviewer.id == Review.reviewer_id)
        .where(Evidence.assignment_id == bindparam("assignment_id"), Evidence.state != EvidenceState.DROPPED)
        .order_by(Evidence.id.desc())
    )


def file_count() -> ScalarSelect[int]:
    """How many files are in a package, for a query that selects from `Evidence`."""
    return (
        select(func.count())
        .where(EvidenceFile.evidence_id == Evidence.id, EvidenceFile.state.in_(HERE))
        .correlate(Evidence)
        .scalar_subquery()
    )


def link_count() -> ScalarSelect[int]:
    """How many links are in a package, for a query that selects from `Evidence`."""
    return (
        select(func.count())
        .where(EvidenceLink.evidence_id == Evidence.id, EvidenceLink.removed_at.is_(None))
        .correlate(Evidence)
        .scalar_subquery()
    )


async def assignment_of(session: AsyncSession, evidence_id: int) -> AssignmentFacts | None:
    """The assignment to which a package belongs."""
    statement = facts_query().join(Evidence, Evidence.assignment_id == Assignment.id)
    row = (await session.execute(statement.where(Evidence.id == evidence_id))).one_or_none()
    return None if row is None else facts_of(row)


async def kept_files(session: AsyncSession, evidence_id: int) -> list[KeptFile]:
    """The stored files of a package in the order in which they were sent."""
    rows = await session.execute(
        select(EvidenceFile.file_id, EvidenceFile.is_photo, EvidenceFile.name, EvidenceFile.caption, *SHOWN)
        .select_from(EvidenceFile)
        .outerjoin(StoredFile, StoredFile.sha256 == EvidenceFile.sha256)
        .outerjoin(Rendition, instead_of_original())
        .outerjoin(Thumbnail, first_page())
        .where(EvidenceFile.evidence_id == evidence_id, EvidenceFile.state == FileState.STORED)
        .order_by(EvidenceFile.id)
    )
    return [KeptFile(*row) for row in rows]
