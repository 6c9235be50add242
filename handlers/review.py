"""«Проверка»: the coordinator accepts packages or returns them with a reason, and can think better of it."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from aiogram import Router
from aiogram.types import CallbackQuery, Message, TelegramObject
from sqlalchemy.ext.asyncio import AsyncSession

from bot.filters import Asks, Awaited, Has
from bot.keyboards.menu import Section
from bot.keyboards.review import (
    Accept,
    AskReason,
    OpenPackage,
    PackageFiles,
    Return,
    ReviewQueue,
    UndoDecision,
)
from bot.screens.review import (
    LONGEST_REASON,
    PAGE,
    SHORTEST_REASON,
    attachments,
    comment_screens,
    decided_toast,
    package_screen,
    queue_screen,
    reason_length_screen,
    reasons_screen,
)
from bot.screens.screen import Reply, Screen
from bot.texts import Translator
from db.queries import reviews
from db.queries.assignments import kept_files
from db.queries.outbox import NewMessage, put
from db.queries.pending import Pending, await_input, stop_awaiting
from db.queries.reviews import Decision, Package
from roadmap.access import Actor, Role, may_review
from roadmap.calendar import next_speaking_time
from roadmap.errors import UserError
from roadmap.lists import Page

REASON = "return-reason"
TOLD_AFTER = timedelta(minutes=1)
"""How long a decision rests before its sender is told, so that one taken back at once is never sent."""


def router() -> Router:
    router = Router(name="review")
    coordinator = Has(Role.COORDINATOR)
    router.message.register(show_queue, Asks(Section.REVIEW), coordinator)
    router.callback_query.register(show_queue, Asks(Section.REVIEW), coordinator)
    router.callback_query.register(turn_page, ReviewQueue.filter(), coordinator)
    router.callback_query.register(open_package, OpenPackage.filter(), coordinator)
    router.callback_query.register(show_files, PackageFiles.filter(), coordinator)
    router.callback_query.register(accept, Accept.filter(), coordinator)
    router.callback_query.register(ask_reason, AskReason.filter(), coordinator)
    router.callback_query.register(return_for_ready_reason, Return.filter(), coordinator)
    router.message.register(return_for_typed_reason, Awaited(REASON), coordinator)
    router.callback_query.register(undo, UndoDecision.filter(), coordinator)
    return router


async def show_queue(_: TelegramObject, session: AsyncSession, t: Translator, zone: ZoneInfo) -> Screen:
    return await _queue(session, 0, t, zone)


async def turn_page(
    _: CallbackQuery, callback_data: ReviewQueue, session: AsyncSession, t: Translator, zone: ZoneInfo
) -> Screen:
    return await _queue(session, callback_data.page, t, zone)


async def _queue(session: AsyncSession, wanted: int, t: Translator, zone: ZoneInfo) -> Screen:
    count = await reviews.review_count(session)
    page = Page.within(wanted, count, PAGE)
    packages = await reviews.review_queue(session, page.size, page.offset)
    return queue_screen(packages, page, count, t, zone)


async def open_package(
    _: CallbackQuery,
    callback_data: OpenPackage,
    session: AsyncSession,
    actor: Actor,
    t: Translator,
    now: datetime,
    zone: ZoneInfo,
    pending: Pending | None,
) -> Screen:
    """Also the way back from the question for a reason, which is then no longer waited for."""
    await stop_awaiting(session, actor.id, pending, REASON)
    package = await _package(session, callback_data.evidence_id, actor)
    return await _screen(session, package, t, now, zone)


async def show_files(
    _: CallbackQuery,
    callback_data: PackageFiles,
    session: AsyncSession,
    actor: Actor,
    t: Translator,
    now: datetime,
    zone: ZoneInfo,
) -> Reply:
    package = await _package(session, callback_data.evidence_id, actor)
    files = await kept_files(session, package.id)
    screen = await _screen(session, package, t, now, zone)
    if not files:
        return Reply((screen,), toast=t.plain("tasks-no-files"))
    comment = (Screen(page) for page in comment_screens(package))
    return Reply((*comment, screen), files=attachments(files, t))


async def accept(
    _: CallbackQuery,
    callback_data: Accept,
    session: AsyncSession,
    actor: Actor,
    t: Translator,
    now: datetime,
    zone: ZoneInfo,
) -> Reply:
    package = await _package(session, callback_data.evidence_id, actor)
    review_id = await reviews.decide(session, package, accepted=True, by=actor.id, now=now)
    if review_id is None:
        return await _decided_before(session, package, t, now, zone)
    return await _decided(session, package, review_id, actor, t.plain("review-accepted-toast"), t, now, zone)


async def ask_reason(
    _: CallbackQuery,
    callback_data: AskReason,
    session: AsyncSession,
    actor: Actor,
    t: Translator,
    now: datetime,
    zone: ZoneInfo,
) -> Reply:
    package = await _package(session, callback_data.evidence_id, actor)
    if not package.is_waiting:
        return await _decided_before(session, package, t, now, zone)
    await await_input(session, actor.id, REASON, {"evidence_id": package.id}, now)
    return Reply((reasons_screen(package, t),))


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
    package = await _package(session, callback_data.evidence_id, actor)
    return await _return(session, package, callback_data.reason.text_id, actor, t, now, zone)


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
    package = await _package(session, payload["evidence_id"], actor)
    if not SHORTEST_REASON <= len(reason) <= LONGEST_REASON and package.is_waiting:
        return Reply((reason_length_screen(package.id, t),))
    await stop_awaiting(session, actor.id, pending, REASON)
    reply = await _return(session, package, reason, actor, t, now, zone)
    return replace(reply, toast=None)  # a message of its own here, and the screen says it already


async def _return(
    session: AsyncSession,
    package: Package,
    reason: str,
    actor: Actor,
    t: Translator,
    now: datetime,
    zone: ZoneInfo,
) -> Reply:
    review_id = await reviews.decide(session, package, accepted=False, by=actor.id, now=now, reason=reason)
    if review_id is None:
        return await _decided_before(session, package, t, now, zone)
    return await _decided(session, package, review_id, actor, t.plain("review-returned-toast"), t, now, zone)


async def _decided(
    session: AsyncSession,
    package: Package,
    review_id: int,
    actor: Actor,
    toast: str,
    t: Translator,
    now: datetime,
    zone: ZoneInfo,
) -> Reply:
    """Tell those who sent it, a little later, and show the package as it is now."""
    due_at = next_speaking_time(now + TOLD_AFTER, zone)
    await _tell(session, "review-decided", review_id, package.id, actor, now, due_at)
    following = await reviews.review_queue(session, 1, 0)
    screen = await _screen(
        session,
        await _package(session, package.id, actor),
        t,
        now,
        zone,
        following=following[0].id if following else None,
    )
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
    package = await _package(session, decision.evidence_id, actor)
    if not await reviews.undo(session, decision, package.facts.id, by=actor.id, now=now):
        screen = await _screen(session, package, t, now, zone)
        return Reply((screen,), toast=_too_late_to_undo(decision, t), alert=True)
    due_at = next_speaking_time(now, zone)
    await _tell(session, "review-undone", decision.id, package.id, actor, now, due_at)
    screen = await _screen(session, await _package(session, package.id, actor), t, now, zone)
    return Reply((screen,), toast=t.plain("review-undone-toast"))


def _too_late_to_undo(decision: Decision, t: Translator) -> str:
    return t.plain("review-undo-late" if decision.undone_at is None else "review-undo-already")


async def _tell(
    session: AsyncSession,
    kind: str,
    review_id: int,
    evidence_id: int,
    actor: Actor,
    now: datetime,
    due_at: datetime,
) -> None:
    """Whether there is still something to tell is decided when it is sent."""
    messages = [
        NewMessage(f"{kind}:{review_id}:{person}", person, kind, {"review_id": review_id})
        for person in await reviews.senders(session, evidence_id)
        if person != actor.id
    ]
    await put(session, messages, now=now, due_at=due_at)


async def _package(session: AsyncSession, evidence_id: int, actor: Actor) -> Package:
    """Raises UserError when there is none, or the actor may not decide on it."""
    package = await reviews.package(session, evidence_id)
    if package is None or package.submitted_at is None or not may_review(actor):
        raise UserError("refused")
    return package


async def _screen(
    session: AsyncSession,
    package: Package,
    t: Translator,
    now: datetime,
    zone: ZoneInfo,
    following: int | None = None,
) -> Screen:
    files = await kept_files(session, package.id)
    decision = await reviews.last_decision(session, package.id)
    return package_screen(package, files, decision, t, now, zone, following=following)


async def _decided_before(
    session: AsyncSession, package: Package, t: Translator, now: datetime, zone: ZoneInfo
) -> Reply:
    """Somebody was faster: who, when, and the package as it is."""
    decision = await reviews.last_decision(session, package.id)
    if decision is None or decision.undone_at is not None:
        raise UserError("review-called-off")
    screen = await _screen(session, package, t, now, zone)
    return Reply((screen,), toast=decided_toast(decision, t, zone), alert=True)
