"""What becomes of a roadmap, written into the journal: its start, its editions, who and what is left out."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from db.queries.editions import Edition, Step
from db.queries.journal import note
from roadmap.journal import Change


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
    """A new roadmap is one entry; of an edition each activity that comes, goes or gets other dates is one.

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
    old = [one.due.isoformat() for one in step.kept.in_force]
    new = [one.due.isoformat() for one in step.windows]
    if sorted(old) != sorted(new):
        before, after = {"dates": sorted(old)}, {"dates": sorted(new)}
        await note(session, now, by, Change.ACTIVITY_DATES, activity.id, title, before=before, after=after)


async def note_watched(
    session: AsyncSession, activity_id: int, title: str, by: int | None, now: datetime, *, watched: bool
) -> None:
    change = Change.ACTIVITY_WATCHED if watched else Change.ACTIVITY_UNWATCHED
    await note(session, now, by, change, activity_id, title)


async def note_part(
    session: AsyncSession, school_id: int, name: str, by: int, now: datetime, *, takes_part: bool
) -> None:
    change = Change.SCHOOL_TAKES_PART if takes_part else Change.SCHOOL_TAKES_NO_PART
    await note(session, now, by, change, school_id, name)
