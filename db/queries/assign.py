"""Assignments follow from the roadmap and the schools: the missing are made, the unwanted are cancelled.

A few statements, however many schools there are. Where one is cancelled or opened again, its history says so.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import (
    ColumnElement,
    CursorResult,
    Insert,
    Select,
    and_,
    false,
    insert,
    literal,
    or_,
    select,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Activity, Assignment, AssignmentEvent, Occurrence, Roadmap, School
from roadmap.access import Assignee
from roadmap.calendar import local_today
from roadmap.standing import AWAITED, AssignmentStatus

_OF_AUDIENCE = {
    "schools": Assignee.SCHOOL,
    "coordinator": Assignee.COORDINATOR,
    "department": Assignee.DEPARTMENT,
}


@dataclass(frozen=True, slots=True)
class Duties:
    """The activities of one roadmap that an assignee answers for, and the schools that have no part in it."""

    assignee: Assignee
    activities: tuple[int, ...]
    excluded: tuple[int, ...]


async def assign_all(session: AsyncSession, now: datetime, zone: ZoneInfo) -> int:
    """Bring the assignments in line with the roadmap and the schools; how many were made or opened again.

    A meeting asks for one paper, its protocol, which is the coordinator's. A school that joins gets what the
    roadmap in force says, not what was due in the years before it; one that takes no part gets nothing.
    Nobody is asked for what isn't watched. Done again, it does nothing.
    """
    every, current = await _duties(session, local_today(now, zone))
    await _move_all(
        session,
        and_(Assignment.status.in_(AWAITED), ~_wanted(every)),
        AssignmentStatus.CANCELLED,
        by=None,
        now=now,
    )
    reopened = await _move_all(
        session,
        and_(Assignment.status == AssignmentStatus.CANCELLED, _wanted(current)),
        AssignmentStatus.OPEN,
        by=None,
        now=now,
    )
    made = [await _make_missing(session, duties, now) for duties in current]
    return reopened + sum(made)


async def withdraw_school(session: AsyncSession, school_id: int, by: int | None, now: datetime) -> int:
    """Cancel what a school still owes; how much that was. What it has handed in stays, its history too.

    The caller archives the school: one that is in force gets its assignments back.
    """
    owed = and_(Assignment.school_id == school_id, Assignment.status.in_(AWAITED))
    return await _move_all(session, owed, AssignmentStatus.CANCELLED, by=by, now=now)


def assignees(audience: Iterable[str], *, is_meeting: bool) -> frozenset[Assignee]:
    """Who gets an assignment for an activity with this audience."""
    if is_meeting:
        return frozenset({Assignee.COORDINATOR})
    return frozenset(_OF_AUDIENCE[word] for word in audience if word in _OF_AUDIENCE)


async def _duties(session: AsyncSession, today: date) -> tuple[list[Duties], list[Duties]]:
    """Of all roadmaps, and of the one in force and those to come."""
    rows = await session.execute(
        select(Activity.id, Activity.audience, Activity.is_meeting, Roadmap.year, Roadmap.excluded_school_ids)
        .join(Roadmap, Roadmap.id == Activity.roadmap_id)
        .where(Activity.removed_at.is_(None), Activity.is_watched)
    )
    found = rows.all()
    since = year_in_force((await session.scalars(select(Roadmap.year))).all(), today.year)
    excluded = {row.year: tuple(row.excluded_school_ids) for row in found}
    answering: dict[tuple[int, Assignee], list[int]] = {}
    for assignee in Assignee:
        for row in found:
            if assignee in assignees(row.audience, is_meeting=row.is_meeting):
                answering.setdefault((row.year, assignee), []).append(row.id)
    every = {key: Duties(key[1], tuple(ids), excluded[key[0]]) for key, ids in answering.items()}
    current = [duties for (year, _), duties in every.items() if since is not None and year >= since]
    return list(every.values()), current


def year_in_force(years: Collection[int], this_year: int) -> int | None:
    """The year of the roadmap that counts: this year's, else the last before it, else the next to come."""
    begun = [year for year in years if year <= this_year]
    return max(begun) if begun else min(years, default=None)


def _wanted(duties: Iterable[Duties]) -> ColumnElement[bool]:
    return or_(false(), *map(_wanted_of, duties))


def _wanted_of(duties: Duties) -> ColumnElement[bool]:
    in_force = select(Occurrence.id).where(
        Occurrence.removed_at.is_(None), Occurrence.activity_id.in_(duties.activities)
    )
    wanted = and_(Assignment.assignee == duties.assignee, Assignment.occurrence_id.in_(in_force))
    if duties.assignee is not Assignee.SCHOOL:
        return wanted
    return and_(wanted, Assignment.school_id.in_(select(School.id).where(_takes_part(duties))))


def _takes_part(duties: Duties) -> ColumnElement[bool]:
    return and_(School.archived_at.is_(None), School.id.not_in(duties.excluded))


async def _move_all(
    session: AsyncSession,
    which: ColumnElement[bool],
    to: AssignmentStatus,
    *,
    by: int | None,
    now: datetime,
) -> int:
    """Change the status of all of them; how many. The history is written first, while they can be found."""
    moved = select(
        Assignment.id,
        literal(by, AssignmentEvent.person_id.type),
        literal(now, AssignmentEvent.at.type),
        literal(to, AssignmentEvent.status.type),
    ).where(which)
    history = insert(AssignmentEvent).from_select(["assignment_id", "person_id", "at", "status"], moved)
    count = await _rows(session, history)
    if count:
        change = update(Assignment).where(which).values(status=to, status_at=now)
        await session.execute(change.execution_options(synchronize_session=False))
    return count


async def _make_missing(session: AsyncSession, duties: Duties, now: datetime) -> int:
    dialect = session.get_bind().dialect.name
    make = postgresql.insert if dialect == "postgresql" else sqlite.insert
    statement = make(Assignment).from_select(
        ["occurrence_id", "school_id", "assignee", "status", "status_at"], _missing(duties, now)
    )
    return await _rows(session, statement.on_conflict_do_nothing())


def _missing(duties: Duties, now: datetime) -> Select[Any]:
    """Occurrences (times schools) without an assignment. The unique key guards against another writer."""
    for_schools = duties.assignee is Assignee.SCHOOL
    school_id = School.id if for_schools else literal(None, Assignment.school_id.type)
    there = and_(Assignment.occurrence_id == Occurrence.id, Assignment.assignee == duties.assignee)
    missing = select(
        Occurrence.id,
        school_id,
        literal(duties.assignee, Assignment.assignee.type),
        literal(AssignmentStatus.OPEN, Assignment.status.type),
        literal(now, Assignment.status_at.type),
    ).where(Occurrence.removed_at.is_(None), Occurrence.activity_id.in_(duties.activities))
    if for_schools:
        there = and_(there, Assignment.school_id == School.id)
        missing = missing.join(School, _takes_part(duties))
    return missing.where(~select(Assignment.id).where(there).exists())


async def _rows(session: AsyncSession, statement: Insert) -> int:
    result = await session.execute(statement)
    assert isinstance(result, CursorResult)  # noqa: S101 -- an INSERT without RETURNING gives no other
    return result.rowcount
