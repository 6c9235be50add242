"""«Что прислать»: what the evidence for an activity must have; for the coordinator alone."""

from datetime import datetime
from typing import Any

from aiogram import Router
from aiogram.types import CallbackQuery, Message
from sqlalchemy.ext.asyncio import AsyncSession

from bot.filters import Awaited, Has
from bot.keyboards.requirements import (
    AddSuggested,
    RemovePart,
    RestorePart,
    ShowRequirements,
    TakeOffice,
    TypePart,
)
from bot.screens import requirements as screens
from bot.screens.screen import Reply, Screen
from bot.texts import Translator
from db.queries.in_force import ActivityRow, activity
from db.queries.journal import note
from db.queries.pending import Pending, await_input, stop_awaiting
from db.queries.required_parts import (
    activity_of_part,
    activity_takes_office,
    add_part,
    parts_of,
    remove_part,
    removed_part,
    restore_part,
    set_takes_office,
)
from roadmap.access import Actor, Role
from roadmap.errors import UserError
from roadmap.journal import Change
from roadmap.names import clean_name, is_name
from roadmap.requirements import LONGEST, SHORTEST, Part, still_asked

PART = "required-part"


def router() -> Router:
    router = Router(name="requirements")
    coordinator = Has(Role.COORDINATOR)
    router.callback_query.register(show, ShowRequirements.filter(), coordinator)
    router.callback_query.register(add_suggested, AddSuggested.filter(), coordinator)
    router.callback_query.register(ask_part, TypePart.filter(), coordinator)
    router.message.register(add_typed, Awaited(PART), coordinator)
    router.callback_query.register(remove, RemovePart.filter(), coordinator)
    router.callback_query.register(restore, RestorePart.filter(), coordinator)
    router.callback_query.register(take_office, TakeOffice.filter(), coordinator)
    return router


async def show(
    _: CallbackQuery,
    callback_data: ShowRequirements,
    session: AsyncSession,
    actor: Actor,
    t: Translator,
    pending: Pending | None,
) -> Screen:
    await stop_awaiting(session, actor.id, pending, PART)
    row = await _activity(session, callback_data.activity_id)
    return await _screen(session, row, callback_data.page, t)


async def _activity(session: AsyncSession, activity_id: int | None) -> ActivityRow:
    row = None if activity_id is None else await activity(session, activity_id)
    if row is None:
        raise UserError("refused")
    return row


async def _screen(
    session: AsyncSession, row: ActivityRow, page: int, t: Translator, removed: Part | None = None
) -> Screen:
    parts = await parts_of(session, row.id)
    takes = await activity_takes_office(session, row.id)
    return screens.requirements_screen(t, row, parts, page, takes_office=takes, removed=removed)


async def add_suggested(
    _: CallbackQuery,
    callback_data: AddSuggested,
    session: AsyncSession,
    actor: Actor,
    t: Translator,
    now: datetime,
) -> Reply:
    row = await _activity(session, callback_data.activity_id)
    before = await parts_of(session, row.id)
    for name in still_asked(row.indicator, before):
        await add_part(session, row.id, name)
    changed = await _note(session, row, before, actor, now)
    toast = t.plain("requirements-added" if changed else "requirements-changed-before")
    return Reply((await _screen(session, row, callback_data.page, t),), toast=toast)


async def _note(
    session: AsyncSession, row: ActivityRow, before: list[Part], actor: Actor, now: datetime
) -> bool:
    """Into the journal, if it is not as before."""
    after = await parts_of(session, row.id)
    if after == before:
        return False
    old, new = ({"parts": _names(parts)} for parts in (before, after))
    await note(session, now, actor.id, Change.ACTIVITY_PARTS, row.id, row.title, before=old, after=new)
    return True


def _names(parts: list[Part]) -> str | None:
    return ", ".join(part.name for part in parts) or None


async def ask_part(
    _: CallbackQuery,
    callback_data: TypePart,
    session: AsyncSession,
    actor: Actor,
    t: Translator,
    now: datetime,
) -> Screen:
    row = await _activity(session, callback_data.activity_id)
    payload = {"activity_id": row.id, "page": callback_data.page}
    await await_input(session, actor.id, PART, payload, now)
    return screens.ask_part_screen(t, row.id, callback_data.page)


async def add_typed(
    event: Message,
    payload: dict[str, Any],
    session: AsyncSession,
    actor: Actor,
    t: Translator,
    now: datetime,
    pending: Pending | None,
) -> Reply:
    row, page = await _activity(session, payload["activity_id"]), payload["page"]
    name = clean_name(event.text or "")
    if not SHORTEST <= len(name) <= LONGEST or not is_name(name):
        return Reply((screens.part_length_screen(t, row.id, page),))
    before = await parts_of(session, row.id)
    if not await add_part(session, row.id, name):
        raise UserError("requirements-not-added")
    await stop_awaiting(session, actor.id, pending, PART)
    await _note(session, row, before, actor, now)
    return Reply((await _screen(session, row, page, t),))


async def remove(
    _: CallbackQuery,
    callback_data: RemovePart,
    session: AsyncSession,
    actor: Actor,
    t: Translator,
    now: datetime,
) -> Reply:
    """At once, and the way back is on the screen."""
    row = await _activity(session, await activity_of_part(session, callback_data.part_id))
    before = await parts_of(session, row.id)
    changed = await remove_part(session, callback_data.part_id, now)
    await _note(session, row, before, actor, now)
    removed = await removed_part(session, callback_data.part_id)
    toast = t.plain("requirements-removed" if changed else "requirements-changed-before")
    return Reply((await _screen(session, row, callback_data.page, t, removed),), toast=toast)


async def restore(
    _: CallbackQuery,
    callback_data: RestorePart,
    session: AsyncSession,
    actor: Actor,
    t: Translator,
    now: datetime,
) -> Reply:
    row = await _activity(session, await activity_of_part(session, callback_data.part_id))
    before = await parts_of(session, row.id)
    changed = await restore_part(session, callback_data.part_id)
    await _note(session, row, before, actor, now)
    toast = t.plain("requirements-restored" if changed else "requirements-changed-before")
    return Reply((await _screen(session, row, callback_data.page, t),), toast=toast)


async def take_office(
    _: CallbackQuery,
    callback_data: TakeOffice,
    session: AsyncSession,
    actor: Actor,
    t: Translator,
    now: datetime,
) -> Screen:
    row = await _activity(session, callback_data.activity_id)
    if await set_takes_office(session, row.id, takes=callback_data.takes):
        change = Change.ACTIVITY_OFFICE if callback_data.takes else Change.ACTIVITY_NO_OFFICE
        await note(session, now, actor.id, change, row.id, row.title)
    return await _screen(session, row, callback_data.page, t)
