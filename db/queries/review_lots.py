"""Accepting all that waits of one activity, and taking the whole lot back.

A lot has no row of its own: it is the decisions of one reviewer at one moment.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Row, exists, func, insert, or_, select, union, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from db.models import (
    UNFINISHED,
    Assignment,
    AssignmentEvent,
    Evidence,
    EvidenceFile,
    EvidenceLink,
    EvidenceState,
    Occurrence,
    Person,
    RequiredPart,
    Review,
    School,
)
from db.queries.assignments import HERE
from db.queries.review_queue import WAITING
from db.queries.reviews import UNDO_FOR, UNDONE
from roadmap.standing import AssignmentStatus, days_late


@dataclass(frozen=True, slots=True)
class InLot:
    """A package that would be accepted. `missing`: how many of the parts asked for it lacks."""

    evidence_id: int
    assignment_id: int
    school: str | None
    is_late: bool
    missing: int

    @property
    def is_plain(self) -> bool:
        """Nothing about it needs a look of its own."""
        return not self.is_late and not self.missing


@dataclass(frozen=True, slots=True)
class UndoneLot:
    """How many packages are on review again, and the ids of the reviews of which; how many stay accepted."""

    review_ids: Sequence[int]
    kept: int


async def lot_of(
    session: AsyncSession, activity_id: int, zone: ZoneInfo, up_to: int | None = None
) -> list[InLot]:
    """What waits for the coordinator of an activity, by school; `up_to`: nothing that came in since."""
    parts = await session.scalars(
        select(RequiredPart.id).where(
            RequiredPart.activity_id == activity_id, RequiredPart.removed_at.is_(None)
        )
    )
    asked = set(parts.all())
    statement = (
        select(Evidence.id, Assignment.id, School.name, Evidence.submitted_at, Occurrence.due)
        .join(Assignment, Assignment.id == Evidence.assignment_id)
        .join(Occurrence, Occurrence.id == Assignment.occurrence_id)
        .outerjoin(School, School.id == Assignment.school_id)
        .where(WAITING, Evidence.awaits_check.is_(False), Occurrence.activity_id == activity_id)
        .order_by(School.name, Evidence.id)
    )
    if up_to is not None:
        statement = statement.where(Evidence.id <= up_to)
    rows = (await session.execute(statement)).all()
    here = await _parts_in(session, [row[0] for row in rows]) if asked else {}
    return [
        InLot(evidence, assignment, school, _is_late(at, due, zone), len(asked - here.get(evidence, set())))
        for evidence, assignment, school, at, due in rows
    ]


def _is_late(at: datetime | None, due: date, zone: ZoneInfo) -> bool:
    return at is not None and days_late(at.astimezone(zone).date(), due) > 0


async def _parts_in(session: AsyncSession, evidence_ids: Collection[int]) -> dict[int, set[int]]:
    files = select(EvidenceFile.evidence_id, EvidenceFile.part_id).where(
        EvidenceFile.evidence_id.in_(evidence_ids), EvidenceFile.state.in_(HERE)
    )
    links = select(EvidenceLink.evidence_id, EvidenceLink.part_id).where(
        EvidenceLink.evidence_id.in_(evidence_ids), EvidenceLink.removed_at.is_(None)
    )
    found: dict[int, set[int]] = {}
    rows: Sequence[Row[*tuple[Any, ...]]] = (await session.execute(union(files, links))).all()
    for row in rows:
        if row.part_id is not None:
            found.setdefault(row.evidence_id, set()).add(row.part_id)
    return found


async def accept_lot(session: AsyncSession, chosen: Sequence[InLot], by: int, now: datetime) -> list[int]:
    """Accept those of the packages that still wait; the ids of the reviews, one for each."""
    # 1. The assignments first, as everywhere, so that two lots can't wait for each other.
    ids = [one.evidence_id for one in chosen]
    waiting = (
        select(Evidence.id, Evidence.assignment_id)
        .join(Assignment, Assignment.id == Evidence.assignment_id)
        .where(WAITING, Evidence.awaits_check.is_(False), Evidence.id.in_(ids))
        .order_by(Assignment.id)
        .with_for_update()
    )
    rows = (await session.execute(waiting)).all()
    if not rows:
        return []
    # 2. The packages, the assignments with their history, the decisions.
    packages, assignments = [row[0] for row in rows], [row[1] for row in rows]
    await session.execute(
        update(Evidence).where(Evidence.id.in_(packages)).values(state=EvidenceState.ACCEPTED)
    )
    await _move_all(session, assignments, AssignmentStatus.ACCEPTED, by, now)
    reviews = [
        {"evidence_id": package, "reviewer_id": by, "accepted": True, "decided_at": now, "is_first": False}
        for package in packages
    ]
    made = await session.scalars(insert(Review).returning(Review.id), reviews)
    return sorted(made.all())


async def undo_lot(session: AsyncSession, review_id: int, by: int, now: datetime) -> UndoneLot | None:
    """Put the lot of this decision on review again; None when the time for that is over.

    What somebody has taken back already, or what has moved on, is left as it is and counted in `kept`.
    """
    one = await session.get(Review, review_id)
    if one is None or now - one.decided_at > UNDO_FOR:
        return None
    lot = [
        Review.reviewer_id == one.reviewer_id,
        Review.decided_at == one.decided_at,
        Review.accepted.is_(True),
        Review.is_first.is_(False),
        Review.undone_at.is_(None),
    ]
    all_of_it = (await session.scalar(select(func.count()).select_from(Review).where(*lot))) or 0
    statement = (
        select(Review.id, Evidence.id, Assignment.id)
        .join(Evidence, Evidence.id == Review.evidence_id)
        .join(Assignment, Assignment.id == Evidence.assignment_id)
        .where(
            *lot,
            Evidence.state == EvidenceState.ACCEPTED,
            Assignment.status == AssignmentStatus.ACCEPTED,
            ~_at_work(),
        )
        .order_by(Assignment.id)
        .with_for_update(of=Assignment)
    )
    rows = (await session.execute(statement)).all()
    if rows:
        await _put_back(session, [(row[0], row[1], row[2]) for row in rows], by, now)
    return UndoneLot([row[0] for row in rows], all_of_it - len(rows))


async def _put_back(
    session: AsyncSession, rows: Sequence[tuple[int, int, int]], by: int, now: datetime
) -> None:
    """`rows`: ids of review, package and assignment."""
    reviews, packages, assignments = ([row[place] for row in rows] for place in range(3))
    await session.execute(update(Review).where(Review.id.in_(reviews)).values(undone_at=now))
    await session.execute(
        update(Evidence).where(Evidence.id.in_(packages)).values(state=EvidenceState.SUBMITTED)
    )
    await _move_all(session, assignments, AssignmentStatus.SUBMITTED, by, now, UNDONE)


async def _move_all(
    session: AsyncSession,
    assignments: Sequence[int],
    to: AssignmentStatus,
    by: int,
    now: datetime,
    note: str | None = None,
) -> None:
    await session.execute(
        update(Assignment).where(Assignment.id.in_(assignments)).values(status=to, status_at=now)
    )
    events = [
        {"assignment_id": assignment, "person_id": by, "at": now, "status": to, "note": note}
        for assignment in assignments
    ]
    await session.execute(insert(AssignmentEvent), events)


def _at_work() -> ColumnElement[bool]:
    """Whether somebody has begun a new package for the assignment."""
    other = aliased(Evidence)
    has_files = exists().where(EvidenceFile.evidence_id == other.id, EvidenceFile.state.in_(HERE))
    has_links = exists().where(EvidenceLink.evidence_id == other.id, EvidenceLink.removed_at.is_(None))
    return (
        exists()
        .where(
            other.assignment_id == Assignment.id,
            other.state.in_(UNFINISHED),
            or_(has_files, has_links),
        )
        .correlate(Assignment)
    )


async def senders_of_lot(session: AsyncSession, review_ids: Collection[int]) -> list[tuple[int, int]]:
    """Review and person in force who submitted its package or put files or links into it, each pair once."""
    reviewed = select(Review.id.label("review_id"), Review.evidence_id).where(Review.id.in_(review_ids))
    lot = reviewed.subquery()
    sent = union(
        select(lot.c.review_id, Evidence.submitted_by.label("person_id")).join(
            Evidence, Evidence.id == lot.c.evidence_id
        ),
        select(lot.c.review_id, EvidenceFile.person_id)
        .join(EvidenceFile, EvidenceFile.evidence_id == lot.c.evidence_id)
        .where(EvidenceFile.state.in_(HERE)),
        select(lot.c.review_id, EvidenceLink.person_id)
        .join(EvidenceLink, EvidenceLink.evidence_id == lot.c.evidence_id)
        .where(EvidenceLink.removed_at.is_(None)),
    ).subquery()
    statement = (
        select(sent.c.review_id, Person.id)
        .join(Person, Person.id == sent.c.person_id)
        .where(Person.left_at.is_(None))
        .order_by(sent.c.review_id, Person.id)
    )
    return [(row[0], row[1]) for row in await session.execute(statement)]
