"""The one place that moves an assignment from status to status and writes its history."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import CursorResult, update
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Assignment, AssignmentEvent
from roadmap.standing import AssignmentStatus


async def remark(
    session: AsyncSession, assignment_id: int, status: AssignmentStatus, *, by: int, now: datetime, note: str
) -> None:
    """Write something into the history of an assignment that stays in its status."""
    session.add(AssignmentEvent(assignment_id=assignment_id, person_id=by, at=now, status=status, note=note))
    await session.flush()


async def move(
    session: AsyncSession,
    assignment_id: int,
    to: AssignmentStatus,
    *,
    allowed_from: Collection[AssignmentStatus],
    by: int | None,
    now: datetime,
    note: str | None = None,
) -> bool:
    """Change the status if it is one of `allowed_from`; False when somebody else was faster."""
    result = await session.execute(
        update(Assignment)
        .where(Assignment.id == assignment_id, Assignment.status.in_(allowed_from))
        .values(status=to, status_at=now)
    )
    assert isinstance(result, CursorResult)  # noqa: S101 -- an UPDATE without RETURNING gives no other
    if result.rowcount == 0:
        return False
    session.add(AssignmentEvent(assignment_id=assignment_id, person_id=by, at=now, status=to, note=note))
    return True
