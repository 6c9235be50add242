"""`/evidence`, «Подтверждения»: what was handed in, found by school, month, activity and state.

Everybody sees what their roles reach. A button carries the whole filter and can be forged: what it names is
looked at anew on every press.
"""

from datetime import date
from zoneinfo import ZoneInfo

from aiogram import Router
from aiogram.types import CallbackQuery, Message, TelegramObject
from sqlalchemy.ext.asyncio import AsyncSession

from bot.filters import Asks
from bot.keyboards.evidence_search import ChooseEvidence, FindEvidence, OpenEvidence
from bot.keyboards.menu import Section
from bot.screens.attached import attachments
from bot.screens.evidence_search import (
    CHOICES,
    PAGE,
    Found,
    Opened,
    choices_screen,
    comment_pages,
    found_screen,
    opened_screen,
)
from bot.screens.screen import Reply, Screen
from bot.texts import Translator
from db.queries import evidence_search, reviews
from db.queries.assignments import history, kept_files
from db.queries.evidence_choices import Choice, activity_within_reach, choices
from db.queries.evidence_links import links_of
from db.queries.kept_reading import RoadmapYear, roadmap_years
from db.queries.reviews import Decision
from db.queries.schools import school
from roadmap.access import Actor, reaches_school
from roadmap.errors import UserError
from roadmap.evidence_search import Chosen, Field
from roadmap.evidence_words import Asked, understand
from roadmap.lists import Page
from roadmap.search import WORD_LIMIT


def router() -> Router:
    router = Router(name="evidence search")
    router.message.register(look, Asks(Section.EVIDENCE))
    router.callback_query.register(show_start, Asks(Section.EVIDENCE))
    router.callback_query.register(show_found, FindEvidence.filter())
    router.callback_query.register(show_choices, ChooseEvidence.filter())
    router.callback_query.register(open_package, OpenEvidence.filter())
    return router


async def look(
    event: Message, session: AsyncSession, actor: Actor, t: Translator, today: date, zone: ZoneInfo
) -> Screen:
    """Behind the command may stand what is looked for: «/evidence школа 20 март»."""
    years = await roadmap_years(session, today)
    text = event.text or ""
    words = text.partition(" ")[2].strip()[:WORD_LIMIT] if text.startswith("/") else ""
    if not words:
        return await _found(session, actor, _start(years), 0, t, today, zone)
    asked = await _understood(session, actor, words, years, today, zone)
    if asked.schools:
        schools = await choices(session, actor, asked.chosen, zone, Field.SCHOOL, count=False)
        fitting = [one for one in schools if one.value in asked.schools][:CHOICES]
        return choices_screen(asked.chosen, Field.SCHOOL, fitting, Page.within(0, 1, CHOICES), t)
    return await _found(session, actor, asked.chosen, 0, t, today, zone, asked.unclear)


def _start(years: list[RoadmapYear]) -> Chosen:
    """The roadmap that counts; where there is but one, nothing has to be narrowed down."""
    return Chosen(next((one.id for one in years if one.counts), None) if len(years) > 1 else None)


async def _understood(
    session: AsyncSession, actor: Actor, words: str, years: list[RoadmapYear], today: date, zone: ZoneInfo
) -> Asked:
    start = _start(years)
    schools = await choices(session, actor, start, zone, Field.SCHOOL, count=False)
    activities = await choices(session, actor, start, zone, Field.ACTIVITY, count=False)
    months = await choices(session, actor, start, zone, Field.MONTH, count=False)
    return understand(
        words,
        start,
        {int(one.value): one.name for one in schools},
        [(one.position or 0, int(one.value)) for one in activities if one.position],
        [str(one.value) for one in months],
        next((one.year for one in years if one.counts), today.year),
    )


async def show_start(
    _: TelegramObject, session: AsyncSession, actor: Actor, t: Translator, today: date, zone: ZoneInfo
) -> Screen:
    years = await roadmap_years(session, today)
    return await _found(session, actor, _start(years), 0, t, today, zone)


async def show_found(
    _: CallbackQuery,
    callback_data: FindEvidence,
    session: AsyncSession,
    actor: Actor,
    t: Translator,
    today: date,
    zone: ZoneInfo,
) -> Screen:
    chosen = _unpacked(callback_data.chosen)
    return await _found(session, actor, chosen, callback_data.page, t, today, zone)


async def _found(
    session: AsyncSession,
    actor: Actor,
    chosen: Chosen,
    wanted: int,
    t: Translator,
    today: date,
    zone: ZoneInfo,
    unclear: str = "",
) -> Screen:
    named = await _named(session, actor, chosen)
    count = await evidence_search.count(session, actor, chosen, zone)
    page = Page.within(wanted, count, PAGE)
    found = Found(
        chosen,
        await evidence_search.found(session, actor, chosen, zone, page.size, page.offset),
        count,
        page,
        named,
        await _months_at_once(session, actor, chosen, zone),
        await roadmap_years(session, today),
        unclear,
    )
    return found_screen(found, t, zone)


async def _months_at_once(
    session: AsyncSession, actor: Actor, chosen: Chosen, zone: ZoneInfo
) -> list[Choice]:
    """Of one school a month is what is asked for next, so it is a tap less away."""
    if chosen.school_id is None or chosen.month is not None:
        return []
    return (await choices(session, actor, chosen, zone, Field.MONTH, count=True))[-12:]


async def _named(session: AsyncSession, actor: Actor, chosen: Chosen) -> list[tuple[Field, Choice]]:
    """What the filter names. Raises UserError for a school or an activity beyond the actor's reach."""
    return [(field, await _value(session, actor, chosen, field)) for field in chosen.narrowed]


async def _value(session: AsyncSession, actor: Actor, chosen: Chosen, field: Field) -> Choice:
    value = chosen.value(field)
    if field is Field.SCHOOL:
        line = await school(session, int(value or 0)) if reaches_school(actor, chosen.school_id) else None
        named = Choice(line.id, line.name) if line else None
    elif field is Field.ACTIVITY:
        named = await activity_within_reach(session, actor, int(value or 0))
    else:
        named = Choice(str(value))
    if named is None:
        raise UserError("refused")
    return named


async def show_choices(
    _: CallbackQuery,
    callback_data: ChooseEvidence,
    session: AsyncSession,
    actor: Actor,
    t: Translator,
    zone: ZoneInfo,
) -> Screen:
    chosen = _unpacked(callback_data.chosen)
    await _named(session, actor, chosen)
    few = await evidence_search.count(session, actor, chosen, zone) < evidence_search.COUNTED
    there = await choices(session, actor, chosen, zone, callback_data.by, count=few)
    page = Page.within(callback_data.page, len(there), CHOICES)
    return choices_screen(chosen, callback_data.by, page.cut(there), page, t)


async def open_package(
    _: CallbackQuery,
    callback_data: OpenEvidence,
    session: AsyncSession,
    actor: Actor,
    t: Translator,
    zone: ZoneInfo,
) -> Reply:
    """Its files, and below them all that is known of it."""
    chosen = _unpacked(callback_data.chosen)
    package = await reviews.package(session, callback_data.evidence_id)
    if package is None or not await evidence_search.may_open(session, actor, package.id):
        raise UserError("refused")
    opened = Opened(
        package,
        await links_of(session, package.id),
        await _decisions(session, package.id),
        await history(session, package.facts.id),
    )
    comment = (Screen(page) for page in comment_pages(package))
    screen = opened_screen(opened, chosen, t, zone)
    return Reply((*comment, screen), files=attachments(await kept_files(session, package.id), t))


async def _decisions(session: AsyncSession, evidence_id: int) -> list[Decision]:
    """Those in force: a curator's first check, then what was decided."""
    both = [
        await reviews.first_check(session, evidence_id),
        await reviews.last_decision(session, evidence_id),
    ]
    in_force = {one.id: one for one in both if one is not None and one.undone_at is None}
    return list(in_force.values())


def _unpacked(packed: str) -> Chosen:
    try:
        return Chosen.unpack(packed)
    except ValueError:
        raise UserError("refused") from None
