"""What reviewers and senders are told about packages: come in, decided on, the decision undone."""

from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from bot.screens.review import accepted_notice, package_screen, returned_notice, undone_notice
from bot.screens.review_lots import passed_on_screen
from bot.screens.screen import Screen
from db.queries import reviews
from db.queries.evidence_links import links_of
from db.queries.first_check import PASSED_ON, still_waiting
from db.queries.review_view import review_view
from db.queries.reviews import Decision, Package
from roadmap.access import may_review, may_see, may_submit
from roadmap.first_check import SILENT_DAYS
from scheduler.notices import Renderers, Speech


async def render_request(session: AsyncSession, payload: dict[str, Any], speech: Speech) -> Screen | None:
    """To who is asked: the curator as long as it waits for them, the coordinator after that."""
    package = await reviews.package(session, payload["evidence_id"])
    if package is None or not package.is_waiting:
        return None
    actor = speech.actor
    if not may_review(actor, package.facts.school_id, awaits_check=package.awaits_check):
        return None
    if package.awaits_check and package.facts.school_id not in actor.checks:
        return None
    view = await review_view(session, package)
    return package_screen(view, actor, speech.t, speech.now, speech.zone, is_news=True)


async def render_passed_on(session: AsyncSession, payload: dict[str, Any], speech: Speech) -> Screen | None:
    count = await still_waiting(session, payload["evidence_ids"])
    if not count or not speech.actor.is_coordinator:
        return None
    return passed_on_screen(count, SILENT_DAYS, speech.t, silent=payload["silent"])


async def render_decided(session: AsyncSession, payload: dict[str, Any], speech: Speech) -> Screen | None:
    """None when the decision was undone, or the assignment has moved on without waiting to be told."""
    decision, package = await _decision(session, payload["review_id"], speech)
    if decision is None or package is None or decision.undone_at is not None or decision.hands_on:
        return None
    if (package.state, package.facts.status) != decision.outcome:
        return None
    if decision.accepted:
        return accepted_notice(package.facts, speech.t)
    facts = package.facts
    submits = may_submit(speech.actor, facts.assignee, facts.school_id)
    holds = package.files or await links_of(session, package.id)
    mends = package.id if holds else None
    return returned_notice(facts, decision.reason or "", speech.t, may_submit=submits, mends=mends)


async def render_undone(session: AsyncSession, payload: dict[str, Any], speech: Speech) -> Screen | None:
    """Only to those who have heard of the decision, and only while it isn't decided anew."""
    decision, package = await _decision(session, payload["review_id"], speech)
    if decision is None or package is None or not package.is_waiting:
        return None
    told = await reviews.was_told(session, f"review-decided:{decision.id}:{speech.actor.id}")
    return undone_notice(package.facts, speech.t) if told else None


async def _decision(
    session: AsyncSession, review_id: int, speech: Speech
) -> tuple[Decision | None, Package | None]:
    """The decision and its package, if the person may (still) see them."""
    decision = await reviews.decision(session, review_id)
    package = await reviews.package(session, decision.evidence_id) if decision is not None else None
    if package is None or not may_see(speech.actor, package.facts.assignee, package.facts.school_id):
        return None, None
    return decision, package


RENDERERS: Renderers = {
    "review-request": render_request,
    "review-decided": render_decided,
    "review-undone": render_undone,
    PASSED_ON: render_passed_on,
}
