"""Whom a day's reminders concern: by ladders and rhythms, put-off assignments, escalations, substitutes."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Row, Select, and_, bindparam, false, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Activity, Assignment, Membership, Occurrence, Person, Roadmap, Snooze
from db.queries.lagging import became_owed, became_so_late, has_become_lagging
from db.queries.people import people_with
from db.queries.substitutes import substitutes_on
from roadmap.access import Assignee, Role
from roadmap.calendar import local_today
from roadmap.escalation import CURATOR_AFTER
from roadmap.hearing import Hearing
from roadmap.ladder import (
    DEFAULT_LADDER,
    LOOK_BACK_DAYS,
    Ladder,
    Pace,
    Since,
    ladder_of,
    not_before,
    speaking_on,
    spoken_of,
)
from roadmap.rhythm import Rhythm, rhythm_of, rhythms_on
from roadmap.snooze import can_snooze
from roadmap.standing import AWAITED


@dataclass(frozen=True, slots=True)
class Speaking:
    """Who is reminded on a day, and of which assignments; none for a coordinator told of schools behind.

    `instead_of`: the people whose reminders these are too, since the person stands in for them.
    """

    person_id: int
    assignment_ids: frozenset[int]
    instead_of: frozenset[int] = frozenset()


async def people_speaking(
    session: AsyncSession, day: date, since: date | None, zone: ZoneInfo
) -> list[Speaking]:
    """Who has something to be reminded of after `since` and not after `day`.

    Both are local dates of the `zone`; without `since` it is the day before `day`. A substitute stands here
    in the person's place; who has paused reminders is here too, their digest waits. What else stands in a
    digest is decided when it is sent.
    """
    after = not_before(day, since)
    found: defaultdict[int, set[int]] = defaultdict(set)
    for statement in (
        *await _stepping(session, day, after, zone),
        *await _lagging(session, day, after, zone),
        _woken(after, day),
    ):
        for person, assignment in await session.execute(statement):
            found[person].add(assignment)
    if await has_become_lagging(session, day, after, zone):
        for coordinator in await people_with(session, Role.COORDINATOR):
            found[coordinator].update()
    instead_of: defaultdict[int, set[int]] = defaultdict(set)
    for person, substitute in (await substitutes_on(session, day, zone)).items():
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


async def owed_since(
    session: AsyncSession, assignment_ids: Collection[int], zone: ZoneInfo
) -> dict[int, date]:
    """Assignment → the local date on which its answer became owed, the last time."""
    rows = await session.execute(
        select(Assignment.id, Assignment.status_at).where(Assignment.id.in_(assignment_ids))
    )
    return {row.id: local_today(row.status_at, zone) for row in rows}


async def snoozes_of(session: AsyncSession, person_ids: Collection[int]) -> dict[int, date]:
    """Assignment → the local date until which one of the people has put it off, past dates included."""
    rows = await session.execute(
        select(Snooze.assignment_id, func.max(Snooze.until))
        .where(Snooze.person_id.in_(person_ids))
        .group_by(Snooze.assignment_id)
    )
    return {assignment: until for assignment, until in rows}  # noqa: C416 -- rows are not pairs to mypy


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


async def _stepping(session: AsyncSession, day: date, after: date, zone: ZoneInfo) -> list[Select[int, int]]:
    """Person and assignment, where a step falls after `after` and not after `day`."""
    return [
        statement
        for since, occurrences in (await _speaking_occurrences(session, day, after)).items()
        for statement in _owing(occurrences, since, day, zone)
    ]


async def _speaking_occurrences(
    session: AsyncSession, day: date, after: date
) -> dict[Since, list[Row[*tuple[Any, ...]]]]:
    """Occurrences, by since when an answer has been owed for them to speak.

    A few more than speak are looked up by their dates, and all that may be owed anew after their due date;
    the ladder of each has the last word.
    """
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
                Occurrence.due.between(day - timedelta(days=LOOK_BACK_DAYS), day),
                _checked(rhythms_on(after, day), after, day),
            )
        )
    )
    found: defaultdict[Since, list[Row[*tuple[Any, ...]]]] = defaultdict(list)
    for row in rows:
        for since in spoken_of(row.start, row.due, day, after, _pace(row)):
            found[since].append(row)
    return found


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


def _owing(
    occurrences: Sequence[Row[*tuple[Any, ...]]], since: Since, day: date, zone: ZoneInfo
) -> tuple[Select[int, int], ...]:
    """Person and assignment, where the person has not put it off; near its deadline nothing is."""
    put_off = select(Snooze.person_id).where(
        Snooze.person_id == Membership.person_id,
        Snooze.assignment_id == Assignment.id,
        Snooze.until > day,
        Assignment.occurrence_id.in_([row.id for row in occurrences if can_snooze(row.due, day)]),
    )
    owed = became_owed([row.id for row in occurrences], since, zone)
    return _owed_by_anybody(and_(owed, ~put_off.exists()))


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


async def _lagging(session: AsyncSession, day: date, after: date, zone: ZoneInfo) -> list[Select[int, int]]:
    """Curators, and what their schools have come to lag with; it can't be put off."""
    late = await became_so_late(session, CURATOR_AFTER, day, after)
    return [
        _owed(Membership.school_id == Assignment.school_id).where(
            Membership.role == Role.CURATOR, became_owed(occurrences, since, zone)
        )
        for since, occurrences in late.items()
    ]


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
