"""The coordinator sets, changes and calls off a meeting, step by step.

What is settled so far is kept as the awaited input; a button carries only its own choice. So the steps may be
answered in any order, by button or by typing, and a restart in between loses nothing.
"""

from dataclasses import replace
from datetime import UTC, date, time
from typing import Any
from zoneinfo import ZoneInfo

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from bot.filters import Awaited, Has
from bot.keyboards import meetings as keys
from bot.screens import convening as screens
from bot.screens.meetings import cancel_question, months
from bot.screens.screen import Answer, Reply, Screen
from db.queries import meetings as queries
from db.queries.convening import cancel_meeting, convene, move_meeting
from db.queries.journal import note
from db.queries.meetings import MeetingView, Month
from db.queries.pending import await_input, forget_input
from db.queries.people import people_with
from handlers.meeting_desk import MEETING, AtDesk, Desk
from handlers.meetings import card, found, section
from roadmap.access import Role
from roadmap.calendar import is_working
from roadmap.errors import UserError
from roadmap.journal import Change
from roadmap.lists import Page
from roadmap.meetings import AGENDA_LIMIT, PLACE_LENGTH, Draft, Step, meeting_day, meeting_time

MONTHS_PER_PAGE = 12


def router() -> Router:
    router = Router(name="convening")
    may = Has(Role.COORDINATOR)
    for handler, data in (
        (choose_month, keys.ChooseMonth),
        (plan, keys.PlanMeeting),
        (ask_step, keys.AskStep),
        (pick_day, keys.PickDay),
        (pick_time, keys.PickTime),
        (same_place, keys.SamePlace),
        (skip_agenda, keys.SkipAgenda),
        (send, keys.SendMeeting),
        (move, keys.MoveMeeting),
        (call_off, keys.CancelMeeting),
    ):
        router.callback_query.register(handler, data.filter(), may, AtDesk())
    router.message.register(take_text, Awaited(MEETING), may, AtDesk())
    return router


async def choose_month(_: CallbackQuery, callback_data: keys.ChooseMonth, desk: Desk) -> Answer:
    found_months = await queries.open_months(desk.session)
    if not found_months:
        shown = await section(desk.session, desk.actor, desk.t, desk.now, desk.today, desk.zone, page=0)
        return Reply((shown,), toast=desk.t.plain("meeting-months-all-set"))
    page = Page.within(callback_data.page, len(found_months), MONTHS_PER_PAGE)
    return months(page.cut(found_months), page, desk.t)


async def plan(_: CallbackQuery, callback_data: keys.PlanMeeting, desk: Desk) -> Answer:
    """Begin anew, whatever draft there was."""
    month = await _month(desk, callback_data.occurrence_id)
    if month.meeting_id is not None:
        return await _already_set(desk, month.meeting_id)
    return await _go_on(desk, Draft(month.occurrence_id), month)


async def ask_step(_: CallbackQuery, callback_data: keys.AskStep, desk: Desk) -> Answer:
    month, draft = await _at_work(desk, callback_data.occurrence_id)
    if draft is None:
        return await _already_set(desk, month.meeting_id)
    return await _ask(desk, replace(draft, asked=callback_data.step), month)


async def pick_day(_: CallbackQuery, callback_data: keys.PickDay, desk: Desk) -> Answer:
    day = date.fromordinal(callback_data.day)
    if day < desk.today:
        raise UserError("meeting-day-past")
    return await _settle_day(desk, callback_data.occurrence_id, day, sure=callback_data.sure)


async def pick_time(_: CallbackQuery, callback_data: keys.PickTime, desk: Desk) -> Answer:
    at = time(*divmod(callback_data.minutes, 60))
    return await _settle_time(desk, callback_data.occurrence_id, at)


async def same_place(_: CallbackQuery, callback_data: keys.SamePlace, desk: Desk) -> Answer:
    place = await queries.last_place(desk.session)
    return await _settle(desk, callback_data.occurrence_id, place=place)


async def skip_agenda(_: CallbackQuery, callback_data: keys.SkipAgenda, desk: Desk) -> Answer:
    return await _settle(desk, callback_data.occurrence_id, agenda="")


async def take_text(message: Message, payload: dict[str, Any], desk: Desk) -> Answer:
    """What is typed answers the step that was asked last. Raises UserError, and the step stays asked."""
    draft = Draft.from_payload(payload)
    text = (message.text or "").strip()
    if draft.asked is Step.DAY:
        return await _settle_day(desk, draft.occurrence_id, meeting_day(text, desk.today), sure=False)
    if draft.asked is Step.TIME:
        return await _settle_time(desk, draft.occurrence_id, meeting_time(text))
    if draft.asked is Step.PLACE:
        if len(text) not in PLACE_LENGTH:
            raise UserError("meeting-place-length")
        return await _settle(desk, draft.occurrence_id, place=text)
    if draft.asked is Step.AGENDA:
        if len(text) > AGENDA_LIMIT:
            raise UserError("meeting-agenda-length", limit=AGENDA_LIMIT)
        return await _settle(desk, draft.occurrence_id, agenda=text)
    raise UserError("meeting-preview-press")


async def send(_: CallbackQuery, callback_data: keys.SendMeeting, desk: Desk) -> Answer:
    """Only what the preview showed is sent: a draft that has changed since is shown anew."""
    month, draft = await _at_work(desk, callback_data.occurrence_id)
    if draft is None:
        return await _already_set(desk, month.meeting_id)
    if draft.next_step() is not None or draft.checksum() != callback_data.checksum:
        shown = await _go_on(desk, draft, month)
        return Reply((shown,), toast=desk.t.plain("meeting-draft-changed"))
    if draft.starts_at(desk.zone) <= desk.now:
        raise UserError("meeting-time-past")
    return await _sent(desk, draft, month)


async def move(_: CallbackQuery, callback_data: keys.MoveMeeting, desk: Desk) -> Answer:
    """The draft begins as what is set now; each step can be asked for from its preview."""
    meeting = await found(desk.session, callback_data.meeting_id, desk.actor)
    if meeting.cancelled or meeting.has_begun(desk.now):
        return await _cannot_change(desk, meeting)
    month = await _month(desk, meeting.occurrence_id)
    return await _go_on(desk, _draft_of(meeting, desk.zone), month)


async def call_off(_: CallbackQuery, callback_data: keys.CancelMeeting, desk: Desk) -> Answer:
    meeting = await found(desk.session, callback_data.meeting_id, desk.actor)
    if meeting.cancelled or meeting.has_begun(desk.now):
        return await _cannot_change(desk, meeting)
    if not callback_data.sure:
        return cancel_question(meeting, desk.t, desk.zone)
    told = await cancel_meeting(desk.session, meeting.id, desk.now, desk.zone)
    if told is not None:
        when = {"moment": meeting.starts_at.isoformat()}
        await note(desk.session, desk.now, desk.actor.id, Change.MEETING_CANCELLED, meeting.id, before=when)
    toast = desk.t.plain("meeting-cancel-done", count=told or 0)
    return Reply((await _card(desk, meeting.id),), toast=toast)


async def _settle_day(desk: Desk, occurrence_id: int, day: date, *, sure: bool) -> Answer:
    if is_working(day) or sure:
        return await _settle(desk, occurrence_id, day=day)
    month, draft = await _at_work(desk, occurrence_id)
    if draft is None:
        return await _already_set(desk, month.meeting_id)
    await _keep(desk, replace(draft, asked=Step.DAY))
    return screens.ask_day_off(draft, day, desk.t)


async def _settle_time(desk: Desk, occurrence_id: int, at: time) -> Answer:
    draft = desk.draft(occurrence_id)
    day = draft.day if draft is not None else None
    if day is not None and Draft(occurrence_id, day=day, at=at).starts_at(desk.zone) <= desk.now:
        raise UserError("meeting-time-past")
    return await _settle(desk, occurrence_id, at=at)


async def _settle(desk: Desk, occurrence_id: int, **choice: date | time | str | None) -> Answer:
    """Keep one choice and ask for what is missing still."""
    month, draft = await _at_work(desk, occurrence_id)
    if draft is None:
        return await _already_set(desk, month.meeting_id)
    chosen: dict[str, Any] = choice
    return await _go_on(desk, replace(draft, **chosen), month)


async def _at_work(desk: Desk, occurrence_id: int) -> tuple[Month, Draft | None]:
    """The month with its draft, a fresh one if it was given up; no draft when the meeting is set already."""
    month = await _month(desk, occurrence_id)
    draft = desk.draft(occurrence_id) or Draft(occurrence_id)
    return month, draft if month.meeting_id in (None, draft.meeting_id) else None


async def _month(desk: Desk, occurrence_id: int) -> Month:
    month = await queries.month_of(desk.session, occurrence_id)
    if month is None:
        raise UserError("refused")
    return month


async def _go_on(desk: Desk, draft: Draft, month: Month) -> Screen:
    ahead = draft.ahead(desk.now, desk.zone)
    return await _ask(desk, replace(ahead, asked=ahead.next_step()), month)


async def _ask(desk: Desk, draft: Draft, month: Month) -> Screen:
    await _keep(desk, draft)
    if draft.asked is Step.DAY:
        return screens.ask_day(draft, month, desk.t, desk.today)
    if draft.asked is Step.TIME:
        return screens.ask_time(draft, desk.t)
    if draft.asked is Step.PLACE:
        return screens.ask_place(draft, await queries.last_place(desk.session), desk.t)
    if draft.asked is Step.AGENDA:
        return screens.ask_agenda(draft, desk.t)
    return await _preview(desk, draft)


async def _keep(desk: Desk, draft: Draft) -> None:
    await await_input(desk.session, desk.actor.id, MEETING, draft.to_payload(), desk.now)


async def _preview(desk: Desk, draft: Draft) -> Screen:
    if draft.meeting_id is None:
        people = len(await people_with(desk.session, *Role))
        return screens.preview(draft, people, desk.t, desk.zone, changed=True)
    people = len(await queries.attendees(desk.session, draft.meeting_id))
    set_now = _draft_of(await found(desk.session, draft.meeting_id, desk.actor), desk.zone)
    changed = set_now.checksum() != draft.checksum()
    return screens.preview(draft, people, desk.t, desk.zone, changed=changed)


async def _sent(desk: Desk, draft: Draft, month: Month) -> Answer:
    """When somebody else was faster, the meeting is shown as they left it."""
    await forget_input(desk.session, desk.actor.id)
    if draft.meeting_id is None:
        convened = await convene(desk.session, draft, desk.actor.id, desk.now, desk.zone)
        if convened is None:
            return await _already_set(desk, month.meeting_id)
        when = {"moment": draft.starts_at(desk.zone).astimezone(UTC).isoformat()}
        await note(desk.session, desk.now, desk.actor.id, Change.MEETING_SET, convened.meeting_id, after=when)
        toast = desk.t.plain("meeting-sent", count=convened.people)
        return Reply((await _card(desk, convened.meeting_id),), toast=toast)
    before = await found(desk.session, draft.meeting_id, desk.actor)
    moved = await move_meeting(desk.session, draft, desk.now, desk.zone)
    if moved is not None:
        await _note_move(desk, before, draft)
    text = (
        desk.t.plain("meeting-draft-changed")
        if moved is None
        else desk.t.plain("meeting-changes-sent", count=moved.people)
    )
    return Reply((await _card(desk, draft.meeting_id),), toast=text)


async def _note_move(desk: Desk, before: MeetingView, draft: Draft) -> None:
    await note(
        desk.session,
        desk.now,
        desk.actor.id,
        Change.MEETING_MOVED,
        before.id,
        before={"moment": before.starts_at.isoformat(), "place": before.place},
        after={"moment": draft.starts_at(desk.zone).astimezone(UTC).isoformat(), "place": draft.place},
    )


async def _already_set(desk: Desk, meeting_id: int | None) -> Answer:
    if meeting_id is None:
        raise UserError("meeting-already-set")
    return Reply((await _card(desk, meeting_id),), toast=desk.t.plain("meeting-already-set"))


async def _cannot_change(desk: Desk, meeting: MeetingView) -> Answer:
    text_id = "meeting-cancelled-already" if meeting.cancelled else "meeting-begun"
    return Reply((await _card(desk, meeting.id),), toast=desk.t.plain(text_id))


async def _card(desk: Desk, meeting_id: int) -> Screen:
    meeting = await found(desk.session, meeting_id, desk.actor)
    return await card(desk.session, meeting, desk.actor, desk.t, desk.now, desk.zone)


def _draft_of(meeting: MeetingView, zone: ZoneInfo) -> Draft:
    starts = meeting.starts_at.astimezone(zone)
    return Draft(
        occurrence_id=meeting.occurrence_id,
        meeting_id=meeting.id,
        edition=meeting.edition,
        day=starts.date(),
        at=starts.time(),
        place=meeting.place,
        agenda=meeting.agenda or "",
    )
