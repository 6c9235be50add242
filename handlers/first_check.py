"""The coordinator says whether curators look at their schools' packages first."""

from datetime import datetime
from zoneinfo import ZoneInfo

from aiogram import Router
from aiogram.types import CallbackQuery
from sqlalchemy.ext.asyncio import AsyncSession

from bot.filters import Has
from bot.keyboards.first_check import CheckFirst
from bot.screens.screen import Reply
from bot.texts import Translator
from db.queries import first_check
from db.queries.journal import note
from db.queries.people import people_with
from handlers.settings import settings_screen_for
from roadmap.access import Actor, Role
from roadmap.journal import Change


def router() -> Router:
    router = Router(name="first check")
    router.callback_query.register(switch, CheckFirst.filter(), Has(Role.COORDINATOR))
    return router


async def switch(
    _: CallbackQuery,
    callback_data: CheckFirst,
    session: AsyncSession,
    actor: Actor,
    t: Translator,
    now: datetime,
    zone: ZoneInfo,
) -> Reply:
    if await first_check.switch(session, on=callback_data.on):
        change = Change.REVIEW_CHECKED_FIRST if callback_data.on else Change.REVIEW_CHECKED_ONCE
        await note(session, now, actor.id, change, None)
        if not callback_data.on:
            await _end_checks(session, actor, now, zone)
    screen = await settings_screen_for(session, actor, t, now, zone)
    said = "check-first-on-toast" if callback_data.on else "check-first-off-toast"
    return Reply((screen,), toast=t.plain(said))


async def _end_checks(session: AsyncSession, actor: Actor, now: datetime, zone: ZoneInfo) -> None:
    """Nobody is left waiting; the other coordinators hear what has come to them."""
    waiting = await first_check.end_checks(session)
    others = [one for one in await people_with(session, Role.COORDINATOR) if one != actor.id]
    await first_check.tell_coordinators(session, waiting, others, now, zone, silent=False)
