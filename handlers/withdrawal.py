"""«Отозвать»: what was handed in is taken back, as long as nobody has decided on it."""

from datetime import datetime
from zoneinfo import ZoneInfo

from aiogram import Router
from aiogram.types import CallbackQuery
from sqlalchemy.ext.asyncio import AsyncSession

from bot.keyboards.evidence import WithdrawPackage
from bot.screens.screen import Reply
from bot.texts import Translator
from db.queries.evidence import AWAITS_FILES, find_package
from db.queries.pending import await_input
from db.queries.withdrawal import withdraw
from handlers.evidence import closed_to_changes, own_package, package_screen
from roadmap.access import Actor
from roadmap.errors import UserError


def router() -> Router:
    router = Router(name="withdrawal")
    router.callback_query.register(take_back, WithdrawPackage.filter())
    return router


async def take_back(
    _: CallbackQuery,
    callback_data: WithdrawPackage,
    session: AsyncSession,
    actor: Actor,
    t: Translator,
    now: datetime,
    zone: ZoneInfo,
) -> Reply:
    package = await own_package(session, actor, callback_data.evidence_id)
    there = await withdraw(session, package, actor.id, now)
    if there is None:
        return closed_to_changes(package, t, zone)
    collecting = await find_package(session, there)
    if collecting is None:
        raise UserError("refused")
    await await_input(session, actor.id, AWAITS_FILES, {"evidence_id": there}, now)
    screen = await package_screen(session, collecting, actor, t)
    return Reply((screen,), toast=t.plain("evidence-withdrawn"))
