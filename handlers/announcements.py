"""«Объявление»: the coordinator's one-off message to chosen roles and schools, and what became of it."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from aiogram import Router
from aiogram.types import CallbackQuery, Message, TelegramObject
from sqlalchemy.ext.asyncio import AsyncSession

from bot.filters import Awaited, Has
from bot.keyboards.announcements import (
    AllPlaces,
    ChangeWords,
    DropAnnouncement,
    ListAnnouncements,
    LookAtAnnouncement,
    NewAnnouncement,
    PickPlaces,
    SendAnnouncement,
    ShowAudience,
    ShowNotReached,
    ShowNotReachedBelow,
    ShowResult,
    StopAnnouncement,
    TickAudience,
    TickPlace,
)
from bot.screens import announcements as screens
from bot.screens.screen import Answer, Reply, Screen
from bot.texts import Translator
from db.models import Announcement
from db.queries import announcements as queries
from db.queries.announcements import AnnouncementFacts
from db.queries.journal import note
from db.queries.pending import Pending, await_input, forget_input
from db.queries.schools import SchoolLine, schools
from handlers.menu import Says
from roadmap.access import Actor, Role
from roadmap.announcements import read_announcement
from roadmap.calendar import next_speaking_time
from roadmap.errors import UserError
from roadmap.journal import Change
from roadmap.lists import Page

TEXT = "announcement"


def router() -> Router:
    router = Router(name="announcements")
    only = Has(Role.COORDINATOR)
    router.message.register(ask_text, Says("announce"), only)
    router.callback_query.register(ask_text, NewAnnouncement.filter(), only)
    router.message.register(take_text, Awaited(TEXT), only)
    router.callback_query.register(ask_new_text, ChangeWords.filter(), only)
    router.callback_query.register(show_audience, ShowAudience.filter(), only)
    router.callback_query.register(tick_role, TickAudience.filter(), only)
    router.callback_query.register(pick_schools, PickPlaces.filter(), only)
    router.callback_query.register(tick_school, TickPlace.filter(), only)
    router.callback_query.register(all_schools, AllPlaces.filter(), only)
    router.callback_query.register(look, LookAtAnnouncement.filter(), only)
    router.callback_query.register(send, SendAnnouncement.filter(), only)
    router.callback_query.register(drop, DropAnnouncement.filter(), only)
    router.callback_query.register(list_sent, ListAnnouncements.filter(), only)
    router.callback_query.register(show_result, ShowResult.filter(), only)
    router.callback_query.register(show_missed, ShowNotReached.filter(), only)
    router.callback_query.register(show_missed_below, ShowNotReachedBelow.filter(), only)
    router.callback_query.register(stop, StopAnnouncement.filter(), only)
    return router


async def ask_text(
    _: TelegramObject, session: AsyncSession, actor: Actor, t: Translator, now: datetime
) -> Screen:
    await await_input(session, actor.id, TEXT, {}, now)
    return screens.ask_text(t, has_past=await queries.sent_count(session) > 0)


async def ask_new_text(
    _: CallbackQuery,
    callback_data: ChangeWords,
    session: AsyncSession,
    actor: Actor,
    t: Translator,
    now: datetime,
) -> Screen:
    draft = await _draft(session, callback_data.id, actor)
    await await_input(session, actor.id, TEXT, {"announcement_id": draft.id}, now)
    return screens.ask_new_text(draft.id, t)


async def take_text(
    event: Message,
    payload: dict[str, Any],
    session: AsyncSession,
    actor: Actor,
    t: Translator,
    now: datetime,
) -> Screen:
    text = read_announcement(event.text or "")
    announcement_id = payload.get("announcement_id")
    if announcement_id is None:
        announcement_id = await queries.new_announcement(session, text, actor.id, now)
    else:
        (await _draft(session, announcement_id, actor)).text = text
        await session.flush()
    await forget_input(session, actor.id)
    return await _audience(session, announcement_id, actor, t)


async def show_audience(
    _: CallbackQuery,
    callback_data: ShowAudience,
    session: AsyncSession,
    actor: Actor,
    t: Translator,
    pending: Pending | None,
) -> Screen:
    if pending is not None and pending.kind == TEXT:
        await forget_input(session, actor.id)
    return await _audience(session, callback_data.id, actor, t)


async def tick_role(
    _: CallbackQuery, callback_data: TickAudience, session: AsyncSession, actor: Actor, t: Translator
) -> Screen:
    draft = await _draft(session, callback_data.id, actor)
    draft.roles = sorted({*draft.roles} ^ {callback_data.role.value})
    await session.flush()
    return await _audience(session, draft.id, actor, t)


async def pick_schools(
    _: CallbackQuery, callback_data: PickPlaces, session: AsyncSession, actor: Actor, t: Translator
) -> Screen:
    await _draft(session, callback_data.id, actor)
    return await _places(session, callback_data.id, callback_data.page, t)


async def tick_school(
    _: CallbackQuery, callback_data: TickPlace, session: AsyncSession, actor: Actor, t: Translator
) -> Screen:
    draft = await _draft(session, callback_data.id, actor)
    there = {school.id for school in await schools(session)}
    draft.school_ids = sorted(({*draft.school_ids} ^ {callback_data.school_id}) & there)
    await session.flush()
    return await _places(session, draft.id, callback_data.page, t)


async def all_schools(
    _: CallbackQuery, callback_data: AllPlaces, session: AsyncSession, actor: Actor, t: Translator
) -> Screen:
    draft = await _draft(session, callback_data.id, actor)
    draft.school_ids = []
    await session.flush()
    return await _audience(session, draft.id, actor, t)


async def look(
    _: CallbackQuery,
    callback_data: LookAtAnnouncement,
    session: AsyncSession,
    actor: Actor,
    t: Translator,
    now: datetime,
    zone: ZoneInfo,
) -> Reply:
    draft = await _draft(session, callback_data.id, actor)
    facts = await _known(session, draft.id)
    people = await _people(session, facts)
    return Reply(screens.confirm_screens(facts, len(people), _later(now, zone), t, zone))


async def send(
    _: CallbackQuery,
    callback_data: SendAnnouncement,
    session: AsyncSession,
    actor: Actor,
    t: Translator,
    now: datetime,
    zone: ZoneInfo,
) -> Reply:
    """A second tap finds it sent and sees how it stands."""
    facts = await _known(session, callback_data.id)
    if facts.created_by != actor.id:
        raise UserError("refused")
    if facts.sent_at is None:
        people = await _people(session, facts)
        if await queries.send(session, facts, people, now, zone):
            await note(session, now, actor.id, Change.ANNOUNCEMENT_SENT, facts.id, facts.text)
            return Reply((screens.sending_screen(len(people), _later(now, zone), t, zone),))
    return Reply((await _result(session, facts, t),), toast=t.plain("announce-sent-already"))


async def drop(
    _: CallbackQuery, callback_data: DropAnnouncement, session: AsyncSession, actor: Actor, t: Translator
) -> Screen:
    draft = await _draft(session, callback_data.id, actor)
    draft.text = queries.DROPPED
    return screens.dropped_screen(t)


async def list_sent(
    _: CallbackQuery,
    callback_data: ListAnnouncements,
    session: AsyncSession,
    actor: Actor,
    t: Translator,
    pending: Pending | None,
    zone: ZoneInfo,
) -> Screen:
    if pending is not None and pending.kind == TEXT:
        await forget_input(session, actor.id)
    page = Page.within(callback_data.page, await queries.sent_count(session), screens.SENT_A_PAGE)
    sent = await queries.sent_page(session, page.offset, page.size)
    counted = await queries.tallies(session, [facts.id for facts in sent])
    return screens.past_screen(sent, counted, page, t, zone)


async def show_result(
    _: CallbackQuery, callback_data: ShowResult, session: AsyncSession, t: Translator
) -> Screen:
    return await _result(session, await _sent(session, callback_data.id), t)


async def show_missed(
    _: CallbackQuery, callback_data: ShowNotReached, session: AsyncSession, t: Translator
) -> Screen:
    return await _missed(session, callback_data.id, callback_data.page, t)


async def show_missed_below(
    _: CallbackQuery, callback_data: ShowNotReachedBelow, session: AsyncSession, t: Translator
) -> Reply:
    return Reply((await _missed(session, callback_data.id, 0, t),), in_place=False)


async def _missed(session: AsyncSession, announcement_id: int, page: int, t: Translator) -> Screen:
    facts = await _sent(session, announcement_id)
    missed = await queries.not_reached(session, facts.id)
    return screens.missed_screen(facts, missed, page, t)


async def stop(
    _: CallbackQuery,
    callback_data: StopAnnouncement,
    session: AsyncSession,
    actor: Actor,
    t: Translator,
    now: datetime,
) -> Answer:
    facts = await _sent(session, callback_data.id)
    stopped = await queries.stop(session, facts.id, now)
    if stopped:
        await note(session, now, actor.id, Change.ANNOUNCEMENT_STOPPED, facts.id, facts.text)
    return Reply((await _result(session, facts, t),), toast=t.plain("announce-stopped", count=stopped))


async def _draft(session: AsyncSession, announcement_id: int, actor: Actor) -> Announcement:
    draft = await queries.draft_for_change(session, announcement_id, actor.id)
    if draft is None:
        raise UserError("announce-no-draft")
    return draft


async def _known(session: AsyncSession, announcement_id: int) -> AnnouncementFacts:
    facts = await queries.announcement(session, announcement_id)
    if facts is None:
        raise UserError("refused")
    return facts


async def _sent(session: AsyncSession, announcement_id: int) -> AnnouncementFacts:
    """Every coordinator sees what was sent, whoever wrote it."""
    facts = await _known(session, announcement_id)
    if facts.sent_at is None:
        raise UserError("refused")
    return facts


async def _result(session: AsyncSession, facts: AnnouncementFacts, t: Translator) -> Screen:
    tally = (await queries.tallies(session, [facts.id]))[facts.id]
    return screens.result_screen(facts, tally, t)


async def _audience(session: AsyncSession, announcement_id: int, actor: Actor, t: Translator) -> Screen:
    await _draft(session, announcement_id, actor)
    facts = await _known(session, announcement_id)
    people = await queries.recipients(session, facts)
    chosen = await _chosen(session, facts.school_ids)
    return screens.audience_screen(facts, chosen, len(people), t)


async def _chosen(session: AsyncSession, school_ids: Collection[int]) -> Sequence[SchoolLine]:
    if not school_ids:
        return ()
    return [school for school in await schools(session) if school.id in school_ids]


async def _places(session: AsyncSession, announcement_id: int, page: int, t: Translator) -> Screen:
    there = await schools(session)
    if not there:
        raise UserError("people-add-schools-first")
    return screens.places_screen(await _known(session, announcement_id), there, page, t)


async def _people(session: AsyncSession, facts: AnnouncementFacts) -> list[int]:
    people = await queries.recipients(session, facts)
    if not people:
        raise UserError("announce-nobody")
    return people


def _later(now: datetime, zone: ZoneInfo) -> datetime | None:
    """When it goes out, if not at once."""
    speaking = next_speaking_time(now, zone)
    return speaking if speaking > now else None
