"""News about people: to the coordinators who can't be reached, to a person a role lost or got back."""

from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from bot.screens import people as screens
from bot.screens.screen import Screen
from db.queries.people import person_card, roles_of
from db.queries.schools import school
from roadmap.access import Actor, Role
from scheduler.notices import Renderers, Speech


async def render_unreachable(session: AsyncSession, payload: dict[str, Any], speech: Speech) -> Screen | None:
    """Payload: `person_id`. Silent once messages arrive again, or the reader is no coordinator any more."""
    person = await person_card(session, payload["person_id"])
    if person is None or person.reachable or not speech.actor.is_coordinator:
        return None
    return screens.unreachable(speech.t, person, await roles_of(session, [person.id]))


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
    "unreachable": render_unreachable,
    "membership-removed": render_membership_removed,
    "membership-returned": render_membership_returned,
}
