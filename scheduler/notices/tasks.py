"""The day's digest of what a person owes."""

from datetime import date, timedelta
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from bot.screens.screen import Screen
from bot.screens.tasks import Listed, digest_screen, in_order
from db.queries.assignments import own_assignments
from db.queries.reminders import is_paused
from roadmap.ladder import speaks
from roadmap.standing import AWAITED
from roadmap.worklist import Heading
from scheduler.notices import Renderers, Speech

RECENT = timedelta(days=7)
"""How long what has just begun stays in the digest though its due date is far off."""


async def render_digest(session: AsyncSession, payload: dict[str, Any], speech: Speech) -> Screen | None:
    """What is owed now. `since` in the payload is the last date planned: all steps after it are said."""
    if await is_paused(session, speech.actor.id, speech.today):
        return None
    owed = in_order(await own_assignments(session, speech.actor, AWAITED), speech.today)
    recent = speech.today - RECENT
    since = min(recent, date.fromisoformat(payload["since"])) if "since" in payload else recent
    listed = [item for found in owed if (item := _worth_saying(found, speech.today, since)) is not None]
    return digest_screen(listed, speech.t, speech.today) if listed else None


def _worth_saying(found: Listed, today: date, since: date) -> Listed | None:
    """What presses, was returned, or has had a step of its ladder after `since`: the last has begun."""
    if found.under not in {Heading.STARTED, Heading.AHEAD}:
        return found
    if speaks(found.facts.start, found.facts.due, today, since):
        return Listed(Heading.STARTED, found.facts)
    return None


RENDERERS: Renderers = {"digest": render_digest}
