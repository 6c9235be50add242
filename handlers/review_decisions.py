"""A reviewer accepts a package, hands it on, or returns it with a reason, and can think better of it."""

from dataclasses import replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from aiogram import Router
from aiogram.types import CallbackQuery, Message
from sqlalchemy.ext.asyncio import AsyncSession

from bot.filters import Awaited, Reviews
from bot.keyboards.review import Accept, AskReason, Return, UndoDecision
from bot.screens.review import LONGEST_REASON, SHORTEST_REASON, reason_length_screen, reasons_screen
from bot.screens.screen import Reply
from bot.texts import Translator
from db.queries import reviews
from db.queries.pending import Pending, await_input, stop_awaiting
from db.queries.people import people_with
from db.queries.review_queue import following
from db.queries.reviews import Decision, Package
from db.queries.submission import ask_for_review
from handlers.review_desk import TOLD_AFTER, Desk
from roadmap.access import Actor, Role
from roadmap.calendar import next_speaking_time
from roadmap.errors import UserError
from roadmap.review_queue import Shelf

REASON = "return-reason"


def router() -> Router:
    router = Router(name="review decisions")
    reviews = Reviews()
    router.callback_query.register(accept, Accept.filter(), reviews)
    router.callback_query.register(ask_reason, AskReason.filter(), reviews)
    router.callback_query.register(return_for_ready_reason, Return.filter(), reviews)
    router.message.register(return_for_typed_reason, Awaited(REASON), reviews)
    router.callback_query.register(undo, UndoDecision.filter(), reviews)
    return router


async def accept(
    _: CallbackQuery,
    callback_data: Accept,
    session: AsyncSession,
    actor: Actor,
    t: Translator,
    now: datetime,
    zone: ZoneInfo,
) -> Reply:
    desk = Desk(session, actor, t, now, zone)
    package = await desk.package(callback_data.evidence_id)
    shelf = Shelf.of_word(callback_data.within)
    if not desk.decides(package):
        return await desk.decided_before(package, shelf)
    if not actor.is_coordinator:
        return await _hand_on(desk, package, shelf)
    review_id = await reviews.decide(session, package, accepted=True, by=actor.id, now=now)
    if review_id is None:
        return await desk.decided_before(await desk.package(package.id), shelf)
    return await _decided(desk, package, shelf, review_id, t.plain("review-accepted-toast"))


async def _hand_on(desk: Desk, package: Package, shelf: Shelf) -> Reply:
    """A curator's «yes»: the coordinators are asked, a little later."""
    review_id = await reviews.hand_on(desk.session, package, by=desk.actor.id, now=desk.now)
    if review_id is None:
        return await desk.decided_before(await desk.package(package.id), shelf)
    coordinators = await people_with(desk.session, Role.COORDINATOR)
    rested = desk.now + TOLD_AFTER
    turn = f"check-{review_id}"
    await ask_for_review(desk.session, package.id, coordinators, rested, desk.zone, turn)
    return await _shown(desk, package, shelf, desk.t.plain("review-handed-on-toast"))


async def ask_reason(
    _: CallbackQuery,
    callback_data: AskReason,
    session: AsyncSession,
    actor: Actor,
    t: Translator,
    now: datetime,
    zone: ZoneInfo,
) -> Reply:
    desk = Desk(session, actor, t, now, zone)
    package = await desk.package(callback_data.evidence_id)
    shelf = Shelf.of_word(callback_data.within)
    if not desk.decides(package):
        return await desk.decided_before(package, shelf)
    await await_input(session, actor.id, REASON, {"evidence_id": package.id, "within": shelf.word}, now)
    return Reply((reasons_screen(package, shelf, t),))


async def return_for_ready_reason(
    _: CallbackQuery,
    callback_data: Return,
    session: AsyncSession,
    actor: Actor,
    t: Translator,
    now: datetime,
    zone: ZoneInfo,
    pending: Pending | None,
) -> Reply:
    await stop_awaiting(session, actor.id, pending, REASON)
    desk = Desk(session, actor, t, now, zone)
    package = await desk.package(callback_data.evidence_id)
    return await _return(desk, package, Shelf.of_word(callback_data.within), callback_data.reason.text_id)


async def return_for_typed_reason(
    event: Message,
    payload: dict[str, Any],
    session: AsyncSession,
    actor: Actor,
    t: Translator,
    now: datetime,
    zone: ZoneInfo,
    pending: Pending | None,
) -> Reply:
    reason = (event.text or "").strip()
    desk = Desk(session, actor, t, now, zone)
    package = await desk.package(payload["evidence_id"])
    shelf = Shelf.of_word(payload.get("within", ""))
    if not SHORTEST_REASON <= len(reason) <= LONGEST_REASON and desk.decides(package):
        return Reply((reason_length_screen(package.id, shelf, t),))
    await stop_awaiting(session, actor.id, pending, REASON)
    reply = await _return(desk, package, shelf, reason)
    return replace(reply, toast=None)  # a message of its own here, and the screen says it already


async def _return(desk: Desk, package: Package, shelf: Shelf, reason: str) -> Reply:
    if not desk.decides(package):
        return await desk.decided_before(package, shelf)
    review_id = await reviews.decide(
        desk.session,
        package,
        accepted=False,
        by=desk.actor.id,
        now=desk.now,
        reason=reason,
        is_first=not desk.actor.is_coordinator,
    )
    if review_id is None:
        return await desk.decided_before(await desk.package(package.id), shelf)
    return await _decided(desk, package, shelf, review_id, desk.t.plain("review-returned-toast"))


async def _decided(desk: Desk, package: Package, shelf: Shelf, review_id: int, toast: str) -> Reply:
    """Tell those who sent it, a little later, and show the package as it is now."""
    due_at = next_speaking_time(desk.now + TOLD_AFTER, desk.zone)
    await desk.tell_senders("review-decided", review_id, package.id, due_at)
    return await _shown(desk, package, shelf, toast)


async def _shown(desk: Desk, package: Package, shelf: Shelf, toast: str) -> Reply:
    next_one = await following(desk.session, desk.actor, shelf, package)
    screen = await desk.screen(await desk.package(package.id), shelf, following=next_one)
    return Reply((screen,), toast=toast)


async def undo(
    _: CallbackQuery,
    callback_data: UndoDecision,
    session: AsyncSession,
    actor: Actor,
    t: Translator,
    now: datetime,
    zone: ZoneInfo,
) -> Reply:
    decision = await reviews.decision(session, callback_data.review_id)
    if decision is None:
        raise UserError("refused")
    desk = Desk(session, actor, t, now, zone)
    package = await desk.package(decision.evidence_id)
    if not actor.is_coordinator and not decision.is_first:
        raise UserError("refused")
    if not await reviews.undo(session, decision, package.facts.id, by=actor.id, now=now):
        return Reply((await desk.screen(package),), toast=_too_late_to_undo(decision, t), alert=True)
    if not decision.hands_on:
        due_at = next_speaking_time(now, zone)
        await desk.tell_senders("review-undone", decision.id, package.id, due_at)
    screen = await desk.screen(await desk.package(package.id))
    return Reply((screen,), toast=t.plain("review-undone-toast"))


def _too_late_to_undo(decision: Decision, t: Translator) -> str:
    return t.plain("review-undo-late" if decision.undone_at is None else "review-undo-already")
