"""Who stands in for whom on a day, by dates alone: it begins and ends by itself. There are no chains."""

from collections.abc import Collection
from datetime import date
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, and_, exists, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from db.models import Account, Membership, Person, Reach, Substitution
from roadmap.calendar import QUIET_FROM, at_local


def in_force(day: date | ColumnElement[date]) -> ColumnElement[bool]:
    """The substitutions of a local date; of none where it is NULL."""
    return and_(Substitution.first_day <= day, Substitution.last_day >= day, Substitution.ended_at.is_(None))


async def substitutes_on(session: AsyncSession, day: date, zone: ZoneInfo) -> dict[int, int]:
    """Person → who gets their reminders on the local date; the substitution set last counts.

    Where the substitute is away too, hears nothing that day (left, out of reach, paused, silent), or has not
    the person's roles in the city, with which its assignments go, the person is reminded as ever: no duty is
    lost.
    """
    substitute, role, same = aliased(Person), aliased(Membership), aliased(Membership)
    beyond = select(role.id).where(
        role.person_id == Substitution.person_id,
        role.school_id.is_(None),
        ~exists().where(same.person_id == Substitution.substitute_id, same.role == role.role),
    )
    rows = await session.execute(
        select(Substitution.person_id, Substitution.substitute_id)
        .join(substitute, substitute.id == Substitution.substitute_id)
        .where(in_force(day), _hears(substitute, day, zone), ~beyond.exists())
        .order_by(Substitution.id)
    )
    found = {row.person_id: row.substitute_id for row in rows}
    return {person: other for person, other in found.items() if other not in found}


def _hears(person: type[Person], day: date, zone: ZoneInfo) -> ColumnElement[bool]:
    """Whether messages reach the person and neither a pause nor a silence outlasts the local date."""
    return and_(
        person.left_at.is_(None),
        or_(person.paused_until.is_(None), person.paused_until <= day),
        or_(person.silent_until.is_(None), person.silent_until < at_local(day, QUIET_FROM, zone)),
        exists().where(Account.person_id == person.id, Account.reach == Reach.OK),
    )


async def stood_in_for(session: AsyncSession, substitute_id: int, day: date) -> list[int]:
    """Ids of the people for whom somebody stands in on the local date."""
    statement = select(Substitution.person_id).where(
        Substitution.substitute_id == substitute_id, in_force(day)
    )
    return list((await session.scalars(statement.distinct())).all())


async def covered_schools(
    session: AsyncSession, substitute_id: int, day: date, instead_of: Collection[int] | None = None
) -> dict[int, str]:
    """Schools that a person looks after on the local date for somebody else alone → that one's name.

    `instead_of`: only for some of the people they stand in for.
    """
    own = select(Membership.school_id).where(
        Membership.person_id == substitute_id, Membership.school_id.is_not(None)
    )
    statement = (
        select(Membership.school_id, Person.name)
        .join(Substitution, Substitution.person_id == Membership.person_id)
        .join(Person, Person.id == Membership.person_id)
        .where(
            Substitution.substitute_id == substitute_id,
            in_force(day),
            Membership.school_id.is_not(None),
            Membership.school_id.not_in(own),
        )
        .order_by(Substitution.id)
    )
    if instead_of is not None:
        statement = statement.where(Substitution.person_id.in_(instead_of))
    rows = await session.execute(statement)
    return {school: name for school, name in rows if school is not None}
