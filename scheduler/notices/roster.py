"""What the bot says of its own accord about a list of schools and people: what it would change."""

from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from bot.screens import roster as screens
from bot.screens.screen import Screen
from db.queries.roster import load_roster, planned
from scheduler.notices import Renderers, Speech


async def render_draft(session: AsyncSession, payload: dict[str, Any], speech: Speech) -> Screen | None:
    """Payload: `draft_id`. Nothing when the list was replaced by a later one meanwhile."""
    draft = await load_roster(session, payload["draft_id"])
    if draft is None or not speech.actor.is_coordinator:
        return None
    plan = await planned(session, draft.roster, speech.now)
    return screens.roster_page(speech.t, draft, plan, 0)


async def render_refused(_: AsyncSession, payload: dict[str, Any], speech: Speech) -> Screen | None:
    """Payload: `name` of the file, `text_id` and `arguments` of why it was not taken."""
    if not speech.actor.is_coordinator:
        return None
    reason = speech.t(payload["text_id"], **payload["arguments"])
    return screens.refused(speech.t, payload["name"], reason)


RENDERERS: Renderers = {"people-draft": render_draft, "people-refused": render_refused}
