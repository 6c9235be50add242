"""What the bot says about meetings of its own accord."""

from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from bot.screens import meetings as screens
from bot.screens.screen import Screen
from db.models import Coming, Person
from db.queries.meetings import MeetingView, meeting_for
from roadmap.meetings import When, reminder_moments
from roadmap.standing import AWAITED
from scheduler.notices import Renderers, Speech


async def render_invitation(session: AsyncSession, payload: dict[str, Any], speech: Speech) -> Screen | None:
    meeting = await _ahead(session, payload, speech)
    return None if meeting is None else screens.invitation(meeting, speech.t, speech.zone)


async def render_reminder(session: AsyncSession, payload: dict[str, Any], speech: Speech) -> Screen | None:
    """Not for who can't come, nor, in a pause, for who hasn't said that they come.

    After an outage the one of the day before is left out when the other is due as well.
    """
    meeting = await _ahead(session, payload, speech)
    if meeting is None or meeting.coming is Coming.NO:
        return None
    last = reminder_moments(meeting.starts_at, speech.zone)[When.TWO_HOURS]
    if payload["when"] == When.DAY_BEFORE and speech.now >= last:
        return None
    if meeting.coming is None and await _is_paused(session, speech):
        return None
    return screens.reminder(meeting, speech.t, speech.today, speech.zone)


async def render_moved(session: AsyncSession, payload: dict[str, Any], speech: Speech) -> Screen | None:
    meeting = await _ahead(session, payload, speech)
    if meeting is None:
        return None
    before = payload["before"]
    was = datetime.fromisoformat(before["starts_at"])
    return screens.moved(meeting, was, before["place"], before["agenda"], speech.t, speech.zone)


async def render_cancelled(_: AsyncSession, payload: dict[str, Any], speech: Speech) -> Screen | None:
    """Said even when the meeting has been set anew since: its new invitation comes after this."""
    was = datetime.fromisoformat(payload["starts_at"])
    return None if was <= speech.now else screens.cancelled(was, speech.t, speech.zone)


async def render_protocol(session: AsyncSession, payload: dict[str, Any], speech: Speech) -> Screen | None:
    meeting = await _of_edition(session, payload, speech)
    if meeting is None or meeting.protocol not in AWAITED or not speech.actor.is_coordinator:
        return None
    return screens.protocol_wanted(meeting, speech.t, speech.zone)


async def _ahead(session: AsyncSession, payload: dict[str, Any], speech: Speech) -> MeetingView | None:
    """The member's meeting that the message was put for, while it is still to come."""
    meeting = await _of_edition(session, payload, speech)
    if meeting is None or not meeting.is_member or meeting.has_begun(speech.now):
        return None
    return meeting


async def _of_edition(session: AsyncSession, payload: dict[str, Any], speech: Speech) -> MeetingView | None:
    meeting = await meeting_for(session, payload["meeting_id"], speech.actor.id)
    if meeting is None or meeting.cancelled or not speech.actor.roles:
        return None
    if meeting.edition != payload["edition"]:
        return None
    return meeting


async def _is_paused(session: AsyncSession, speech: Speech) -> bool:
    person = await session.get_one(Person, speech.actor.id)
    return person.paused_until is not None and speech.today < person.paused_until


RENDERERS: Renderers = {
    "meeting-invitation": render_invitation,
    "meeting-reminder": render_reminder,
    "meeting-moved": render_moved,
    "meeting-cancelled": render_cancelled,
    "meeting-protocol": render_protocol,
}
