"""The sender's side of what has to be sent: which part a file is, and handing in with one missing."""

from datetime import datetime
from zoneinfo import ZoneInfo

from aiogram import Router
from aiogram.types import CallbackQuery
from sqlalchemy.ext.asyncio import AsyncSession

from bot.keyboards.requirements import AskPart, DoneWithout, TellPart
from bot.screens.evidence import file_name
from bot.screens.requirements import what_is_it_screen
from bot.screens.screen import Reply, Screen
from bot.texts import Translator
from db.models import EvidenceState
from db.queries.evidence import Package
from db.queries.evidence_files import SentFile, find_file
from db.queries.required_parts import parts_of_assignment, tell_part
from handlers.evidence import closed_to_changes, files_page, hand_in, own_package
from roadmap.access import Actor
from roadmap.errors import UserError


def router() -> Router:
    router = Router(name="checklist")
    router.callback_query.register(ask_part, AskPart.filter())
    router.callback_query.register(tell, TellPart.filter())
    router.callback_query.register(done_without, DoneWithout.filter())
    return router


async def ask_part(
    _: CallbackQuery,
    callback_data: AskPart,
    session: AsyncSession,
    actor: Actor,
    t: Translator,
    zone: ZoneInfo,
) -> Screen | Reply:
    """«Что это?»"""
    file, package = await _own_file(session, actor, callback_data.file_id)
    if package.state is not EvidenceState.COLLECTING:
        return closed_to_changes(package, t, zone)
    parts = await parts_of_assignment(session, package.task.id)
    return what_is_it_screen(package.id, file.id, file_name(file, t), parts, t)


async def _own_file(session: AsyncSession, actor: Actor, file_id: int) -> tuple[SentFile, Package]:
    """The file and its package, which is locked. Raises UserError."""
    file = await find_file(session, file_id)
    if file is None or file.evidence_id is None:
        raise UserError("refused")
    return file, await own_package(session, actor, file.evidence_id)


async def tell(
    _: CallbackQuery,
    callback_data: TellPart,
    session: AsyncSession,
    actor: Actor,
    t: Translator,
    zone: ZoneInfo,
) -> Reply:
    file, package = await _own_file(session, actor, callback_data.file_id)
    if package.state is not EvidenceState.COLLECTING:
        return closed_to_changes(package, t, zone)
    asked = {part.id for part in await parts_of_assignment(session, package.task.id)}
    if callback_data.part_id in asked:
        await tell_part(session, file.id, callback_data.part_id)
    toast = t.plain("requirements-told" if callback_data.part_id in asked else "requirements-asked-no-more")
    return Reply((await files_page(session, package, 0, t, zone),), toast=toast)


async def done_without(
    _: CallbackQuery,
    callback_data: DoneWithout,
    session: AsyncSession,
    actor: Actor,
    t: Translator,
    now: datetime,
    zone: ZoneInfo,
) -> Screen | Reply:
    """What is missing was named, and it is handed in all the same."""
    package = await own_package(session, actor, callback_data.evidence_id)
    if package.state is not EvidenceState.COLLECTING:
        return closed_to_changes(package, t, zone)
    return await hand_in(session, package, actor, t, now, zone)
