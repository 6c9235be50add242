"""A document that a coordinator sends: awaited or not, a roadmap or evidence, in place of a draft or not."""

from datetime import datetime
from typing import Any

from aiogram import Router
from aiogram.types import CallbackQuery, Message
from sqlalchemy.ext.asyncio import AsyncSession

from bot.download import LIMIT, LIMIT_MEGABYTES
from bot.filters import Awaited, Has
from bot.keyboards.drafts import FileOffered, KeepDraft, ReadOffered, ReplaceDraft
from bot.keyboards.roadmap import UploadRoadmap
from bot.screens import drafts as draft_screens
from bot.screens import roadmap as screens
from bot.screens.screen import Answer, Reply, Screen
from bot.texts import Translator
from db.queries import evidence_files
from db.queries.drafts import draft_there
from db.queries.evidence_files import Received
from db.queries.incoming import expect_document
from db.queries.pending import Pending, await_input, forget_input
from roadmap.access import Actor, Role
from roadmap.errors import UserError
from roadmap.names import clean_name

AWAITED = "roadmap-document"
OFFERED = "roadmap-offered"
REPLACING = "roadmap-replacing"
NAME_LIMIT = 100
READABLE = (".docx", ".xlsx", ".csv", ".tsv", ".html", ".htm", ".pdf", ".txt")


def router() -> Router:
    router = Router(name="documents")
    coordinator = Has(Role.COORDINATOR)
    router.message.register(take_document, coordinator, is_for_the_roadmap)
    router.message.register(say_what_is_read, coordinator, is_no_document)
    router.message.register(remind_of_document, Awaited(AWAITED), coordinator)
    router.callback_query.register(ask_for_document, UploadRoadmap.filter(), coordinator)
    router.callback_query.register(read_offered, ReadOffered.filter(), coordinator)
    router.callback_query.register(file_offered, FileOffered.filter(), coordinator)
    router.callback_query.register(replace_draft, ReplaceDraft.filter(), coordinator)
    router.callback_query.register(keep_draft, KeepDraft.filter(), coordinator)
    return router


def is_for_the_roadmap(message: Message, pending: Pending | None) -> bool:
    """Any document while one is awaited; one of a readable kind at other times, unless it is an album's."""
    if message.document is None:
        return False
    if pending is not None and pending.kind == AWAITED:
        return True
    if pending is not None and pending.kind not in {OFFERED, REPLACING}:
        return False
    name = (message.document.file_name or "").lower()
    readable = name.endswith(READABLE) or message.document.mime_type == "text/plain"
    return readable and message.media_group_id is None


def is_no_document(message: Message, pending: Pending | None) -> bool:
    """A photo, a voice message and the like while a document is awaited."""
    awaited = pending is not None and pending.kind == AWAITED
    return awaited and message.document is None and message.text is None


async def ask_for_document(
    _: CallbackQuery, session: AsyncSession, actor: Actor, t: Translator, now: datetime
) -> Reply:
    """Said in a new message: the roadmap above stays as it is."""
    await await_input(session, actor.id, AWAITED, {}, now)
    return Reply((screens.how_to_upload(t),), in_place=False)


async def remind_of_document(_: Message, t: Translator) -> Screen:
    return screens.still_waiting(t)


async def say_what_is_read(_: Message, t: Translator) -> Screen:
    return screens.not_a_document(t)


async def take_document(
    message: Message,
    session: AsyncSession,
    actor: Actor,
    t: Translator,
    now: datetime,
    pending: Pending | None,
) -> Answer:
    """It is fetched and read after the commit; how far it is and what came of it is told then."""
    document = message.document
    if document is None:
        raise UserError("refused")
    if document.file_size == 0:
        raise UserError("file-empty")
    if (document.file_size or 0) > LIMIT:
        raise UserError("file-too-big", limit=LIMIT_MEGABYTES)
    sent: dict[str, Any] = {
        "file_id": document.file_id,
        "name": clean_name(document.file_name or "")[:NAME_LIMIT] or t.plain("roadmap-unnamed"),
        "message_id": message.message_id,
        "chat_id": message.chat.id,
        "caption": message.caption,
    }
    if pending is None or pending.kind != AWAITED:
        await await_input(session, actor.id, OFFERED, sent, now)
        return draft_screens.offered(t, sent["name"])
    return await _take(session, actor, t, now, sent)


async def _take(
    session: AsyncSession,
    actor: Actor,
    t: Translator,
    now: datetime,
    sent: dict[str, Any],
    message_id: int | None = None,
) -> Answer:
    """To be read, unless there is a draft that would be lost."""
    there = await draft_there(session)
    if there is None:
        return await _read(session, actor, now, sent, message_id)
    await await_input(session, actor.id, REPLACING, sent, now)
    return draft_screens.ask_replace(t, there, sent["name"])


async def _read(
    session: AsyncSession, actor: Actor, now: datetime, sent: dict[str, Any], message_id: int | None = None
) -> Reply:
    """Nothing is said here: the reading says itself how far it is, in the message if there is one already."""
    await forget_input(session, actor.id)
    await expect_document(session, actor.id, sent["file_id"], sent["name"], now, message_id=message_id)
    return Reply()


def pressed(event: CallbackQuery) -> int | None:
    return event.message.message_id if event.message is not None else None


async def read_offered(
    event: CallbackQuery,
    session: AsyncSession,
    actor: Actor,
    t: Translator,
    now: datetime,
    pending: Pending | None,
) -> Answer:
    """The message with the question becomes the one that says how far the reading is."""
    return await _take(session, actor, t, now, _sent(pending, OFFERED), pressed(event))


async def file_offered(
    _: CallbackQuery,
    session: AsyncSession,
    actor: Actor,
    t: Translator,
    now: datetime,
    pending: Pending | None,
) -> Screen:
    """As if it had come where no roadmap is ever expected: it is fetched, and asked about then."""
    sent = _sent(pending, OFFERED)
    await forget_input(session, actor.id)
    file = Received(
        chat_id=sent["chat_id"],
        message_id=sent["message_id"],
        file_id=sent["file_id"],
        is_photo=False,
        name=sent["name"],
        caption=sent["caption"],
        media_group_id=None,
    )
    await evidence_files.receive(session, file, actor.id, None, now)
    return draft_screens.filed_instead(t)


async def replace_draft(
    event: CallbackQuery,
    session: AsyncSession,
    actor: Actor,
    now: datetime,
    pending: Pending | None,
) -> Reply:
    """The draft goes once the new document is read, not before."""
    return await _read(session, actor, now, _sent(pending, REPLACING), pressed(event))


async def keep_draft(
    _: CallbackQuery, session: AsyncSession, actor: Actor, t: Translator, pending: Pending | None
) -> Screen:
    _sent(pending, REPLACING)
    await forget_input(session, actor.id)
    return draft_screens.kept(t)


def _sent(pending: Pending | None, kind: str) -> dict[str, Any]:
    """The document that was asked about; a later message may have put it out of mind."""
    if pending is None or pending.kind != kind:
        raise UserError("draft-send-again")
    return pending.payload
