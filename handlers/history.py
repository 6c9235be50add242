"""«Вся история»: what happened to an assignment, page by page."""

from zoneinfo import ZoneInfo

from aiogram import Router
from aiogram.types import CallbackQuery
from sqlalchemy.ext.asyncio import AsyncSession

from bot.keyboards.history import ShowHistory
from bot.screens.history import PAGE, history_screen
from bot.screens.screen import Screen
from bot.texts import Translator
from db.queries.assignments import assignment_details, history_count, history_page
from roadmap.access import Actor, may_see
from roadmap.errors import UserError
from roadmap.lists import Page


def router() -> Router:
    router = Router(name="history")
    router.callback_query.register(show_history, ShowHistory.filter())
    return router


async def show_history(
    _: CallbackQuery,
    callback_data: ShowHistory,
    session: AsyncSession,
    actor: Actor,
    t: Translator,
    zone: ZoneInfo,
) -> Screen:
    details = await assignment_details(session, callback_data.assignment_id)
    if details is None or not may_see(actor, details.facts.assignee, details.facts.school_id):
        raise UserError("refused")
    facts = details.facts
    page = Page.within(callback_data.page, await history_count(session, facts.id), PAGE)
    entries = await history_page(session, facts.id, page.size, page.offset)
    return history_screen(facts, entries, page, t, zone)
