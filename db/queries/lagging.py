"""The schools that have let a deadline pass long ago, as the coordinator is told of them."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Row, Select, and_, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Activity, Assignment, Occurrence, School
from roadmap.access import Assignee
from roadmap.calendar import at_local
from roadmap.escalation import COORDINATOR_AFTER, last_day_late_by
from roadmap.ladder import LOOK_BACK_DAYS, Since, late_by
from roadmap.standing import AWAITED

ACTIVITIES_SAID = 5
SCHOOLS_NAMED = 3


@dataclass(frozen=True, slots=True)
class LateActivity:
    """One due date (local) of an activity: how many schools owe, and the names of the first of them."""

    position: int
    title: str
    due: date
    count: int
    schools: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lagging:
    """`count` assignments are owed; `activities` are the latest of them, a screenful at most."""

    count: int
    activities: tuple[LateActivity, ...]


def became_owed(occurrence_ids: Collection[int], since: Since, zone: ZoneInfo) -> ColumnElement[bool]:
    """The assignments of the occurrences that an answer is owed to since one of the dates (of the `zone`)."""
    moments = []
    if since.first is not None:
        moments.append(Assignment.status_at >= at_local(since.first, time(0), zone))
    if since.beyond is not None:
        moments.append(Assignment.status_at < at_local(since.beyond, time(0), zone))
    return and_(Assignment.occurrence_id.in_(occurrence_ids), Assignment.status.in_(AWAITED), *moments)


async def became_so_late(
    session: AsyncSession, working_days: int, day: date, after: date
) -> dict[Since, list[int]]:
    """Occurrences whose answers may have become so late after `after` and not after `day` (local dates).

    They are by themselves, and then the assignments: asked for both, PostgreSQL reads those until one fits.
    """
    rows = await session.execute(
        select(Occurrence.id, Occurrence.due)
        .join(Activity, Activity.id == Occurrence.activity_id)
        .where(
            Occurrence.due.between(day - timedelta(days=LOOK_BACK_DAYS), day),
            Occurrence.removed_at.is_(None),
            Activity.removed_at.is_(None),
        )
    )
    found: defaultdict[Since, list[int]] = defaultdict(list)
    for row in rows:
        since = late_by(working_days, row.due, day, after)
        if since is not None:
            found[since].append(row.id)
    return found


async def has_become_lagging(session: AsyncSession, day: date, after: date, zone: ZoneInfo) -> bool:
    """Whether there is something of schools that the coordinator has to hear of since `after`."""
    for since, occurrences in (await became_so_late(session, COORDINATOR_AFTER, day, after)).items():
        statement = select(Assignment.id).where(
            became_owed(occurrences, since, zone), Assignment.assignee == Assignee.SCHOOL
        )
        if await session.scalar(statement.limit(1)) is not None:
            return True
    return False


async def lagging_schools(session: AsyncSession, today: date, zone: ZoneInfo) -> Lagging | None:
    """What schools have owed for `COORDINATOR_AFTER` working days and more; None when nothing."""
    late = await session.execute(
        _late(today, zone, Occurrence.id, Activity.position, Activity.title, Occurrence.due, func.count())
        .group_by(Occurrence.id, Activity.position, Activity.title, Occurrence.due)
        .order_by(Occurrence.due, Activity.position)
    )
    rows = late.all()
    if not rows:
        return None
    said = rows[:ACTIVITIES_SAID]
    names = await _first_schools(session, today, zone, [row[0] for row in said])
    return Lagging(sum(row[4] for row in rows), tuple(_activity(row, names[row[0]]) for row in said))


def _activity(row: Row[*tuple[Any, ...]], schools: list[str]) -> LateActivity:
    _, position, title, due, count = row
    return LateActivity(position, title, due, count, tuple(schools))


async def _first_schools(
    session: AsyncSession, today: date, zone: ZoneInfo, occurrence_ids: Collection[int]
) -> defaultdict[int, list[str]]:
    """Occurrence → the names of the first few schools."""
    place = func.row_number().over(partition_by=Occurrence.id, order_by=(School.name, School.id))
    numbered = (
        _late(today, zone, Occurrence.id.label("occurrence"), School.name.label("name"), place.label("place"))
        .where(Occurrence.id.in_(occurrence_ids))
        .subquery()
    )
    found: defaultdict[int, list[str]] = defaultdict(list)
    first = select(numbered.c.occurrence, numbered.c.name).where(numbered.c.place <= SCHOOLS_NAMED)
    for occurrence, name in await session.execute(first.order_by(numbered.c.place)):
        found[occurrence].append(name)
    return found


def _late(today: date, zone: ZoneInfo, *columns: Any) -> Select[*tuple[Any, ...]]:  # noqa: ANN401 -- columns of any type
    """Dates back to when anybody still waits for an answer (`LOOK_BACK_DAYS`)."""
    last = last_day_late_by(COORDINATOR_AFTER, today)
    return (
        select(*columns)
        .select_from(Assignment)
        .join(Occurrence, Occurrence.id == Assignment.occurrence_id)
        .join(Activity, Activity.id == Occurrence.activity_id)
        .join(School, School.id == Assignment.school_id)
        .where(
            Occurrence.due.between(today - timedelta(days=LOOK_BACK_DAYS), last),
            Assignment.status_at < at_local(last + timedelta(days=1), time(0), zone),
            Occurrence.removed_at.is_(None),
            Activity.removed_at.is_(None),
            Assignment.assignee == Assignee.SCHOOL,
            Assignment.status.in_(AWAITED),
        )
    )
