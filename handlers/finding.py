"""Looking for a school, a person or an invitation: a typed word filters, another one filters anew."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from aiogram import Router
from aiogram.types import CallbackQuery, Message
from sqlalchemy.ext.asyncio import AsyncSession

from bot.filters import Awaited, Has
from bot.keyboards.finding import Find, Found, Where
from bot.screens import finding as screens
from bot.screens.people import SchoolsPicture
from bot.screens.screen import Screen
from bot.texts import Translator
from db.queries.invitations import Offer, awaited_offers, open_offers
from db.queries.pending import Pending, await_input
from db.queries.people import members_of, people_by_word, roles_of
from db.queries.schools import schools
from roadmap.access import Actor, Role
from roadmap.errors import UserError
from roadmap.lists import Page
from roadmap.names import clean_name
from roadmap.search import WORD_LIMIT, matches

WORD = "people-word"


def router() -> Router:
    router = Router(name="finding")
    only = Has(Role.COORDINATOR)
    router.callback_query.register(ask, Find.filter(), only)
    router.message.register(take_word, Awaited(WORD), only)
    router.callback_query.register(turn, Found.filter(), only)
    return router


async def ask(
    _: CallbackQuery,
    callback_data: Find,
    session: AsyncSession,
    actor: Actor,
    t: Translator,
    now: datetime,
) -> Screen:
    where = callback_data.where
    await await_input(session, actor.id, WORD, {"where": where.value, "word": ""}, now)
    return screens.ask(t, where)


async def take_word(
    event: Message,
    payload: dict[str, Any],
    session: AsyncSession,
    actor: Actor,
    t: Translator,
    now: datetime,
    zone: ZoneInfo,
) -> Screen:
    """The word is kept for the pages of what it finds."""
    word = clean_name(event.text or "")[:WORD_LIMIT]
    await await_input(session, actor.id, WORD, {**payload, "word": word}, now)
    return await _found(session, Where(payload["where"]), word, 0, t, now, zone)


async def turn(
    _: CallbackQuery,
    callback_data: Found,
    session: AsyncSession,
    t: Translator,
    now: datetime,
    zone: ZoneInfo,
    pending: Pending | None,
) -> Screen:
    if pending is None or pending.kind != WORD or pending.payload["where"] != callback_data.where.value:
        raise UserError("find-word-gone")
    word = str(pending.payload["word"])
    return await _found(session, callback_data.where, word, callback_data.page, t, now, zone)


async def _found(
    session: AsyncSession, where: Where, word: str, wanted: int, t: Translator, now: datetime, zone: ZoneInfo
) -> Screen:
    size = screens.A_PAGE[where]
    if where is Where.PEOPLE:
        people = await people_by_word(session, word)
        page = Page.within(wanted, len(people), size)
        shown = page.cut(people)
        roles = await roles_of(session, [person.id for person in shown])
        return screens.found_people(t, word, shown, roles, len(people), page)
    if where is Where.INVITATIONS:
        offers = [one for one in await awaited_offers(session, now) if matches(word, *_words_of(one))]
        return screens.found_invitations(t, word, offers, Page.within(wanted, len(offers), size), zone)
    there = [one for one in await schools(session) if matches(word, one.name, one.short_name)]
    members = await members_of(session, [one.id for one in there])
    picture = SchoolsPicture(there, members, await open_offers(session, now))
    return screens.found_schools(t, word, picture, Page.within(wanted, len(there), size))


def _words_of(offer: Offer) -> list[str]:
    return [offer.name, *(school.name for school in offer.schools)]
