"""Taking back a package that was handed in, as long as nobody has decided on it."""

from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import UNFINISHED, Evidence, EvidenceFile, EvidenceLink, EvidenceState, Review
from db.queries.evidence import Package, change_state, find_package, return_reason, set_comment
from db.queries.status import move
from roadmap.comments import joined_comment
from roadmap.standing import AssignmentStatus

WITHDRAWN = "withdrawn"
"""The note in an assignment's history by which a package taken back is told from one returned."""


async def withdraw(session: AsyncSession, package: Package, by: int, now: datetime) -> int | None:
    """Make the package, which is locked, one that is being collected again, and the assignment owed again.

    The id of the package in which its files are then: another one, if somebody has begun another meanwhile.
    None when it is not on review any more, and then nothing has changed.
    """
    was_returned = await return_reason(session, package.task.id) is not None
    owed = AssignmentStatus.RETURNED if was_returned else AssignmentStatus.OPEN
    waiting = {AssignmentStatus.SUBMITTED}
    if package.state is not EvidenceState.SUBMITTED or not await move(
        session, package.task.id, owed, allowed_from=waiting, by=by, now=now, note=WITHDRAWN
    ):
        return None
    await session.execute(
        update(Review)
        .where(Review.evidence_id == package.id, Review.undone_at.is_(None))
        .values(undone_at=now)
    )
    await session.execute(
        update(Evidence).where(Evidence.id == package.id).values(awaits_check=False, also_for=[])
    )
    other = await _unfinished(session, package.task.id)
    to = EvidenceState.COLLECTING if other is None else EvidenceState.DROPPED
    await change_state(session, package.id, to, allowed_from={EvidenceState.SUBMITTED})
    if other is None:
        return package.id
    await _move_into(session, package, other)
    return other


async def _unfinished(session: AsyncSession, assignment_id: int) -> int | None:
    statement = select(Evidence.id).where(
        Evidence.assignment_id == assignment_id, Evidence.state.in_(UNFINISHED)
    )
    return await session.scalar(statement)


async def _move_into(session: AsyncSession, package: Package, other_id: int) -> None:
    for table in (EvidenceFile, EvidenceLink):
        await session.execute(
            update(table).where(table.evidence_id == package.id).values(evidence_id=other_id)
        )
    other = await find_package(session, other_id)
    if other is not None and package.comment:
        await set_comment(session, other_id, joined_comment(other.comment, package.comment))
