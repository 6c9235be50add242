"""What people choose of their reminders: the hour, silence, a substitute, putting one task off, ladders."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache

from sqlalchemy import ColumnElement, Select, and_, bindparam, delete, func, null, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from db.models import Activity, Membership, Person, Roadmap, Snooze, Substitution
from db.queries.once import put_in_place
from roadmap.access import CITY_ROLES, Actor, Role
from roadmap.deadlines import DeadlineKind
from roadmap.errors import UserError
from roadmap.ladder import Ladder, ladder_of
from roadmap.rhythm import Rhythm
from roadmap.silence import DIGEST_HOURS
from roadmap.substitution import check_days

_WITHOUT_DOTS = str.maketrans("ёЁ", "еЕ")


@dataclass(frozen=True, slots=True)
class OwnChoices:
    """The local hour of the digest, and until when (UTC) nobody is to disturb."""

    digest_hour: int
    silent_until: datetime | None


@dataclass(frozen=True, slots=True)
class StandIn:
    """`substitute` stands in for `person` from the first to the last local date."""

    id: int
    person_id: int
    person: str
    substitute_id: int
    substitute: str
    first_day: date
    last_day: date

    def other(self, person_id: int) -> int:
        """The one of the two who isn't `person_id`."""
        return self.substitute_id if person_id == self.person_id else self.person_id


@dataclass(frozen=True, slots=True)
class RoadmapLadder:
    id: int
    title: str
    ladder: Ladder


@dataclass(frozen=True, slots=True)
class ActivityLadder:
    """The ladder in force for an activity, `is_own` when it isn't the roadmap's, and its rhythm."""

    id: int
    position: int
    title: str
    kind: DeadlineKind
    ladder: Ladder
    is_own: bool
    rhythm: Rhythm


async def own_choices(session: AsyncSession, person_id: int) -> OwnChoices:
    row = await session.execute(select(Person.digest_hour, Person.silent_until).where(Person.id == person_id))
    return OwnChoices(*row.one())


async def set_digest_hour(session: AsyncSession, person_id: int, hour: int) -> None:
    """Raises UserError for an hour that isn't among `DIGEST_HOURS` (local)."""
    if hour not in DIGEST_HOURS:
        raise UserError("refused")
    await session.execute(update(Person).where(Person.id == person_id).values(digest_hour=hour))


async def set_silence(session: AsyncSession, person_id: int, until: datetime) -> None:
    """Nothing but answers to the person's own acts before `until` (UTC)."""
    await session.execute(update(Person).where(Person.id == person_id).values(silent_until=until))


async def end_silence(session: AsyncSession, person_id: int) -> None:
    await session.execute(update(Person).where(Person.id == person_id).values(silent_until=None))


async def colleagues(
    session: AsyncSession, actor: Actor, name: str, offset: int, limit: int
) -> tuple[list[tuple[int, str]], int]:
    """Ids and names of who may stand in for the actor, those of the same schools first; and how many.

    They share a school or have a role of the same kind; for who has roles in the city they have all of
    these, since the city's assignments go with the role. `name` is a part of the name, empty for all.
    """
    which = (_may_stand_in(actor), _named(name))
    total = await session.scalar(select(func.count()).select_from(Person).where(*which))
    rows = await session.execute(
        select(Person.id, Person.name)
        .where(*which)
        .order_by(Person.id.in_(_people_at(actor)).desc(), Person.name, Person.id)
        .offset(offset)
        .limit(limit)
    )
    return [(row.id, row.name) for row in rows], total or 0


def _may_stand_in(actor: Actor) -> ColumnElement[bool]:
    in_city = [Person.id.in_(_people_with(role)) for role in sorted(actor.roles & CITY_ROLES)]
    at_schools = or_(Person.id.in_(_people_at(actor)), Person.id.in_(_people_with(*actor.roles)))
    fits = and_(*in_city) if in_city else at_schools
    return (Person.id != actor.id) & Person.left_at.is_(None) & fits


def _people_with(*roles: Role) -> Select[int]:
    return select(Membership.person_id).where(Membership.role.in_(roles))


def _people_at(actor: Actor) -> Select[int]:
    return select(Membership.person_id).where(Membership.school_id.in_(actor.schools))


def _named(name: str) -> ColumnElement[bool]:
    """SQLite knows no letter case but English, so the usual writings are looked for; «е» finds «ё»."""
    plain = name.translate(_WITHOUT_DOTS)
    written = {plain, plain.casefold(), plain.capitalize(), plain.title()}
    stored = func.replace(func.replace(Person.name, "ё", "е"), "Ё", "Е")
    return or_(*(stored.contains(one, autoescape=True) for one in sorted(written)))


async def colleague(session: AsyncSession, actor: Actor, person_id: int) -> str:
    """The name of who may stand in for the actor. Raises UserError for anybody else."""
    statement = select(Person.name).where(_may_stand_in(actor), Person.id == person_id)
    name: str | None = await session.scalar(statement)
    if name is None:
        raise UserError("refused")
    return name


async def set_substitute(
    session: AsyncSession,
    actor: Actor,
    substitute_id: int,
    first_day: date,
    last_day: date,
    today: date,
    now: datetime,
) -> tuple[StandIn, bool]:
    """Let a colleague stand in on the local dates; whether it is new: the same again changes nothing.

    Raises UserError for days out of order, for who may not, and where one of the two is away or stands in
    for somebody already, lest there be chains.
    """
    await colleague(session, actor, substitute_id)
    check_days(first_day, last_day, today)
    await session.execute(select(Person.id).where(Person.id == actor.id).with_for_update())
    for there in await substitutions_of(session, [actor.id, substitute_id], today):
        if (there.person_id, there.substitute_id) == (actor.id, substitute_id) and (
            (there.first_day, there.last_day) == (first_day, last_day)
        ):
            return there, False
        if there.first_day <= last_day and first_day <= there.last_day:
            _refuse_clash(there, actor.id, substitute_id)
    row = Substitution(
        person_id=actor.id,
        substitute_id=substitute_id,
        first_day=first_day,
        last_day=last_day,
        created_at=now,
    )
    session.add(row)
    await session.flush()
    found = await substitution(session, row.id, today)
    assert found is not None  # noqa: S101 -- the line above has made it
    return found, True


def _refuse_clash(there: StandIn, person_id: int, substitute_id: int) -> None:
    if there.person_id == person_id:
        raise UserError("substitute-taken", name=there.substitute)
    if there.person_id == substitute_id:
        raise UserError("substitute-away", name=there.person)
    if there.substitute_id == person_id:
        raise UserError("substitute-chain", name=there.person)


async def end_substitute(
    session: AsyncSession, substitution_id: int, by: int, today: date, now: datetime
) -> StandIn | None:
    """Call it off, by either of the two. None when it is over already. Raises UserError for others."""
    row = await session.get(Substitution, substitution_id)
    if row is None or by not in (row.person_id, row.substitute_id):
        raise UserError("refused")
    found = await substitution(session, substitution_id, today)
    if found is not None:
        await session.execute(
            update(Substitution).where(Substitution.id == substitution_id).values(ended_at=now)
        )
    return found


async def substitution(session: AsyncSession, substitution_id: int, today: date) -> StandIn | None:
    """One that is in force on the local date or will be."""
    found = await _stand_ins(session, Substitution.id == substitution_id, today)
    return found[0] if found else None


async def ended_substitution(session: AsyncSession, substitution_id: int) -> StandIn | None:
    """One that was called off."""
    found = await _stand_ins(session, Substitution.id == substitution_id, date.min, ended=True)
    return found[0] if found else None


async def substitutions_of(session: AsyncSession, person_ids: Sequence[int], today: date) -> list[StandIn]:
    """Those in force on the local date or later in which the people have a part, the earliest first."""
    whose = or_(Substitution.person_id.in_(person_ids), Substitution.substitute_id.in_(person_ids))
    return await _stand_ins(session, whose, today)


async def _stand_ins(
    session: AsyncSession, which: ColumnElement[bool], today: date, *, ended: bool = False
) -> list[StandIn]:
    person, substitute = aliased(Person), aliased(Person)
    rows = await session.execute(
        select(
            Substitution.id,
            person.id,
            person.name,
            substitute.id,
            substitute.name,
            Substitution.first_day,
            Substitution.last_day,
        )
        .join(person, person.id == Substitution.person_id)
        .join(substitute, substitute.id == Substitution.substitute_id)
        .where(
            which,
            Substitution.last_day >= today,
            Substitution.ended_at.is_not(None) if ended else Substitution.ended_at.is_(None),
            person.left_at.is_(None),
            substitute.left_at.is_(None),
        )
        .order_by(Substitution.first_day, Substitution.id)
    )
    return [StandIn(*row) for row in rows]


async def snooze(session: AsyncSession, person_id: int, assignment_id: int, until: date) -> None:
    """The person hears nothing of the assignment before the local date `until`."""
    key = {"person_id": person_id, "assignment_id": assignment_id}
    await put_in_place(session, Snooze, key, {"until": until})


async def unsnooze(session: AsyncSession, person_id: int, assignment_id: int) -> None:
    await session.execute(
        delete(Snooze).where(Snooze.person_id == person_id, Snooze.assignment_id == assignment_id)
    )


async def snoozed_until(
    session: AsyncSession, person_id: int, assignment_id: int, today: date
) -> date | None:
    """The local date after `today` on which the person hears of the assignment again; None as usual."""
    asked = {"person_id": person_id, "assignment_id": assignment_id, "today": today}
    until: date | None = await session.scalar(_snoozed_until(), asked)
    return until


@cache
def _snoozed_until() -> Select[date]:
    """Part of every card, so it is built once."""
    return select(Snooze.until).where(
        Snooze.person_id == bindparam("person_id"),
        Snooze.assignment_id == bindparam("assignment_id"),
        Snooze.until > bindparam("today"),
    )


async def roadmap_ladder(session: AsyncSession, roadmap_id: int) -> RoadmapLadder:
    """Raises UserError when there is no such roadmap."""
    found = await session.get(Roadmap, roadmap_id, populate_existing=True)
    if found is None:
        raise UserError("refused")
    return RoadmapLadder(found.id, found.title, ladder_of(None, found.ladder))


async def activity_ladder(session: AsyncSession, activity_id: int) -> ActivityLadder:
    """Raises UserError when there is no such activity in force."""
    found = await session.get(Activity, activity_id, populate_existing=True)
    if found is None or found.removed_at is not None:
        raise UserError("refused")
    roadmap = await session.get_one(Roadmap, found.roadmap_id)
    return ActivityLadder(
        found.id,
        found.position,
        found.title,
        found.kind,
        ladder_of(found.ladder, roadmap.ladder),
        found.ladder is not None,
        found.rhythm,
    )


async def set_roadmap_ladder(session: AsyncSession, roadmap_id: int, ladder: Ladder) -> None:
    await session.execute(update(Roadmap).where(Roadmap.id == roadmap_id).values(ladder=ladder.to_json()))


async def set_activity_ladder(session: AsyncSession, activity_id: int, ladder: Ladder | None) -> None:
    """None: as the whole roadmap."""
    kept = null() if ladder is None else ladder.to_json()
    await session.execute(update(Activity).where(Activity.id == activity_id).values(ladder=kept))


async def set_rhythm(session: AsyncSession, activity_id: int, rhythm: Rhythm) -> None:
    await session.execute(update(Activity).where(Activity.id == activity_id).values(rhythm=rhythm))
