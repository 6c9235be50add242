"""«Меня замещает …»: a colleague, a first and a last day. Both of them know, either can call it off."""

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from aiogram import Router
from aiogram.types import CallbackQuery, Message
from sqlalchemy.ext.asyncio import AsyncSession

from bot.filters import Awaited
from bot.keyboards.choices import (
    AllColleagues,
    ChooseSubstitute,
    EndSubstitute,
    SubstituteFrom,
    SubstituteIs,
    SubstituteUntil,
)
from bot.screens import choices as screens
from bot.screens.screen import Reply, Screen
from bot.texts import Translator
from db.queries.choices import StandIn, colleague, colleagues, end_substitute, set_substitute
from db.queries.handing_over import hand_back, hand_over
from db.queries.installation import hold_planning
from db.queries.journal import note
from db.queries.outbox import NewMessage, put, was_said
from db.queries.pending import Pending, await_input, forget_input
from handlers.settings import settings_screen_for
from roadmap.access import CITY_ROLES, Actor
from roadmap.calendar import next_speaking_time
from roadmap.errors import UserError
from roadmap.journal import Change
from roadmap.lists import Page
from roadmap.names import clean_name
from roadmap.substitution import NAME_LIMIT, check_days, typed_day

NAME = "substitute-name"
FIRST = "substitute-first"
LAST = "substitute-last"


def router() -> Router:
    router = Router(name="substitutes")
    router.callback_query.register(choose_colleague, ChooseSubstitute.filter())
    router.callback_query.register(show_all, AllColleagues.filter())
    router.message.register(find_colleague, Awaited(NAME))
    router.callback_query.register(ask_first_day, SubstituteIs.filter())
    router.message.register(take_first_day, Awaited(FIRST))
    router.callback_query.register(first_day_chosen, SubstituteFrom.filter())
    router.message.register(take_last_day, Awaited(LAST))
    router.callback_query.register(last_day_chosen, SubstituteUntil.filter())
    router.callback_query.register(end, EndSubstitute.filter())
    return router


async def choose_colleague(
    _: CallbackQuery,
    callback_data: ChooseSubstitute,
    session: AsyncSession,
    actor: Actor,
    t: Translator,
    now: datetime,
    pending: Pending | None,
) -> Screen:
    """What was typed of a name goes with the pages of the list."""
    name = str(pending.payload["name"]) if pending is not None and pending.kind == NAME else ""
    return await _colleagues(session, actor, t, now, name, callback_data.page)


async def show_all(
    _: CallbackQuery, session: AsyncSession, actor: Actor, t: Translator, now: datetime
) -> Screen:
    return await _colleagues(session, actor, t, now, "", 0)


async def find_colleague(
    event: Message, session: AsyncSession, actor: Actor, t: Translator, now: datetime
) -> Screen:
    name = clean_name(event.text or "")
    if len(name) > NAME_LIMIT:
        raise UserError("settings-name-too-long", limit=NAME_LIMIT)
    return await _colleagues(session, actor, t, now, name, 0)


async def _colleagues(
    session: AsyncSession, actor: Actor, t: Translator, now: datetime, name: str, wanted: int
) -> Screen:
    await await_input(session, actor.id, NAME, {"name": name}, now)
    _, total = await colleagues(session, actor, name, 0, 0)
    page = Page.within(wanted, total, screens.COLLEAGUES)
    found, _ = await colleagues(session, actor, name, page.offset, page.size)
    return screens.colleagues(t, found, page, name, in_city=bool(actor.roles & CITY_ROLES))


async def ask_first_day(
    _: CallbackQuery,
    callback_data: SubstituteIs,
    session: AsyncSession,
    actor: Actor,
    t: Translator,
    now: datetime,
    today: date,
) -> Screen:
    name = await colleague(session, actor, callback_data.person_id)
    await await_input(session, actor.id, FIRST, {"person_id": callback_data.person_id}, now)
    monday = today + timedelta(days=7 - today.weekday())
    days = sorted({today, today + timedelta(days=1), monday, monday + timedelta(days=7)})
    return screens.first_day(t, callback_data.person_id, name, days)


async def take_first_day(
    event: Message,
    session: AsyncSession,
    actor: Actor,
    payload: dict[str, Any],
    t: Translator,
    now: datetime,
    today: date,
) -> Screen:
    first = typed_day(event.text or "", today)
    return await _ask_last_day(session, actor, payload["person_id"], first, t, now, today)


async def first_day_chosen(
    _: CallbackQuery,
    callback_data: SubstituteFrom,
    session: AsyncSession,
    actor: Actor,
    t: Translator,
    now: datetime,
    today: date,
) -> Screen:
    first = date.fromordinal(callback_data.first)
    return await _ask_last_day(session, actor, callback_data.person_id, first, t, now, today)


async def _ask_last_day(
    session: AsyncSession,
    actor: Actor,
    person_id: int,
    first: date,
    t: Translator,
    now: datetime,
    today: date,
) -> Screen:
    name = await colleague(session, actor, person_id)
    check_days(first, first, today)
    await await_input(session, actor.id, LAST, {"person_id": person_id, "first": first.isoformat()}, now)
    return screens.last_day(t, person_id, name, first)


async def take_last_day(
    event: Message,
    session: AsyncSession,
    actor: Actor,
    payload: dict[str, Any],
    t: Translator,
    now: datetime,
    today: date,
    zone: ZoneInfo,
) -> Reply:
    first, last = date.fromisoformat(payload["first"]), typed_day(event.text or "", today)
    return await _set(session, actor, payload["person_id"], first, last, t, now, today, zone)


async def last_day_chosen(
    _: CallbackQuery,
    callback_data: SubstituteUntil,
    session: AsyncSession,
    actor: Actor,
    t: Translator,
    now: datetime,
    today: date,
    zone: ZoneInfo,
) -> Reply:
    first, last = date.fromordinal(callback_data.first), date.fromordinal(callback_data.last)
    return await _set(session, actor, callback_data.person_id, first, last, t, now, today, zone)


async def _set(
    session: AsyncSession,
    actor: Actor,
    person_id: int,
    first: date,
    last: date,
    t: Translator,
    now: datetime,
    today: date,
    zone: ZoneInfo,
) -> Reply:
    await hold_planning(session)
    there, is_new = await set_substitute(session, actor, person_id, first, last, today, now)
    await forget_input(session, actor.id)
    if is_new:
        await hand_over(session, actor.id, person_id, today, now, zone)
        await _tell(session, "substitute-set", there, person_id, now, zone)
        after = {"person_id": person_id, "dates": [first.isoformat(), last.isoformat()]}
        await note(session, now, actor.id, Change.PERSON_AWAY, actor.id, after=after)
    screen = await settings_screen_for(session, actor, t, now, zone)
    toast = t.plain("substitute-is-set" if is_new else "substitute-is-set-already", name=there.substitute)
    return Reply((screen,), toast=toast)


async def end(
    _: CallbackQuery,
    callback_data: EndSubstitute,
    session: AsyncSession,
    actor: Actor,
    t: Translator,
    now: datetime,
    today: date,
    zone: ZoneInfo,
) -> Reply:
    """The other one is told, unless they never heard of it."""
    await hold_planning(session)
    ended = await end_substitute(session, callback_data.id, actor.id, today, now)
    if ended is not None:
        await hand_back(session, ended.person_id, ended.substitute_id, today, now, zone)
        other = ended.other(actor.id)
        after = {"person_id": ended.substitute_id, "text_id": "journal-called-off"}
        await note(session, now, actor.id, Change.PERSON_AWAY, ended.person_id, after=after)
        if other == ended.person_id or await was_said(session, _key("substitute-set", ended, other)):
            await _tell(session, "substitute-ended", ended, other, now, zone)
    screen = await settings_screen_for(session, actor, t, now, zone)
    toast = t.plain("substitute-is-over-already" if ended is None else "substitute-is-over")
    return Reply((screen,), toast=toast)


async def _tell(
    session: AsyncSession, kind: str, one: StandIn, person_id: int, now: datetime, zone: ZoneInfo
) -> None:
    news = NewMessage(_key(kind, one, person_id), person_id, kind, {"substitution_id": one.id})
    await put(session, [news], now=now, due_at=next_speaking_time(now, zone))


def _key(kind: str, one: StandIn, person_id: int) -> str:
    return f"{kind}:{one.id}:{person_id}"
