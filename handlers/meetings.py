"""Meetings for everybody: the section, a meeting's card, and the answer to it."""

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from aiogram import Router
from aiogram.types import CallbackQuery, Message, TelegramObject
from sqlalchemy.ext.asyncio import AsyncSession

from bot.filters import Asks, Awaited
from bot.keyboards.common import cancel_button, markup
from bot.keyboards.meetings import AnswerMeeting, MeetingsPage, ShowMeeting
from bot.keyboards.menu import Section
from bot.screens import meetings as screens
from bot.screens.screen import Reply, Screen
from bot.texts import Translator
from db.models import Coming
from db.queries import meetings as queries
from db.queries.meetings import MeetingView
from db.queries.pending import Pending, await_input, forget_input, stop_awaiting
from roadmap.access import Actor
from roadmap.errors import UserError
from roadmap.lists import Page
from roadmap.meetings import SUBSTITUTE_LENGTH

PAST_PER_PAGE = 5
SUBSTITUTE = "meeting-substitute"


def router() -> Router:
    router = Router(name="meetings")
    router.message.register(show_section, Asks(Section.MEETINGS))
    router.callback_query.register(show_section, Asks(Section.MEETINGS))
    router.callback_query.register(turn_page, MeetingsPage.filter())
    router.callback_query.register(show_card, ShowMeeting.filter())
    router.callback_query.register(answer, AnswerMeeting.filter())
    router.message.register(name_substitute, Awaited(SUBSTITUTE))
    return router


async def show_section(
    _: TelegramObject,
    session: AsyncSession,
    actor: Actor,
    t: Translator,
    now: datetime,
    today: date,
    zone: ZoneInfo,
) -> Screen:
    return await section(session, actor, t, now, today, zone, page=0)


async def turn_page(
    _: CallbackQuery,
    callback_data: MeetingsPage,
    session: AsyncSession,
    actor: Actor,
    t: Translator,
    now: datetime,
    today: date,
    zone: ZoneInfo,
) -> Screen:
    return await section(session, actor, t, now, today, zone, page=callback_data.page)


async def show_card(
    _: CallbackQuery,
    callback_data: ShowMeeting,
    session: AsyncSession,
    actor: Actor,
    t: Translator,
    now: datetime,
    zone: ZoneInfo,
) -> Screen:
    meeting = await found(session, callback_data.meeting_id, actor)
    return await card(session, meeting, actor, t, now, zone, page=callback_data.page)


async def answer(
    _: CallbackQuery,
    callback_data: AnswerMeeting,
    session: AsyncSession,
    actor: Actor,
    t: Translator,
    now: datetime,
    zone: ZoneInfo,
    pending: Pending | None,
) -> Reply:
    """An answer to a time or place that is no longer so is not taken: the person sees the new ones first."""
    meeting = await found(session, callback_data.meeting_id, actor)
    if not meeting.is_member:
        raise UserError("refused")
    late = _too_late(meeting, callback_data.edition, now)
    if late is not None:
        shown = await card(session, meeting, actor, t, now, zone)
        return Reply((shown,), toast=t.plain(late), alert=True)
    if callback_data.coming is Coming.SUBSTITUTE:
        return await _ask_substitute(session, meeting, actor, t, now)
    await stop_awaiting(session, actor.id, pending, SUBSTITUTE)
    return await _keep(session, meeting, actor, callback_data.coming, None, t, now, zone)


async def name_substitute(
    message: Message,
    payload: dict[str, Any],
    session: AsyncSession,
    actor: Actor,
    t: Translator,
    now: datetime,
    zone: ZoneInfo,
) -> Reply:
    meeting = await found(session, payload["meeting_id"], actor)
    late = _too_late(meeting, payload.get("edition", meeting.edition), now)
    if late is not None:
        await forget_input(session, actor.id)
        return Reply((await card(session, meeting, actor, t, now, zone),), toast=t.plain(late))
    name = (message.text or "").strip()
    if len(name) not in SUBSTITUTE_LENGTH:
        raise UserError("meeting-substitute-length")
    await forget_input(session, actor.id)
    return await _keep(session, meeting, actor, Coming.SUBSTITUTE, name, t, now, zone)


async def section(
    session: AsyncSession,
    actor: Actor,
    t: Translator,
    now: datetime,
    today: date,
    zone: ZoneInfo,
    *,
    page: int,
) -> Screen:
    coming = await queries.coming_meetings(session, actor.id, now)
    shown = Page.within(page, await queries.count_past_meetings(session, now), PAST_PER_PAGE)
    past = await queries.past_meetings(session, actor.id, now, offset=shown.offset, limit=shown.size)
    plan = await _plan(session, today) if actor.is_coordinator else None
    return screens.section(coming, screens.Past(past, shown), plan, t, zone, organiser=actor.is_coordinator)


async def card(
    session: AsyncSession,
    meeting: MeetingView,
    actor: Actor,
    t: Translator,
    now: datetime,
    zone: ZoneInfo,
    page: int = 0,
) -> Screen:
    if not actor.is_coordinator:
        return screens.card(meeting, t, zone, now)
    people = await queries.attendees(session, meeting.id)
    return screens.organiser_card(meeting, people, page, t, zone, now)


async def found(session: AsyncSession, meeting_id: int, actor: Actor) -> MeetingView:
    meeting = await queries.meeting_for(session, meeting_id, actor.id)
    if meeting is None:
        raise UserError("refused")
    return meeting


async def _plan(session: AsyncSession, today: date) -> screens.Plan | None:
    """The earliest open month from today stands first, else the last that has passed."""
    months = await queries.open_months(session)
    if not months:
        return None
    first = next((month for month in months if month.due >= today), months[-1])
    return screens.Plan(first, [month for month in months if month is not first])


def _too_late(meeting: MeetingView, edition: int, now: datetime) -> str | None:
    """The id of the text that says why no answer to this edition is taken any more."""
    if meeting.cancelled:
        return "meeting-answer-cancelled"
    if meeting.has_begun(now):
        return "meeting-answer-late"
    return "meeting-answer-outdated" if meeting.edition != edition else None


async def _ask_substitute(
    session: AsyncSession, meeting: MeetingView, actor: Actor, t: Translator, now: datetime
) -> Reply:
    await await_input(
        session, actor.id, SUBSTITUTE, {"meeting_id": meeting.id, "edition": meeting.edition}, now
    )
    keyboard = markup([[cancel_button(t)]])
    # The invitation stays where it is: whoever thinks better of it has its buttons at hand.
    return Reply((screens.ask_substitute(t, keyboard),), in_place=False)


async def _keep(
    session: AsyncSession,
    meeting: MeetingView,
    actor: Actor,
    coming: Coming,
    substitute: str | None,
    t: Translator,
    now: datetime,
    zone: ZoneInfo,
) -> Reply:
    same = (meeting.coming, meeting.substitute) == (coming, substitute)
    if not same and not await queries.answer(session, meeting.id, actor.id, coming, substitute, now):
        raise UserError("refused")
    answered = await found(session, meeting.id, actor)
    toast = t.plain("meeting-answer-same" if same else "meeting-answer-kept")
    return Reply((await card(session, answered, actor, t, now, zone),), toast=toast)
