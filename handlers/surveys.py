"""Surveys: one's own, the lists of those who ask, results, and closing early."""

from datetime import datetime
from zoneinfo import ZoneInfo

from aiogram import Router
from aiogram.types import CallbackQuery, TelegramObject
from sqlalchemy.ext.asyncio import AsyncSession

from bot.filters import Asks, Has
from bot.keyboards.menu import Section
from bot.keyboards.surveys import (
    CloseSurvey,
    ListSurveys,
    OwnSurveys,
    ShowResults,
    ShowSaid,
    ShowSilent,
    ShowSurvey,
)
from bot.screens import surveys as screens
from bot.screens.screen import Reply, Screen
from bot.texts import Translator
from db.queries.journal import note
from db.queries.pending import Pending, stop_awaiting
from db.queries.people import roles_of
from db.queries.survey_answers import asked_count, asked_page
from db.queries.survey_results import results, said, silent_page
from db.queries.surveys import (
    SurveyFacts,
    close_survey,
    questions_of,
    survey_counts,
    survey_facts,
    survey_of,
    surveys_page,
)
from handlers import survey_answering, survey_building, survey_launch, survey_questions
from roadmap.access import Actor, Role
from roadmap.errors import UserError
from roadmap.journal import Change
from roadmap.lists import Page
from roadmap.surveys import Group

_SEES_RESULTS = Has(Role.COORDINATOR, Role.DEPARTMENT)
_BUILDS = Has(Role.COORDINATOR)


def router() -> Router:
    router = Router(name="surveys")
    router.message.register(show, Asks(Section.SURVEYS))
    router.callback_query.register(show, Asks(Section.SURVEYS))
    router.callback_query.register(turn_own, OwnSurveys.filter())
    router.callback_query.register(show_list, ListSurveys.filter(), _SEES_RESULTS)
    router.callback_query.register(show_card, ShowSurvey.filter(), _SEES_RESULTS)
    router.callback_query.register(show_results, ShowResults.filter(), _SEES_RESULTS)
    router.callback_query.register(show_said, ShowSaid.filter(), _SEES_RESULTS)
    router.callback_query.register(show_silent, ShowSilent.filter(), _SEES_RESULTS)
    router.callback_query.register(close, CloseSurvey.filter(), _BUILDS)
    router.include_routers(
        survey_building.router(), survey_questions.router(), survey_launch.router(), survey_answering.router()
    )
    return router


async def show(
    _: TelegramObject,
    session: AsyncSession,
    actor: Actor,
    t: Translator,
    now: datetime,
    zone: ZoneInfo,
    pending: Pending | None,
) -> Screen:
    """Who comes here by a button has given up what was being typed for a survey."""
    await stop_awaiting(session, actor.id, pending, survey_answering.ANSWER, survey_building.TYPED)
    return await _section(session, actor, t, now, zone, wanted=0)


async def turn_own(
    _: CallbackQuery,
    callback_data: OwnSurveys,
    session: AsyncSession,
    actor: Actor,
    t: Translator,
    now: datetime,
    zone: ZoneInfo,
) -> Screen:
    return await _section(session, actor, t, now, zone, callback_data.page)


async def _section(
    session: AsyncSession, actor: Actor, t: Translator, now: datetime, zone: ZoneInfo, wanted: int
) -> Screen:
    page = Page.within(wanted, await asked_count(session, actor.id, now), screens.PAGE)
    mine = await asked_page(session, actor.id, now, page.size, page.offset)
    counts = await survey_counts(session, now) if actor.sees_all else {}
    if not actor.is_coordinator:
        counts.pop(Group.DRAFT, None)
    return screens.section_screen(mine, page, counts, t, zone, may_build=actor.is_coordinator)


async def show_list(
    _: CallbackQuery,
    callback_data: ListSurveys,
    session: AsyncSession,
    actor: Actor,
    t: Translator,
    now: datetime,
    zone: ZoneInfo,
) -> Screen:
    group = callback_data.group
    if group is Group.DRAFT and not actor.is_coordinator:
        raise UserError("refused")
    page = Page.within(callback_data.page, (await survey_counts(session, now))[group], screens.PAGE)
    surveys = await surveys_page(session, group, now, page.size, page.offset)
    return screens.list_screen(surveys, group, page, t, zone)


async def show_card(
    _: CallbackQuery,
    callback_data: ShowSurvey,
    session: AsyncSession,
    actor: Actor,
    t: Translator,
    now: datetime,
    zone: ZoneInfo,
) -> Screen:
    survey = await _sent(session, callback_data.survey_id)
    return screens.card_screen(survey, t, now, zone, may_close=actor.is_coordinator)


async def show_results(
    _: CallbackQuery, callback_data: ShowResults, session: AsyncSession, t: Translator
) -> Screen:
    survey = await _sent(session, callback_data.survey_id)
    return screens.results_screen(survey, await results(session, survey.id), callback_data.page, t)


async def show_said(
    _: CallbackQuery, callback_data: ShowSaid, session: AsyncSession, t: Translator
) -> Screen:
    survey_id = await survey_of(session, callback_data.question_id)
    if survey_id is None:
        raise UserError("refused")
    survey = await _sent(session, survey_id)
    questions = await questions_of(session, survey.id)
    question = next(one for one in questions if one.id == callback_data.question_id)
    return screens.said_screen(question, await said(session, question.id), callback_data.page, t)


async def show_silent(
    _: CallbackQuery, callback_data: ShowSilent, session: AsyncSession, t: Translator
) -> Screen:
    survey = await _sent(session, callback_data.survey_id)
    page = Page.within(callback_data.page, survey.asked - survey.answered, screens.SILENT_PAGE)
    silent = await silent_page(session, survey.id, page.size, page.offset)
    members = await roles_of(session, [one.person_id for one in silent])
    return screens.silent_screen(survey, silent, members, page, t)


async def close(
    _: CallbackQuery,
    callback_data: CloseSurvey,
    session: AsyncSession,
    actor: Actor,
    t: Translator,
    now: datetime,
    zone: ZoneInfo,
) -> Reply | Screen:
    survey = await _sent(session, callback_data.survey_id)
    if not callback_data.sure and survey.is_open(now):
        return screens.closing_screen(survey, t)
    closed = await close_survey(session, survey.id, now)
    if closed:
        await note(session, now, actor.id, Change.SURVEY_CLOSED, survey.id, survey.title)
    survey = await _sent(session, survey.id)
    toast = t.plain("survey-closed-now" if closed else "survey-closed-already")
    return Reply((screens.card_screen(survey, t, now, zone, may_close=True),), toast=toast)


async def _sent(session: AsyncSession, survey_id: int) -> SurveyFacts:
    survey = await survey_facts(session, survey_id)
    if survey is None or not survey.was_sent:
        raise UserError("refused")
    return survey
