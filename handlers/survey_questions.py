"""A question of a survey that is being built: its text and options anew, its place, and away with it."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from aiogram import Router
from aiogram.types import CallbackQuery, Message
from sqlalchemy.ext.asyncio import AsyncSession

from bot.filters import Awaited, Has
from bot.keyboards.survey_building import ChangeOptions, ChangeText, DeleteQuestion, MoveUp, ShowQuestion
from bot.screens import survey_building as screens
from bot.screens.screen import Reply, Screen
from bot.texts import Translator
from db.models import QuestionKind
from db.queries.pending import await_input
from db.queries.surveys import (
    QuestionFacts,
    delete_question,
    move_up,
    questions_of,
    set_question_options,
    set_question_text,
    survey_of,
)
from handlers.survey_building import TYPED, draft_of, draft_shown, input_taken
from roadmap.access import Actor, Role
from roadmap.errors import UserError
from roadmap.surveys import read_options, read_question

NEW_TEXT = f"{TYPED}new-text"
NEW_OPTIONS = f"{TYPED}new-options"


def router() -> Router:
    router = Router(name="survey questions")
    builds = Has(Role.COORDINATOR)
    router.callback_query.register(show_question, ShowQuestion.filter(), builds)
    router.callback_query.register(ask_new_text, ChangeText.filter(), builds)
    router.message.register(take_new_text, Awaited(NEW_TEXT), builds)
    router.callback_query.register(ask_new_options, ChangeOptions.filter(), builds)
    router.message.register(take_new_options, Awaited(NEW_OPTIONS), builds)
    router.callback_query.register(put_earlier, MoveUp.filter(), builds)
    router.callback_query.register(delete, DeleteQuestion.filter(), builds)
    return router


async def show_question(
    _: CallbackQuery, callback_data: ShowQuestion, session: AsyncSession, t: Translator
) -> Screen:
    return screens.draft_question_screen(await _question(session, callback_data.question_id), t)


async def ask_new_text(
    _: CallbackQuery,
    callback_data: ChangeText,
    session: AsyncSession,
    actor: Actor,
    t: Translator,
    now: datetime,
) -> Screen:
    question = await _question(session, callback_data.question_id)
    await await_input(session, actor.id, NEW_TEXT, {"question_id": question.id}, now)
    return screens.ask_new_text(question, t)


async def take_new_text(
    event: Message,
    payload: dict[str, Any],
    session: AsyncSession,
    actor: Actor,
    t: Translator,
    zone: ZoneInfo,
) -> Screen:
    question = await _question(session, payload["question_id"])
    await set_question_text(session, question.id, read_question(event.text or ""))
    return await input_taken(session, actor, question.survey_id, t, zone)


async def ask_new_options(
    _: CallbackQuery,
    callback_data: ChangeOptions,
    session: AsyncSession,
    actor: Actor,
    t: Translator,
    now: datetime,
) -> Screen:
    question = await _choice(session, callback_data.question_id)
    await await_input(session, actor.id, NEW_OPTIONS, {"question_id": question.id}, now)
    return screens.ask_options(question.survey_id, question.text, t)


async def take_new_options(
    event: Message,
    payload: dict[str, Any],
    session: AsyncSession,
    actor: Actor,
    t: Translator,
    zone: ZoneInfo,
) -> Screen:
    question = await _choice(session, payload["question_id"])
    await set_question_options(session, question.id, read_options(event.text or ""))
    return await input_taken(session, actor, question.survey_id, t, zone)


async def put_earlier(
    _: CallbackQuery, callback_data: MoveUp, session: AsyncSession, t: Translator
) -> Screen:
    question = await _question(session, callback_data.question_id)
    await move_up(session, question.survey_id, question.id)
    return screens.draft_question_screen(await _question(session, question.id), t)


async def delete(
    _: CallbackQuery, callback_data: DeleteQuestion, session: AsyncSession, t: Translator, zone: ZoneInfo
) -> Reply:
    question = await _question(session, callback_data.question_id)
    await delete_question(session, question.id)
    shown = await draft_shown(session, await draft_of(session, question.survey_id), t, zone)
    return Reply((shown,), toast=t.plain("survey-question-deleted"))


async def _question(session: AsyncSession, question_id: int) -> QuestionFacts:
    survey_id = await survey_of(session, question_id)
    if survey_id is None:
        raise UserError("survey-question-gone")
    await draft_of(session, survey_id)
    questions = await questions_of(session, survey_id)
    return next(question for question in questions if question.id == question_id)


async def _choice(session: AsyncSession, question_id: int) -> QuestionFacts:
    question = await _question(session, question_id)
    if question.kind is not QuestionKind.SINGLE:
        raise UserError("refused")
    return question
