"""What becomes of a roadmap, written into the journal: its start, its editions, who and what is left out."""

from collections.abc import Set as AbstractSet
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Roadmap, School
from db.queries.editions import Edition, Kept, Step
from db.queries.journal import note
from roadmap.journal import Change
from roadmap.ladder import Ladder, ladder_of

_TOLD = {"title": "title", "indicator": "indicator", "audience": "audience", "is_meeting": "meeting"}
"""The columns of an activity whose change is an entry each: column → the name of its value there."""


async def note_start(
    session: AsyncSession,
    edition: Edition,
    roadmap_id: int,
    title: str,
    by: int | None,
    now: datetime,
    *,
    is_new: bool,
) -> None:
    """A new roadmap is one entry; of an edition whatever comes, goes or changes of an activity is one.

    To be asked before the edition is carried out. An edition that changes nothing is no entry.
    """
    if is_new:
        await note(session, now, by, Change.ROADMAP_STARTED, roadmap_id, title)
        return
    changed = [step for step in edition.steps if step.changes]
    if not changed and not edition.leaving:
        return
    await note(session, now, by, Change.ROADMAP_CHANGED, roadmap_id, title)
    for kept in edition.leaving:
        await note(session, now, by, Change.ACTIVITY_REMOVED, kept.activity.id, kept.activity.title)
    for step in changed:
        await _note_step(session, step, by, now)


async def _note_step(session: AsyncSession, step: Step, by: int | None, now: datetime) -> None:
    title = step.values["title"]
    if step.kept is None or step.is_new:
        await note(session, now, by, Change.ACTIVITY_ADDED, None, title)
        return
    activity = step.kept.activity
    if step.kept.differs(step.values, "is_watched"):
        await note_watched(session, activity.id, title, by, now, watched=step.values["is_watched"])
    await _note_columns(session, step.kept, step, by, now)
    old = [one.due.isoformat() for one in step.kept.in_force]
    new = [one.due.isoformat() for one in step.windows]
    if sorted(old) != sorted(new):
        before, after = {"dates": sorted(old)}, {"dates": sorted(new)}
        await note(session, now, by, Change.ACTIVITY_DATES, activity.id, title, before=before, after=after)


async def _note_columns(session: AsyncSession, kept: Kept, step: Step, by: int | None, now: datetime) -> None:
    for column, name in _TOLD.items():
        if not kept.differs(step.values, column):
            continue
        before, after = {name: getattr(kept.activity, column)}, {name: step.values[column]}
        change, id_ = Change.ACTIVITY_CHANGED, kept.activity.id
        await note(session, now, by, change, id_, step.values["title"], before=before, after=after)


async def note_watched(
    session: AsyncSession, activity_id: int, title: str, by: int | None, now: datetime, *, watched: bool
) -> None:
    change = Change.ACTIVITY_WATCHED if watched else Change.ACTIVITY_UNWATCHED
    await note(session, now, by, change, activity_id, title)


async def note_part(
    session: AsyncSession, school_id: int, name: str, by: int | None, now: datetime, *, takes_part: bool
) -> None:
    change = Change.SCHOOL_TAKES_PART if takes_part else Change.SCHOOL_TAKES_NO_PART
    await note(session, now, by, change, school_id, name)


async def note_parts(
    session: AsyncSession, before: AbstractSet[int], after: AbstractSet[int], by: int | None, now: datetime
) -> None:
    """`before` and `after`: which schools take no part."""
    found = await session.execute(
        select(School.id, School.name).where(School.id.in_(before ^ after)).order_by(School.name)
    )
    for school_id, name in found.all():
        await note_part(session, school_id, name, by, now, takes_part=school_id in before)


async def note_ladder(
    session: AsyncSession, roadmap: Roadmap, ladder: Ladder, by: int | None, now: datetime
) -> None:
    """To be asked before the roadmap gets it. The ladder it has is no entry."""
    old = ladder_of(None, roadmap.ladder)
    if old == ladder:
        return
    before, after = {"ladder": old.to_json()}, {"ladder": ladder.to_json()}
    await note(session, now, by, Change.ROADMAP_LADDER, roadmap.id, roadmap.title, before=before, after=after)
