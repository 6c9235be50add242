"""«Проверка»: the queue of packages, all or of one activity or school, and a package with its pictures."""

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from aiogram import Router
from aiogram.types import CallbackQuery, TelegramObject
from sqlalchemy.ext.asyncio import AsyncSession

from bot.filters import Asks, Reviews
from bot.keyboards.menu import Section
from bot.keyboards.review import (
    BackToPackage,
    OpenPackage,
    PackageFiles,
    ReviewQueue,
    ReviewShelves,
    SkipPackage,
)
from bot.screens import review_lots as lots
from bot.screens.attached import attachments
from bot.screens.review import FILES, PAGE, comment_screens, queue_screen
from bot.screens.screen import Reply, Screen
from bot.texts import Translator
from db.queries.assignments import kept_files
from db.queries.pending import Pending, stop_awaiting
from db.queries.review_queue import following, review_count, review_queue, shelf_name, shelves
from db.queries.reviews import Package
from handlers.review_decisions import REASON
from handlers.review_desk import Desk
from roadmap.access import Actor
from roadmap.errors import UserError
from roadmap.lists import Page
from roadmap.review_queue import EVERYTHING, Of, Shelf


def router() -> Router:
    router = Router(name="review")
    reviews = Reviews()
    router.message.register(show_queue, Asks(Section.REVIEW), reviews)
    router.callback_query.register(show_queue, Asks(Section.REVIEW), reviews)
    router.callback_query.register(turn_page, ReviewQueue.filter(), reviews)
    router.callback_query.register(show_shelves, ReviewShelves.filter(), reviews)
    router.callback_query.register(open_package, OpenPackage.filter(), reviews)
    router.callback_query.register(back_to_package, BackToPackage.filter(), reviews)
    router.callback_query.register(skip, SkipPackage.filter(), reviews)
    router.callback_query.register(show_files, PackageFiles.filter(), reviews)
    return router


async def show_queue(
    _: TelegramObject, session: AsyncSession, actor: Actor, t: Translator, zone: ZoneInfo
) -> Screen:
    return await _queue(session, actor, EVERYTHING, 0, t, zone)


async def turn_page(
    _: CallbackQuery,
    callback_data: ReviewQueue,
    session: AsyncSession,
    actor: Actor,
    t: Translator,
    zone: ZoneInfo,
) -> Screen:
    shelf = Shelf.of_word(callback_data.within)
    return await _queue(session, actor, shelf, callback_data.page, t, zone)


async def _queue(
    session: AsyncSession, actor: Actor, shelf: Shelf, wanted: int, t: Translator, zone: ZoneInfo
) -> Screen:
    count = await review_count(session, actor, shelf)
    page = Page.within(wanted, count, PAGE)
    packages = await review_queue(session, actor, shelf, page.size, page.offset)
    curators = 0
    if actor.is_coordinator and shelf.of is Of.ALL:
        curators = await review_count(session, actor, Shelf(Of.CURATORS))
    name = await shelf_name(session, shelf) if shelf.id and packages else ""
    return queue_screen(packages, page, count, t, zone, shelf=shelf, name=name, curators=curators)


async def show_shelves(
    _: CallbackQuery, callback_data: ReviewShelves, session: AsyncSession, actor: Actor, t: Translator
) -> Screen:
    of = Of.ACTIVITY if callback_data.of is Of.ACTIVITY else Of.SCHOOL
    found = await shelves(session, actor, of)
    page = Page.within(callback_data.page, len(found), lots.PAGE)
    return lots.shelves_screen(found, of, page, t)


async def open_package(
    _: CallbackQuery,
    callback_data: OpenPackage,
    session: AsyncSession,
    actor: Actor,
    t: Translator,
    now: datetime,
    zone: ZoneInfo,
) -> Reply:
    desk = Desk(session, actor, t, now, zone)
    package = await desk.package(callback_data.evidence_id)
    return await _opened(desk, package, Shelf.of_word(callback_data.within))


async def _opened(desk: Desk, package: Package, shelf: Shelf, *, all_files: bool = False) -> Reply:
    """The pictures at once, and the package below them; of very many files the first are enough."""
    files = await kept_files(desk.session, package.id)
    shown = files if all_files else files[:FILES]
    screen = await desk.screen(package, shelf)
    comment = (Screen(page) for page in comment_screens(package))
    return Reply((*comment, screen), files=attachments(shown, desk.t))


async def back_to_package(
    _: CallbackQuery,
    callback_data: BackToPackage,
    session: AsyncSession,
    actor: Actor,
    t: Translator,
    now: datetime,
    zone: ZoneInfo,
    pending: Pending | None,
) -> Screen:
    """From the question for a reason, which is then no longer waited for."""
    await stop_awaiting(session, actor.id, pending, REASON)
    desk = Desk(session, actor, t, now, zone)
    package = await desk.package(callback_data.evidence_id)
    return await desk.screen(package, Shelf.of_word(callback_data.within))


async def skip(
    _: CallbackQuery,
    callback_data: SkipPackage,
    session: AsyncSession,
    actor: Actor,
    t: Translator,
    now: datetime,
    zone: ZoneInfo,
) -> Reply:
    """The next of the shelf; nothing is kept of it, for behind the last one comes the first again."""
    desk = Desk(session, actor, t, now, zone)
    package = await desk.package(callback_data.evidence_id)
    shelf = Shelf.of_word(callback_data.within)
    if not desk.decides(package):
        return await desk.decided_before(package, shelf)
    following_id = await following(session, actor, shelf, package)
    if following_id is None:
        raise UserError("review-skip-nothing")
    reply = await _opened(desk, await desk.package(following_id), shelf)
    return replace(reply, toast=t.plain("review-skipped-toast"))


async def show_files(
    _: CallbackQuery,
    callback_data: PackageFiles,
    session: AsyncSession,
    actor: Actor,
    t: Translator,
    now: datetime,
    zone: ZoneInfo,
) -> Reply:
    desk = Desk(session, actor, t, now, zone)
    package = await desk.package(callback_data.evidence_id)
    reply = await _opened(desk, package, Shelf.of_word(callback_data.within), all_files=True)
    return reply if reply.files else replace(reply, toast=t.plain("tasks-no-files"))
