"""«Принять все по мероприятию»: what would be accepted is shown first, and the lot can be taken back."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from aiogram import Router
from aiogram.types import CallbackQuery
from sqlalchemy.ext.asyncio import AsyncSession

from bot.filters import Has
from bot.keyboards.review import AcceptAll, AskAcceptAll, UndoAll
from bot.screens import review_lots as screens
from bot.screens.screen import Reply, Screen
from bot.texts import Translator
from db.queries.outbox import NewMessage, put
from db.queries.review_lots import accept_lot, lot_of, senders_of_lot, undo_lot
from db.queries.review_queue import shelf_name
from handlers.review_desk import TOLD_AFTER
from roadmap.access import Actor, Role
from roadmap.calendar import next_speaking_time
from roadmap.errors import UserError
from roadmap.review_queue import Of, Shelf


def router() -> Router:
    router = Router(name="review lots")
    coordinator = Has(Role.COORDINATOR)
    router.callback_query.register(ask, AskAcceptAll.filter(), coordinator)
    router.callback_query.register(accept_all, AcceptAll.filter(), coordinator)
    router.callback_query.register(undo_all, UndoAll.filter(), coordinator)
    return router


async def ask(
    _: CallbackQuery, callback_data: AskAcceptAll, session: AsyncSession, t: Translator, zone: ZoneInfo
) -> Screen:
    lot = await lot_of(session, callback_data.activity_id, zone)
    if not lot:
        raise UserError("review-all-none")
    title = await shelf_name(session, Shelf(Of.ACTIVITY, callback_data.activity_id))
    return screens.accept_all_screen(callback_data.activity_id, title, lot, t)


async def accept_all(
    _: CallbackQuery,
    callback_data: AcceptAll,
    session: AsyncSession,
    actor: Actor,
    t: Translator,
    now: datetime,
    zone: ZoneInfo,
) -> Screen:
    lot = await lot_of(session, callback_data.activity_id, zone, callback_data.up_to)
    chosen = [one for one in lot if one.is_plain or callback_data.marked]
    accepted = await accept_lot(session, chosen, actor.id, now)
    if not accepted:
        raise UserError("review-all-none")
    due_at = next_speaking_time(now + TOLD_AFTER, zone)
    await _tell(session, "review-decided", accepted, actor, now, due_at)
    return screens.accepted_all_screen(callback_data.activity_id, len(accepted), accepted[0], t)


async def undo_all(
    _: CallbackQuery,
    callback_data: UndoAll,
    session: AsyncSession,
    actor: Actor,
    t: Translator,
    now: datetime,
    zone: ZoneInfo,
) -> Reply:
    undone = await undo_lot(session, callback_data.review_id, actor.id, now)
    if undone is None:
        return Reply(toast=t.plain("review-undo-late"), alert=True)
    if not undone.review_ids and not undone.kept:
        return Reply(toast=t.plain("review-undo-already"), alert=True)
    due_at = next_speaking_time(now, zone)
    await _tell(session, "review-undone", undone.review_ids, actor, now, due_at)
    return Reply((screens.undone_all_screen(undone, t),), toast=t.plain("review-undone-toast"))


async def _tell(
    session: AsyncSession,
    kind: str,
    review_ids: Sequence[int],
    actor: Actor,
    now: datetime,
    due_at: datetime,
) -> None:
    """Each sender of each package; whether there is still something to tell is decided when it is sent."""
    messages = [
        NewMessage(f"{kind}:{review_id}:{person}", person, kind, {"review_id": review_id})
        for review_id, person in await senders_of_lot(session, review_ids)
        if person != actor.id
    ]
    await put(session, messages, now=now, due_at=due_at)
