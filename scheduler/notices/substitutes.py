"""News of a substitution, to the other of the two."""

from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from bot.screens import choices as screens
from bot.screens.screen import Screen
from db.queries.choices import ended_substitution, substitution
from scheduler.notices import Renderers, Speech


async def render_set(session: AsyncSession, payload: dict[str, Any], speech: Speech) -> Screen | None:
    """Payload: `substitution_id`. Silent when it is over or was called off."""
    one = await substitution(session, payload["substitution_id"], speech.today)
    return screens.substitution_set(speech.t, one, speech.actor.id) if one is not None else None


async def render_ended(session: AsyncSession, payload: dict[str, Any], speech: Speech) -> Screen | None:
    """Payload: `substitution_id`."""
    one = await ended_substitution(session, payload["substitution_id"])
    return screens.substitution_ended(speech.t, one, speech.actor.id) if one is not None else None


RENDERERS: Renderers = {"substitute-set": render_set, "substitute-ended": render_ended}
