"""News about people: who can't be reached (to the coordinators), who lost a role (to the person)."""

from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from bot.screens import people as screens
from bot.screens.screen import Screen
from db.queries.people import person_card, roles_of
from db.queries.schools import school
from roadmap.access import Role
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
    role, school_id = Role(payload["role"]), payload["school_id"]
    held = await roles_of(session, [speech.actor.id])
    if any(member.role is role and member.school_id == school_id for member in held):
        return None
    place = await school(session, school_id) if school_id is not None else None
    return screens.membership_removed(speech.t, speech.actor, role, place.name if place else None)


RENDERERS: Renderers = {
    "unreachable": render_unreachable,
    "membership-removed": render_membership_removed,
}
