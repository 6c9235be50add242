"""What the bot says of its own accord about a roadmap: what a document was read as, and that it started."""

from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from bot.screens import drafts as draft_screens
from bot.screens import roadmap as screens
from bot.screens.screen import Screen
from db.models import Roadmap
from db.queries.assignments import own_assignments
from db.queries.drafts import load_draft
from db.queries.in_force import occurrences_of
from db.queries.roadmap import compare
from db.queries.schools import schools
from roadmap.standing import AWAITED
from scheduler.notices import Renderers, Speech


async def render_draft(session: AsyncSession, payload: dict[str, Any], speech: Speech) -> Screen | None:
    """What was understood; nothing when the draft was replaced by a later one meanwhile."""
    draft = await load_draft(session, payload["draft_id"])
    if draft is None or not speech.actor.is_coordinator:
        return None
    there = {school.id for school in await schools(session)}
    comparison = await compare(session, draft.reading, draft.choices)
    excluded = len(there & draft.choices.excluded_school_ids)
    return draft_screens.overview(speech.t, draft, comparison, len(there), excluded)


async def render_refused(_: AsyncSession, payload: dict[str, Any], speech: Speech) -> Screen | None:
    if not speech.actor.is_coordinator:
        return None
    reason = speech.t(payload["text_id"], **payload["arguments"])
    return screens.refused(speech.t, payload["name"], reason)


async def render_started(session: AsyncSession, payload: dict[str, Any], speech: Speech) -> Screen | None:
    roadmap = await session.get(Roadmap, payload["roadmap_id"])
    if roadmap is None:
        return None
    ours = await occurrences_of(session, roadmap.id)
    mine = await own_assignments(session, speech.actor, AWAITED)
    owed = [facts.due for facts in mine if facts.occurrence_id in ours]
    nearest = min((due for due in owed if due >= speech.today), default=None)
    is_new = payload["is_new"]
    ahead = roadmap.year if is_new and roadmap.year > speech.today.year else None
    return screens.news(speech.t, roadmap.title, len(owed), nearest, is_new=is_new, ahead=ahead)


RENDERERS: Renderers = {
    "roadmap-draft": render_draft,
    "roadmap-refused": render_refused,
    "roadmap-started": render_started,
}
