"""Announcements of the coordinator, and the message that shows how one goes out."""

from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from bot.screens.announcements import announcement_screen, result_screen
from bot.screens.screen import Screen
from db.queries.announcements import KIND, PROGRESS, announcement, tallies
from scheduler.notices import Renderers, Speech


async def render_announcement(
    session: AsyncSession, payload: dict[str, Any], speech: Speech
) -> Screen | None:
    """Not for who has no role any more."""
    facts = await announcement(session, payload["announcement_id"])
    if facts is None or facts.sent_at is None or not speech.actor.roles:
        return None
    return announcement_screen(facts.text, speech.t)


async def render_progress(session: AsyncSession, payload: dict[str, Any], speech: Speech) -> Screen | None:
    facts = await announcement(session, payload["announcement_id"])
    if facts is None or not speech.actor.is_coordinator:
        return None
    return result_screen(facts, (await tallies(session, [facts.id]))[facts.id], speech.t)


RENDERERS: Renderers = {KIND: render_announcement, PROGRESS: render_progress}
