"""News of a role at a school that went from one person to another, to both."""

from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from bot.screens import successors as screens
from bot.screens.screen import Screen
from db.queries.people import person_card
from db.queries.schools import school
from db.queries.successors import holders, open_at
from roadmap.access import Role
from scheduler.notices import Renderers, Speech


async def render_handed_over(session: AsyncSession, payload: dict[str, Any], speech: Speech) -> Screen | None:
    """Payload: `role`, `school_id`, `from_id`, `to_id`. Silent when it was undone, or is so no more."""
    role, place = Role(payload["role"]), await school(session, payload["school_id"])
    if place is None or place.archived:
        return None
    there = {one.person_id for one in await holders(session, role, place.id)}
    if payload["to_id"] not in there or payload["from_id"] in there:
        return None
    t, is_new = speech.t, speech.actor.id == payload["to_id"]
    other = await person_card(session, payload["from_id" if is_new else "to_id"])
    name = other.name if other else t.plain("journal-somebody")
    if is_new:
        return screens.handed_to_you(t, role, place.name, name, await open_at(session, place.id))
    return screens.handed_on(t, speech.actor, role, place.name, name)


RENDERERS: Renderers = {"school-handed-over": render_handed_over}
