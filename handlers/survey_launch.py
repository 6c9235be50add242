"""The end of building a survey: whom to ask, until when, one more look, and sending it; or dropping it."""

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from aiogram import Router
from aiogram.types import CallbackQuery, Message
from sqlalchemy.ext.asyncio import AsyncSession

from bot.filters import Awaited, Has
from bot.keyboards.survey_building import (
    MAY_BE_ASKED,
    ChooseEnd,
    ChooseRoles,
    ConfirmSurvey,
    DropSurvey,
    EndIn,
    SendSurvey,
    TickRole,
    TypeEnd,
)
from bot.screens import survey_building as screens
from bot.screens.screen import Reply, Screen
from bot.screens.surveys import card_screen
from bot.texts import Translator
from db.models import SurveyState
from db.queries.journal import note
from db.queries.pending import Pending, await_input, forget_input, stop_awaiting
from db.queries.people import people_with
from db.queries.survey_sending import send_survey
from db.queries.surveys import SurveyFacts, drop_draft, set_closing, set_roles, survey_facts
from handlers.survey_building import TYPED, draft_of
from roadmap.access import Actor, Role
from roadmap.errors import UserError
from roadmap.journal import Change
from roadmap.surveys import closing_time, last_day, read_last_day

END = f"{TYPED}end"
EXAMPLE_AHEAD = timedelta(days=10)


def router() -> Router:
    router = Router(name="survey launch")
    builds = Has(Role.COORDINATOR)
    router.callback_query.register(choose_roles, ChooseRoles.filter(), builds)
    router.callback_query.register(tick_role, TickRole.filter(), builds)
    router.callback_query.register(choose_end, ChooseEnd.filter(), builds)
    router.callback_query.register(end_in, EndIn.filter(), builds)
    router.callback_query.register(ask_end, TypeEnd.filter(), builds)
    router.message.register(take_end, Awaited(END), builds)
    router.callback_query.register(confirm, ConfirmSurvey.filter(), builds)
    router.callback_query.register(send, SendSurvey.filter(), builds)
    router.callback_query.register(drop, DropSurvey.filter(), builds)
    return router


async def choose_roles(
    _: CallbackQuery,
    callback_data: ChooseRoles,
    session: AsyncSession,
    actor: Actor,
    t: Translator,
    pending: Pending | None,
) -> Screen:
    survey = await draft_of(session, callback_data.survey_id)
    await stop_awaiting(session, actor.id, pending, END)
    return screens.roles_screen(survey, await _people(session, survey), t)


async def tick_role(
    _: CallbackQuery, callback_data: TickRole, session: AsyncSession, t: Translator
) -> Screen:
    survey = await draft_of(session, callback_data.survey_id)
    if callback_data.role not in MAY_BE_ASKED:
        raise UserError("refused")
    roles = set(survey.roles) ^ {callback_data.role}
    await set_roles(session, survey.id, sorted(roles))
    survey = await draft_of(session, survey.id)
    return screens.roles_screen(survey, await _people(session, survey), t)


async def choose_end(
    _: CallbackQuery,
    callback_data: ChooseEnd,
    session: AsyncSession,
    actor: Actor,
    t: Translator,
    now: datetime,
    today: date,
) -> Screen:
    """A date may be typed at once: whoever knows it doesn't look for the button."""
    survey = await draft_of(session, callback_data.survey_id)
    await await_input(session, actor.id, END, {"survey_id": survey.id}, now)
    return screens.end_screen(survey, _example(today), t)


async def end_in(
    _: CallbackQuery,
    callback_data: EndIn,
    session: AsyncSession,
    actor: Actor,
    t: Translator,
    pending: Pending | None,
    now: datetime,
    today: date,
    zone: ZoneInfo,
) -> Screen:
    survey = await draft_of(session, callback_data.survey_id)
    await stop_awaiting(session, actor.id, pending, END)
    return await _ending(session, survey, last_day(callback_data.until, today), t, now, zone)


async def ask_end(
    _: CallbackQuery,
    callback_data: TypeEnd,
    session: AsyncSession,
    actor: Actor,
    t: Translator,
    now: datetime,
    today: date,
) -> Screen:
    survey = await draft_of(session, callback_data.survey_id)
    await await_input(session, actor.id, END, {"survey_id": survey.id}, now)
    return screens.ask_end(survey, _example(today), t)


def _example(today: date) -> str:
    return f"{today + EXAMPLE_AHEAD:%d.%m}"


async def take_end(
    event: Message,
    payload: dict[str, Any],
    session: AsyncSession,
    actor: Actor,
    t: Translator,
    now: datetime,
    today: date,
    zone: ZoneInfo,
) -> Screen:
    survey = await draft_of(session, payload["survey_id"])
    shown = await _ending(session, survey, read_last_day(event.text or "", today), t, now, zone)
    await forget_input(session, actor.id)
    return shown


async def _ending(
    session: AsyncSession, survey: SurveyFacts, day: date, t: Translator, now: datetime, zone: ZoneInfo
) -> Screen:
    """Keep the last day and go on to the last look."""
    closes_at = closing_time(day, zone)
    if closes_at <= now:
        raise UserError("survey-end-past")
    await set_closing(session, survey.id, closes_at)
    return await _confirmation(session, await draft_of(session, survey.id), t, now, zone)


async def confirm(
    _: CallbackQuery,
    callback_data: ConfirmSurvey,
    session: AsyncSession,
    t: Translator,
    now: datetime,
    zone: ZoneInfo,
) -> Screen:
    return await _confirmation(session, await draft_of(session, callback_data.survey_id), t, now, zone)


async def _confirmation(
    session: AsyncSession, survey: SurveyFacts, t: Translator, now: datetime, zone: ZoneInfo
) -> Screen:
    people = await _people(session, survey)
    if not survey.questions:
        raise UserError("survey-no-questions")
    if not people:
        raise UserError("survey-nobody")
    if survey.closes_at is None or survey.closes_at <= now:
        raise UserError("survey-end-past")
    return screens.confirm_screen(survey, people, t, zone)


async def send(
    _: CallbackQuery,
    callback_data: SendSurvey,
    session: AsyncSession,
    actor: Actor,
    t: Translator,
    now: datetime,
    zone: ZoneInfo,
) -> Reply:
    """A second tap finds it sent and sees how it stands."""
    survey = await _known(session, callback_data.survey_id)
    sent = survey.is_draft and await send_survey(session, survey, now, zone)
    if sent:
        await note(session, now, actor.id, Change.SURVEY_OPENED, survey.id, survey.title)
    survey = await _known(session, survey.id)
    toast = t.plain("survey-sent", people=survey.asked) if sent else t.plain("survey-sent-already")
    return Reply((card_screen(survey, t, now, zone, may_close=True),), toast=toast)


async def drop(
    _: CallbackQuery,
    callback_data: DropSurvey,
    session: AsyncSession,
    actor: Actor,
    t: Translator,
    pending: Pending | None,
) -> Screen:
    survey = await draft_of(session, callback_data.survey_id)
    if not callback_data.sure:
        return screens.dropping_screen(survey, t)
    await drop_draft(session, survey.id)
    await stop_awaiting(session, actor.id, pending, TYPED)
    return screens.dropped_screen(t)


async def _known(session: AsyncSession, survey_id: int) -> SurveyFacts:
    survey = await survey_facts(session, survey_id)
    if survey is None or survey.state is SurveyState.DROPPED:
        raise UserError("refused")
    return survey


async def _people(session: AsyncSession, survey: SurveyFacts) -> int:
    return len(await people_with(session, *survey.roles)) if survey.roles else 0
