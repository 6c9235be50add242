"""What the bot says of its own accord when deadlines move."""

from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from bot.screens.moves import moved_screen
from bot.screens.screen import Screen
from db.queries.assignments import own_assignments
from db.queries.moves import MOVED, from_json
from roadmap.standing import AWAITED
from scheduler.notices import Renderers, Speech


async def render_moved(session: AsyncSession, payload: dict[str, Any], speech: Speech) -> Screen | None:
    """Of what the person still owes; nothing of a date that has come back to what it was."""
    moved = from_json(payload["moved"])
    mine = await own_assignments(session, speech.actor, AWAITED)
    owed = [facts for facts in mine if moved.get(facts.occurrence_id, facts.due) != facts.due]
    return moved_screen(owed, moved, speech.t)


RENDERERS: Renderers = {MOVED: render_moved}
