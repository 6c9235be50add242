"""Who is in, and in which role: entering, being given a role, losing one, leaving."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Account, Membership, PendingInput, Person, School
from db.queries.forgetting import forget_traces
from db.queries.once import insert_once
from roadmap.access import CITY_ROLES, Role
from roadmap.errors import UserError


@dataclass(frozen=True, slots=True)
class Held:
    """A role that a person has; `school_id` is None for the roles in the city."""

    membership_id: int
    person_id: int
    role: Role
    school_id: int | None
    school: str | None


async def enter(session: AsyncSession, name: str, locale: str, chat_id: int, now: datetime) -> int:
    """Make a person who has consented at `now` (UTC), with the chat as their account; the person's id."""
    person = Person(name=name, locale=locale, consented_at=now)
    session.add(person)
    await session.flush()
    session.add(Account(person_id=person.id, chat_id=chat_id))
    await session.flush()
    return person.id


async def grant(
    session: AsyncSession, person_id: int, role: Role, school_ids: Sequence[int], now: datetime
) -> int:
    """Give a role, at each of the schools or in the city; how many memberships were new."""
    places: Sequence[int | None] = [None] if role in CITY_ROLES else school_ids
    rows = [{"person_id": person_id, "role": role, "school_id": place, "created_at": now} for place in places]
    return await insert_once(session, Membership, rows)


async def roles_held(session: AsyncSession, person_id: int) -> list[Held]:
    """All roles of a person, those in the city first."""
    return await _held(session, person_id=person_id)


async def membership(session: AsyncSession, membership_id: int) -> Held | None:
    found = await _held(session, membership_id=membership_id)
    return found[0] if found else None


async def withdraw(session: AsyncSession, held: Held) -> None:
    """Take a role away. Raises UserError for that of the last coordinator."""
    if held.role is Role.COORDINATOR:
        await refuse_the_last_coordinator(session, held.person_id)
    await session.execute(delete(Membership).where(Membership.id == held.membership_id))


async def refuse_the_last_coordinator(session: AsyncSession, person_id: int) -> None:
    """Raises UserError for that person. Locked, so that of two who leave at the same time one stays."""
    rows = await session.scalars(
        select(Membership.person_id).where(Membership.role == Role.COORDINATOR).with_for_update()
    )
    if set(rows.all()) == {person_id}:
        raise UserError("people-last-coordinator")


async def leave(session: AsyncSession, person_id: int, left_name: str, now: datetime) -> None:
    """Forget a person: name, account and roles go, the history of what was done stays, under `left_name`.

    Raises UserError for the last coordinator.
    """
    await refuse_the_last_coordinator(session, person_id)
    for model in (Membership, Account, PendingInput):
        await session.execute(delete(model).where(model.person_id == person_id))
    name = (await session.scalars(select(Person.name).where(Person.id == person_id))).one()
    await forget_traces(session, person_id, name, left_name)
    await session.execute(
        update(Person)
        .where(Person.id == person_id)
        .values(name=left_name, left_at=now, paused_until=None, silent_until=None)
    )


async def _held(
    session: AsyncSession, *, person_id: int | None = None, membership_id: int | None = None
) -> list[Held]:
    which = Membership.person_id == person_id if person_id is not None else Membership.id == membership_id
    rows = await session.execute(
        select(Membership.id, Membership.person_id, Membership.role, Membership.school_id, School.name)
        .outerjoin(School, School.id == Membership.school_id)
        .where(which)
        .order_by(Membership.school_id.is_not(None), Membership.role, Membership.id)
    )
    return [Held(*row) for row in rows]
