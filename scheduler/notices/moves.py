"""What the bot says of its own accord when duties change: dates that move, what is new, what is gone."""

from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from bot.screens.moves import news_screen
from bot.screens.screen import Screen
from db.queries.assignments import own_assignments, own_withdrawn
from db.queries.moves import MOVED
from db.queries.owed import News
from roadmap.standing import AWAITED
from scheduler.notices import Renderers, Speech


async def render_moved(session: AsyncSession, payload: dict[str, Any], speech: Speech) -> Screen | None:
    """Of what the person still owes, or owes no more; nothing of a date that has come back to what it was."""
    news = News.from_json(payload)
    mine = await own_assignments(session, speech.actor, AWAITED)
    return news_screen(
        speech.t,
        moved=[facts for facts in mine if news.moved.get(facts.occurrence_id, facts.due) != facts.due],
        old=news.moved,
        added=[facts for facts in mine if facts.id in news.added],
        gone=await own_withdrawn(session, speech.actor, news.gone),
    )


RENDERERS: Renderers = {MOVED: render_moved}
