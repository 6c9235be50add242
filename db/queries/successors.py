"""A role at a school that goes from one person to another; what is open there goes along."""

from datetime import datetime

from sqlalchemy import delete, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Assignment, Membership
from db.queries.memberships import grant
from db.queries.people import Member, PersonCard, members_of, people_by_word, people_with
from roadmap.access import Role
from roadmap.standing import AWAITED


async def holders(session: AsyncSession, role: Role, school_id: int) -> list[Member]:
    return [one for one in await members_of(session, [school_id]) if one.role is role]


async def successors(session: AsyncSession, role: Role, school_id: int, word: str) -> list[PersonCard]:
    """Who may get the role there: those who have it elsewhere first. An empty word fits everybody."""
    there = {one.person_id for one in await holders(session, role, school_id)}
    alike = set(await people_with(session, role))
    found = [one for one in await people_by_word(session, word) if one.id not in there]
    return sorted(found, key=lambda one: one.id not in alike)


async def pass_on(
    session: AsyncSession, role: Role, school_id: int, from_id: int, to_id: int, now: datetime
) -> bool:
    """False when the one has not the role any more, or the other has it already."""
    people = {one.person_id for one in await holders(session, role, school_id)}
    if from_id not in people or to_id in people:
        return False
    await session.execute(
        delete(Membership).where(
            Membership.person_id == from_id, Membership.role == role, Membership.school_id == school_id
        )
    )
    return await grant(session, to_id, role, [school_id], now) == 1


async def open_at(session: AsyncSession, school_id: int) -> int:
    """How many assignments of the school wait for an answer."""
    statement = select(func.count(Assignment.id)).where(
        Assignment.school_id == school_id, Assignment.status.in_(AWAITED)
    )
    return (await session.scalar(statement)) or 0
