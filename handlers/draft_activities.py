"""A draft's activities one by one: what is right, what is corrected, what is not watched; its ladder."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from aiogram import F, Router
from aiogram.types import CallbackQuery, Message
from sqlalchemy.ext.asyncio import AsyncSession

from bot.filters import Awaited, Has
from bot.keyboards.drafts import (
    NO_LIST,
    CorrectDeadline,
    CorrectExecutors,
    For,
    LeaveOut,
    NextDoubt,
    OnWorkingDays,
    ReadIsRight,
    ShowRead,
    TakeDeadline,
    TickExecutors,
)
from bot.keyboards.ladders import Of, ShowLadder, TakeLadder, TypeLadder
from bot.screens import drafts as screens
from bot.screens import ladders as ladder_screens
from bot.screens.screen import Reply, Screen
from bot.texts import Translator
from db.queries import drafts as queries
from db.queries.drafts import Draft
from db.queries.pending import Pending, await_input, forget_input, stop_awaiting
from handlers.drafts import TYPED, draft_of, overview, tell_when_gone
from roadmap.access import Actor, Role
from roadmap.document import Audience, ReadActivity
from roadmap.drafts import read_activity, typed_deadline
from roadmap.errors import UserError
from roadmap.ladder import DEFAULT_LADDER
from roadmap.ladders import READY, typed_steps

DEADLINE = f"{TYPED}deadline"
LADDER = f"{TYPED}ladder"


def router() -> Router:
    router = Router(name="draft activities")
    router.callback_query.middleware(tell_when_gone)
    router.message.middleware(tell_when_gone)
    coordinator = Has(Role.COORDINATOR)
    router.callback_query.register(next_doubt, NextDoubt.filter(), coordinator)
    router.callback_query.register(show, ShowRead.filter(), coordinator)
    router.callback_query.register(is_right, ReadIsRight.filter(), coordinator)
    router.callback_query.register(leave_out, LeaveOut.filter(), coordinator)
    router.callback_query.register(ask_deadline, CorrectDeadline.filter(), coordinator)
    router.message.register(propose_deadline, Awaited(DEADLINE), coordinator)
    router.callback_query.register(take_deadline, TakeDeadline.filter(), coordinator)
    router.callback_query.register(ask_executors, CorrectExecutors.filter(), coordinator)
    router.callback_query.register(tick_executors, TickExecutors.filter(), coordinator)
    router.callback_query.register(show_ladder, ShowLadder.filter(F.of == Of.DRAFT), coordinator)
    router.callback_query.register(take_ladder, TakeLadder.filter(F.of == Of.DRAFT), coordinator)
    router.callback_query.register(ask_steps, TypeLadder.filter(F.of == Of.DRAFT), coordinator)
    router.message.register(take_steps, Awaited(LADDER), coordinator)
    return router


async def next_doubt(
    _: CallbackQuery, callback_data: NextDoubt, session: AsyncSession, t: Translator
) -> Reply:
    return await _next(session, callback_data.draft_id, t)


async def _next(session: AsyncSession, draft_id: int, t: Translator) -> Reply:
    """The first that nobody has looked at; with none left, how far the draft is."""
    draft = await draft_of(session, draft_id)
    left = draft.open_doubts
    if not left:
        screen = await overview(session, draft, t)
        return Reply((screen,), toast=t.plain("draft-all-looked-at"))
    card = screens.card(t, draft, _read(draft, left[0]), NO_LIST)
    return Reply((card,), toast=t.plain("draft-next", left=len(left)))


async def show(
    _: CallbackQuery,
    callback_data: ShowRead,
    session: AsyncSession,
    actor: Actor,
    t: Translator,
    pending: Pending | None,
) -> Screen:
    await stop_awaiting(session, actor.id, pending, TYPED)
    return await _card(session, callback_data, t)


At = (
    ShowRead
    | ReadIsRight
    | LeaveOut
    | CorrectDeadline
    | TakeDeadline
    | CorrectExecutors
    | TickExecutors
    | OnWorkingDays
)


async def at_position(session: AsyncSession, at: At) -> tuple[Draft, ReadActivity]:
    draft = await draft_of(session, at.draft_id)
    return draft, _read(draft, at.position)


def _read(draft: Draft, position: int) -> ReadActivity:
    read = read_activity(draft.reading, position)
    if read is None:
        raise UserError("refused")
    return read


async def _card(session: AsyncSession, at: At, t: Translator) -> Screen:
    draft, read = await at_position(session, at)
    return screens.card(t, draft, read, at.page)


async def is_right(
    _: CallbackQuery, callback_data: ReadIsRight, session: AsyncSession, t: Translator
) -> Reply:
    """A second tap, or another coordinator's, goes on as well."""
    await at_position(session, callback_data)
    is_new = await queries.check(session, callback_data.draft_id, callback_data.position)
    reply = await _on(session, callback_data, t)
    return reply if is_new else replace(reply, toast=t.plain("draft-already"))


async def _on(session: AsyncSession, at: At, t: Translator) -> Reply:
    """To the next doubt where one goes through them, else back to the list."""
    if at.page == NO_LIST:
        return await _next(session, at.draft_id, t)
    page = screens.draft_page(t, await draft_of(session, at.draft_id), at.page)
    return Reply((page,), toast=t.plain("draft-saved"))


async def leave_out(_: CallbackQuery, callback_data: LeaveOut, session: AsyncSession, t: Translator) -> Reply:
    """It stays in the plan; its card offers the way back."""
    await at_position(session, callback_data)
    left_out = callback_data.left_out
    await queries.leave_out(session, callback_data.draft_id, callback_data.position, left_out=left_out)
    return Reply((await _card(session, callback_data, t),), toast=t.plain("draft-saved"))


async def ask_deadline(
    _: CallbackQuery,
    callback_data: CorrectDeadline,
    session: AsyncSession,
    actor: Actor,
    t: Translator,
    now: datetime,
) -> Screen:
    draft, read = await at_position(session, callback_data)
    payload = {"draft_id": draft.id, "position": read.position, "page": callback_data.page}
    await await_input(session, actor.id, DEADLINE, payload, now)
    return screens.ask_deadline(t, draft, read, callback_data.page)


async def propose_deadline(
    event: Message,
    session: AsyncSession,
    actor: Actor,
    payload: dict[str, Any],
    t: Translator,
    now: datetime,
) -> Screen:
    """What was typed is shown as it is understood, and waits for «Верно»; another text takes its place."""
    draft = await draft_of(session, payload["draft_id"])
    read, page = _read(draft, payload["position"]), payload["page"]
    text = event.text or ""
    try:
        deadline = typed_deadline(text, draft.reading)
    except UserError as error:
        return screens.deadline_unclear(t, draft.id, read.position, page, error.arguments["reason"])
    await await_input(session, actor.id, DEADLINE, {**payload, "text": text}, now)
    return screens.proposal(t, draft, read, deadline, page)


async def take_deadline(
    _: CallbackQuery,
    callback_data: TakeDeadline,
    session: AsyncSession,
    actor: Actor,
    t: Translator,
    pending: Pending | None,
) -> Reply:
    draft, read = await at_position(session, callback_data)
    text = _typed(pending, draft.id, read.position)
    if text is None:
        screen = screens.card(t, draft, read, callback_data.page)
        return Reply((screen,), toast=t.plain("draft-deadline-forgotten"), alert=True)
    await queries.correct_deadline(session, draft.id, read.position, typed_deadline(text, draft.reading))
    await forget_input(session, actor.id)
    return await go_on(session, callback_data, t)


def _typed(pending: Pending | None, draft_id: int, position: int) -> str | None:
    """What was typed for this activity, if it still is what the bot waits for."""
    if pending is None or pending.kind != DEADLINE:
        return None
    payload = pending.payload
    if (payload["draft_id"], payload["position"]) != (draft_id, position):
        return None
    text: str | None = payload.get("text")
    return text


async def go_on(session: AsyncSession, at: At, t: Translator) -> Reply:
    """Stay while there is something else to be looked at here."""
    draft = await draft_of(session, at.draft_id)
    if at.position not in draft.open_doubts:
        return await _on(session, at, t)
    return Reply((screens.card(t, draft, _read(draft, at.position), at.page),), toast=t.plain("draft-saved"))


async def ask_executors(
    _: CallbackQuery, callback_data: CorrectExecutors, session: AsyncSession, t: Translator
) -> Screen:
    draft, read = await at_position(session, callback_data)
    return screens.executors(t, draft, read, callback_data.page)


async def tick_executors(
    _: CallbackQuery,
    callback_data: TickExecutors,
    session: AsyncSession,
    actor: Actor,
    t: Translator,
    now: datetime,
) -> Screen:
    draft, read = await at_position(session, callback_data)
    audience = _ticked(read.audience, callback_data.whom, ticked=callback_data.ticked)
    await queries.correct_executors(session, draft.id, read.position, audience, actor.id, now)
    draft, read = await at_position(session, callback_data)
    return screens.executors(t, draft, read, callback_data.page)


def _ticked(audience: Sequence[Audience], whom: For, *, ticked: bool) -> tuple[Audience, ...]:
    """«Others» are those of whom nothing is asked: nobody else is ticked beside them."""
    if whom is For.OTHERS:
        return () if ticked else tuple(audience)
    word = Audience(whom.value)
    wanted = {*audience, word} if ticked else {*audience} - {word}
    return tuple(one for one in Audience if one in wanted)


async def show_ladder(
    _: CallbackQuery,
    callback_data: ShowLadder,
    session: AsyncSession,
    actor: Actor,
    t: Translator,
    pending: Pending | None,
) -> Screen:
    await stop_awaiting(session, actor.id, pending, TYPED)
    return ladder_screens.draft_ladder(t, await draft_of(session, callback_data.id))


async def take_ladder(
    _: CallbackQuery, callback_data: TakeLadder, session: AsyncSession, t: Translator
) -> Reply:
    draft = await draft_of(session, callback_data.id)
    await queries.choose_ladder(session, draft.id, READY[callback_data.ready])
    return await _ladder_saved(session, draft.id, t)


async def _ladder_saved(session: AsyncSession, draft_id: int, t: Translator) -> Reply:
    screen = ladder_screens.draft_ladder(t, await draft_of(session, draft_id))
    return Reply((screen,), toast=t.plain("draft-saved"))


async def ask_steps(
    _: CallbackQuery,
    callback_data: TypeLadder,
    session: AsyncSession,
    actor: Actor,
    t: Translator,
    now: datetime,
) -> Screen:
    draft = await draft_of(session, callback_data.id)
    await await_input(session, actor.id, LADDER, {"draft_id": draft.id}, now)
    return ladder_screens.ask_steps_of_draft(t, draft)


async def take_steps(
    event: Message, session: AsyncSession, actor: Actor, payload: dict[str, Any], t: Translator
) -> Screen:
    draft = await draft_of(session, payload["draft_id"])
    ladder = typed_steps(event.text or "", draft.choices.ladder or DEFAULT_LADDER)
    await queries.choose_ladder(session, draft.id, ladder)
    await forget_input(session, actor.id)
    return ladder_screens.draft_ladder(t, await draft_of(session, draft.id))
