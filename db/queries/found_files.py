"""The files and links of the packages found, row by row: what an archive and its register are made of."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Select, and_, func, not_, or_, select, tuple_
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from db.models import (
    Activity,
    Assignment,
    Evidence,
    EvidenceFile,
    EvidenceLink,
    EvidenceState,
    FileState,
    Occurrence,
    Person,
    Rendition,
    RequiredPart,
    Review,
    School,
    StoredFile,
)
from db.queries.evidence_search import narrowed, reach, states_of
from db.queries.renditions import instead_of_original
from roadmap.access import Actor, Assignee
from roadmap.evidence_search import Chosen

Key = tuple[int, int, int, int]
"""Position and id of the activity, id of the school (0: the city's own), id of the file or link."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a file or link comes from and what was decided. Moments are UTC, `due` is local.

    `decided_by` and `reason` are of the decision in force. `is_late`: handed in after its due date.
    """

    key: Key
    evidence_id: int
    position: int
    title: str
    assignee: Assignee
    school: str | None
    due: date
    submitted_at: datetime
    sender: str | None
    comment: str | None
    part: str | None
    state: EvidenceState
    decided_at: datetime | None
    decided_by: str | None
    reason: str | None
    is_late: bool


@dataclass(frozen=True, slots=True)
class FoundFile:
    origin: Origin
    name: str | None
    caption: str | None
    is_photo: bool
    sha256: str
    size: int
    mime: str
    pages: int | None
    sent_at: datetime


@dataclass(frozen=True, slots=True)
class FoundLink:
    origin: Origin
    url: str
    sent_at: datetime


@dataclass(frozen=True, slots=True)
class Totals:
    """`size` in bytes; a file that serves several assignments counts for each."""

    files: int
    size: int


async def totals(session: AsyncSession, actor: Actor, chosen: Chosen, zone: ZoneInfo) -> Totals:
    statement = _files(actor, chosen, zone, func.count(), func.coalesce(func.sum(StoredFile.size), 0))
    row = (await session.execute(statement)).one()
    return Totals(int(row[0]), int(row[1]))


async def files_of_found(
    session: AsyncSession, actor: Actor, chosen: Chosen, zone: ZoneInfo, after: Key | None, limit: int
) -> list[FoundFile]:
    """The stored files by activity and school, those after the key; `origin.key` of the last goes on."""
    statement = _told(_files(actor, chosen, zone, *_ORIGIN, *_OF_FILE), EvidenceFile)
    rows = await session.execute(_after(statement, EvidenceFile, after, limit))
    return [FoundFile(_origin(row, zone), *row[len(_ORIGIN) : -1]) for row in rows]


async def handed_on_sizes(
    session: AsyncSession, actor: Actor, chosen: Chosen, zone: ZoneInfo, limit: int
) -> list[tuple[int, int]]:
    """Id and size in bytes of what is handed on of each file, in the same order."""
    size = func.coalesce(_GIVEN.size, StoredFile.size)
    statement = (
        _files(actor, chosen, zone, EvidenceFile.id, size)
        .outerjoin(Rendition, instead_of_original())
        .outerjoin(_GIVEN, _GIVEN.sha256 == Rendition.rendition_sha256)
    )
    return [
        (row[0], int(row[1])) for row in await session.execute(_after(statement, EvidenceFile, None, limit))
    ]


async def files_by_id(
    session: AsyncSession, actor: Actor, ids: Sequence[int], zone: ZoneInfo
) -> list[FoundFile]:
    """Those of the files that are handed in and within reach at this moment, in the same order."""
    statement = _told(_files(actor, Chosen(), zone, *_ORIGIN, *_OF_FILE), EvidenceFile)
    wanted = statement.where(EvidenceFile.id.in_(ids))
    rows = await session.execute(_after(wanted, EvidenceFile, None, len(ids)))
    return [FoundFile(_origin(row, zone), *row[len(_ORIGIN) : -1]) for row in rows]


async def links_of_found(
    session: AsyncSession, actor: Actor, chosen: Chosen, zone: ZoneInfo, after: Key | None, limit: int
) -> list[FoundLink]:
    """The links in the same order, those after the key."""
    columns = (EvidenceLink.url, EvidenceLink.sent_at)
    statement = _told(_of(actor, chosen, zone, *_ORIGIN, *columns), EvidenceLink).where(
        EvidenceLink.removed_at.is_(None)
    )
    rows = await session.execute(_after(statement, EvidenceLink, after, limit))
    return [FoundLink(_origin(row, zone), *row[len(_ORIGIN) : -1]) for row in rows]


_SENDER, _REVIEWER, _GIVEN = aliased(Person), aliased(Person), aliased(StoredFile)
_SCHOOL_KEY = func.coalesce(Assignment.school_id, 0)
_ORIGIN: tuple[Any, ...] = (
    Activity.position,
    Activity.id,
    _SCHOOL_KEY,
    Evidence.id,
    Activity.title,
    Assignment.assignee,
    School.name,
    Occurrence.due,
    Evidence.submitted_at,
    _SENDER.name,
    Evidence.comment,
    RequiredPart.name,
    Evidence.state,
    Review.decided_at,
    _REVIEWER.name,
    Review.reason,
)

_OF_FILE: tuple[Any, ...] = (
    EvidenceFile.name,
    EvidenceFile.caption,
    EvidenceFile.is_photo,
    StoredFile.sha256,
    StoredFile.size,
    StoredFile.mime,
    StoredFile.pages,
    EvidenceFile.sent_at,
)


def _of(actor: Actor, chosen: Chosen, zone: ZoneInfo, *columns: Any) -> Select[Any]:  # noqa: ANN401 -- any columns
    return (
        select(*columns)
        .select_from(Evidence)
        .join(Assignment, Assignment.id == Evidence.assignment_id)
        .join(Occurrence, Occurrence.id == Assignment.occurrence_id)
        .join(Activity, Activity.id == Occurrence.activity_id)
        .where(Evidence.state.in_(states_of(chosen)), reach(actor), *narrowed(chosen, zone))
    )


def _files(actor: Actor, chosen: Chosen, zone: ZoneInfo, *columns: Any) -> Select[Any]:  # noqa: ANN401 -- any columns
    return (
        _of(actor, chosen, zone, *columns)
        .join(EvidenceFile, EvidenceFile.evidence_id == Evidence.id)
        .join(StoredFile, StoredFile.sha256 == EvidenceFile.sha256)
        .where(EvidenceFile.state == FileState.STORED)
    )


def _told(statement: Select[Any], kind: type[EvidenceFile | EvidenceLink]) -> Select[Any]:
    """With the names: whose school, who sent it, which part it is, who decided on it."""
    in_force = and_(
        Review.evidence_id == Evidence.id,
        Review.undone_at.is_(None),
        # A curator's first «yes» hands the package on: it is no decision on it yet.
        or_(not_(Review.is_first), not_(Review.accepted)),
    )
    if kind is EvidenceLink:
        statement = statement.join(EvidenceLink, EvidenceLink.evidence_id == Evidence.id)
    return (
        statement.outerjoin(School, School.id == Assignment.school_id)
        .outerjoin(_SENDER, _SENDER.id == Evidence.submitted_by)
        .outerjoin(RequiredPart, RequiredPart.id == kind.part_id)
        .outerjoin(Review, in_force)
        .outerjoin(_REVIEWER, _REVIEWER.id == Review.reviewer_id)
        .add_columns(kind.id)
    )


def _after(
    statement: Select[Any], kind: type[EvidenceFile | EvidenceLink], after: Key | None, limit: int
) -> Select[Any]:
    key = (Activity.position, Activity.id, _SCHOOL_KEY, kind.id)
    if after is not None:
        statement = statement.where(tuple_(*key) > tuple_(*after))
    return statement.order_by(*key).limit(limit)


def _origin(row: Any, zone: ZoneInfo) -> Origin:  # noqa: ANN401 -- a row of any columns
    """The first columns are those of `_ORIGIN`; the last is the id of the file or link."""
    position, activity, school_key, evidence_id, title, assignee, school, due, submitted_at = row[:9]
    sender, comment, part, state, decided_at, decided_by, reason = row[9 : len(_ORIGIN)]
    return Origin(
        (position, activity, school_key, row[-1]),
        evidence_id,
        position,
        title,
        assignee,
        school,
        due,
        submitted_at,
        sender,
        comment,
        part,
        state,
        decided_at,
        decided_by,
        reason,
        submitted_at.astimezone(zone).date() > due,
    )
