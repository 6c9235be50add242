"""«Что уйдёт на этой неделе»: the coordinator sees who would get what, before it happens.

Writes nothing, and in a large city takes seconds to read: it is looked up after the commit, in nobody's way.
"""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from aiogram import Router
from aiogram.types import CallbackQuery, TelegramObject

from bot.filters import Has
from bot.keyboards.preview import PreviewDay, PreviewWeek
from bot.screens import preview as screens
from bot.screens.screen import Reply, Screen
from bot.texts import Translator
from db.engine import Database
from db.queries.preview import day_ahead, days_from, week_ahead
from handlers.menu import Says
from roadmap.access import Role


def router() -> Router:
    router = Router(name="preview")
    only = Has(Role.COORDINATOR)
    router.message.register(look_ahead, Says("preview"), only)
    router.callback_query.register(look_ahead, PreviewWeek.filter(), only)
    router.callback_query.register(look_at_day, PreviewDay.filter(), only)
    return router


async def look_ahead(
    _: TelegramObject, database: Database, t: Translator, now: datetime, zone: ZoneInfo
) -> Reply:
    async def later() -> Screen:
        async with database.look() as session:
            return screens.week_screen(await week_ahead(session, now, zone), t)

    return Reply((screens.looking(t),), later=later)


async def look_at_day(
    event: CallbackQuery,
    callback_data: PreviewDay,
    database: Database,
    t: Translator,
    now: datetime,
    today: date,
    zone: ZoneInfo,
) -> Reply:
    """The button of a day that has passed leads to the week as it is now."""
    day = next((one for one in days_from(today) if one.toordinal() == callback_data.day), None)
    if day is None:
        return await look_ahead(event, database, t, now, zone)

    async def later() -> Screen:
        async with database.look() as session:
            page, people = await day_ahead(session, day, now, zone, callback_data.page, screens.PEOPLE_A_PAGE)
        return screens.day_screen(day, page, people, t, zone)

    return Reply((screens.looking(t),), later=later)
