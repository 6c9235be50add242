"""Who is who: the person behind a chat, and the people behind roles and schools."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Row, Select, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Account, Membership, PendingInput, Person, Reach
from db.queries.pending import Pending
from roadmap.access import SCHOOL_ROLES, Actor, Role

STRANGER = Actor(person_id=None)


@dataclass(frozen=True, slots=True)
class Who:
    """The person of a chat with their roles and what is awaited from them."""

    actor: Actor
    pending: Pending | None = None


async def who_is(session: AsyncSession, chat_id: int, platform: str = "telegram") -> Who:
    """In one query. A chat without a person in it is a stranger's."""
    statement = _people_query().where(Account.platform == platform, Account.chat_id == chat_id)
    return _who((await session.execute(statement)).all())


async def actor_of(session: AsyncSession, person_id: int) -> Actor:
    """The person as an actor, for messages that the bot begins; a stranger when they have left."""
    return _who((await session.execute(_people_query().where(Person.id == person_id))).all()).actor


def _people_query() -> Select[
    tuple[int, str, str, Role | None, int | None, str | None, dict[str, object] | None]
]:
    return (
        select(
            Person.id,
            Person.name,
            Person.locale,
            Membership.role,
            Membership.school_id,
            PendingInput.kind,
            PendingInput.payload,
        )
        .select_from(Account)
        .join(Person, Person.id == Account.person_id)
        .outerjoin(Membership, Membership.person_id == Person.id)
        .outerjoin(PendingInput, PendingInput.person_id == Person.id)
        .where(Person.left_at.is_(None))
    )


def _who(
    rows: Sequence[Row[tuple[int, str, str, Role | None, int | None, str | None, dict[str, object] | None]]],
) -> Who:
    if not rows:
        return Who(STRANGER)
    first = rows[0]
    actor = Actor(
        person_id=first.id,
        name=first.name,
        locale=first.locale,
        roles=frozenset(row.role for row in rows if row.role is not None),
        schools=frozenset(row.school_id for row in rows if row.school_id is not None),
    )
    return Who(actor, Pending(first.kind, first.payload) if first.kind is not None else None)


async def people_with(session: AsyncSession, *roles: Role) -> list[int]:
    """Ids of all people in force who have one of the roles, in a steady order."""
    statement = (
        select(Person.id)
        .join(Membership, Membership.person_id == Person.id)
        .where(Membership.role.in_(roles), Person.left_at.is_(None))
        .distinct()
        .order_by(Person.id)
    )
    return list((await session.scalars(statement)).all())


async def people_of_schools(session: AsyncSession, school_ids: Sequence[int]) -> list[int]:
    """Ids of the curators and representatives of the schools."""
    statement = (
        select(Person.id)
        .join(Membership, Membership.person_id == Person.id)
        .where(
            Membership.school_id.in_(school_ids),
            Membership.role.in_(SCHOOL_ROLES),
            Person.left_at.is_(None),
        )
        .distinct()
        .order_by(Person.id)
    )
    return list((await session.scalars(statement)).all())


async def note_reach(
    session: AsyncSession, chat_id: int, reach: Reach, note: str | None, now: datetime
) -> None:
    """Remember whether messages arrive at a chat, and since when."""
    await session.execute(
        update(Account)
        .where(Account.chat_id == chat_id, Account.reach != reach)
        .values(reach=reach, reach_note=note, reach_changed_at=now)
    )
