"""The coordinator's roadmap: what is in force, a new document, the start of what was understood of it."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from aiogram import Router
from aiogram.types import CallbackQuery, Message, TelegramObject
from sqlalchemy.ext.asyncio import AsyncSession

from bot.download import LIMIT, LIMIT_MEGABYTES
from bot.filters import Asks, Awaited, Has
from bot.keyboards.menu import Section
from bot.keyboards.roadmap import DraftPage, DropDraft, RoadmapPage, ShowActivity, StartDraft, UploadRoadmap
from bot.screens import drafts as draft_screens
from bot.screens import roadmap as screens
from bot.screens.screen import Answer, Reply, Screen
from bot.texts import Translator
from db.queries.drafts import drop_draft, expect_document, load_draft
from db.queries.in_force import active_roadmap, activities, activity
from db.queries.pending import Pending, await_input, forget_input
from db.queries.roadmap import announce, compare, start_roadmap
from roadmap.access import Actor, Role
from roadmap.errors import UserError
from roadmap.lists import Page
from roadmap.names import clean_name

AWAITED = "roadmap-document"
NAME_LIMIT = 100


def router() -> Router:
    router = Router(name="roadmap")
    coordinator = Has(Role.COORDINATOR)
    router.message.register(take_document, coordinator, is_for_the_roadmap)
    router.message.register(show_roadmap, Asks(Section.ROADMAP), coordinator)
    router.message.register(remind_of_document, Awaited(AWAITED), coordinator)
    router.callback_query.register(show_roadmap, Asks(Section.ROADMAP), coordinator)
    router.callback_query.register(turn_page, RoadmapPage.filter(), coordinator)
    router.callback_query.register(show_activity, ShowActivity.filter(), coordinator)
    router.callback_query.register(ask_for_document, UploadRoadmap.filter(), coordinator)
    router.callback_query.register(turn_draft, DraftPage.filter(), coordinator)
    router.callback_query.register(start, StartDraft.filter(), coordinator)
    router.callback_query.register(drop, DropDraft.filter(), coordinator)
    return router


def is_for_the_roadmap(message: Message, pending: Pending | None) -> bool:
    """Any document while one is awaited; a text at other times, unless something else is awaited."""
    if message.document is None:
        return False
    if pending is not None:
        return pending.kind == AWAITED
    mime = message.document.mime_type or ""
    name = (message.document.file_name or "").lower()
    return mime == "text/plain" or name.endswith(".txt")


async def show_roadmap(_: TelegramObject, session: AsyncSession, t: Translator, today: date) -> Screen:
    return await _page(session, t, today, 0)


async def turn_page(
    _: CallbackQuery, callback_data: RoadmapPage, session: AsyncSession, t: Translator, today: date
) -> Screen:
    return await _page(session, t, today, callback_data.page)


async def _page(session: AsyncSession, t: Translator, today: date, wanted: int) -> Screen:
    head = await active_roadmap(session, today)
    if head is None:
        return screens.nothing_yet(t)
    page = Page.within(wanted, head.activities, screens.ON_PAGE)
    shown = await activities(session, head.id, offset=page.offset, limit=page.size)
    return screens.roadmap_page(t, head, shown, page)


async def show_activity(
    _: CallbackQuery, callback_data: ShowActivity, session: AsyncSession, t: Translator, today: date
) -> Answer:
    row = await activity(session, callback_data.activity_id)
    if row is None:
        page = await _page(session, t, today, callback_data.page)
        return Reply((page,), toast=t.plain("roadmap-gone"))
    return screens.activity_card(t, row, callback_data.page)


async def ask_for_document(
    _: CallbackQuery, session: AsyncSession, actor: Actor, t: Translator, now: datetime
) -> Reply:
    """Said in a new message: the roadmap above stays as it is."""
    await await_input(session, actor.id, AWAITED, {}, now)
    return Reply((screens.how_to_upload(t),), in_place=False)


async def remind_of_document(_: Message, t: Translator) -> Screen:
    return screens.still_waiting(t)


async def take_document(
    message: Message, session: AsyncSession, actor: Actor, t: Translator, now: datetime
) -> Screen:
    """It is fetched and read after the commit; the answer comes as a message of its own."""
    document = message.document
    if document is None:
        raise UserError("refused")
    if document.file_size == 0:
        raise UserError("file-empty")
    if (document.file_size or 0) > LIMIT:
        raise UserError("file-too-big", limit=LIMIT_MEGABYTES)
    name = clean_name(document.file_name or "")[:NAME_LIMIT] or t.plain("roadmap-unnamed")
    await forget_input(session, actor.id)
    await expect_document(session, actor.id, document.file_id, name, now)
    return screens.reading_now(t, name)


async def turn_draft(
    _: CallbackQuery, callback_data: DraftPage, session: AsyncSession, t: Translator, today: date
) -> Answer:
    draft = await load_draft(session, callback_data.draft_id)
    if draft is None:
        return await _gone(session, t, today)
    comparison = await compare(session, draft.reading)
    return draft_screens.draft_page(t, draft, comparison, callback_data.page)


async def start(
    _: CallbackQuery,
    callback_data: StartDraft,
    session: AsyncSession,
    actor: Actor,
    t: Translator,
    now: datetime,
    today: date,
    zone: ZoneInfo,
) -> Answer:
    """The draft goes first: of two who press at once, the second finds none."""
    draft = await load_draft(session, callback_data.draft_id)
    if draft is None or not await drop_draft(session, draft.id):
        return await _gone(session, t, today)
    result = await start_roadmap(session, draft.reading, draft.source_name, actor.id, now)
    told = await announce(session, result, str(draft.id), now, zone, but=actor.id)
    return screens.started(t, result, told)


async def drop(
    _: CallbackQuery, callback_data: DropDraft, session: AsyncSession, t: Translator, today: date
) -> Answer:
    if not await drop_draft(session, callback_data.draft_id):
        return await _gone(session, t, today)
    return screens.dropped(t)


async def _gone(session: AsyncSession, t: Translator, today: date) -> Reply:
    page = await _page(session, t, today, 0)
    return Reply((page,), toast=t.plain("roadmap-draft-gone"), alert=True)
