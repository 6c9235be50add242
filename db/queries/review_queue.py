"""The queue of packages: what waits for this reviewer, the oldest first, on one shelf or on all."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, false, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Activity, Assignment, Evidence, EvidenceState, Occurrence, School
from db.queries.reviews import Package, package_of, packages_query
from roadmap.access import Actor
from roadmap.review_queue import EVERYTHING, Of, Shelf
from roadmap.standing import AssignmentStatus

WAITING = and_(Evidence.state == EvidenceState.SUBMITTED, Assignment.status == AssignmentStatus.SUBMITTED)


@dataclass(frozen=True, slots=True)
class ShelfCount:
    """How many packages wait of one activity or one school; `position` is the activity's, else None."""

    shelf: Shelf
    position: int | None
    name: str
    count: int


async def review_queue(
    session: AsyncSession, actor: Actor, shelf: Shelf, limit: int, offset: int
) -> list[Package]:
    """Packages that wait for a decision of this reviewer, the oldest first."""
    statement = packages_query().where(_waiting(actor, shelf)).order_by(Evidence.submitted_at, Evidence.id)
    return [package_of(row) for row in await session.execute(statement.limit(limit).offset(offset))]


async def review_count(session: AsyncSession, actor: Actor, shelf: Shelf = EVERYTHING) -> int:
    """How many packages wait."""
    statement = select(func.count()).select_from(Evidence).join(Assignment).join(Occurrence)
    return (await session.scalar(statement.where(_waiting(actor, shelf)))) or 0


async def following(session: AsyncSession, actor: Actor, shelf: Shelf, package: Package) -> int | None:
    """The package after this one; behind the last comes the first again. None when no other waits."""
    later = or_(
        Evidence.submitted_at > package.submitted_at,
        and_(Evidence.submitted_at == package.submitted_at, Evidence.id > package.id),
    )
    statement = (
        select(Evidence.id)
        .join(Assignment, Assignment.id == Evidence.assignment_id)
        .join(Occurrence, Occurrence.id == Assignment.occurrence_id)
        .where(_waiting(actor, shelf), Evidence.id != package.id)
        .order_by(later.desc(), Evidence.submitted_at, Evidence.id)
        .limit(1)
    )
    return await session.scalar(statement)


async def shelves(session: AsyncSession, actor: Actor, of: Of) -> list[ShelfCount]:
    """The activities, or else the schools, of which something waits."""
    by = (Activity.id, Activity.position, Activity.title) if of is Of.ACTIVITY else (School.id, School.name)
    statement = (
        select(*by, func.count())
        .select_from(Evidence)
        .join(Assignment, Assignment.id == Evidence.assignment_id)
        .join(Occurrence, Occurrence.id == Assignment.occurrence_id)
        .join(Activity, Activity.id == Occurrence.activity_id)
        .outerjoin(School, School.id == Assignment.school_id)
        .where(_waiting(actor, EVERYTHING), by[0].is_not(None))
        .group_by(*by)
        .order_by(*by[1:], by[0])
    )
    return [
        ShelfCount(Shelf(of, row[0]), row[1] if of is Of.ACTIVITY else None, row[-2], row[-1])
        for row in await session.execute(statement)
    ]


async def shelf_name(session: AsyncSession, shelf: Shelf) -> str:
    """The title or the school's name; empty when there is none."""
    if shelf.of is Of.ACTIVITY:
        return await session.scalar(select(Activity.title).where(Activity.id == shelf.id)) or ""
    return await session.scalar(select(School.name).where(School.id == shelf.id)) or ""


def _waiting(actor: Actor, shelf: Shelf) -> ColumnElement[bool]:
    """For a query that selects from `Evidence`, `Assignment` and `Occurrence`."""
    return and_(WAITING, _whose(actor, shelf), _on(shelf))


def _whose(actor: Actor, shelf: Shelf) -> ColumnElement[bool]:
    if actor.is_coordinator:
        return Evidence.awaits_check.is_(shelf.of is Of.CURATORS)
    if not actor.checks:
        return false()
    return and_(Evidence.awaits_check.is_(True), Assignment.school_id.in_(actor.checks))


def _on(shelf: Shelf) -> ColumnElement[bool]:
    if shelf.of is Of.ACTIVITY:
        return Occurrence.activity_id == shelf.id
    if shelf.of is Of.SCHOOL:
        return Assignment.school_id == shelf.id
    return Evidence.id.is_not(None)
