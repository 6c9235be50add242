"""Assignments that are asked of nobody, because they don't concern the school: set, and taken back."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Assignment, AssignmentEvent, Evidence, EvidenceState, Membership, Person
from db.queries.evidence import return_reason
from db.queries.status import move
from roadmap.standing import AssignmentStatus

AGAIN = "applicable-again"
"""The note in an assignment's history by which this is told from what a withdrawal or an undoing leaves."""

_OWED = frozenset({AssignmentStatus.OPEN, AssignmentStatus.RETURNED, AssignmentStatus.SUBMITTED})


async def set_not_applicable(
    session: AsyncSession, assignment_id: int, reason: str, by: int, now: datetime
) -> bool:
    """`reason` is a ready one's text id, or what was typed. False when it was accepted or called off before.

    Packages stay as they are; one on review is decided on only if the assignment is asked for again.
    """
    to = AssignmentStatus.NOT_APPLICABLE
    return await move(session, assignment_id, to, allowed_from=_OWED, by=by, now=now, note=reason)


async def ask_again(session: AsyncSession, assignment_id: int, by: int, now: datetime) -> bool:
    """Put it back to what it was. False when it is not set aside any more."""
    from_ = {AssignmentStatus.NOT_APPLICABLE}
    to = await _status_before(session, assignment_id)
    return await move(session, assignment_id, to, allowed_from=from_, by=by, now=now, note=AGAIN)


async def _status_before(session: AsyncSession, assignment_id: int) -> AssignmentStatus:
    on_review = select(Evidence.id).where(
        Evidence.assignment_id == assignment_id, Evidence.state == EvidenceState.SUBMITTED
    )
    if await session.scalar(on_review.limit(1)) is not None:
        return AssignmentStatus.SUBMITTED
    returned = await return_reason(session, assignment_id) is not None
    return AssignmentStatus.RETURNED if returned else AssignmentStatus.OPEN


async def why_not_applicable(session: AsyncSession, assignment_id: int) -> str | None:
    """Why it was last set aside, as it was said then; None if it never was."""
    statement = (
        select(AssignmentEvent.note)
        .where(
            AssignmentEvent.assignment_id == assignment_id,
            AssignmentEvent.status == AssignmentStatus.NOT_APPLICABLE,
        )
        .order_by(AssignmentEvent.id.desc())
        .limit(1)
    )
    return await session.scalar(statement)


async def people_concerned(session: AsyncSession, assignment_id: int) -> list[int]:
    """Ids of the people in force of the assignment's school, in a steady order; nobody for the city's own."""
    statement = (
        select(Person.id)
        .join(Membership, Membership.person_id == Person.id)
        .join(Assignment, Assignment.school_id == Membership.school_id)
        .where(Assignment.id == assignment_id, Person.left_at.is_(None))
        .distinct()
        .order_by(Person.id)
    )
    return list((await session.scalars(statement)).all())
