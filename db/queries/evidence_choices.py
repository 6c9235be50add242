"""By what evidence can be narrowed down: the values there are within reach, with how much each finds."""

from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from sqlalchemy import case, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Activity, Assignment, Evidence, Occurrence, School
from db.queries.evidence_search import HANDED_IN, counted, in_month, reach
from roadmap.access import Actor
from roadmap.evidence_search import Chosen, Field, Outcome, months_between
from roadmap.names import natural_order


@dataclass(frozen=True, slots=True)
class Choice:
    """One value. `position` is an activity's number; `count` is None where there are too many to count."""

    value: int | str
    name: str = ""
    position: int | None = None
    count: int | None = None


async def choices(
    session: AsyncSession, actor: Actor, chosen: Chosen, zone: ZoneInfo, by: Field, *, count: bool
) -> list[Choice]:
    """The values in their order. Without `count` no package is looked at: for very large cities."""
    if by is Field.SCHOOL:
        return await (_schools(session, actor, chosen, zone) if count else _all_schools(session, actor))
    if by is Field.ACTIVITY:
        return await (
            _activities(session, actor, chosen, zone) if count else _all_activities(session, chosen)
        )
    if by is Field.MONTH:
        if count:
            return await _months(session, actor, chosen, zone)
        return [Choice(month) for month in await _all_months(session, chosen)]
    numbers = await _states(session, actor, chosen, zone) if count else dict.fromkeys(Outcome)
    return [Choice(outcome.value, count=numbers[outcome]) for outcome in Outcome if outcome in numbers]


async def _schools(session: AsyncSession, actor: Actor, chosen: Chosen, zone: ZoneInfo) -> list[Choice]:
    columns = (School.id, School.name)
    statement = counted(actor, chosen, zone).add_columns(*columns).group_by(*columns)
    rows = await session.execute(statement.join(School, School.id == Assignment.school_id))
    return _in_order([Choice(row[1], row[2], count=row[0]) for row in rows])


async def _all_schools(session: AsyncSession, actor: Actor) -> list[Choice]:
    statement = select(School.id, School.name)
    if not actor.sees_all:
        statement = statement.where(School.id.in_(sorted(actor.schools)))
    return _in_order([Choice(row.id, row.name) for row in await session.execute(statement)])


def _in_order(schools: list[Choice]) -> list[Choice]:
    return sorted(schools, key=lambda one: natural_order(one.name))


async def _activities(session: AsyncSession, actor: Actor, chosen: Chosen, zone: ZoneInfo) -> list[Choice]:
    columns = (Activity.id, Activity.title, Activity.position)
    statement = counted(actor, chosen, zone).add_columns(*columns).group_by(*columns)
    rows = await session.execute(statement.order_by(Activity.position, Activity.id))
    return [Choice(row[1], row[2], row[3], row[0]) for row in rows]


async def _all_activities(session: AsyncSession, chosen: Chosen) -> list[Choice]:
    statement = select(Activity.id, Activity.title, Activity.position)
    if chosen.roadmap_id is not None:
        statement = statement.where(Activity.roadmap_id == chosen.roadmap_id)
    rows = await session.execute(statement.order_by(Activity.position, Activity.id))
    return [Choice(*row) for row in rows]


async def _states(session: AsyncSession, actor: Actor, chosen: Chosen, zone: ZoneInfo) -> dict[Outcome, int]:
    statement = counted(actor, chosen, zone).add_columns(Evidence.state).group_by(Evidence.state)
    return {Outcome(row[1].value): row[0] for row in await session.execute(statement)}


async def _months(session: AsyncSession, actor: Actor, chosen: Chosen, zone: ZoneInfo) -> list[Choice]:
    """What is due in one month and handed in in another is found by both."""
    months = await _months_there(session, actor, chosen, zone)
    if not months:
        return []
    sums = [func.sum(case((in_month(month, zone), 1), else_=0)) for month in months]
    row = (await session.execute(counted(actor, chosen, zone).with_only_columns(*sums))).one()
    return [Choice(month, count=number) for month, number in zip(months, row, strict=True) if number]


async def _months_there(session: AsyncSession, actor: Actor, chosen: Chosen, zone: ZoneInfo) -> list[str]:
    """From the first to the last in which something was due or handed in."""
    submitted, due = Evidence.submitted_at, Occurrence.due
    columns = (
        func.min(submitted, type_=submitted.type),
        func.max(submitted, type_=submitted.type),
        func.min(due),
        func.max(due),
    )
    row = (await session.execute(counted(actor, chosen, zone).with_only_columns(*columns))).one()
    if row[0] is None or row[1] is None:
        return []
    first, last = (moment.astimezone(zone).date() for moment in (row[0], row[1]))
    return months_between(min(first, row[2]), max(last, row[3]))


async def _all_months(session: AsyncSession, chosen: Chosen) -> list[str]:
    """Those in which something is due."""
    statement = select(func.min(Occurrence.due), func.max(Occurrence.due))
    if chosen.roadmap_id is not None:
        statement = statement.join(Activity).where(Activity.roadmap_id == chosen.roadmap_id)
    first, last = (await session.execute(statement)).one()
    return months_between(first, last) if isinstance(first, date) and isinstance(last, date) else []


async def activity_within_reach(session: AsyncSession, actor: Actor, activity_id: int) -> Choice | None:
    """The activity, where the city looks at it, or something for it was handed in within reach."""
    statement = select(Activity.id, Activity.title, Activity.position).where(Activity.id == activity_id)
    if not actor.sees_all:
        handed_in = (
            select(Evidence.id)
            .join(Assignment, Assignment.id == Evidence.assignment_id)
            .join(Occurrence, Occurrence.id == Assignment.occurrence_id)
            .where(Occurrence.activity_id == Activity.id, Evidence.state.in_(HANDED_IN), reach(actor))
        )
        statement = statement.where(handed_in.exists())
    row = (await session.execute(statement)).one_or_none()
    return None if row is None else Choice(*row)
