"""Whom a day's reminders concern: by ladders and rhythms, put-off assignments, escalations, substitutes."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, bindparam, false, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Activity, Assignment, Membership, Occurrence, Person, Roadmap, Snooze
from db.queries.people import people_with
from db.queries.substitutes import substitutes_on
from roadmap.access import Assignee, Role
from roadmap.escalation import COORDINATOR_AFTER, CURATOR_AFTER
from roadmap.hearing import Hearing
from roadmap.ladder import (
    DEFAULT_LADDER,
    Ladder,
    Pace,
    ladder_of,
    not_before,
    overdue_by,
    speaking_on,
    speaks,
)
from roadmap.rhythm import Rhythm, rhythm_of, rhythms_on
from roadmap.standing import AWAITED


@dataclass(frozen=True, slots=True)
class Speaking:
    """Who is reminded on a day, and of which assignments; none for a coordinator told of schools behind.

    `instead_of`: the people whose reminders these are too, since the person stands in for them.
    """

    person_id: int
    assignment_ids: frozenset[int]
    instead_of: frozenset[int] = frozenset()


async def people_speaking(session: AsyncSession, day: date, since: date | None = None) -> list[Speaking]:
    """Who has something to be reminded of after `since` (the day before `day`) and not after `day`.

    Both are local dates. A substitute stands here in the person's place; who has paused reminders is
    here too, their digest waits. What else stands in a digest is decided when it is sent.
    """
    after = not_before(day, since)
    occurrences = await _speaking_occurrences(session, day, after)
    found: defaultdict[int, set[int]] = defaultdict(set)
    for statement in (
        *_owing(occurrences, day),
        _lagging(overdue_by(CURATOR_AFTER, day, after)),
        _woken(after, day),
    ):
        for person, assignment in await session.execute(statement):
            found[person].add(assignment)
    if await _is_owed(session, overdue_by(COORDINATOR_AFTER, day, after)):
        for coordinator in await people_with(session, Role.COORDINATOR):
            found[coordinator].update()
    instead_of: defaultdict[int, set[int]] = defaultdict(set)
    for person, substitute in (await substitutes_on(session, day)).items():
        if person in found:
            found[substitute].update(found.pop(person))
            instead_of[substitute].add(person)
    return [
        Speaking(person, frozenset(found[person]), frozenset(instead_of[person])) for person in sorted(found)
    ]


async def paces_of(session: AsyncSession, occurrence_ids: Collection[int]) -> dict[int, Pace]:
    """By which ladder and rhythm each of the occurrences is spoken of."""
    rows = await session.execute(_occurrences().where(Occurrence.id.in_(occurrence_ids)))
    return {row.id: _pace(row) for row in rows}


async def snoozes_of(session: AsyncSession, person_ids: Collection[int]) -> dict[int, date]:
    """Assignment → the local date until which one of the people has put it off, past dates included."""
    rows = await session.execute(
        select(Snooze.assignment_id, func.max(Snooze.until))
        .where(Snooze.person_id.in_(person_ids))
        .group_by(Snooze.assignment_id)
    )
    return {assignment: until for assignment, until in rows}  # noqa: C416 -- rows are not pairs to mypy


async def people_owing(session: AsyncSession, occurrence_ids: Collection[int]) -> list[int]:
    """Ids of the people who owe an answer to an assignment of one of the occurrences."""
    found: set[int] = set()
    for statement in _owed_by_anybody(Assignment.occurrence_id.in_(occurrence_ids)):
        found.update(row.person_id for row in await session.execute(statement))
    return sorted(found)


async def hearings_of(session: AsyncSession, person_ids: Collection[int]) -> dict[int, Hearing]:
    """What each of the people has chosen."""
    rows = await session.execute(_hearings(), {"person_ids": list(person_ids)})
    return {row.id: Hearing(row.digest_hour, row.paused_until, row.silent_until) for row in rows}


@cache
def _hearings() -> Select[int, int, date | None, datetime | None]:
    """Asked for every batch of messages, so it is built once."""
    return select(Person.id, Person.digest_hour, Person.paused_until, Person.silent_until).where(
        Person.id.in_(bindparam("person_ids", expanding=True))
    )


async def is_paused(session: AsyncSession, person_id: int, today: date) -> bool:
    """Whether the person has asked not to be reminded on the local date `today`."""
    statement = select(Person.id).where(Person.id == person_id, Person.paused_until > today)
    return await session.scalar(statement) is not None


async def _speaking_occurrences(session: AsyncSession, day: date, after: date) -> list[int]:
    """A few more than speak are looked up by their dates; the ladder of each has the last word."""
    due_dates: set[date] = set()
    start_dates: set[date] = set()
    for ladder in await _ladders_in_use(session):
        spoken = speaking_on(day, after, ladder)
        due_dates |= spoken.due_dates
        start_dates |= spoken.start_dates
    rows = await session.execute(
        _occurrences().where(
            or_(
                Occurrence.due.in_(due_dates),
                Occurrence.start.in_(start_dates),
                _checked(rhythms_on(after, day), after, day),
            )
        )
    )
    return [row.id for row in rows if speaks(row.start, row.due, day, after, _pace(row))]


def _checked(rhythms: Collection[Rhythm], after: date, day: date) -> ColumnElement[bool]:
    if not rhythms:
        return false()
    return and_(Activity.rhythm.in_(rhythms), Occurrence.start <= day, Occurrence.due > after)


async def _ladders_in_use(session: AsyncSession) -> set[Ladder]:
    """There are as many rows as activities, and as many ladders as the coordinators have chosen."""
    rows = await session.execute(
        select(Activity.ladder, Roadmap.ladder)
        .join(Roadmap, Roadmap.id == Activity.roadmap_id)
        .where(Activity.removed_at.is_(None))
    )
    return {DEFAULT_LADDER, *(ladder_of(activity, roadmap) for activity, roadmap in rows)}


def _occurrences() -> Select[*tuple[Any, ...]]:
    return (
        select(
            Occurrence.id,
            Occurrence.start,
            Occurrence.due,
            Activity.kind,
            Activity.rhythm,
            Activity.ladder.label("own_ladder"),
            Roadmap.ladder.label("common_ladder"),
        )
        .join(Activity, Activity.id == Occurrence.activity_id)
        .join(Roadmap, Roadmap.id == Activity.roadmap_id)
        .where(Occurrence.removed_at.is_(None), Activity.removed_at.is_(None))
    )


def _pace(row: Any) -> Pace:  # noqa: ANN401 -- a row of `_occurrences`
    ladder = ladder_of(row.own_ladder, row.common_ladder)
    return Pace(ladder, rhythm_of(row.kind, row.start, row.due, row.rhythm))


def _owing(occurrence_ids: Collection[int], day: date) -> tuple[Select[int, int], ...]:
    """Person and assignment, where the person has not put it off."""
    put_off = select(Snooze.person_id).where(
        Snooze.person_id == Membership.person_id, Snooze.assignment_id == Assignment.id, Snooze.until > day
    )
    return _owed_by_anybody(and_(Assignment.occurrence_id.in_(occurrence_ids), ~put_off.exists()))


def _owed_by_anybody(which: ColumnElement[bool]) -> tuple[Select[int, int], ...]:
    """One statement for schools, two for the city: each finds its rows by an index, together none would."""
    city = ((Role.COORDINATOR, Assignee.COORDINATOR), (Role.DEPARTMENT, Assignee.DEPARTMENT))
    return (
        _owed(Membership.school_id == Assignment.school_id).where(which),
        *(
            _owed(and_(Membership.role == role, Assignment.assignee == assignee)).where(
                Assignment.school_id.is_(None), Membership.school_id.is_(None), which
            )
            for role, assignee in city
        ),
    )


def _lagging(due_dates: Collection[date]) -> Select[int, int]:
    """Curators, and what their schools have owed since one of the dates; it can't be put off."""
    return (
        _owed(Membership.school_id == Assignment.school_id)
        .join(Occurrence, Occurrence.id == Assignment.occurrence_id)
        .join(Activity, Activity.id == Occurrence.activity_id)
        .where(
            Membership.role == Role.CURATOR,
            Occurrence.due.in_(due_dates),
            Occurrence.removed_at.is_(None),
            Activity.removed_at.is_(None),
        )
    )


def _woken(after: date, day: date) -> Select[int, int]:
    """Who has put something off until a date after `after` and not after `day`, and still owes it."""
    return (
        select(Snooze.person_id, Snooze.assignment_id)
        .join(Assignment, Assignment.id == Snooze.assignment_id)
        .join(Person, Person.id == Snooze.person_id)
        .where(
            Snooze.until > after,
            Snooze.until <= day,
            Assignment.status.in_(AWAITED),
            Person.left_at.is_(None),
        )
    )


def _owed(on: ColumnElement[bool]) -> Select[int, int]:
    return (
        select(Membership.person_id, Assignment.id)
        .select_from(Assignment)
        .join(Membership, on)
        .join(Person, Person.id == Membership.person_id)
        .where(Assignment.status.in_(AWAITED), Person.left_at.is_(None))
    )


async def _is_owed(session: AsyncSession, due_dates: Collection[date]) -> bool:
    """Whether some school has owed an answer since one of the dates.

    The occurrences first, and by themselves: asked for both, PostgreSQL reads assignments until one fits.
    """
    found = await session.scalars(
        select(Occurrence.id)
        .join(Activity, Activity.id == Occurrence.activity_id)
        .where(
            Occurrence.due.in_(due_dates),
            Occurrence.removed_at.is_(None),
            Activity.removed_at.is_(None),
        )
    )
    occurrences = found.all()
    if not occurrences:
        return False
    statement = select(Assignment.id).where(
        Assignment.occurrence_id.in_(occurrences),
        Assignment.assignee == Assignee.SCHOOL,
        Assignment.status.in_(AWAITED),
    )
    return await session.scalar(statement.limit(1)) is not None
