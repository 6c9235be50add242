"""A roadmap that is there, as a document would say it: for printing it, and for taking it over."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Activity, Occurrence, Roadmap
from db.queries.assign import year_in_force
from roadmap.deadlines import Deadline
from roadmap.document import Audience, ReadActivity, Reading


@dataclass(frozen=True, slots=True)
class RoadmapYear:
    """A roadmap by its year. `counts`: it is the one in force; `is_past`: a later one counts."""

    id: int
    year: int
    title: str
    counts: bool
    is_past: bool


async def roadmap_years(session: AsyncSession, today: date) -> list[RoadmapYear]:
    """All roadmaps, the earliest first; which one counts is decided by the local date."""
    rows = (await session.execute(select(Roadmap.id, Roadmap.year, Roadmap.title))).all()
    counts = year_in_force([row.year for row in rows], today.year) or 0
    found = [RoadmapYear(row.id, row.year, row.title, row.year == counts, row.year < counts) for row in rows]
    return sorted(found, key=lambda one: one.year)


async def roadmap_of(session: AsyncSession, today: date, year: int | None) -> RoadmapYear | None:
    """The roadmap of a year; None for the year: the one that counts on the local date."""
    there = await roadmap_years(session, today)
    wanted = year_in_force([one.year for one in there], today.year) if year is None else year
    return next((one for one in there if one.year == wanted), None)


async def kept_reading(session: AsyncSession, roadmap_id: int) -> Reading | None:
    """The activities in force with the dates that count now, corrected or not; None where there is none."""
    roadmap = await session.get(Roadmap, roadmap_id)
    if roadmap is None:
        return None
    found = await session.scalars(
        select(Activity)
        .where(Activity.roadmap_id == roadmap_id, Activity.removed_at.is_(None))
        .order_by(Activity.position, Activity.id)
    )
    dues = await _dues(session, roadmap_id)
    activities = tuple(
        _read(activity, position, tuple(dues.get(activity.id, ())))
        for position, activity in enumerate(found, start=1)
    )
    return Reading(roadmap.title, roadmap.year, activities)


async def _dues(session: AsyncSession, roadmap_id: int) -> dict[int, list[date]]:
    rows = await session.execute(
        select(Occurrence.activity_id, Occurrence.due)
        .join(Activity, Activity.id == Occurrence.activity_id)
        .where(Activity.roadmap_id == roadmap_id, Occurrence.removed_at.is_(None))
        .order_by(Occurrence.due)
    )
    dues: dict[int, list[date]] = {}
    for activity_id, due in rows:
        dues.setdefault(activity_id, []).append(due)
    return dues


def _read(activity: Activity, position: int, dues: tuple[date, ...]) -> ReadActivity:
    """Numbered anew: of two editions' activities two may have the same number."""
    return ReadActivity(
        position,
        activity.title,
        Deadline(activity.deadline, activity.kind, activity.start, activity.end, dues, activity.rrule),
        activity.indicator,
        activity.executors,
        tuple(map(Audience, activity.audience)),
        activity.is_meeting,
        line=0,
    )
