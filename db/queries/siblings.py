"""The same obligation at several schools: one package that serves them all.

Which other assignments it serves is kept with the package (`also_for`) until it is handed in; then each of
them gets a package of its own, whose files are copies: the bytes are there once.
"""

from collections.abc import Awaitable, Callable, Collection
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import exists, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import (
    Activity,
    Assignment,
    Evidence,
    EvidenceFile,
    EvidenceLink,
    Occurrence,
    School,
)
from db.queries.assignments import HERE, AssignmentFacts, facts_of, facts_query
from db.queries.earlier_files import take_earlier
from db.queries.evidence import Package, find_package, open_package, set_comment
from db.queries.people import actor_of
from roadmap.access import Actor, Assignee
from roadmap.calendar import local_today
from roadmap.comments import joined_comment
from roadmap.standing import AWAITED

Submit = Callable[[Package], Awaitable[object]]


async def siblings(session: AsyncSession, actor: Actor, task: AssignmentFacts) -> list[AssignmentFacts]:
    """The same obligation where it is owed at the actor's other schools, by the schools' names."""
    if task.assignee is not Assignee.SCHOOL or len(actor.schools) < 2:  # noqa: PLR2004 -- no other school
        return []
    statement = (
        facts_query()
        .where(
            Assignment.occurrence_id == task.occurrence_id,
            Assignment.school_id.in_(actor.schools),
            Assignment.id != task.id,
            Assignment.status.in_(AWAITED),
            Occurrence.removed_at.is_(None),
            Activity.removed_at.is_(None),
        )
        .order_by(School.name, Assignment.id)
    )
    return [facts_of(row) for row in await session.execute(statement)]


async def chosen_siblings(session: AsyncSession, evidence_id: int) -> list[int]:
    """Ids of the other assignments that the package serves."""
    return list(await session.scalar(select(Evidence.also_for).where(Evidence.id == evidence_id)) or [])


async def choose_siblings(session: AsyncSession, evidence_id: int, ids: Collection[int]) -> None:
    await session.execute(update(Evidence).where(Evidence.id == evidence_id).values(also_for=sorted(ids)))


@dataclass(frozen=True, slots=True)
class Serving:
    """Names of the other schools that a package is for, and whether there are any that it could be for."""

    schools: tuple[str, ...] = ()
    has_others: bool = False


async def serving(session: AsyncSession, actor: Actor, package: Package) -> Serving:
    owed = await siblings(session, actor, package.task)
    if not owed:
        return Serving()
    chosen = await chosen_siblings(session, package.id)
    return Serving(tuple(task.school or "" for task in owed if task.id in chosen), has_others=True)


async def school_names(session: AsyncSession, assignment_ids: Collection[int]) -> list[str]:
    """Names of the schools of these assignments, in order."""
    if not assignment_ids:
        return []
    statement = (
        select(School.name)
        .join(Assignment, Assignment.school_id == School.id)
        .where(Assignment.id.in_(assignment_ids))
        .order_by(School.name)
    )
    return list((await session.scalars(statement)).all())


async def serve_siblings(
    session: AsyncSession, package: Package, by: int, now: datetime, zone: ZoneInfo, submit: Submit
) -> None:
    """Hand the same in for the chosen assignments that still wait for it and are `by`'s to answer.

    One for which a colleague is collecting something is left to the colleague.
    """
    wanted = await chosen_siblings(session, package.id)
    if not wanted:
        return
    locked = select(Assignment.id).where(Assignment.id.in_(wanted)).order_by(Assignment.id).with_for_update()
    await session.execute(locked)
    actor = await actor_of(session, by, today=local_today(now, zone))
    owed = [task.id for task in await siblings(session, actor, package.task)]
    for assignment_id in sorted(set(wanted) & set(owed)):  # a curator has three schools at the most
        copy = await find_package(session, await open_package(session, assignment_id, by, now))
        if copy is not None and not await _is_collected_by_others(session, copy.id, by):
            await submit(await _filled(session, package, copy))


async def _is_collected_by_others(session: AsyncSession, evidence_id: int, by: int) -> bool:
    theirs = or_(
        exists().where(
            EvidenceFile.evidence_id == evidence_id,
            EvidenceFile.person_id != by,
            EvidenceFile.state.in_(HERE),
        ),
        exists().where(
            EvidenceLink.evidence_id == evidence_id,
            EvidenceLink.person_id != by,
            EvidenceLink.removed_at.is_(None),
        ),
    )
    return bool(await session.scalar(select(theirs)))


async def _filled(session: AsyncSession, package: Package, copy: Package) -> Package:
    """The copy, with the files, links and comment of the package."""
    await take_earlier(session, package.id, copy.id)
    if package.comment:
        await set_comment(session, copy.id, joined_comment(copy.comment, package.comment))
    return copy


@dataclass(frozen=True, slots=True)
class Served:
    """Names of the other schools that a package was handed in for too, and of those that it wasn't."""

    schools: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()


async def served_with(session: AsyncSession, evidence_id: int) -> Served:
    """For a package that was handed in."""
    lead = await session.get(Evidence, evidence_id)
    if lead is None or not lead.also_for:
        return Served()
    together = (
        select(Evidence.assignment_id)
        .where(
            Evidence.assignment_id.in_(lead.also_for),
            Evidence.submitted_at == lead.submitted_at,
            Evidence.submitted_by == lead.submitted_by,
        )
        .distinct()
    )
    served = set((await session.scalars(together)).all())
    return Served(
        tuple(await school_names(session, served)),
        tuple(await school_names(session, set(lead.also_for) - served)),
    )
