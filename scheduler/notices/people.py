"""News about people: to the coordinators who can't be reached, to a person a role lost or got back."""

from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from bot.screens import people as screens
from bot.screens.screen import Screen
from db.queries.people import roles_of
from db.queries.schools import school
from db.queries.unreachable import KIND, newly_unreachable
from roadmap.access import Actor, Role
from scheduler.notices import Renderers, Speech


async def render_unreachable(session: AsyncSession, payload: dict[str, Any], speech: Speech) -> Screen | None:
    """Payload: `since`, a moment. Whom messages stopped reaching since then, and still don't reach.

    Silent when there is nobody but the reader, or the reader is no coordinator any more.
    """
    found = await newly_unreachable(session, datetime.fromisoformat(payload["since"]))
    people = [person for person in found if person.id != speech.actor.id]
    if not people or not speech.actor.is_coordinator:
        return None
    return screens.unreachable(speech.t, people, await roles_of(session, [person.id for person in people]))


async def render_membership_removed(
    session: AsyncSession, payload: dict[str, Any], speech: Speech
) -> Screen | None:
    """Payload: `role`, `school_id` (or None). Silent when the role was given back before this was said."""
    if await _holds(session, payload, speech.actor):
        return None
    return screens.membership_removed(
        speech.t, speech.actor, Role(payload["role"]), await _place(session, payload)
    )


async def render_membership_returned(
    session: AsyncSession, payload: dict[str, Any], speech: Speech
) -> Screen | None:
    """Payload: `role`, `school_id` (or None). Silent when the role was taken away again."""
    if not await _holds(session, payload, speech.actor):
        return None
    return screens.membership_returned(
        speech.t, speech.actor, Role(payload["role"]), await _place(session, payload)
    )


async def _holds(session: AsyncSession, payload: dict[str, Any], actor: Actor) -> bool:
    held = await roles_of(session, [actor.id])
    return any(one.role == payload["role"] and one.school_id == payload["school_id"] for one in held)


async def _place(session: AsyncSession, payload: dict[str, Any]) -> str | None:
    place = await school(session, payload["school_id"]) if payload["school_id"] is not None else None
    return place.name if place else None


RENDERERS: Renderers = {
    KIND: render_unreachable,
    "membership-removed": render_membership_removed,
    "membership-returned": render_membership_returned,
}
