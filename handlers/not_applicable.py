"""«Не требуется»: the coordinator asks an assignment of a school no more, with a reason, or again."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from aiogram import Router
from aiogram.types import CallbackQuery, Message
from sqlalchemy.ext.asyncio import AsyncSession

from bot.filters import Awaited, Has
from bot.keyboards.not_applicable import ApplyAgain, AskWhyNot, LeaveAsked, SetNotApplicable
from bot.screens import not_applicable as screens
from bot.screens.screen import Reply, Screen
from bot.texts import Translator
from db.queries.assignments import AssignmentFacts, assignment_details
from db.queries.not_applicable import ask_again, people_concerned, set_not_applicable
from db.queries.outbox import NewMessage, put
from db.queries.pending import Pending, await_input, stop_awaiting
from handlers.tasks import card_screen_for
from roadmap.access import Actor, Role, may_set_aside
from roadmap.calendar import local_today, next_speaking_time
from roadmap.errors import UserError

REASON = "not-applicable"


def router() -> Router:
    router = Router(name="not_applicable")
    coordinator = Has(Role.COORDINATOR)
    router.callback_query.register(ask_reason, AskWhyNot.filter(), coordinator)
    router.callback_query.register(set_for_ready_reason, SetNotApplicable.filter(), coordinator)
    router.callback_query.register(apply_again, ApplyAgain.filter(), coordinator)
    router.callback_query.register(leave_asked, LeaveAsked.filter(), coordinator)
    router.message.register(set_for_typed_reason, Awaited(REASON), coordinator)
    return router


async def ask_reason(
    _: CallbackQuery,
    callback_data: AskWhyNot,
    session: AsyncSession,
    actor: Actor,
    t: Translator,
    now: datetime,
) -> Screen:
    facts = await _facts(session, callback_data.assignment_id, actor)
    await await_input(session, actor.id, REASON, {"assignment_id": facts.id}, now)
    return screens.ask_screen(facts, t)


async def leave_asked(
    _: CallbackQuery,
    callback_data: LeaveAsked,
    session: AsyncSession,
    actor: Actor,
    t: Translator,
    now: datetime,
    zone: ZoneInfo,
    pending: Pending | None,
) -> Screen:
    await stop_awaiting(session, actor.id, pending, REASON)
    return await card_screen_for(session, callback_data.assignment_id, actor, t, local_today(now, zone), zone)


async def set_for_ready_reason(
    _: CallbackQuery,
    callback_data: SetNotApplicable,
    session: AsyncSession,
    actor: Actor,
    t: Translator,
    now: datetime,
    zone: ZoneInfo,
    pending: Pending | None,
) -> Reply:
    await stop_awaiting(session, actor.id, pending, REASON)
    return await _set(session, callback_data.assignment_id, callback_data.reason.text_id, actor, t, now, zone)


async def set_for_typed_reason(
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
    if not screens.SHORTEST_REASON <= len(reason) <= screens.LONGEST_REASON:
        return Reply((screens.reason_length_screen(payload["assignment_id"], t),))
    await stop_awaiting(session, actor.id, pending, REASON)
    return await _set(session, payload["assignment_id"], reason, actor, t, now, zone)


async def _set(
    session: AsyncSession,
    assignment_id: int,
    reason: str,
    actor: Actor,
    t: Translator,
    now: datetime,
    zone: ZoneInfo,
) -> Reply:
    facts = await _facts(session, assignment_id, actor)
    changed = await set_not_applicable(session, facts.id, reason, actor.id, now)
    if changed:
        await _tell(session, "not-applicable", facts.id, actor, now, zone)
    card = await card_screen_for(session, facts.id, actor, t, local_today(now, zone), zone)
    said = "not-applicable-set" if changed else "not-applicable-too-late"
    return Reply((card,), toast=t.plain(said), alert=not changed)


async def apply_again(
    _: CallbackQuery,
    callback_data: ApplyAgain,
    session: AsyncSession,
    actor: Actor,
    t: Translator,
    now: datetime,
    zone: ZoneInfo,
) -> Reply:
    facts = await _facts(session, callback_data.assignment_id, actor)
    if await ask_again(session, facts.id, actor.id, now):
        await _tell(session, "applicable-again", facts.id, actor, now, zone)
    card = await card_screen_for(session, facts.id, actor, t, local_today(now, zone), zone)
    return Reply((card,), toast=t.plain("not-applicable-taken-back"))


async def _facts(session: AsyncSession, assignment_id: int, actor: Actor) -> AssignmentFacts:
    details = await assignment_details(session, assignment_id)
    if details is None or not may_set_aside(actor):
        raise UserError("refused")
    return details.facts


async def _tell(
    session: AsyncSession, kind: str, assignment_id: int, actor: Actor, now: datetime, zone: ZoneInfo
) -> None:
    """Whether it is still so is looked at when it is said."""
    messages = [
        NewMessage(
            f"{kind}:{assignment_id}:{person}:{now:%Y%m%dT%H%M%S}",
            person,
            kind,
            {"assignment_id": assignment_id},
        )
        for person in await people_concerned(session, assignment_id)
        if person != actor.id
    ]
    await put(session, messages, now=now, due_at=next_speaking_time(now, zone))
