"""An archive of what was found: how large it would be, put it in line, call it off.

A button carries the whole filter and can be forged: what it finds is asked anew, within the actor's reach.
"""

from datetime import datetime
from zoneinfo import ZoneInfo

from aiogram import Router
from aiogram.types import CallbackQuery
from sqlalchemy.ext.asyncio import AsyncSession

from bot.keyboards.archives import CancelArchive, MakeArchive
from bot.keyboards.evidence_search import AskArchive
from bot.screens.archives import called_off_screen, offer_screen, stands, underway_screen
from bot.screens.screen import Screen
from bot.texts import Translator
from db.queries import archives
from db.queries.evidence_choices import activity_within_reach
from db.queries.found_files import handed_on_sizes
from db.queries.journal import note
from roadmap.access import Actor, reaches_school
from roadmap.archive_parts import MOST_FILES, cut
from roadmap.errors import UserError
from roadmap.evidence_search import Chosen
from roadmap.journal import Change


def router() -> Router:
    router = Router(name="archives")
    router.callback_query.register(offer, AskArchive.filter())
    router.callback_query.register(make, MakeArchive.filter())
    router.callback_query.register(call_off, CancelArchive.filter())
    return router


async def offer(
    _: CallbackQuery,
    callback_data: AskArchive,
    session: AsyncSession,
    actor: Actor,
    t: Translator,
    zone: ZoneInfo,
) -> Screen:
    """How large it would be; what is being made for the person comes first."""
    chosen = await _within_reach(session, actor, callback_data.chosen)
    underway = await archives.own(session, actor.id)
    if underway is not None:
        return stands(underway, t)
    sizes = [size for _, size in await handed_on_sizes(session, actor, chosen, zone, MOST_FILES + 1)]
    return offer_screen(chosen, sizes, len(cut(sizes)), t)


async def make(
    event: CallbackQuery,
    callback_data: MakeArchive,
    session: AsyncSession,
    actor: Actor,
    t: Translator,
    now: datetime,
    zone: ZoneInfo,
) -> Screen:
    """The pressed message tells from now on how far it is."""
    chosen = await _within_reach(session, actor, callback_data.chosen)
    found = await handed_on_sizes(session, actor, chosen, zone, MOST_FILES + 1)
    parts = cut(size for _, size in found)
    if not 0 < len(found) <= MOST_FILES:
        return offer_screen(chosen, [size for _, size in found], len(parts), t)
    message_id = event.message.message_id if event.message else None
    ids = [id_ for id_, _ in found]
    archive_id = await archives.ask(session, actor.id, chosen, ids, parts, message_id, now)
    if archive_id is None:
        underway = await archives.own(session, actor.id)
        return stands(underway, t) if underway else offer_screen(chosen, [], 0, t)
    await note(session, now, actor.id, Change.ARCHIVE_ASKED, archive_id, after={"files": len(found)})
    return underway_screen(archive_id, 0, len(found), 1, len(parts), t)


async def call_off(
    _: CallbackQuery,
    callback_data: CancelArchive,
    session: AsyncSession,
    actor: Actor,
    t: Translator,
    now: datetime,
) -> Screen:
    """What has been sent stays in the chat. Raises UserError for what isn't under way any more."""
    underway = await archives.call_off(session, callback_data.id, actor.id, now)
    if underway is None:
        raise UserError("refused")
    return called_off_screen(underway, t)


async def _within_reach(session: AsyncSession, actor: Actor, packed: str) -> Chosen:
    try:
        chosen = Chosen.unpack(packed)
    except ValueError:
        raise UserError("refused") from None
    if chosen.school_id is not None and not reaches_school(actor, chosen.school_id):
        raise UserError("refused")
    activity = chosen.activity_id
    if activity is not None and await activity_within_reach(session, actor, activity) is None:
        raise UserError("refused")
    return chosen
