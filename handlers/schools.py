"""Schools: add, rename, put into the archive and take out again. For the coordinator alone."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from aiogram import Router
from aiogram.types import CallbackQuery, InlineKeyboardButton, Message
from sqlalchemy.ext.asyncio import AsyncSession

from bot.filters import Awaited, Has
from bot.keyboards.common import short
from bot.keyboards.schools import (
    AddSchools,
    Detail,
    SchoolArchive,
    SchoolDetail,
    SchoolOpen,
    SchoolRename,
    SchoolRestore,
)
from bot.screens import people as screens
from bot.screens.screen import Reply, Screen
from bot.texts import Translator
from db.queries import schools as queries
from db.queries.assign import assign_all, withdraw_school
from db.queries.invitations import open_offers
from db.queries.journal import note
from db.queries.pending import await_input, forget_input
from db.queries.people import members_of
from db.queries.people_journal import note_description
from db.queries.schools import SchoolLine
from roadmap.access import Actor, Role
from roadmap.errors import UserError
from roadmap.journal import Change
from roadmap.names import SCHOOL_NAME_LIMIT, SCHOOLS_AT_ONCE, clean_name, is_name
from roadmap.roster import NOTE_LIMIT, SHORT_NAME_LIMIT

NEW = "schools-new"
NAME = "school-name"
DETAIL = "school-detail"
LIMITS = {Detail.SHORT_NAME: SHORT_NAME_LIMIT, Detail.NOTE: NOTE_LIMIT}


def router() -> Router:
    router = Router(name="schools")
    only = Has(Role.COORDINATOR)
    router.callback_query.register(ask_schools, AddSchools.filter(), only)
    router.message.register(take_schools, Awaited(NEW), only)
    router.callback_query.register(open_school, SchoolOpen.filter(), only)
    router.callback_query.register(ask_name, SchoolRename.filter(), only)
    router.message.register(take_name, Awaited(NAME), only)
    router.callback_query.register(ask_detail, SchoolDetail.filter(), only)
    router.message.register(take_detail, Awaited(DETAIL), only)
    router.callback_query.register(archive, SchoolArchive.filter(), only)
    router.callback_query.register(restore, SchoolRestore.filter(), only)
    return router


async def ask_schools(
    _: CallbackQuery, session: AsyncSession, actor: Actor, t: Translator, now: datetime
) -> Screen:
    await await_input(session, actor.id, NEW, {}, now)
    return screens.ask_schools(t)


async def take_schools(
    event: Message, session: AsyncSession, actor: Actor, t: Translator, now: datetime, zone: ZoneInfo
) -> Reply:
    """A name a line. Each line is told what became of it; with none of use the question stays open."""
    names, unfit = _sorted_out(event.text or "")
    added = await queries.add_schools(session, names, now)
    if added.added:
        await _note_added(session, now, actor.id, added.added)
        await forget_input(session, actor.id)
        await assign_all(session, now, zone)
    return Reply(tuple(screens.schools_added(t, added, unfit)))


async def _note_added(session: AsyncSession, now: datetime, by: int, names: Sequence[str]) -> None:
    ids = {one.name: one.id for one in await queries.schools(session)}
    for name in names:
        await note(session, now, by, Change.SCHOOL_ADDED, ids[name], name)


def _sorted_out(text: str) -> tuple[list[str], dict[str, list[str]]]:
    """The names to add; and those that won't do, under the id of the text that says why."""
    lines = [name for line in text.splitlines() if (name := clean_name(line))]
    if not lines:
        raise UserError("people-school-name-unclear")
    if len(lines) > SCHOOLS_AT_ONCE:
        raise UserError("people-too-many-lines", limit=SCHOOLS_AT_ONCE)
    unfit: dict[str, list[str]] = {}
    names = []
    for name in lines:
        if not is_name(name):
            unfit.setdefault("people-not-a-name-line", []).append(name)
        elif len(name) > SCHOOL_NAME_LIMIT:
            unfit.setdefault("people-too-long-line", []).append(short(name))
        else:
            names.append(name)
    return names, unfit


async def open_school(
    _: CallbackQuery, callback_data: SchoolOpen, session: AsyncSession, t: Translator, now: datetime
) -> Screen:
    return await school_card_for(
        session, await _school(session, callback_data.id), t, now, callback_data.page
    )


async def ask_name(
    _: CallbackQuery,
    callback_data: SchoolRename,
    session: AsyncSession,
    actor: Actor,
    t: Translator,
    now: datetime,
) -> Screen:
    school = await _school(session, callback_data.id)
    await await_input(session, actor.id, NAME, {"school_id": school.id}, now)
    return screens.ask_school_name(t, school)


async def take_name(
    event: Message,
    payload: dict[str, Any],
    session: AsyncSession,
    actor: Actor,
    t: Translator,
    now: datetime,
) -> Screen:
    name = clean_name(event.text or "")
    if not is_name(name):
        raise UserError("people-school-name-unclear")
    if len(name) > SCHOOL_NAME_LIMIT:
        raise UserError("people-school-name-too-long", limit=SCHOOL_NAME_LIMIT)
    school = await _school(session, payload["school_id"])
    if not await queries.rename_school(session, school.id, name):
        raise UserError("people-school-name-taken")
    if name != school.name:
        old, new = {"name": school.name}, {"name": name}
        await note(
            session, now, actor.id, Change.SCHOOL_RENAMED, school.id, school.name, before=old, after=new
        )
    await forget_input(session, actor.id)
    return await school_card_for(session, await _school(session, payload["school_id"]), t, now)


async def ask_detail(
    _: CallbackQuery,
    callback_data: SchoolDetail,
    session: AsyncSession,
    actor: Actor,
    t: Translator,
    now: datetime,
) -> Screen:
    """The short name, or the note: a phone of the office, a remark."""
    school = await _school(session, callback_data.id)
    what = callback_data.what
    await await_input(session, actor.id, DETAIL, {"school_id": school.id, "what": what.value}, now)
    return screens.ask_school_detail(t, school, what)


async def take_detail(
    event: Message,
    payload: dict[str, Any],
    session: AsyncSession,
    actor: Actor,
    t: Translator,
    now: datetime,
) -> Screen:
    """A dash takes it away."""
    school, what = await _school(session, payload["school_id"]), Detail(payload["what"])
    text = clean_name(event.text or "")
    limit = LIMITS[what]
    if len(text) > limit:
        raise UserError("people-school-name-too-long", limit=limit)
    text = text if is_name(text) else ""
    short_name, remark = (text, school.note) if what is Detail.SHORT_NAME else (school.short_name, text)
    await note_description(session, now, actor.id, school, short_name, remark)
    await queries.describe_school(session, school.id, short_name, remark)
    await forget_input(session, actor.id)
    return await school_card_for(session, await _school(session, school.id), t, now)


async def archive(
    _: CallbackQuery,
    callback_data: SchoolArchive,
    session: AsyncSession,
    actor: Actor,
    t: Translator,
    now: datetime,
) -> Reply:
    """What the school owes is cancelled; its card offers the way back."""
    school = await _school(session, callback_data.id)
    done = await queries.archive_school(session, school.id, now)
    if done:
        await withdraw_school(session, school.id, actor.id, now)
        await note(session, now, actor.id, Change.SCHOOL_ARCHIVED, school.id, school.name)
    card = await school_card_for(session, await _school(session, school.id), t, now)
    return Reply((card,), toast=t.plain("people-archived" if done else "people-archived-already"))


async def restore(
    _: CallbackQuery,
    callback_data: SchoolRestore,
    session: AsyncSession,
    actor: Actor,
    t: Translator,
    now: datetime,
    zone: ZoneInfo,
) -> Reply:
    """The school is asked again for what the roadmap says."""
    school = await _school(session, callback_data.id)
    done = await queries.restore_school(session, school.id)
    if done:
        await assign_all(session, now, zone)
        await note(session, now, actor.id, Change.SCHOOL_RESTORED, school.id, school.name)
    card = await school_card_for(session, await _school(session, school.id), t, now)
    return Reply((card,), toast=t.plain("people-restored" if done else "people-restored-already"))


async def _school(session: AsyncSession, school_id: int) -> SchoolLine:
    school = await queries.school(session, school_id)
    if school is None:
        raise UserError("refused")
    return school


async def school_card_for(
    session: AsyncSession,
    school: SchoolLine,
    t: Translator,
    now: datetime,
    page: int = 0,
    undo: InlineKeyboardButton | None = None,
) -> Screen:
    people = await members_of(session, [school.id])
    offers = [offer for offer in await open_offers(session, now) if school.id in offer.school_ids]
    return screens.school_card(t, school, people, offers, page, undo)
