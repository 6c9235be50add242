"""`/newyear`: last year's roadmap as the draft of the next, its dates moved."""

from datetime import date, datetime

from aiogram import Router
from aiogram.types import CallbackQuery, TelegramObject
from sqlalchemy.ext.asyncio import AsyncSession

from bot.filters import Has
from bot.keyboards.drafts import OnWorkingDays
from bot.keyboards.newyear import OfferNewYear, TakeOver
from bot.screens import newyear as screens
from bot.screens import roadmap as roadmap_screens
from bot.screens.screen import Answer, Reply, Screen
from bot.texts import Translator
from db.queries.drafts import correct_deadline, draft_there
from db.queries.newyear import new_year, take_over
from handlers.draft_activities import at_position, go_on
from handlers.drafts import draft_of, overview, tell_when_gone
from handlers.menu import Says
from roadmap.access import Actor, Role
from roadmap.newyear import on_working_days


def router() -> Router:
    router = Router(name="newyear")
    router.callback_query.middleware(tell_when_gone)
    coordinator = Has(Role.COORDINATOR)
    router.message.register(begin_new_year, Says("newyear"), coordinator)
    router.callback_query.register(begin_new_year, OfferNewYear.filter(), coordinator)
    router.callback_query.register(take, TakeOver.filter(), coordinator)
    router.callback_query.register(put_on_working_days, OnWorkingDays.filter(), coordinator)
    return router


async def begin_new_year(_: TelegramObject, session: AsyncSession, t: Translator, today: date) -> Screen:
    new = await new_year(session, today)
    draft = await draft_there(session)
    if new is None:
        return roadmap_screens.nothing_yet(t, draft)
    return screens.is_there(t, new) if new.is_there else screens.offer(t, new, draft)


async def take(
    event: CallbackQuery,
    callback_data: TakeOver,
    session: AsyncSession,
    actor: Actor,
    t: Translator,
    now: datetime,
    today: date,
) -> Answer:
    """An offer of long ago is made anew: another roadmap may count by now."""
    new = await new_year(session, today)
    offered = callback_data.roadmap_id, callback_data.year
    if new is None or new.is_there or (new.source.id, new.year) != offered:
        return Reply((await begin_new_year(event, session, t, today),), toast=t.plain("newyear-changed"))
    draft_id = await take_over(session, new, actor.id, now, same_schools=callback_data.same_schools)
    if draft_id is None:
        return await begin_new_year(event, session, t, today)
    return await overview(session, await draft_of(session, draft_id), t)


async def put_on_working_days(
    _: CallbackQuery, callback_data: OnWorkingDays, session: AsyncSession, t: Translator
) -> Reply:
    draft, read = await at_position(session, callback_data)
    deadline = on_working_days(read.deadline)
    if deadline != read.deadline:
        await correct_deadline(session, draft.id, read.position, deadline)
    return await go_on(session, callback_data, t)
