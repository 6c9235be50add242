"""«Сводка»: who is behind, what came in, what people answered; everybody sees what they reach."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from aiogram import Router
from aiogram.types import CallbackQuery, TelegramObject
from sqlalchemy.ext.asyncio import AsyncSession

from bot.filters import Asks
from bot.keyboards.menu import Section
from bot.keyboards.summary import Look, Summarise, SummariseSchool
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
from db.queries.in_force import active_roadmap
from db.queries.schools import school
from db.queries.unheard import unheard
from roadmap.access import Actor, reaches_school
from roadmap.calendar import local_today
from roadmap.errors import UserError
from roadmap.lists import Page

LEFT_OUT_FOR = timedelta(days=LEFT_OUT_DAYS)


def router() -> Router:
    router = Router(name="summary")
    router.message.register(show_overview, Asks(Section.SUMMARY))
    router.callback_query.register(show_overview, Asks(Section.SUMMARY))
    router.callback_query.register(show_look, Summarise.filter())
    router.callback_query.register(show_school, SummariseSchool.filter())
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
    head = await active_roadmap(session, today)
    if head is None:
        return nothing_screen(t)
    reach = summary.reach_of(actor)
    overview = Overview(
        await summary.totals(session, head.id, today, reach),
        await summary.by_school(session, head.id, today, reach, limit=WORST),
        await summary.surveyed(session, now) if actor.sees_all else (),
        await summary.met(session) if actor.sees_all else (),
        len(await summary.unreachable_people(session, reach)),
        await left_out_since(session, now - LEFT_OUT_FOR) if actor.sees_all else 0,
        sees_all=actor.sees_all,
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
    if look is Look.SCHOOLS:
        return await _schools(session, actor, page, t, today)
    if look is Look.ACTIVITIES:
        return await _activities(session, actor, page, t, today)
    if not actor.sees_all:
        raise UserError("refused")
    lines = await _lines(session, look, t, now, zone)
    may_invite = look is Look.PEOPLE and bool(lines) and actor.is_coordinator
    return lines_screen(look, lines, page, t, may_invite=may_invite)


async def _schools(session: AsyncSession, actor: Actor, wanted: int, t: Translator, today: date) -> Screen:
    head = await active_roadmap(session, today)
    if head is None:
        return nothing_screen(t)
    reach = summary.reach_of(actor)
    count = await summary.count_schools(session, reach)
    page = Page.within(wanted, count, PAGE)
    found = await summary.by_school(session, head.id, today, reach, limit=page.size, offset=page.offset)
    return schools_screen(found, page, count, t, today)


async def _activities(session: AsyncSession, actor: Actor, wanted: int, t: Translator, today: date) -> Screen:
    head = await active_roadmap(session, today)
    if head is None:
        return nothing_screen(t)
    found = await summary.by_activity(session, head.id, today, summary.reach_of(actor))
    return activities_screen(found, wanted, t)


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
    head = await active_roadmap(session, today)
    found = await school(session, callback_data.school_id)
    if head is None or found is None or not reaches_school(actor, callback_data.school_id):
        raise UserError("refused")
    listed = in_order(await summary.assignments_of_school(session, found.id, head.id), today)
    return school_screen(found.name, found.id, listed, callback_data.page, t, today)
