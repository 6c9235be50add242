"""«Мои данные»: what the bot keeps about the person who asks, as a file too, and how to have it removed."""

from zoneinfo import ZoneInfo

from aiogram import Router
from aiogram.types import CallbackQuery, TelegramObject
from sqlalchemy.ext.asyncio import AsyncSession

from bot.keyboards.my_data import DownloadMyData, RemoveMyData, ShowMyData
from bot.screens import my_data as screens
from bot.screens.screen import Reply, Screen
from bot.texts import Translator
from db.queries.memberships import refuse_the_last_coordinator
from db.queries.my_data import kept_about, tables_about
from db.queries.people import roles_of
from handlers.menu import Says
from roadmap.access import Actor


def router() -> Router:
    router = Router(name="my-data")
    router.message.register(show, Says("mydata"))
    router.callback_query.register(show, ShowMyData.filter())
    router.callback_query.register(download, DownloadMyData.filter())
    router.callback_query.register(explain_removal, RemoveMyData.filter())
    return router


async def show(
    _: TelegramObject, session: AsyncSession, actor: Actor, t: Translator, zone: ZoneInfo
) -> Screen:
    kept = await kept_about(session, actor.id)
    return screens.overview(t, kept, await roles_of(session, [actor.id]), zone)


async def download(
    _: CallbackQuery, session: AsyncSession, actor: Actor, t: Translator, zone: ZoneInfo
) -> Reply:
    kept, tables = await kept_about(session, actor.id), await tables_about(session, actor.id)
    return Reply(toast=t.plain("my-data-file-made"), fresh=screens.file_of(t, kept, tables, zone))


async def explain_removal(_: CallbackQuery, session: AsyncSession, actor: Actor, t: Translator) -> Screen:
    """The leaving itself, with its confirmation, is that of the settings. Raises UserError."""
    await refuse_the_last_coordinator(session, actor.id)
    return screens.removal(t)
