"""The schools that have let a deadline pass long ago, as the coordinator is told of them."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Row, Select, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Activity, Assignment, Occurrence, School
from roadmap.access import Assignee
from roadmap.escalation import COORDINATOR_AFTER, last_day_late_by
from roadmap.ladder import LOOK_BACK_DAYS
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


async def lagging_schools(session: AsyncSession, today: date) -> Lagging | None:
    """What schools have owed for `COORDINATOR_AFTER` working days and more; None when nothing."""
    late = await session.execute(
        _late(today, Occurrence.id, Activity.position, Activity.title, Occurrence.due, func.count())
        .group_by(Occurrence.id, Activity.position, Activity.title, Occurrence.due)
        .order_by(Occurrence.due, Activity.position)
    )
    rows = late.all()
    if not rows:
        return None
    said = rows[:ACTIVITIES_SAID]
    names = await _first_schools(session, today, [row[0] for row in said])
    return Lagging(sum(row[4] for row in rows), tuple(_activity(row, names[row[0]]) for row in said))


def _activity(row: Row[*tuple[Any, ...]], schools: list[str]) -> LateActivity:
    _, position, title, due, count = row
    return LateActivity(position, title, due, count, tuple(schools))


async def _first_schools(
    session: AsyncSession, today: date, occurrence_ids: Collection[int]
) -> defaultdict[int, list[str]]:
    """Occurrence → the names of the first few schools."""
    place = func.row_number().over(partition_by=Occurrence.id, order_by=(School.name, School.id))
    numbered = (
        _late(today, Occurrence.id.label("occurrence"), School.name.label("name"), place.label("place"))
        .where(Occurrence.id.in_(occurrence_ids))
        .subquery()
    )
    found: defaultdict[int, list[str]] = defaultdict(list)
    first = select(numbered.c.occurrence, numbered.c.name).where(numbered.c.place <= SCHOOLS_NAMED)
    for occurrence, name in await session.execute(first.order_by(numbered.c.place)):
        found[occurrence].append(name)
    return found


def _late(today: date, *columns: Any) -> Select[*tuple[Any, ...]]:  # noqa: ANN401 -- columns of any type
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
            Occurrence.removed_at.is_(None),
            Activity.removed_at.is_(None),
            Assignment.assignee == Assignee.SCHOOL,
            Assignment.status.in_(AWAITED),
        )
    )
