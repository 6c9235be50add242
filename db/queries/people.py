"""Who is who: the person behind a chat, and the people behind roles and schools."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from itertools import groupby

from sqlalchemy import CursorResult, Row, Select, and_, bindparam, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from db.models import (
    Account,
    Installation,
    Membership,
    PendingInput,
    Person,
    Reach,
    School,
    Substitution,
)
from db.queries.pending import Pending
from db.queries.substitutes import in_force
from roadmap.access import CITY_ROLES, SCHOOL_ROLES, Actor, Role
from roadmap.search import matches

STRANGER = Actor(person_id=None)

_PersonColumns = tuple[
    int,
    str,
    str,
    Role | None,
    int | None,
    Role | None,
    int | None,
    str | None,
    dict[str, object] | None,
    bool | None,
]


@dataclass(frozen=True, slots=True)
class Who:
    """The person of a chat with their roles and what is awaited from them."""

    actor: Actor
    pending: Pending | None = None


@dataclass(frozen=True, slots=True)
class Member:
    """A person in a role; `school_id` and `school` are None for the roles in the city."""

    person_id: int
    name: str
    role: Role
    school_id: int | None
    school: str | None


@dataclass(frozen=True, slots=True)
class PersonCard:
    """A person in force. `paused_until` is the local date on which reminders speak again."""

    id: int
    name: str
    locale: str
    reachable: bool
    paused_until: date | None


async def who_is(
    session: AsyncSession, chat_id: int, platform: str = "telegram", *, today: date | None = None
) -> Who:
    """In one query. A chat without a person in it is a stranger's.

    With the local date `today` the schools are there too that the person looks after for somebody else.
    """
    chat = {"platform": platform, "chat_id": chat_id, "today": today}
    return _who((await session.execute(_person_of_chat(), chat)).all())


@cache
def _person_of_chat() -> Select[*_PersonColumns]:
    """Asked of every update, so it is built once."""
    return _people_query().where(
        Account.platform == bindparam("platform"), Account.chat_id == bindparam("chat_id")
    )


async def actor_of(session: AsyncSession, person_id: int, *, today: date | None = None) -> Actor:
    """The person as an actor, for messages that the bot begins; a stranger when they have left."""
    return (await actors_of(session, [person_id], today=today)).get(person_id, STRANGER)


async def actors_of(
    session: AsyncSession, person_ids: Collection[int], *, today: date | None = None
) -> dict[int, Actor]:
    """The same for many people in one query; who has left is missing."""
    chosen = {"person_ids": list(person_ids), "today": today}
    rows = (await session.execute(_people_of_ids(), chosen)).all()
    by_person = groupby(sorted(rows, key=lambda row: row.id), key=lambda row: row.id)
    return {person: _who(list(of_person)).actor for person, of_person in by_person}


@cache
def _people_of_ids() -> Select[*_PersonColumns]:
    """Asked for every batch of messages, so it is built once."""
    return _people_query().where(Person.id.in_(bindparam("person_ids", expanding=True)))


def _people_query() -> Select[*_PersonColumns]:
    """A row for each pair of a role held and a school looked after for somebody else."""
    covered = aliased(Membership)
    today = bindparam("today", type_=Substitution.first_day.type)
    return (
        select(
            Person.id,
            Person.name,
            Person.locale,
            Membership.role,
            Membership.school_id,
            covered.role.label("covered_role"),
            covered.school_id.label("covered_id"),
            PendingInput.kind,
            PendingInput.payload,
            select(Installation.curators_check_first).limit(1).scalar_subquery().label("check_first"),
        )
        .select_from(Account)
        .join(Person, Person.id == Account.person_id)
        .outerjoin(Membership, Membership.person_id == Person.id)
        .outerjoin(Substitution, and_(Substitution.substitute_id == Person.id, in_force(today)))
        .outerjoin(
            covered,
            and_(covered.person_id == Substitution.person_id, covered.school_id.is_not(None)),
        )
        .outerjoin(PendingInput, PendingInput.person_id == Person.id)
        .where(Person.left_at.is_(None))
    )


def _who(rows: Sequence[Row[*_PersonColumns]]) -> Who:
    if not rows:
        return Who(STRANGER)
    first = rows[0]
    actor = Actor(
        person_id=first.id,
        name=first.name,
        locale=first.locale,
        roles=frozenset(row.role for row in rows if row.role is not None),
        schools=frozenset(
            school for row in rows for school in (row.school_id, row.covered_id) if school is not None
        ),
        checks=_curated(rows) if first.check_first else frozenset(),
    )
    return Who(actor, Pending(first.kind, first.payload) if first.kind is not None else None)


def _curated(rows: Sequence[Row[*_PersonColumns]]) -> frozenset[int]:
    """Schools of which the person is the curator, or stands in for the curator."""
    held = {(row.role, row.school_id) for row in rows} | {(row.covered_role, row.covered_id) for row in rows}
    return frozenset(school for role, school in held if role is Role.CURATOR and school is not None)


async def people_with(session: AsyncSession, *roles: Role) -> list[int]:
    """Ids of all people in force who have one of the roles, in a steady order."""
    statement = (
        select(Person.id)
        .join(Membership, Membership.person_id == Person.id)
        .where(Membership.role.in_(roles), Person.left_at.is_(None))
        .distinct()
        .order_by(Person.id)
    )
    if CITY_ROLES.issuperset(roles):  # said too, for that is what the index of the few in the city knows
        statement = statement.where(Membership.school_id.is_(None))
    return list((await session.scalars(statement)).all())


async def note_reach(
    session: AsyncSession, chat_id: int, reach: Reach, note: str | None, now: datetime
) -> bool:
    """Remember whether messages arrive at a chat, and since when. False when nothing has changed."""
    result = await session.execute(
        update(Account)
        .where(Account.chat_id == chat_id, Account.reach != reach)
        .values(reach=reach, reach_note=note, reach_changed_at=now)
    )
    assert isinstance(result, CursorResult)  # noqa: S101 -- an UPDATE without RETURNING gives no other
    return result.rowcount > 0


async def heard_from(session: AsyncSession, person_id: int, now: datetime) -> None:
    """Who writes can be reached again, whatever was noted before."""
    await session.execute(
        update(Account)
        .where(Account.person_id == person_id, Account.reach != Reach.OK)
        .values(reach=Reach.OK, reach_note=None, reach_changed_at=now)
    )


async def members_of(session: AsyncSession, school_ids: Sequence[int]) -> list[Member]:
    """The curators and representatives of the schools, curators first."""
    statement = _members().where(Membership.school_id.in_(school_ids), Membership.role.in_(SCHOOL_ROLES))
    return [Member(*row) for row in await session.execute(statement)]


async def roles_of(session: AsyncSession, person_ids: Sequence[int]) -> list[Member]:
    """All roles of these people, those in the city first."""
    statement = _members().where(Person.id.in_(person_ids))
    return [Member(*row) for row in await session.execute(statement)]


def _members() -> Select[int, str, Role, int | None, str]:
    return (
        select(Person.id, Person.name, Membership.role, Membership.school_id, School.name)
        .join(Membership, Membership.person_id == Person.id)
        .outerjoin(School, School.id == Membership.school_id)
        .where(Person.left_at.is_(None))
        .order_by(Membership.school_id.is_not(None), Membership.role, Person.name, Person.id, Membership.id)
    )


async def person_card(session: AsyncSession, person_id: int) -> PersonCard | None:
    """None when there is no such person, or they have left."""
    rows = await session.execute(_cards().where(Person.id == person_id))
    row = rows.one_or_none()
    return None if row is None else _card(row)


async def people_cards(session: AsyncSession, person_ids: Collection[int]) -> list[PersonCard]:
    """Those of the people who are in force, by name."""
    rows = await session.execute(_cards().where(Person.id.in_(person_ids)).order_by(Person.name, Person.id))
    return [_card(row) for row in rows]


async def people_count(session: AsyncSession) -> int:
    """People who have joined and not left."""
    return (await session.scalar(select(func.count()).where(Person.left_at.is_(None)))) or 0


async def people_page(session: AsyncSession, offset: int, limit: int) -> list[PersonCard]:
    """People in force by name, those whom messages don't reach first."""
    statement = _cards().order_by(Account.reach == Reach.OK, Person.name, Person.id)
    rows = await session.execute(statement.offset(offset).limit(limit))
    return [_card(row) for row in rows]


async def people_by_word(session: AsyncSession, word: str) -> list[PersonCard]:
    """People in force by name, of those the word fits: by name, or by a school they have a role at.

    An empty word fits everybody.
    """
    rows = await session.execute(_cards().order_by(Person.name, Person.id))
    cards = [_card(row) for row in rows]
    if not word:
        return cards
    places: dict[int, list[str]] = {}
    for one in await session.execute(
        select(Membership.person_id, School.name).join(School, School.id == Membership.school_id)
    ):
        places.setdefault(one.person_id, []).append(one.name)
    return [card for card in cards if matches(word, card.name, *places.get(card.id, ()))]


def _cards() -> Select[int, str, str, date | None, Reach]:
    return (
        select(Person.id, Person.name, Person.locale, Person.paused_until, Account.reach)
        .join(Account, Account.person_id == Person.id)
        .where(Person.left_at.is_(None))
    )


def _card(row: Row[int, str, str, date | None, Reach]) -> PersonCard:
    return PersonCard(row.id, row.name, row.locale, row.reach is Reach.OK, row.paused_until)


async def names_of(session: AsyncSession, person_ids: Sequence[int]) -> list[str]:
    """The names of these people, in order of the alphabet."""
    statement = select(Person.name).where(Person.id.in_(person_ids)).order_by(Person.name)
    return list((await session.scalars(statement)).all())


async def set_name(session: AsyncSession, person_id: int, name: str) -> None:
    await session.execute(update(Person).where(Person.id == person_id).values(name=name))


async def set_locale(session: AsyncSession, person_id: int, locale: str) -> None:
    await session.execute(update(Person).where(Person.id == person_id).values(locale=locale))


async def pause(session: AsyncSession, person_id: int, until: date | None) -> None:
    """No reminders before the local date `until`; None lets them speak again."""
    await session.execute(update(Person).where(Person.id == person_id).values(paused_until=until))
