"""The roadmap that counts, looked at: its counts, its activities with their dates and assignments."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import case, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Activity, Assignment, Occurrence, Roadmap
from db.queries.assign import year_in_force
from roadmap.deadlines import DeadlineKind
from roadmap.standing import AssignmentStatus


@dataclass(frozen=True, slots=True)
class RoadmapHead:
    """A roadmap with its counts. `statuses` counts the assignments in force, by status."""

    id: int
    title: str
    year: int
    activities: int
    occurrences: int
    for_schools: int
    meeting: int | None
    statuses: Mapping[AssignmentStatus, int]


@dataclass(frozen=True, slots=True)
class ActivityRow:
    """An activity in force with its due dates (local) and its assignments counted by status."""

    id: int
    roadmap_id: int
    position: int
    title: str
    deadline: str
    kind: DeadlineKind
    dues: tuple[date, ...]
    indicator: str
    executors: str
    audience: tuple[str, ...]
    is_meeting: bool
    is_watched: bool
    statuses: Mapping[AssignmentStatus, int]


async def active_roadmap(session: AsyncSession, today: date) -> RoadmapHead | None:
    """The roadmap that counts on the local date: this year's, else the last before, else the next to come."""
    years = list((await session.scalars(select(Roadmap.year))).all())
    year = year_in_force(years, today.year)
    if year is None:
        return None
    return await _head(session, (await session.scalars(select(Roadmap).where(Roadmap.year == year))).one())


async def roadmap_head(session: AsyncSession, roadmap_id: int) -> RoadmapHead | None:
    """The roadmap of whatever year."""
    roadmap = await session.get(Roadmap, roadmap_id)
    return None if roadmap is None else await _head(session, roadmap)


async def _head(session: AsyncSession, roadmap: Roadmap) -> RoadmapHead:
    rows = await session.execute(
        select(Activity.position, Activity.audience, Activity.is_meeting)
        .where(Activity.roadmap_id == roadmap.id, Activity.removed_at.is_(None))
        .order_by(Activity.position)
    )
    found = rows.all()
    return RoadmapHead(
        roadmap.id,
        roadmap.title,
        roadmap.year,
        activities=len(found),
        occurrences=len(await occurrences_of(session, roadmap.id)),
        for_schools=sum("schools" in row.audience for row in found),
        meeting=next((row.position for row in found if row.is_meeting), None),
        statuses=await _statuses_of_roadmap(session, roadmap.id),
    )


async def occurrences_of(session: AsyncSession, roadmap_id: int) -> frozenset[int]:
    """Ids of the occurrences in force."""
    statement = (
        select(Occurrence.id)
        .join(Activity, Activity.id == Occurrence.activity_id)
        .where(Activity.roadmap_id == roadmap_id, Occurrence.removed_at.is_(None))
    )
    return frozenset(await session.scalars(statement))


async def _statuses_of_roadmap(session: AsyncSession, roadmap_id: int) -> dict[AssignmentStatus, int]:
    rows = await session.execute(
        select(Assignment.status, func.count().label("number"))
        .join(Occurrence, Occurrence.id == Assignment.occurrence_id)
        .join(Activity, Activity.id == Occurrence.activity_id)
        .where(Activity.roadmap_id == roadmap_id, Occurrence.removed_at.is_(None))
        .group_by(Assignment.status)
    )
    return {row.status: row.number for row in rows}


async def activities(
    session: AsyncSession, roadmap_id: int, offset: int = 0, limit: int | None = None
) -> list[ActivityRow]:
    """The activities in force in their order, those first whose deadline nobody could read."""
    found = await session.scalars(
        select(Activity)
        .where(Activity.roadmap_id == roadmap_id, Activity.removed_at.is_(None))
        .order_by(case((Activity.kind == DeadlineKind.UNKNOWN, 0), else_=1), Activity.position, Activity.id)
        .offset(offset)
        .limit(limit)
    )
    return await _rows(session, list(found))


async def activity(session: AsyncSession, activity_id: int) -> ActivityRow | None:
    """One activity; None when it isn't there or was removed by a new edition."""
    found = await session.get(Activity, activity_id)
    if found is None or found.removed_at is not None:
        return None
    return (await _rows(session, [found]))[0]


async def _rows(session: AsyncSession, found: list[Activity]) -> list[ActivityRow]:
    ids = [activity.id for activity in found]
    dues: dict[int, list[date]] = {activity_id: [] for activity_id in ids}
    rows = await session.execute(
        select(Occurrence.activity_id, Occurrence.due)
        .where(Occurrence.activity_id.in_(ids), Occurrence.removed_at.is_(None))
        .order_by(Occurrence.due)
    )
    for activity_id, due in rows:
        dues[activity_id].append(due)
    statuses = await _statuses(session, ids)
    return [_row(activity, dues[activity.id], statuses[activity.id]) for activity in found]


async def _statuses(session: AsyncSession, ids: list[int]) -> dict[int, dict[AssignmentStatus, int]]:
    rows = await session.execute(
        select(Occurrence.activity_id, Assignment.status, func.count())
        .join(Occurrence, Occurrence.id == Assignment.occurrence_id)
        .where(Occurrence.activity_id.in_(ids), Occurrence.removed_at.is_(None))
        .group_by(Occurrence.activity_id, Assignment.status)
    )
    statuses: dict[int, dict[AssignmentStatus, int]] = {activity_id: {} for activity_id in ids}
    for activity_id, status, count in rows:
        statuses[activity_id][status] = count
    return statuses


def _row(activity: Activity, dues: list[date], statuses: dict[AssignmentStatus, int]) -> ActivityRow:
    return ActivityRow(
        activity.id,
        activity.roadmap_id,
        activity.position,
        activity.title,
        activity.deadline,
        activity.kind,
        tuple(dues),
        activity.indicator,
        activity.executors,
        tuple(activity.audience),
        activity.is_meeting,
        activity.is_watched,
        statuses,
    )


async def set_watched(session: AsyncSession, activity_id: int, *, watched: bool) -> bool:
    """False when it is so already, or there is no such activity in force. Assignments are `assign_all`'s."""
    found = await session.get(Activity, activity_id, populate_existing=True, with_for_update=True)
    if found is None or found.removed_at is not None or found.is_watched is watched:
        return False
    found.is_watched = watched
    await session.flush()
    return True


async def excluded_schools(session: AsyncSession, roadmap_id: int) -> frozenset[int] | None:
    """The schools that take no part in the roadmap; None when there is no such roadmap."""
    found = await session.get(Roadmap, roadmap_id, populate_existing=True)
    return None if found is None else frozenset(found.excluded_school_ids)


async def set_takes_part(session: AsyncSession, roadmap_id: int, school_id: int, *, takes_part: bool) -> bool:
    """Whether a school is asked for what the roadmap says; False when it is so already.

    Assignments are `assign_all`'s.
    """
    found = await session.get(Roadmap, roadmap_id, populate_existing=True, with_for_update=True)
    if found is None or (school_id not in found.excluded_school_ids) is takes_part:
        return False
    others = {*found.excluded_school_ids} - {school_id}
    found.excluded_school_ids = sorted(others if takes_part else {*others, school_id})
    await session.flush()
    return True
