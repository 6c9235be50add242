"""The figures of the summary, counted in SQL and in this one place."""

from collections.abc import Collection
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, case, func, or_, select, true
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Account, Activity, Assignment, Occurrence, Person, Reach, School
from db.queries.assignments import AssignmentFacts, facts_of, facts_query
from db.queries.kept_reading import roadmap_of
from db.queries.meetings import attendance_summary
from db.queries.surveys import survey_overview
from roadmap.access import Actor
from roadmap.standing import AWAITED, DUE_SOON_DAYS, AssignmentStatus, Standing
from roadmap.summary import Counts, Met, Named, Summary, Surveyed

Schools = Collection[int] | None
"""The schools that somebody reaches; None for those who see everything, the city's own assignments too."""


def reach_of(actor: Actor) -> Schools:
    return None if actor.sees_all else actor.schools


async def totals(session: AsyncSession, roadmap_id: int, today: date, schools: Schools) -> Counts:
    """All assignments of the roadmap in reach, by standing."""
    row = (await session.execute(_in_reach(select(*_counts(today)), roadmap_id, schools))).one()
    return _as_counts(row)


async def by_school(
    session: AsyncSession,
    roadmap_id: int,
    today: date,
    schools: Schools,
    *,
    limit: int | None = None,
    offset: int = 0,
    archived: bool = False,
) -> list[Named]:
    """Schools in reach, who is most behind first; with `archived` those in the archive, too."""
    statement = (
        _in_reach(select(School.id, School.name, *_counts(today)), roadmap_id, schools)
        .join(School, School.id == Assignment.school_id)
        .where(true() if archived else School.archived_at.is_(None))
        .group_by(School.id, School.name)
    )
    return await _named(session, statement, today, School.id, limit, offset)


async def by_activity(
    session: AsyncSession, roadmap_id: int, today: date, schools: Schools
) -> list[tuple[int, Named]]:
    """Activities with assignments in reach, each with its number, in the order of the roadmap."""
    statement = (
        _in_reach(
            select(Activity.id, Activity.title, Activity.position, *_counts(today)), roadmap_id, schools
        )
        .group_by(Activity.id, Activity.title, Activity.position)
        .order_by(Activity.position)
    )
    rows = (await session.execute(statement)).all()
    return [(row.position, Named(row[0], row[1], _as_counts(row), row.oldest)) for row in rows]


async def assignments_of_school(
    session: AsyncSession, school_id: int, roadmap_id: int
) -> list[AssignmentFacts]:
    """The school's assignments in force, by due date."""
    statement = (
        facts_query()
        .where(
            Assignment.school_id == school_id,
            Activity.roadmap_id == roadmap_id,
            Activity.removed_at.is_(None),
            Occurrence.removed_at.is_(None),
            Assignment.status != AssignmentStatus.CANCELLED,
        )
        .order_by(Occurrence.due, Activity.position, Assignment.id)
    )
    return [facts_of(row) for row in await session.execute(statement)]


async def count_schools(session: AsyncSession, schools: Schools) -> int:
    statement = select(func.count()).select_from(School).where(School.archived_at.is_(None))
    if schools is not None:
        statement = statement.where(School.id.in_(schools))
    return (await session.scalar(statement)) or 0


async def unreachable_people(session: AsyncSession, schools: Schools) -> list[str]:
    """Names of the people in force whom messages don't reach; nobody's business but the city's."""
    if schools is not None:
        return []
    statement = (
        select(Person.name)
        .join(Account, Account.person_id == Person.id)
        .where(Account.reach != Reach.OK, Person.left_at.is_(None))
        .order_by(Person.name, Person.id)
    )
    return list((await session.scalars(statement)).all())


async def surveyed(session: AsyncSession, now: datetime) -> list[Surveyed]:
    """Surveys that were sent, the newest first."""
    found = [facts for facts in await survey_overview(session) if facts.was_sent]
    return [Surveyed(one.title, one.asked, one.answered, one.is_open(now)) for one in found]


async def met(session: AsyncSession) -> list[Met]:
    """Meetings that are set, the earliest first."""
    return [
        Met(
            one.starts_at.isoformat(),
            one.invited,
            one.yes,
            one.no,
            one.substitute,
            one.silent,
            one.protocol.value if one.protocol is not None else None,
        )
        for one in await attendance_summary(session)
    ]


async def city_summary(session: AsyncSession, today: date, now: datetime, year: int | None = None) -> Summary:
    """Everything at once, for the command line: of the roadmap of a year, or the one that counts."""
    head = await roadmap_of(session, today, year)
    counted = head is not None
    roadmap_id = head.id if head is not None else 0
    return Summary(
        today,
        head.title if head is not None else None,
        await totals(session, roadmap_id, today, None) if counted else Counts(),
        tuple(await by_school(session, roadmap_id, today, None)),
        tuple(one for _, one in await by_activity(session, roadmap_id, today, None)),
        tuple(await surveyed(session, now)),
        tuple(await met(session)),
        tuple(await unreachable_people(session, None)),
    )


def _in_reach(query: Select[*tuple[Any, ...]], roadmap_id: int, schools: Schools) -> Select[*tuple[Any, ...]]:
    query = (
        query.select_from(Assignment)
        .join(Occurrence, Occurrence.id == Assignment.occurrence_id)
        .join(Activity, Activity.id == Occurrence.activity_id)
        .where(
            Activity.roadmap_id == roadmap_id,
            Activity.removed_at.is_(None),
            Occurrence.removed_at.is_(None),
            Assignment.status != AssignmentStatus.CANCELLED,
        )
    )
    return query if schools is None else query.where(Assignment.school_id.in_(schools))


def _standings(today: date) -> dict[Standing, ColumnElement[bool]]:
    """`roadmap.standing.standing` in SQL; a test holds the two against each other."""
    owed = Assignment.status.in_(AWAITED)
    late = Occurrence.due < today
    soon = and_(
        Occurrence.due <= today + timedelta(days=DUE_SOON_DAYS),
        or_(Occurrence.start.is_(None), Occurrence.start <= today),
    )
    return {
        Standing.OVERDUE: and_(owed, late),
        Standing.DUE_SOON: and_(owed, ~late, soon),
        Standing.AHEAD: and_(owed, ~late, ~soon),
        Standing.IN_REVIEW: Assignment.status == AssignmentStatus.SUBMITTED,
        Standing.DONE: Assignment.status.in_((AssignmentStatus.ACCEPTED, AssignmentStatus.NOT_APPLICABLE)),
    }


def _counts(today: date) -> list[ColumnElement[Any]]:
    standings = _standings(today)
    counted: list[ColumnElement[Any]] = [
        func.coalesce(func.sum(case((condition, 1), else_=0)), 0).label(standing.value)
        for standing, condition in standings.items()
    ]
    oldest = func.min(case((standings[Standing.OVERDUE], Occurrence.due))).label("oldest")
    return [*counted, oldest]


def _as_counts(row: Row[*tuple[Any, ...]]) -> Counts:
    return Counts(**{standing.value: int(getattr(row, standing.value)) for standing in Standing})


async def _named(
    session: AsyncSession,
    statement: Select[*tuple[Any, ...]],
    today: date,
    last: ColumnElement[int] | Any,  # noqa: ANN401 -- a mapped column
    limit: int | None,
    offset: int,
) -> list[Named]:
    overdue, due_soon = (
        func.sum(case((_standings(today)[standing], 1), else_=0))
        for standing in (Standing.OVERDUE, Standing.DUE_SOON)
    )
    statement = statement.order_by(overdue.desc(), due_soon.desc(), last).limit(limit).offset(offset)
    rows = (await session.execute(statement)).all()
    return [Named(row[0], row[1], _as_counts(row), row.oldest) for row in rows]
