"""«Сводка»: who is behind, what came in, what people answered; everybody sees what they reach."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from aiogram import Router
from aiogram.types import CallbackQuery, TelegramObject
from sqlalchemy.ext.asyncio import AsyncSession

from bot.filters import Asks
from bot.keyboards.menu import Section
from bot.keyboards.summary import (
    Look,
    Summarise,
    SummariseOf,
    SummariseSchool,
    SummariseSchoolOf,
    SummariseYear,
)
from bot.screens.screen import Screen
from bot.screens.summary import (
    LEFT_OUT_DAYS,
    PAGE,
    WORST,
    Overview,
    activities_screen,
    lines_screen,
    meeting_lines,
    nothing_screen,
    overview_screen,
    school_screen,
    schools_screen,
    survey_lines,
)
from bot.screens.tasks import in_order
from bot.screens.unheard import person_block
from bot.texts import Markup, Translator
from db.queries import summary
from db.queries.digests import left_out_since
from db.queries.kept_reading import RoadmapYear, roadmap_of, roadmap_years
from db.queries.schools import school
from db.queries.unheard import unheard
from roadmap.access import Actor, reaches_school
from roadmap.calendar import local_today
from roadmap.errors import UserError
from roadmap.lists import Page

LEFT_OUT_FOR = timedelta(days=LEFT_OUT_DAYS)
OF_ROADMAP = frozenset({Look.SCHOOLS, Look.ACTIVITIES})


def router() -> Router:
    router = Router(name="summary")
    router.message.register(show_overview, Asks(Section.SUMMARY))
    router.callback_query.register(show_overview, Asks(Section.SUMMARY))
    router.callback_query.register(show_look, Summarise.filter())
    router.callback_query.register(show_school, SummariseSchool.filter())
    router.callback_query.register(show_year, SummariseYear.filter())
    router.callback_query.register(show_look_of_year, SummariseOf.filter())
    router.callback_query.register(show_school_of_year, SummariseSchoolOf.filter())
    return router


async def show_overview(
    _: TelegramObject,
    session: AsyncSession,
    actor: Actor,
    t: Translator,
    now: datetime,
    today: date,
    zone: ZoneInfo,
) -> Screen:
    shown = await roadmap_of(session, today, None)
    return await _overview(session, shown, actor, t, now, today, zone)


async def show_year(
    _: CallbackQuery,
    callback_data: SummariseYear,
    session: AsyncSession,
    actor: Actor,
    t: Translator,
    now: datetime,
    today: date,
    zone: ZoneInfo,
) -> Screen:
    shown = await _year(session, callback_data.roadmap_id, today)
    return await _overview(session, shown, actor, t, now, today, zone)


async def _year(session: AsyncSession, roadmap_id: int | None, today: date) -> RoadmapYear | None:
    """The roadmap of a button, None for the one that counts. Raises UserError where it isn't there."""
    if roadmap_id is None:
        return await roadmap_of(session, today, None)
    found = next((one for one in await roadmap_years(session, today) if one.id == roadmap_id), None)
    if found is None:
        raise UserError("refused")
    return found


async def _overview(
    session: AsyncSession,
    shown: RoadmapYear | None,
    actor: Actor,
    t: Translator,
    now: datetime,
    today: date,
    zone: ZoneInfo,
) -> Screen:
    """Of another year only its figures: surveys, meetings and people are today's."""
    if shown is None:
        return nothing_screen(t)
    reach = summary.reach_of(actor)
    of_today = actor.sees_all and shown.counts
    overview = Overview(
        await summary.totals(session, shown.id, today, reach),
        await summary.by_school(session, shown.id, today, reach, limit=WORST, archived=not shown.counts),
        await summary.surveyed(session, now) if of_today else (),
        await summary.met(session) if of_today else (),
        len(await summary.unreachable_people(session, reach)) if of_today else 0,
        await left_out_since(session, now - LEFT_OUT_FOR) if of_today else 0,
        sees_all=actor.sees_all,
        years=await roadmap_years(session, today),
        shown=shown,
    )
    return overview_screen(overview, t, now, today, zone)


async def show_look(
    _: CallbackQuery,
    callback_data: Summarise,
    session: AsyncSession,
    actor: Actor,
    t: Translator,
    now: datetime,
    today: date,
    zone: ZoneInfo,
) -> Screen:
    look, page = callback_data.look, callback_data.page
    if look in OF_ROADMAP:
        return await _of_roadmap(session, actor, look, page, None, t, today)
    if not actor.sees_all:
        raise UserError("refused")
    lines = await _lines(session, look, t, now, zone)
    may_invite = look is Look.PEOPLE and bool(lines) and actor.is_coordinator
    return lines_screen(look, lines, page, t, may_invite=may_invite)


async def show_look_of_year(
    _: CallbackQuery,
    callback_data: SummariseOf,
    session: AsyncSession,
    actor: Actor,
    t: Translator,
    today: date,
) -> Screen:
    look, page, roadmap_id = callback_data.look, callback_data.page, callback_data.roadmap_id
    if look not in OF_ROADMAP:
        raise UserError("refused")
    return await _of_roadmap(session, actor, look, page, roadmap_id, t, today)


async def _of_roadmap(
    session: AsyncSession,
    actor: Actor,
    look: Look,
    page: int,
    roadmap_id: int | None,
    t: Translator,
    today: date,
) -> Screen:
    shown = await _year(session, roadmap_id, today)
    if shown is None:
        return nothing_screen(t)
    if look is Look.SCHOOLS:
        return await _schools(session, shown, actor, page, t, today)
    found = await summary.by_activity(session, shown.id, today, summary.reach_of(actor))
    return activities_screen(found, page, t, None if shown.counts else shown.id)


async def _schools(
    session: AsyncSession, shown: RoadmapYear, actor: Actor, wanted: int, t: Translator, today: date
) -> Screen:
    """Of another year those that have a part in it."""
    reach = summary.reach_of(actor)
    if not shown.counts:
        there = await summary.by_school(session, shown.id, today, reach, archived=True)
        page = Page.within(wanted, len(there), PAGE)
        return schools_screen(page.cut(there), page, len(there), t, today, shown.id)
    count = await summary.count_schools(session, reach)
    page = Page.within(wanted, count, PAGE)
    found = await summary.by_school(session, shown.id, today, reach, limit=page.size, offset=page.offset)
    return schools_screen(found, page, count, t, today)


async def _lines(
    session: AsyncSession, look: Look, t: Translator, now: datetime, zone: ZoneInfo
) -> list[Markup]:
    if look is Look.SURVEYS:
        return survey_lines(await summary.surveyed(session, now), t)
    if look is Look.MEETINGS:
        return meeting_lines(await summary.met(session), t, zone)
    reached_not = [one for one in await unheard(session, now, local_today(now, zone)) if one.is_unreachable]
    return [person_block(t, one, zone) for one in reached_not]


async def show_school(
    _: CallbackQuery,
    callback_data: SummariseSchool,
    session: AsyncSession,
    actor: Actor,
    t: Translator,
    today: date,
) -> Screen:
    shown = await _year(session, None, today)
    return await _school(session, shown, actor, callback_data.school_id, callback_data.page, t, today)


async def show_school_of_year(
    _: CallbackQuery,
    callback_data: SummariseSchoolOf,
    session: AsyncSession,
    actor: Actor,
    t: Translator,
    today: date,
) -> Screen:
    shown = await _year(session, callback_data.roadmap_id, today)
    return await _school(session, shown, actor, callback_data.school_id, callback_data.page, t, today)


async def _school(
    session: AsyncSession,
    shown: RoadmapYear | None,
    actor: Actor,
    school_id: int,
    page: int,
    t: Translator,
    today: date,
) -> Screen:
    found = await school(session, school_id)
    if shown is None or found is None or not reaches_school(actor, school_id):
        raise UserError("refused")
    listed = in_order(await summary.assignments_of_school(session, found.id, shown.id), today)
    other = None if shown.counts else shown.id
    return school_screen(found.name, found.id, listed, page, t, today, other)
