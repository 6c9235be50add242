"""«Кому не доходит» in the coordinator's section about people."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from aiogram import Router
from aiogram.types import CallbackQuery
from sqlalchemy.ext.asyncio import AsyncSession

from bot.filters import Has
from bot.keyboards.people import UnheardList
from bot.screens.screen import Screen
from bot.screens.unheard import unheard_list
from bot.texts import Translator
from db.queries.people import roles_of
from db.queries.unheard import unheard
from roadmap.access import Role


def router() -> Router:
    router = Router(name="unheard")
    router.callback_query.register(show, UnheardList.filter(), Has(Role.COORDINATOR))
    return router


async def show(
    _: CallbackQuery,
    callback_data: UnheardList,
    session: AsyncSession,
    t: Translator,
    now: datetime,
    today: date,
    zone: ZoneInfo,
) -> Screen:
    people = await unheard(session, now, today)
    roles: dict[int, list[Role]] = {}
    for member in await roles_of(session, [one.person_id for one in people]):
        theirs = roles.setdefault(member.person_id, [])
        if member.role not in theirs:
            theirs.append(member.role)
    return unheard_list(t, people, roles, callback_data.page, zone)
