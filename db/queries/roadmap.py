"""The roadmap: put in force from a reading of its document, brought up to date, and looked at."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import case, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Activity, Assignment, Occurrence, Roadmap
from db.queries.assign import assign_all, year_in_force
from db.queries.editions import Edition, carry_out, lay_beside
from db.queries.moves import Moves, moves_by_person, tell_of_moves
from db.queries.once import insert_once
from db.queries.outbox import NewMessage, put
from db.queries.reminders import people_owing
from roadmap.calendar import next_speaking_time
from roadmap.deadlines import DeadlineKind
from roadmap.document import Reading
from roadmap.standing import AssignmentStatus


@dataclass(frozen=True, slots=True)
class Comparison:
    """What a reading changes, titles in their order. `is_new`: there is no roadmap for its year yet."""

    is_new: bool
    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]

    @property
    def changes_nothing(self) -> bool:
        return not (self.is_new or self.added or self.changed or self.removed)


@dataclass(frozen=True, slots=True)
class Started:
    """What came of a start: activities and occurrences in force, and assignments made or opened again.

    `people` are those who owe something now, or did before, for an activity whose dates or assignees changed.
    Of them `moved` has those who still owe what got another date: person → old due date by occurrence.
    """

    roadmap_id: int
    comparison: Comparison
    activities: int
    occurrences: int
    assignments: int
    people: tuple[int, ...]
    moved: Mapping[int, Moves]


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
    position: int
    title: str
    deadline: str
    kind: DeadlineKind
    dues: tuple[date, ...]
    indicator: str
    executors: str
    audience: tuple[str, ...]
    is_meeting: bool
    statuses: Mapping[AssignmentStatus, int]


async def compare(session: AsyncSession, reading: Reading) -> Comparison:
    """What `start_roadmap` would change. Writes nothing."""
    roadmap_id = await session.scalar(select(Roadmap.id).where(Roadmap.year == reading.year))
    return _comparison(await lay_beside(session, roadmap_id, reading), is_new=roadmap_id is None)


async def start_roadmap(
    session: AsyncSession, reading: Reading, source_name: str, by: int | None, now: datetime
) -> Started:
    """Put the roadmap of the reading's year in force, or bring the one there is up to date.

    Activities are matched by title, their occurrences by due date; what goes on keeps its assignments and
    evidence. The same reading again changes nothing. Tells nobody: see `announce`.
    """
    roadmap, is_new = await _roadmap_of(session, reading, source_name, by, now)
    edition = await lay_beside(session, roadmap.id, reading)
    comparison = _comparison(edition, is_new=is_new)
    touched, moves = edition.touched, edition.moves
    losing = await people_owing(session, [one.id for kept in touched for one in kept.in_force])
    touched += await carry_out(session, edition, roadmap.id, now)
    assignments = await assign_all(session, now)
    gaining = await people_owing(session, [one.id for kept in touched for one in kept.in_force])
    moved = await moves_by_person(session, moves)
    return Started(
        roadmap.id,
        comparison,
        activities=len(edition.steps),
        occurrences=sum(len(step.windows) for step in edition.steps),
        assignments=assignments,
        people=tuple(sorted({*losing, *gaining, *moved})),
        moved=moved,
    )


async def _roadmap_of(
    session: AsyncSession, reading: Reading, source_name: str, by: int | None, now: datetime
) -> tuple[Roadmap, bool]:
    """The year's roadmap, locked against a second start, and whether it is new."""
    row = {
        "year": reading.year,
        "title": reading.title,
        "source_name": source_name,
        "started_at": now,
        "started_by": by,
    }
    is_new = await insert_once(session, Roadmap, [row]) == 1
    found = await session.scalars(select(Roadmap).where(Roadmap.year == reading.year).with_for_update())
    roadmap = found.one()
    roadmap.title, roadmap.source_name = reading.title, source_name
    return roadmap, is_new


def _comparison(edition: Edition, *, is_new: bool) -> Comparison:
    return Comparison(
        is_new,
        added=tuple(step.values["title"] for step in edition.steps if step.is_new),
        changed=tuple(step.values["title"] for step in edition.steps if step.changes and not step.is_new),
        removed=tuple(kept.activity.title for kept in edition.leaving),
    )


async def announce(
    session: AsyncSession,
    started: Started,
    key: str,
    now: datetime,
    zone: ZoneInfo,
    *,
    but: int | None = None,
) -> int:
    """Tell those whose assignments changed, not at night, and not `but`, who knows. How many will be told.

    For whom a deadline moved hears the old date and the new one instead. `key` names this start: for the
    same one nobody is told twice.
    """
    due_at = next_speaking_time(now, zone)
    moved = {person: moves for person, moves in started.moved.items() if person != but}
    messages = [
        NewMessage(
            f"roadmap-started:{started.roadmap_id}:{key}:{person}",
            person,
            "roadmap-started",
            {"roadmap_id": started.roadmap_id, "is_new": started.comparison.is_new},
        )
        for person in started.people
        if person != but and person not in moved
    ]
    told = await tell_of_moves(session, moved, f"{started.roadmap_id}:{key}", now, due_at)
    return told + await put(session, messages, now=now, due_at=due_at)


async def active_roadmap(session: AsyncSession, today: date) -> RoadmapHead | None:
    """The roadmap that counts on the local date: this year's, else the last before, else the next to come."""
    years = list((await session.scalars(select(Roadmap.year))).all())
    year = year_in_force(years, today.year)
    if year is None:
        return None
    roadmap = (await session.scalars(select(Roadmap).where(Roadmap.year == year))).one()
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
        activity.position,
        activity.title,
        activity.deadline,
        activity.kind,
        tuple(dues),
        activity.indicator,
        activity.executors,
        tuple(activity.audience),
        activity.is_meeting,
        statuses,
    )
