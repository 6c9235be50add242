"""A draft before its start: how far it is, meetings, schools, what would happen, the start, dropping it."""

from collections.abc import Awaitable, Callable
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from aiogram import Router
from aiogram.types import CallbackQuery, TelegramObject
from sqlalchemy.ext.asyncio import AsyncSession

from bot.filters import Has
from bot.keyboards.drafts import (
    AskDrop,
    ChooseMeeting,
    DraftChanges,
    DraftPage,
    DraftSchools,
    DropDraft,
    LadderIsRight,
    LookAtStart,
    MeetingIs,
    SchoolsAreRight,
    ShowDraft,
    StartDraft,
    TickDraftSchool,
)
from bot.screens import drafts as screens
from bot.screens import roadmap as roadmap_screens
from bot.screens.screen import Answer, Reply, Screen
from bot.texts import Translator
from db.queries import drafts as queries
from db.queries.drafts import Draft, draft_there, load_draft
from db.queries.newyear import hand_on_settings
from db.queries.pending import Pending, stop_awaiting
from db.queries.roadmap import announce, compare, rehearse, start_roadmap
from db.queries.schools import schools
from handlers.roadmap import roadmap_screen
from roadmap.access import Actor, Role
from roadmap.drafts import Step, read_activity
from roadmap.errors import UserError

TYPED = "draft-"
"""How the kinds of input begin that are typed about a draft."""


class DraftGoneError(UserError):
    """It was started, dropped or replaced meanwhile."""

    def __init__(self) -> None:
        super().__init__("roadmap-draft-gone")


def router() -> Router:
    router = Router(name="drafts")
    router.callback_query.middleware(tell_when_gone)
    coordinator = Has(Role.COORDINATOR)
    for handler, button in (
        (show, ShowDraft),
        (turn_page, DraftPage),
        (show_changes, DraftChanges),
        (ask_meeting, ChooseMeeting),
        (take_meeting, MeetingIs),
        (ask_schools, DraftSchools),
        (tick_school, TickDraftSchool),
        (take_schools, SchoolsAreRight),
        (take_ladder, LadderIsRight),
        (look_at_start, LookAtStart),
        (start, StartDraft),
        (ask_drop, AskDrop),
        (drop, DropDraft),
    ):
        router.callback_query.register(handler, button.filter(), coordinator)
    return router


async def tell_when_gone(
    handler: Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]],
    event: TelegramObject,
    data: dict[str, Any],
) -> Any:  # noqa: ANN401 -- whatever the handler answers
    """A draft that is no more is told of with how things stand, and nothing is awaited for it."""
    try:
        return await handler(event, data)
    except DraftGoneError:
        session, actor = data["session"], data["actor"]
        await stop_awaiting(session, actor.id, data["pending"], TYPED)
        return await gone(session, data["t"], data["today"])


async def show(
    _: CallbackQuery,
    callback_data: ShowDraft,
    session: AsyncSession,
    actor: Actor,
    t: Translator,
    pending: Pending | None,
) -> Screen:
    await stop_awaiting(session, actor.id, pending, TYPED)
    return await overview(session, await draft_of(session, callback_data.draft_id), t)


async def overview(session: AsyncSession, draft: Draft, t: Translator) -> Screen:
    there = {school.id for school in await schools(session)}
    comparison = await compare(session, draft.reading, draft.choices)
    excluded = len(there & draft.choices.excluded_school_ids)
    return screens.overview(t, draft, comparison, len(there), excluded)


async def draft_of(session: AsyncSession, draft_id: int) -> Draft:
    """Raises DraftGoneError."""
    draft = await load_draft(session, draft_id)
    if draft is None:
        raise DraftGoneError
    return draft


async def turn_page(
    _: CallbackQuery, callback_data: DraftPage, session: AsyncSession, t: Translator
) -> Screen:
    return screens.draft_page(t, await draft_of(session, callback_data.draft_id), callback_data.page)


async def show_changes(
    _: CallbackQuery, callback_data: DraftChanges, session: AsyncSession, t: Translator
) -> Screen:
    draft = await draft_of(session, callback_data.draft_id)
    comparison = await compare(session, draft.reading, draft.choices)
    if comparison.is_new or comparison.changes_nothing:
        return await overview(session, draft, t)
    return screens.changes_page(t, draft, comparison, callback_data.page)


async def ask_meeting(
    _: CallbackQuery, callback_data: ChooseMeeting, session: AsyncSession, t: Translator
) -> Screen:
    return screens.meetings(t, await draft_of(session, callback_data.draft_id), callback_data.page)


async def take_meeting(
    _: CallbackQuery, callback_data: MeetingIs, session: AsyncSession, t: Translator
) -> Reply:
    draft = await draft_of(session, callback_data.draft_id)
    position = callback_data.position or None
    if position is not None and read_activity(draft.reading, position) is None:
        raise UserError("refused")
    await queries.choose_meeting(session, draft.id, position)
    return await _saved(session, draft.id, t)


async def _saved(session: AsyncSession, draft_id: int, t: Translator) -> Reply:
    screen = await overview(session, await draft_of(session, draft_id), t)
    return Reply((screen,), toast=t.plain("draft-saved"))


async def ask_schools(
    _: CallbackQuery, callback_data: DraftSchools, session: AsyncSession, t: Translator
) -> Screen:
    draft = await draft_of(session, callback_data.draft_id)
    return screens.schools(t, draft, await schools(session), callback_data.page)


async def tick_school(
    _: CallbackQuery, callback_data: TickDraftSchool, session: AsyncSession, t: Translator
) -> Screen:
    draft = await draft_of(session, callback_data.draft_id)
    there = await schools(session)
    if callback_data.school_id not in {school.id for school in there}:
        raise UserError("refused")
    excluded = not callback_data.takes_part
    await queries.exclude_school(session, draft.id, callback_data.school_id, excluded=excluded)
    return screens.schools(t, await draft_of(session, draft.id), there, callback_data.page)


async def take_schools(
    _: CallbackQuery, callback_data: SchoolsAreRight, session: AsyncSession, t: Translator
) -> Reply:
    draft = await draft_of(session, callback_data.draft_id)
    await queries.check(session, draft.id, Step.SCHOOLS)
    return await _saved(session, draft.id, t)


async def take_ladder(
    _: CallbackQuery, callback_data: LadderIsRight, session: AsyncSession, t: Translator
) -> Reply:
    draft = await draft_of(session, callback_data.draft_id)
    await queries.check(session, draft.id, Step.LADDER)
    return await _saved(session, draft.id, t)


async def look_at_start(
    _: CallbackQuery,
    callback_data: LookAtStart,
    session: AsyncSession,
    actor: Actor,
    t: Translator,
    now: datetime,
    zone: ZoneInfo,
) -> Screen:
    draft = await draft_of(session, callback_data.draft_id)
    would = await rehearse(session, draft.reading, draft.choices, actor.id, now, zone)
    taking_part = {school.id for school in await schools(session)} - draft.choices.excluded_school_ids
    told = len({*would.people} - {actor.id})
    return screens.look_at_start(t, draft, would, len(taking_part), told)


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
    if draft is None or not await queries.drop_draft(session, draft.id):
        return await gone(session, t, today)
    result = await start_roadmap(
        session, draft.reading, draft.source_name, actor.id, now, zone, draft.choices
    )
    if draft.new_year_of_id is not None:
        await hand_on_settings(session, draft.new_year_of_id, result.roadmap_id)
    told = await announce(session, result, str(draft.id), now, zone, but=actor.id)
    return roadmap_screens.started(t, result, told)


async def ask_drop(
    _: CallbackQuery, callback_data: AskDrop, session: AsyncSession, t: Translator, today: date
) -> Answer:
    there = await draft_there(session)
    if there is None or there.id != callback_data.draft_id:
        return await gone(session, t, today)
    return screens.ask_drop(t, there)


async def drop(
    _: CallbackQuery, callback_data: DropDraft, session: AsyncSession, t: Translator, today: date
) -> Answer:
    draft = await load_draft(session, callback_data.draft_id)
    if draft is None or not await queries.drop_draft(session, draft.id):
        return await gone(session, t, today)
    return roadmap_screens.dropped(t, new_year=draft.new_year_of_id is not None)


async def gone(session: AsyncSession, t: Translator, today: date) -> Reply:
    """How things stand, in place of what was pressed on a draft that is no more."""
    page = await roadmap_screen(session, t, today, 0)
    return Reply((page,), toast=t.plain("roadmap-draft-gone"), alert=True)
