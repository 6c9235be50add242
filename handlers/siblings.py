"""«Для других школ тоже»: one package is handed in for several of a curator's schools."""

from collections.abc import Collection

from aiogram import Router
from aiogram.types import CallbackQuery
from sqlalchemy.ext.asyncio import AsyncSession

from bot.keyboards.evidence import ChooseSchools
from bot.keyboards.siblings import TickAllSchools, TickSchool
from bot.screens.screen import Reply, Screen
from bot.screens.siblings import schools_screen
from bot.texts import Translator
from db.models import EvidenceState
from db.queries.evidence import Package
from db.queries.siblings import choose_siblings, chosen_siblings, siblings
from handlers.evidence import own_package
from roadmap.access import Actor
from roadmap.errors import UserError


def router() -> Router:
    router = Router(name="siblings")
    router.callback_query.register(choose_schools, ChooseSchools.filter())
    router.callback_query.register(tick_school, TickSchool.filter())
    router.callback_query.register(tick_all, TickAllSchools.filter())
    return router


async def choose_schools(
    _: CallbackQuery, callback_data: ChooseSchools, session: AsyncSession, actor: Actor, t: Translator
) -> Reply:
    package = await _collecting(session, actor, callback_data.evidence_id)
    return Reply((await schools_screen_for(session, actor, package, t),))


async def tick_school(
    _: CallbackQuery, callback_data: TickSchool, session: AsyncSession, actor: Actor, t: Translator
) -> Screen:
    package = await _collecting(session, actor, callback_data.evidence_id)
    others = {task.id for task in await siblings(session, actor, package.task)}
    if callback_data.assignment_id not in others:
        raise UserError("siblings-not-owed")
    change = {callback_data.assignment_id}
    chosen = set(await chosen_siblings(session, package.id))
    await choose_siblings(session, package.id, chosen | change if callback_data.ticked else chosen - change)
    return await schools_screen_for(session, actor, package, t)


async def tick_all(
    _: CallbackQuery, callback_data: TickAllSchools, session: AsyncSession, actor: Actor, t: Translator
) -> Screen:
    package = await _collecting(session, actor, callback_data.evidence_id)
    await choose_siblings(
        session, package.id, [task.id for task in await siblings(session, actor, package.task)]
    )
    return await schools_screen_for(session, actor, package, t)


async def schools_screen_for(session: AsyncSession, actor: Actor, package: Package, t: Translator) -> Screen:
    others = await siblings(session, actor, package.task)
    chosen: Collection[int] = await chosen_siblings(session, package.id)
    return schools_screen(package, others, chosen, t)


async def _collecting(session: AsyncSession, actor: Actor, evidence_id: int) -> Package:
    package = await own_package(session, actor, evidence_id)
    if package.state is not EvidenceState.COLLECTING:
        raise UserError("siblings-too-late")
    return package
