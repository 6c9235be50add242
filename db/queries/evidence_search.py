"""Packages that were handed in, as far as an actor's roles reach: found, counted, offered as choices.

Every query here begins with `reach`, which says in SQL what `roadmap.access.may_see` says of one assignment.
"""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Select, and_, false, func, literal, or_, select, true, union_all
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import (
    Activity,
    Assignment,
    Evidence,
    EvidenceState,
    Occurrence,
    Person,
)
from db.queries.assignments import AssignmentFacts, facts_of, facts_query, file_count, link_count
from roadmap.access import Actor, Assignee
from roadmap.evidence_search import Chosen, Outcome, days_of

HANDED_IN = tuple(EvidenceState(outcome.value) for outcome in Outcome)
COUNTED = 10_000
"""So far packages are counted: beyond it a list says «more than», and choices have no numbers."""
OF_SCHOOLS = 1_000_000
"""More than anybody's schools hand in."""


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
        wanted.append(in_month(chosen.month, zone))
    return wanted


def in_month(month: str, zone: ZoneInfo) -> ColumnElement[bool]:
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
            link_count(),
            Evidence.awaits_check,
        )
        .join(Evidence, Evidence.assignment_id == Assignment.id)
        .outerjoin(Person, Person.id == Evidence.submitted_by)
        .where(Evidence.id.in_(ids))
        .order_by(Evidence.submitted_at.desc(), Evidence.id.desc())
    )
    return [FoundPackage(facts_of(row), *row[-7:]) for row in rows]


def _newest(actor: Actor, chosen: Chosen, zone: ZoneInfo, limit: int, offset: int) -> Select[Any]:
    """Ids of one page. Of the city state by state, since then an index has them in order already."""
    if chosen.school_id is not None or not actor.sees_all:
        # A limit keeps SQLite from walking through the whole city by date for the few of one school.
        merged = _packages(actor, chosen, zone, *states_of(chosen)).limit(OF_SCHOOLS).subquery()
    else:
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


def counted(actor: Actor, chosen: Chosen, zone: ZoneInfo) -> Select[*tuple[Any, ...]]:
    """How many there are, to be grouped; joined are Assignment, Occurrence and Activity."""
    return _packages(actor, chosen, zone, *states_of(chosen)).with_only_columns(func.count())
