"""`/journal`: who changed what and when. `/journal WORD` looks for a person or a school."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from aiogram import Router
from aiogram.types import CallbackQuery, Message
from sqlalchemy.ext.asyncio import AsyncSession

from bot.filters import Has
from bot.keyboards.journal import JournalPage
from bot.screens import journal as screens
from bot.screens.screen import Screen
from bot.texts import Translator
from db.queries.journal import Looked, count_entries, entries, find, names_in
from db.queries.people import person_card
from db.queries.schools import school
from handlers.menu import Says
from roadmap.access import Role
from roadmap.errors import UserError
from roadmap.journal import Span
from roadmap.lists import Page
from roadmap.search import WORD_LIMIT


def router() -> Router:
    router = Router(name="journal")
    only = Has(Role.COORDINATOR)
    router.message.register(show, Says("journal"), only)
    router.callback_query.register(turn, JournalPage.filter(), only)
    return router


async def show(event: Message, session: AsyncSession, t: Translator, today: date, zone: ZoneInfo) -> Screen:
    word = (event.text or "").partition(" ")[2].strip()[:WORD_LIMIT]
    if not word:
        return await _page(session, JournalPage(), t, today, zone)
    names = await find(session, word)
    if not names.people and not names.schools:
        return screens.nobody(t, word)
    if len(names.people) + len(names.schools) > 1:
        return screens.whom(t, names)
    wanted = JournalPage(
        person_id=next(iter(names.people), 0), school_id=next(iter(names.schools), 0), span=Span.ALL
    )
    return await _page(session, wanted, t, today, zone)


async def turn(
    _: CallbackQuery,
    callback_data: JournalPage,
    session: AsyncSession,
    t: Translator,
    today: date,
    zone: ZoneInfo,
) -> Screen:
    return await _page(session, callback_data, t, today, zone)


async def _page(
    session: AsyncSession, wanted: JournalPage, t: Translator, today: date, zone: ZoneInfo
) -> Screen:
    first = wanted.span.first_day(today)
    looked = Looked(
        wanted.topic.subjects,
        None if first is None else datetime.combine(first, time.min, zone),
        wanted.person_id or None,
        wanted.school_id or None,
    )
    page = Page.within(wanted.page, await count_entries(session, looked), screens.ON_PAGE)
    found = await entries(session, looked, page.offset, page.size)
    names = await names_in(session, found)
    return screens.journal_page(t, wanted, found, names, page, zone, await _about(session, wanted))


async def _about(session: AsyncSession, wanted: JournalPage) -> str | None:
    """The name of whom the page is about. Raises UserError when they have left."""
    if wanted.person_id:
        person = await person_card(session, wanted.person_id)
        if person is None:
            raise UserError("people-has-left")
        return person.name
    if wanted.school_id:
        found = await school(session, wanted.school_id)
        if found is None:
            raise UserError("refused")
        return found.name
    return None
