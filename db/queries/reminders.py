"""Whom a day's reminders concern."""

from collections.abc import Collection
from datetime import date

from sqlalchemy import and_, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Assignment, Membership, Occurrence, Person
from roadmap.access import Assignee, Role
from roadmap.standing import AWAITED


async def occurrences_by_date(
    session: AsyncSession, due_dates: Collection[date], start_dates: Collection[date]
) -> list[tuple[int, date | None, date]]:
    """Id, window start and due date of the occurrences due, or opening, on one of the local dates."""
    rows = await session.execute(
        select(Occurrence.id, Occurrence.start, Occurrence.due).where(
            or_(Occurrence.due.in_(due_dates), Occurrence.start.in_(start_dates)),
            Occurrence.removed_at.is_(None),
        )
    )
    return [(row.id, row.start, row.due) for row in rows]


async def people_owing(session: AsyncSession, occurrence_ids: Collection[int]) -> list[int]:
    """Ids of the people who owe an answer to an assignment of one of the occurrences."""
    if not occurrence_ids:
        return []
    statement = (
        select(Membership.person_id)
        .join(Person, Person.id == Membership.person_id)
        .join(
            Assignment,
            or_(
                Membership.school_id == Assignment.school_id,
                and_(Membership.role == Role.COORDINATOR, Assignment.assignee == Assignee.COORDINATOR),
                and_(Membership.role == Role.DEPARTMENT, Assignment.assignee == Assignee.DEPARTMENT),
            ),
        )
        .where(
            Assignment.occurrence_id.in_(occurrence_ids),
            Assignment.status.in_(AWAITED),
            Person.left_at.is_(None),
        )
        .distinct()
        .order_by(Membership.person_id)
    )
    return list((await session.scalars(statement)).all())


async def is_paused(session: AsyncSession, person_id: int, today: date) -> bool:
    """Whether the person has asked not to be reminded on the local date `today`."""
    statement = select(Person.id).where(Person.id == person_id, Person.paused_until > today)
    return await session.scalar(statement) is not None
