"""What surveys say of their own accord: the invitation, and one reminder."""

from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from bot.screens import survey_answering as screens
from bot.screens.screen import Screen
from db.queries.reminders import is_paused
from db.queries.survey_answers import Asked, asked
from db.queries.survey_sending import INVITATION, REMINDER
from scheduler.notices import Renderers, Speech


async def render_invitation(session: AsyncSession, payload: dict[str, Any], speech: Speech) -> Screen | None:
    waiting = await _waiting(session, payload, speech)
    return None if waiting is None else screens.invitation(waiting, speech.t, speech.zone)


async def render_reminder(session: AsyncSession, payload: dict[str, Any], speech: Speech) -> Screen | None:
    """Nothing for who wants to hear no reminders at present."""
    waiting = await _waiting(session, payload, speech)
    if waiting is None or await is_paused(session, speech.actor.id, speech.today):
        return None
    return screens.reminder(waiting, speech.t, speech.zone)


async def _waiting(session: AsyncSession, payload: dict[str, Any], speech: Speech) -> Asked | None:
    """The questionnaire as long as its answers are still wanted."""
    found = await asked(session, payload["survey_id"], speech.actor.id)
    if found is None or found.is_submitted or not found.is_open(speech.now) or not speech.actor.roles:
        return None
    return found


RENDERERS: Renderers = {INVITATION: render_invitation, REMINDER: render_reminder}
