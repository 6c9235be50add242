"""Answering a survey: a question a message, each answer kept at once, changeable until the survey ends.

Buttons name a question or a survey; whose answers are meant is the person who presses. What a person isn't
asked is refused, whoever's message the button came from.
"""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from aiogram import Router
from aiogram.types import CallbackQuery, Message
from sqlalchemy.ext.asyncio import AsyncSession

from bot.filters import Awaited
from bot.keyboards.surveys import ChooseOption, GoToQuestion, ReviewAnswers, SubmitAnswers, TakeSurvey
from bot.screens.screen import Reply, Screen
from bot.screens.survey_answering import answers_screen, question_screen
from bot.texts import Translator
from db.models import QuestionKind
from db.queries.pending import Pending, await_input, forget_input, stop_awaiting
from db.queries.survey_answers import (
    Given,
    Questionnaire,
    begin,
    questionnaire,
    save_answer,
    submit_response,
)
from db.queries.surveys import QuestionFacts, survey_of
from roadmap.access import Actor
from roadmap.errors import UserError
from roadmap.surveys import first_open, meant_option, question_after, read_answer

ANSWER = "survey-answer"


def router() -> Router:
    router = Router(name="survey answering")
    router.callback_query.register(take, TakeSurvey.filter())
    router.callback_query.register(go_to, GoToQuestion.filter())
    router.callback_query.register(choose, ChooseOption.filter())
    router.message.register(take_text, Awaited(ANSWER))
    router.callback_query.register(review, ReviewAnswers.filter())
    router.callback_query.register(submit, SubmitAnswers.filter())
    return router


async def take(
    _: CallbackQuery,
    callback_data: TakeSurvey,
    session: AsyncSession,
    actor: Actor,
    t: Translator,
    now: datetime,
    zone: ZoneInfo,
) -> Screen:
    """Begin, go on where it stopped, or see what was answered."""
    sheet = await _sheet(session, callback_data.survey_id, actor)
    if sheet.asked.is_submitted:
        return answers_screen(sheet, 0, t, now, zone)
    _insist_open(sheet, now)
    await begin(session, sheet.asked.response_id, now)
    return await _at(session, actor, sheet, first_open(sheet.order, sheet.answered), t, now, zone)


async def go_to(
    _: CallbackQuery,
    callback_data: GoToQuestion,
    session: AsyncSession,
    actor: Actor,
    t: Translator,
    now: datetime,
    zone: ZoneInfo,
) -> Screen:
    sheet = await _sheet_of_question(session, callback_data.question_id, actor)
    _insist_open(sheet, now)
    return await _at(session, actor, sheet, callback_data.question_id, t, now, zone)


async def choose(
    _: CallbackQuery,
    callback_data: ChooseOption,
    session: AsyncSession,
    actor: Actor,
    t: Translator,
    now: datetime,
    zone: ZoneInfo,
) -> Screen:
    """Also a button of long ago: it answers its own question, and one goes on from there."""
    sheet = await _sheet_of_question(session, callback_data.question_id, actor)
    _insist_open(sheet, now)
    question = sheet.question(callback_data.question_id)
    if not 0 <= callback_data.option < len(question.options):
        raise UserError("refused")
    given = Given(callback_data.option, None)
    return await _answered(session, actor, sheet, question, given, t, now, zone)


async def take_text(
    event: Message,
    payload: dict[str, Any],
    session: AsyncSession,
    actor: Actor,
    t: Translator,
    now: datetime,
    zone: ZoneInfo,
) -> Screen:
    """A free answer, or an option typed instead of pressed."""
    sheet = await _sheet_of_question(session, payload["question_id"], actor)
    if not sheet.asked.is_open(now):
        await forget_input(session, actor.id)
        return Screen(t("survey-is-over"))
    question = sheet.question(payload["question_id"])
    text = read_answer(event.text or "")
    if question.kind is QuestionKind.TEXT:
        return await _answered(session, actor, sheet, question, Given(None, text), t, now, zone)
    option = meant_option(text, question.options)
    if option is None:
        return question_screen(sheet, question.id, t, note="survey-press-an-option")
    return await _answered(session, actor, sheet, question, Given(option, None), t, now, zone)


async def review(
    _: CallbackQuery,
    callback_data: ReviewAnswers,
    session: AsyncSession,
    actor: Actor,
    t: Translator,
    now: datetime,
    zone: ZoneInfo,
    pending: Pending | None,
) -> Screen:
    sheet = await _sheet(session, callback_data.survey_id, actor)
    if not sheet.asked.is_submitted:
        _insist_open(sheet, now)
        return await _at(
            session, actor, sheet, first_open(sheet.order, sheet.answered), t, now, zone, callback_data.page
        )
    await stop_awaiting(session, actor.id, pending, ANSWER)
    return answers_screen(sheet, callback_data.page, t, now, zone)


async def submit(
    _: CallbackQuery,
    callback_data: SubmitAnswers,
    session: AsyncSession,
    actor: Actor,
    t: Translator,
    now: datetime,
    zone: ZoneInfo,
    pending: Pending | None,
) -> Reply | Screen:
    sheet = await _sheet(session, callback_data.survey_id, actor)
    if not sheet.asked.is_submitted:
        _insist_open(sheet, now)
        missing = first_open(sheet.order, sheet.answered)
        if missing is not None:
            shown = await _at(session, actor, sheet, missing, t, now, zone)
            return Reply((shown,), toast=t.plain("survey-answer-missing"))
    submitted = await submit_response(session, sheet.asked.response_id, now)
    await stop_awaiting(session, actor.id, pending, ANSWER)
    sheet = await _sheet(session, callback_data.survey_id, actor)
    toast = t.plain("survey-submitted" if submitted else "survey-submitted-already")
    return Reply((answers_screen(sheet, 0, t, now, zone),), toast=toast)


async def _answered(
    session: AsyncSession,
    actor: Actor,
    sheet: Questionnaire,
    question: QuestionFacts,
    given: Given,
    t: Translator,
    now: datetime,
    zone: ZoneInfo,
) -> Screen:
    """Keep the answer and show what comes next."""
    await begin(session, sheet.asked.response_id, now)
    await save_answer(session, sheet.asked.response_id, question.id, given, now)
    sheet.answers[question.id] = given
    following = question_after(sheet.order, sheet.answered, question.id)
    return await _at(session, actor, sheet, following, t, now, zone)


async def _at(
    session: AsyncSession,
    actor: Actor,
    sheet: Questionnaire,
    question_id: int | None,
    t: Translator,
    now: datetime,
    zone: ZoneInfo,
    page: int = 0,
) -> Screen:
    """A question, whose answer may be typed from now on; all answers when there is no question left."""
    if question_id is None:
        await forget_input(session, actor.id)
        return answers_screen(sheet, page, t, now, zone)
    await await_input(session, actor.id, ANSWER, {"question_id": question_id}, now)
    return question_screen(sheet, question_id, t)


async def _sheet_of_question(session: AsyncSession, question_id: int, actor: Actor) -> Questionnaire:
    survey_id = await survey_of(session, question_id)
    if survey_id is None:
        raise UserError("refused")
    return await _sheet(session, survey_id, actor)


async def _sheet(session: AsyncSession, survey_id: int, actor: Actor) -> Questionnaire:
    sheet = await questionnaire(session, survey_id, actor.id)
    if sheet is None:
        raise UserError("refused")
    return sheet


def _insist_open(sheet: Questionnaire, now: datetime) -> None:
    if not sheet.asked.is_open(now):
        raise UserError("survey-is-over")
