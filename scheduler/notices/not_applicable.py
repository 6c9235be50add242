"""The people of a school are told that an assignment is asked of them no more, or again."""

from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from bot.screens import not_applicable as screens
from bot.screens.screen import Screen
from db.queries.assignments import AssignmentFacts, assignment_details
from db.queries.not_applicable import why_not_applicable
from roadmap.access import may_see
from roadmap.standing import AWAITED, AssignmentStatus
from scheduler.notices import Renderers, Speech


async def render_set(session: AsyncSession, payload: dict[str, Any], speech: Speech) -> Screen | None:
    facts = await _facts(session, payload["assignment_id"], speech)
    if facts is None or facts.status is not AssignmentStatus.NOT_APPLICABLE:
        return None
    return screens.told_screen(facts, await why_not_applicable(session, facts.id) or "", speech.t)


async def render_again(session: AsyncSession, payload: dict[str, Any], speech: Speech) -> Screen | None:
    """Only while there is something to do about it."""
    facts = await _facts(session, payload["assignment_id"], speech)
    if facts is None or facts.status not in AWAITED:
        return None
    return screens.again_screen(facts, speech.t)


async def _facts(session: AsyncSession, assignment_id: int, speech: Speech) -> AssignmentFacts | None:
    details = await assignment_details(session, assignment_id)
    if details is None or not may_see(speech.actor, details.facts.assignee, details.facts.school_id):
        return None
    return details.facts


RENDERERS: Renderers = {"not-applicable": render_set, "applicable-again": render_again}
