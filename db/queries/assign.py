"""Assignments follow from the roadmap and the schools: the missing are made, the unwanted are cancelled.

A few statements, however many schools there are. Where one is cancelled or opened again, its history says so.
"""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, CursorResult, Insert, Select, and_, insert, literal, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Activity, Assignment, AssignmentEvent, Occurrence, Roadmap, School
from roadmap.access import Assignee
from roadmap.standing import AWAITED, AssignmentStatus

_OF_AUDIENCE = {
    "schools": Assignee.SCHOOL,
    "coordinator": Assignee.COORDINATOR,
    "department": Assignee.DEPARTMENT,
}


Activities = dict[Assignee, list[int]]
"""Ids of the activities that each assignee answers for."""


async def assign_all(session: AsyncSession, now: datetime) -> int:
    """Bring the assignments in line with the roadmap and the schools; how many were made or opened again.

    A meeting asks for one paper, its protocol, which is the coordinator's. A school that joins gets what the
    roadmap in force says, not what was due in the years before it. Done again, it does nothing.
    """
    every, current = await _duties(session, now)
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
    made = [await _make_missing(session, current[assignee], assignee, now) for assignee in Assignee]
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


async def _duties(session: AsyncSession, now: datetime) -> tuple[Activities, Activities]:
    """Of all roadmaps, and of the one in force and those to come."""
    rows = await session.execute(
        select(Activity.id, Activity.audience, Activity.is_meeting, Roadmap.year)
        .join(Roadmap, Roadmap.id == Activity.roadmap_id)
        .where(Activity.removed_at.is_(None))
    )
    found = rows.all()
    since = year_in_force({row.year for row in found}, now.year)
    every: Activities = {assignee: [] for assignee in Assignee}
    current: Activities = {assignee: [] for assignee in Assignee}
    for row in found:
        for assignee in assignees(row.audience, is_meeting=row.is_meeting):
            every[assignee].append(row.id)
            if since is not None and row.year >= since:
                current[assignee].append(row.id)
    return every, current


def year_in_force(years: Collection[int], this_year: int) -> int | None:
    """The year of the roadmap that counts: this year's, else the last before it, else the next to come."""
    begun = [year for year in years if year <= this_year]
    return max(begun) if begun else min(years, default=None)


def _wanted(duties: Activities) -> ColumnElement[bool]:
    return or_(*(_wanted_of(assignee, duties[assignee]) for assignee in Assignee))


def _wanted_of(assignee: Assignee, activities: list[int]) -> ColumnElement[bool]:
    in_force = select(Occurrence.id).where(
        Occurrence.removed_at.is_(None), Occurrence.activity_id.in_(activities)
    )
    wanted = and_(Assignment.assignee == assignee, Assignment.occurrence_id.in_(in_force))
    if assignee is not Assignee.SCHOOL:
        return wanted
    return and_(wanted, Assignment.school_id.in_(select(School.id).where(School.archived_at.is_(None))))


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


async def _make_missing(
    session: AsyncSession, activities: list[int], assignee: Assignee, now: datetime
) -> int:
    if not activities:
        return 0
    dialect = session.get_bind().dialect.name
    make = postgresql.insert if dialect == "postgresql" else sqlite.insert
    statement = make(Assignment).from_select(
        ["occurrence_id", "school_id", "assignee", "status", "status_at"], _missing(activities, assignee, now)
    )
    return await _rows(session, statement.on_conflict_do_nothing())


def _missing(activities: list[int], assignee: Assignee, now: datetime) -> Select[Any]:
    """Occurrences (times schools) without an assignment. The unique key guards against another writer."""
    school_id = School.id if assignee is Assignee.SCHOOL else literal(None, Assignment.school_id.type)
    there = and_(Assignment.occurrence_id == Occurrence.id, Assignment.assignee == assignee)
    missing = select(
        Occurrence.id,
        school_id,
        literal(assignee, Assignment.assignee.type),
        literal(AssignmentStatus.OPEN, Assignment.status.type),
        literal(now, Assignment.status_at.type),
    ).where(Occurrence.removed_at.is_(None), Occurrence.activity_id.in_(activities))
    if assignee is Assignee.SCHOOL:
        there = and_(there, Assignment.school_id == School.id)
        missing = missing.join(School, School.archived_at.is_(None))
    return missing.where(~select(Assignment.id).where(there).exists())


async def _rows(session: AsyncSession, statement: Insert) -> int:
    result = await session.execute(statement)
    assert isinstance(result, CursorResult)  # noqa: S101 -- an INSERT without RETURNING gives no other
    return result.rowcount
