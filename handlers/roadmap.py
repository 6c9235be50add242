"""The coordinator's roadmap in force: page by page, its activities, which schools take part."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from aiogram import Router
from aiogram.types import CallbackQuery, TelegramObject
from sqlalchemy.ext.asyncio import AsyncSession

from bot.filters import Asks, Has
from bot.keyboards.menu import Section
from bot.keyboards.roadmap import (
    FORMS,
    DownloadRoadmap,
    RoadmapOf,
    RoadmapPage,
    RoadmapSchools,
    ShowActivity,
    TickRoadmapSchool,
    WatchActivity,
)
from bot.screens import roadmap as screens
from bot.screens.screen import Answer, Reply, Screen
from bot.texts import Translator
from db.queries.assign import assign_all
from db.queries.drafts import draft_there
from db.queries.in_force import (
    active_roadmap,
    activities,
    activity,
    excluded_schools,
    roadmap_head,
    set_takes_part,
    set_watched,
)
from db.queries.kept_reading import kept_reading, roadmap_years
from db.queries.roadmap_journal import note_part, note_watched
from db.queries.schools import schools
from roadmap.access import Actor, Role
from roadmap.errors import UserError
from roadmap.lists import Page


def router() -> Router:
    router = Router(name="roadmap")
    coordinator = Has(Role.COORDINATOR)
    router.message.register(show_roadmap, Asks(Section.ROADMAP), coordinator)
    router.callback_query.register(show_roadmap, Asks(Section.ROADMAP), coordinator)
    router.callback_query.register(turn_page, RoadmapPage.filter(), coordinator)
    router.callback_query.register(show_year, RoadmapOf.filter(), coordinator)
    router.callback_query.register(download, DownloadRoadmap.filter(), coordinator)
    router.callback_query.register(show_activity, ShowActivity.filter(), coordinator)
    router.callback_query.register(watch, WatchActivity.filter(), coordinator)
    router.callback_query.register(show_schools, RoadmapSchools.filter(), coordinator)
    router.callback_query.register(tick_school, TickRoadmapSchool.filter(), coordinator)
    return router


async def show_roadmap(_: TelegramObject, session: AsyncSession, t: Translator, today: date) -> Screen:
    return await roadmap_screen(session, t, today, 0)


async def turn_page(
    _: CallbackQuery, callback_data: RoadmapPage, session: AsyncSession, t: Translator, today: date
) -> Screen:
    return await roadmap_screen(session, t, today, callback_data.page)


async def roadmap_screen(
    session: AsyncSession, t: Translator, today: date, wanted: int, roadmap_id: int | None = None
) -> Screen:
    """A page of a roadmap, else of the one that counts, and the way to the draft if there is one."""
    draft = await draft_there(session)
    head = await (roadmap_head(session, roadmap_id) if roadmap_id else active_roadmap(session, today))
    if head is None:
        return screens.nothing_yet(t, draft)
    page = Page.within(wanted, head.activities, screens.ON_PAGE)
    shown = await activities(session, head.id, offset=page.offset, limit=page.size)
    return screens.roadmap_page(t, head, shown, page, await roadmap_years(session, today), draft)


async def show_year(
    _: CallbackQuery, callback_data: RoadmapOf, session: AsyncSession, t: Translator, today: date
) -> Screen:
    if await roadmap_head(session, callback_data.roadmap_id) is None:
        raise UserError("refused")
    return await roadmap_screen(session, t, today, callback_data.page, callback_data.roadmap_id)


async def download(
    _: CallbackQuery, callback_data: DownloadRoadmap, session: AsyncSession, t: Translator
) -> Reply:
    """Beside the screen, which stays."""
    reading = await kept_reading(session, callback_data.roadmap_id)
    if reading is None or callback_data.form not in FORMS:
        raise UserError("refused")
    return Reply(toast=t.plain("roadmap-file-made"), fresh=screens.file_of(t, reading, callback_data.form))


async def show_activity(
    _: CallbackQuery, callback_data: ShowActivity, session: AsyncSession, t: Translator, today: date
) -> Answer:
    row = await activity(session, callback_data.activity_id)
    if row is None:
        page = await roadmap_screen(session, t, today, callback_data.page)
        return Reply((page,), toast=t.plain("roadmap-gone"))
    past = {one.id for one in await roadmap_years(session, today) if one.is_past}
    return screens.activity_card(t, row, callback_data.page, is_past=row.roadmap_id in past)


async def watch(
    _: CallbackQuery,
    callback_data: WatchActivity,
    session: AsyncSession,
    actor: Actor,
    t: Translator,
    now: datetime,
    today: date,
    zone: ZoneInfo,
) -> Answer:
    """What isn't watched stays in the plan, and nobody is asked for it any more; the way back is there."""
    watched = callback_data.watched
    changed = await set_watched(session, callback_data.activity_id, watched=watched)
    row = await activity(session, callback_data.activity_id)
    if row is None:
        page = await roadmap_screen(session, t, today, callback_data.page)
        return Reply((page,), toast=t.plain("roadmap-gone"))
    if changed:
        await note_watched(session, row.id, row.title, actor.id, now, watched=watched)
        await assign_all(session, now, zone)
        row = await activity(session, row.id) or row
    card = screens.activity_card(t, row, callback_data.page)
    return Reply((card,), toast=t.plain("roadmap-watched" if row.is_watched else "roadmap-not-watched"))


async def show_schools(
    _: CallbackQuery, callback_data: RoadmapSchools, session: AsyncSession, t: Translator
) -> Screen:
    return await _schools(session, callback_data.roadmap_id, callback_data.page, t)


async def _schools(session: AsyncSession, roadmap_id: int, page: int, t: Translator) -> Screen:
    excluded = await excluded_schools(session, roadmap_id)
    if excluded is None:
        raise UserError("refused")
    return screens.roadmap_schools(t, roadmap_id, await schools(session), excluded, page)


async def tick_school(
    _: CallbackQuery,
    callback_data: TickRoadmapSchool,
    session: AsyncSession,
    actor: Actor,
    t: Translator,
    now: datetime,
    zone: ZoneInfo,
) -> Screen:
    """Its assignments go or come back at once; what it has handed in stays."""
    roadmap_id, school_id = callback_data.roadmap_id, callback_data.school_id
    names = {school.id: school.name for school in await schools(session)}
    if school_id not in names:
        raise UserError("refused")
    takes_part = callback_data.takes_part
    if await set_takes_part(session, roadmap_id, school_id, takes_part=takes_part):
        await note_part(session, school_id, names[school_id], actor.id, now, takes_part=takes_part)
        await assign_all(session, now, zone)
    return await _schools(session, roadmap_id, callback_data.page, t)
