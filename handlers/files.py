"""Files that people send: into the package they are collecting, or asked «к какому поручению?»."""

from collections.abc import Sequence
from datetime import date, datetime

from aiogram import F, Router
from aiogram.enums import ContentType
from aiogram.types import CallbackQuery, Document, Message
from sqlalchemy.ext.asyncio import AsyncSession

from bot.download import LIMIT, LIMIT_MEGABYTES
from bot.keyboards.common import short
from bot.keyboards.evidence import ChooseTask, DiscardUnfiled, FileUnder
from bot.screens import evidence as screens
from bot.screens.screen import Reply, Screen
from bot.texts import Translator
from db.models import EvidenceState
from db.queries import evidence_files
from db.queries.evidence import AWAITS_FILES, Package, find_package, owed_tasks, set_comment
from db.queries.evidence_files import Received
from db.queries.evidence_links import add_links
from db.queries.office_files import NOT_HERE, refuse_office_files
from db.queries.pending import Pending
from db.queries.siblings import siblings
from handlers.evidence import open_for, package_screen, submittable
from handlers.replies import answered_assignments, package_for_answer
from handlers.siblings import schools_screen_for
from roadmap.access import Actor, may_submit
from roadmap.comments import COMMENT_LIMIT, joined_comment
from roadmap.errors import UserError
from roadmap.links import find_links
from roadmap.names import clean_name

# A picture that moves comes as an animation and as a document at once.
NOT_TAKEN = {
    ContentType.ANIMATION,
    ContentType.AUDIO,
    ContentType.CONTACT,
    ContentType.DICE,
    ContentType.LOCATION,
    ContentType.POLL,
    ContentType.STICKER,
    ContentType.STORY,
    ContentType.VENUE,
    ContentType.VIDEO,
    ContentType.VIDEO_NOTE,
    ContentType.VOICE,
}


def router() -> Router:
    router = Router(name="files")
    router.message.register(explain_what_is_taken, F.content_type.in_(NOT_TAKEN))
    router.message.register(take_file, F.photo | F.document)
    router.callback_query.register(choose_task, ChooseTask.filter())
    router.callback_query.register(file_under, FileUnder.filter())
    router.callback_query.register(discard, DiscardUnfiled.filter())
    return router


async def explain_what_is_taken(_: Message, t: Translator) -> Screen:
    return Screen(t("evidence-wrong-kind"))


async def take_file(
    event: Message,
    session: AsyncSession,
    actor: Actor,
    pending: Pending | None,
    t: Translator,
    now: datetime,
) -> Screen | None:
    """Remember the file in this transaction; the bytes are fetched afterwards, and it is answered then."""
    document = event.document
    if document is not None and (document.file_size or 0) > LIMIT:
        name = short(_file_name(document) or t.plain("evidence-document"), screens.NAME)
        return Screen(t("evidence-too-big", name=name, limit=LIMIT_MEGABYTES))
    if answered := await answered_assignments(event, session):
        package = await package_for_answer(session, answered, actor, now)
    else:
        package = await _collecting(session, actor, pending)
    evidence_id = None if package is None else package.id
    is_new = await evidence_files.receive(session, received(event), actor.id, evidence_id, now)
    if is_new and package is not None:
        await _add_captions(session, package, actor.id, [event.caption], now)
    return None


def received(event: Message) -> Received:
    if event.photo:
        # The best size there is.
        file_id = max(event.photo, key=lambda size: size.width * size.height).file_id
        name = None
    elif event.document is not None:
        file_id, name = event.document.file_id, _file_name(event.document)
    else:
        raise ValueError("neither a photo nor a document")
    return Received(
        chat_id=event.chat.id,
        message_id=event.message_id,
        file_id=file_id,
        is_photo=event.photo is not None,
        name=name,
        caption=event.caption,
        media_group_id=event.media_group_id,
    )


def _file_name(document: Document) -> str | None:
    """As the sender named it, but for what could turn round the line in which it is shown."""
    return clean_name(document.file_name or "") or None


async def _collecting(session: AsyncSession, actor: Actor, pending: Pending | None) -> Package | None:
    """The package into which the person is sending files, as long as it takes any."""
    if pending is None or pending.kind != AWAITS_FILES:
        return None
    package = await find_package(session, pending.payload["evidence_id"])
    if package is None or package.state is not EvidenceState.COLLECTING:
        return None
    return package if may_submit(actor, package.task.assignee, package.task.school_id) else None


async def _add_captions(
    session: AsyncSession, package: Package, person_id: int, captions: list[str | None], now: datetime
) -> None:
    """Links in captions are evidence, the rest of them is comments, as in a text of its own.

    A comment for which there is no more room stays with its file alone.
    """
    comment = package.comment
    links: list[str] = []
    for found in map(find_links, filter(None, captions)):
        links += found.links
        longer = joined_comment(comment, found.rest) if found.rest else comment
        if longer is not None and len(longer) <= COMMENT_LIMIT:
            comment = longer
    if links:
        await add_links(session, package.id, person_id, links, now)
    if comment is not None and comment != package.comment:
        await set_comment(session, package.id, comment)


async def choose_task(
    _: CallbackQuery,
    callback_data: ChooseTask,
    session: AsyncSession,
    actor: Actor,
    t: Translator,
    today: date,
) -> Screen | Reply:
    """Another page of «К какому поручению?»."""
    batch = await evidence_files.batch_of(session, actor.id, None)
    if batch.newest is None:
        return _nothing_left(t)
    tasks = await owed_tasks(session, actor, today)
    return screens.choice_screen(
        tasks,
        callback_data.page,
        files=batch.stored + batch.pending,
        last_file_id=batch.newest,
        t=t,
    )


def _nothing_left(t: Translator) -> Reply:
    return Reply((Screen(t("evidence-nothing-unfiled")),), toast=t.plain("evidence-nothing-unfiled"))


async def file_under(
    _: CallbackQuery,
    callback_data: FileUnder,
    session: AsyncSession,
    actor: Actor,
    t: Translator,
    now: datetime,
) -> Screen | Reply:
    """All unfiled files of the person go into the package of the chosen assignment, which is shown."""
    batch = await evidence_files.batch_of(session, actor.id, None)
    if batch.newest is None:
        return _nothing_left(t)
    await submittable(session, actor, callback_data.assignment_id)
    package = await open_for(session, actor, callback_data.assignment_id, now)
    if package.state is not EvidenceState.COLLECTING:
        raise UserError("evidence-is-closing")
    filed_now = await evidence_files.file_unfiled(session, actor.id, package.id)
    refused = await refuse_office_files(session, package.id, [one.id for one in filed_now])
    if len(refused) == len(filed_now):
        raise UserError(NOT_HERE)  # and they stay unfiled, for another assignment perhaps
    await _add_captions(session, package, actor.id, [one.caption for one in filed_now], now)
    filed = await find_package(session, package.id) or package
    if await siblings(session, actor, filed.task):
        screen = await schools_screen_for(session, actor, filed, t)
    else:
        screen = await package_screen(session, filed, actor, t)
    return Reply((screen,), toast=_without_office(refused, t), alert=bool(refused))


def _without_office(refused: Sequence[str | None], t: Translator) -> str | None:
    """Which of several files this activity doesn't take."""
    if not refused:
        return None
    names = ", ".join(short(name or t.plain("evidence-document"), screens.NAME) for name in refused[:2])
    return t.plain("evidence-without-office", names=names)


async def discard(
    _: CallbackQuery, callback_data: DiscardUnfiled, session: AsyncSession, actor: Actor, t: Translator
) -> Reply:
    """«Не подтверждение, убрать»."""
    if not await evidence_files.discard_unfiled(session, actor.id, callback_data.last_file_id):
        return _nothing_left(t)
    return Reply((Screen(t("evidence-discarded")),))
