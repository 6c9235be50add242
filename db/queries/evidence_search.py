"""Packages that were handed in, as far as an actor's roles reach: found, counted, offered as choices.

Every query here begins with `reach`, which says in SQL what `roadmap.access.may_see` says of one assignment.
"""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Select, and_, case, false, func, literal, or_, select, true, union_all
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import (
    Activity,
    Assignment,
    Evidence,
    EvidenceLink,
    EvidenceState,
    Occurrence,
    Person,
    School,
)
from db.queries.assignments import AssignmentFacts, facts_of, facts_query, file_count
from roadmap.access import Actor, Assignee
from roadmap.evidence_search import Chosen, Outcome, days_of, months_between

HANDED_IN = tuple(EvidenceState(outcome.value) for outcome in Outcome)
COUNTED = 10_000
"""So far packages are counted: beyond it a list says «more than», and choices have no numbers."""


@dataclass(frozen=True, slots=True)
class FoundPackage:
    """A package with what it is for; `submitted_at` is UTC."""

    facts: AssignmentFacts
    id: int
    state: EvidenceState
    sender: str | None
    submitted_at: datetime
    files: int
    links: int
    awaits_check: bool


@dataclass(frozen=True, slots=True)
class Choice:
    """One value to narrow the list down by. `count` is None where there are too many to count."""

    value: int | str
    name: str
    position: int | None
    count: int | None


def reach(actor: Actor) -> ColumnElement[bool]:
    """Of `Assignment`: those whose evidence may be shown to the actor (`roadmap.access.may_see`)."""
    if actor.sees_all:
        return true()
    if not actor.schools:
        return false()
    return and_(Assignment.assignee == Assignee.SCHOOL, Assignment.school_id.in_(sorted(actor.schools)))


def narrowed(chosen: Chosen, zone: ZoneInfo) -> list[ColumnElement[bool]]:
    """The conditions of the filter, but for the state: on Assignment, Occurrence, Activity and Evidence."""
    wanted: list[ColumnElement[bool]] = []
    if chosen.roadmap_id is not None:
        # The sum keeps SQLite from beginning with all activities of the year where the newest few are wanted.
        wanted.append(Activity.roadmap_id + literal(0) == chosen.roadmap_id)
    if chosen.activity_id is not None:
        wanted.append(Occurrence.activity_id == chosen.activity_id)
    if chosen.school_id is not None:
        wanted.append(Assignment.school_id == chosen.school_id)
    if chosen.month is not None:
        wanted.append(_in_month(chosen.month, zone))
    return wanted


def _in_month(month: str, zone: ZoneInfo) -> ColumnElement[bool]:
    first, last = days_of(month)
    begins = datetime.combine(first, time(), zone)
    ends = datetime.combine(last + timedelta(days=1), time(), zone)
    return or_(
        Occurrence.due.between(first, last),
        and_(Evidence.submitted_at >= begins, Evidence.submitted_at < ends),
    )


def states_of(chosen: Chosen) -> tuple[EvidenceState, ...]:
    return HANDED_IN if chosen.state is None else (EvidenceState(chosen.state.value),)


async def found(
    session: AsyncSession, actor: Actor, chosen: Chosen, zone: ZoneInfo, limit: int, offset: int = 0
) -> list[FoundPackage]:
    """What was handed in and is within reach, the newest first."""
    ids = _newest(actor, chosen, zone, limit, offset)
    rows = await session.execute(
        facts_query(
            Evidence.id,
            Evidence.state,
            Person.name.label("sender"),
            Evidence.submitted_at,
            file_count(),
            _link_count(),
            Evidence.awaits_check,
        )
        .join(Evidence, Evidence.assignment_id == Assignment.id)
        .outerjoin(Person, Person.id == Evidence.submitted_by)
        .where(Evidence.id.in_(ids))
        .order_by(Evidence.submitted_at.desc(), Evidence.id.desc())
    )
    return [FoundPackage(facts_of(row), *row[-7:]) for row in rows]


def _link_count() -> Any:  # noqa: ANN401 -- a scalar subquery, typed as file_count() is, is no column to facts_query
    return (
        select(func.count())
        .where(EvidenceLink.evidence_id == Evidence.id, EvidenceLink.removed_at.is_(None))
        .correlate(Evidence)
        .scalar_subquery()
    )


def _newest(actor: Actor, chosen: Chosen, zone: ZoneInfo, limit: int, offset: int) -> Select[Any]:
    """Ids of one page. State by state, since then an index has them in order already."""
    each = [
        _packages(actor, chosen, zone, state)
        .order_by(Evidence.submitted_at.desc(), Evidence.id.desc())
        .limit(offset + limit)
        .subquery()
        for state in states_of(chosen)
    ]
    merged = union_all(*(select(one.c.id, one.c.submitted_at) for one in each)).subquery()
    page = select(merged.c.id).order_by(merged.c.submitted_at.desc(), merged.c.id.desc())
    newest: Select[Any] = select(page.limit(limit).offset(offset).subquery().c.id)
    return newest


def _packages(
    actor: Actor, chosen: Chosen, zone: ZoneInfo, *states: EvidenceState
) -> Select[*tuple[Any, ...]]:
    return (
        select(Evidence.id, Evidence.submitted_at)
        .join(Assignment, Assignment.id == Evidence.assignment_id)
        .join(Occurrence, Occurrence.id == Assignment.occurrence_id)
        .join(Activity, Activity.id == Occurrence.activity_id)
        .where(
            Evidence.state == states[0] if len(states) == 1 else Evidence.state.in_(states),
            reach(actor),
            *narrowed(chosen, zone),
        )
    )


async def count(
    session: AsyncSession, actor: Actor, chosen: Chosen, zone: ZoneInfo, most: int = COUNTED
) -> int:
    """How many packages there are; `most` stands for that many or more."""
    some = _packages(actor, chosen, zone, *states_of(chosen)).limit(most).subquery()
    return (await session.scalar(select(func.count()).select_from(some))) or 0


async def may_open(session: AsyncSession, actor: Actor, evidence_id: int) -> bool:
    """Whether a package was handed in and is within the actor's reach."""
    statement = (
        select(Evidence.id)
        .join(Assignment, Assignment.id == Evidence.assignment_id)
        .where(Evidence.id == evidence_id, Evidence.state.in_(HANDED_IN), reach(actor))
    )
    return await session.scalar(statement) is not None


async def by_school(session: AsyncSession, actor: Actor, chosen: Chosen, zone: ZoneInfo) -> list[Choice]:
    """Schools with something handed in, in no order: names are put in order by their numbers."""
    statement = _counted(actor, chosen, zone).add_columns(School.id, School.name)
    statement = statement.join(School, School.id == Assignment.school_id).group_by(School.id, School.name)
    return [Choice(row[1], row[2], None, row[0]) for row in await session.execute(statement)]


async def by_activity(session: AsyncSession, actor: Actor, chosen: Chosen, zone: ZoneInfo) -> list[Choice]:
    """Activities with something handed in, in the order of the roadmap."""
    columns = (Activity.id, Activity.title, Activity.position)
    statement = _counted(actor, chosen, zone).add_columns(*columns).group_by(*columns)
    rows = await session.execute(statement.order_by(Activity.position, Activity.id))
    return [Choice(row[1], row[2], row[3], row[0]) for row in rows]


async def by_state(session: AsyncSession, actor: Actor, chosen: Chosen, zone: ZoneInfo) -> dict[Outcome, int]:
    statement = _counted(actor, chosen, zone).add_columns(Evidence.state).group_by(Evidence.state)
    return {Outcome(row[1].value): row[0] for row in await session.execute(statement)}


async def by_month(
    session: AsyncSession, actor: Actor, chosen: Chosen, zone: ZoneInfo, months: list[str]
) -> dict[str, int]:
    """How many packages each month finds; one that is due in a month and handed in later counts for both."""
    if not months:
        return {}
    sums = [func.sum(case((_in_month(month, zone), 1), else_=0)) for month in months]
    row = (await session.execute(_counted(actor, chosen, zone).with_only_columns(*sums))).one()
    return {month: number for month, number in zip(months, row, strict=True) if number}


def _counted(actor: Actor, chosen: Chosen, zone: ZoneInfo) -> Select[*tuple[Any, ...]]:
    return _packages(actor, chosen, zone, *states_of(chosen)).with_only_columns(func.count())


async def months(session: AsyncSession, actor: Actor, chosen: Chosen, zone: ZoneInfo) -> list[str]:
    """From the first month to the last in which something was due or handed in, «YYYY-MM»."""
    submitted, due = Evidence.submitted_at, Occurrence.due
    columns = (
        func.min(submitted, type_=submitted.type),
        func.max(submitted, type_=submitted.type),
        func.min(due),
        func.max(due),
    )
    row = (await session.execute(_counted(actor, chosen, zone).with_only_columns(*columns))).one()
    if row[0] is None or row[1] is None:
        return []
    first, last = (moment.astimezone(zone).date() for moment in (row[0], row[1]))
    return months_between(min(first, row[2]), max(last, row[3]))
