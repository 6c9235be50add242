"""Building a survey: its title and its questions. The draft is in the database from its title on."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from aiogram import Router
from aiogram.types import CallbackQuery, Message
from sqlalchemy.ext.asyncio import AsyncSession

from bot.filters import Awaited, Has
from bot.keyboards.survey_building import (
    AddQuestion,
    ChangeOptions,
    ChangeText,
    ChangeTitle,
    ChooseKind,
    DeleteQuestion,
    MoveUp,
    NewSurvey,
    Preview,
    ShowDraft,
    ShowQuestion,
)
from bot.screens import survey_building as screens
from bot.screens.screen import Reply, Screen
from bot.texts import Translator
from db.models import QuestionKind
from db.queries.pending import Pending, await_input, forget_input
from db.queries.surveys import (
    QuestionFacts,
    SurveyFacts,
    add_question,
    delete_question,
    lock_draft,
    move_up,
    new_draft,
    questions_of,
    set_question_options,
    set_question_text,
    set_title,
    survey_facts,
    survey_of,
)
from roadmap.access import Actor, Role
from roadmap.errors import UserError
from roadmap.surveys import QUESTIONS_LIMIT, read_options, read_question, read_title

TYPED = "survey-draft-"
"""How the kinds of input begin that are typed for a draft."""
TITLE = f"{TYPED}title"
NEW_TITLE = f"{TYPED}new-title"
QUESTION = f"{TYPED}question"
OPTIONS = f"{TYPED}options"
NEW_TEXT = f"{TYPED}new-text"
NEW_OPTIONS = f"{TYPED}new-options"


def router() -> Router:
    router = Router(name="survey building")
    builds = Has(Role.COORDINATOR)
    router.callback_query.register(ask_title, NewSurvey.filter(), builds)
    router.message.register(take_title, Awaited(TITLE), builds)
    router.callback_query.register(show_draft, ShowDraft.filter(), builds)
    router.callback_query.register(ask_new_title, ChangeTitle.filter(), builds)
    router.message.register(take_new_title, Awaited(NEW_TITLE), builds)
    router.callback_query.register(ask_kind, AddQuestion.filter(), builds)
    router.callback_query.register(ask_question, ChooseKind.filter(), builds)
    router.message.register(take_question, Awaited(QUESTION), builds)
    router.message.register(take_options, Awaited(OPTIONS), builds)
    router.callback_query.register(show_question, ShowQuestion.filter(), builds)
    router.callback_query.register(ask_new_text, ChangeText.filter(), builds)
    router.message.register(take_new_text, Awaited(NEW_TEXT), builds)
    router.callback_query.register(ask_new_options, ChangeOptions.filter(), builds)
    router.message.register(take_new_options, Awaited(NEW_OPTIONS), builds)
    router.callback_query.register(put_earlier, MoveUp.filter(), builds)
    router.callback_query.register(delete, DeleteQuestion.filter(), builds)
    router.callback_query.register(preview, Preview.filter(), builds)
    return router


async def ask_title(
    _: CallbackQuery, session: AsyncSession, actor: Actor, t: Translator, now: datetime
) -> Screen:
    await await_input(session, actor.id, TITLE, {}, now)
    return screens.ask_title(t)


async def take_title(
    event: Message, session: AsyncSession, actor: Actor, t: Translator, now: datetime
) -> Screen:
    title = read_title(event.text or "")
    survey_id = await new_draft(session, title, actor.id, now)
    await forget_input(session, actor.id)
    return screens.ask_kind(await draft_of(session, survey_id), t)


async def show_draft(
    _: CallbackQuery,
    callback_data: ShowDraft,
    session: AsyncSession,
    actor: Actor,
    t: Translator,
    zone: ZoneInfo,
    pending: Pending | None,
) -> Screen:
    if pending is not None and pending.kind.startswith(TYPED):
        await forget_input(session, actor.id)
    return await _shown(session, await draft_of(session, callback_data.survey_id), t, zone)


async def ask_new_title(
    _: CallbackQuery,
    callback_data: ChangeTitle,
    session: AsyncSession,
    actor: Actor,
    t: Translator,
    now: datetime,
) -> Screen:
    survey = await draft_of(session, callback_data.survey_id)
    await await_input(session, actor.id, NEW_TITLE, {"survey_id": survey.id}, now)
    return screens.ask_new_title(survey, t)


async def take_new_title(
    event: Message,
    payload: dict[str, Any],
    session: AsyncSession,
    actor: Actor,
    t: Translator,
    zone: ZoneInfo,
) -> Screen:
    survey = await draft_of(session, payload["survey_id"])
    await set_title(session, survey.id, read_title(event.text or ""))
    return await _taken(session, actor, survey.id, t, zone)


async def ask_kind(
    _: CallbackQuery, callback_data: AddQuestion, session: AsyncSession, t: Translator
) -> Screen:
    survey = await draft_of(session, callback_data.survey_id)
    _insist_room(survey)
    return screens.ask_kind(survey, t)


async def ask_question(
    _: CallbackQuery,
    callback_data: ChooseKind,
    session: AsyncSession,
    actor: Actor,
    t: Translator,
    now: datetime,
) -> Screen:
    survey = await draft_of(session, callback_data.survey_id)
    _insist_room(survey)
    payload = {"survey_id": survey.id, "kind": callback_data.kind.value}
    await await_input(session, actor.id, QUESTION, payload, now)
    return screens.ask_question(survey.id, t)


async def take_question(
    event: Message,
    payload: dict[str, Any],
    session: AsyncSession,
    actor: Actor,
    t: Translator,
    now: datetime,
    zone: ZoneInfo,
) -> Screen:
    """A free-text question is there with that; for a choice the options are asked."""
    survey = await draft_of(session, payload["survey_id"])
    _insist_room(survey)
    text = read_question(event.text or "")
    if QuestionKind(payload["kind"]) is QuestionKind.TEXT:
        await add_question(session, survey.id, QuestionKind.TEXT, text)
        return await _taken(session, actor, survey.id, t, zone)
    await await_input(session, actor.id, OPTIONS, {"survey_id": survey.id, "text": text}, now)
    return screens.ask_options(survey.id, text, t)


async def take_options(
    event: Message,
    payload: dict[str, Any],
    session: AsyncSession,
    actor: Actor,
    t: Translator,
    zone: ZoneInfo,
) -> Screen:
    survey = await draft_of(session, payload["survey_id"])
    _insist_room(survey)
    options = read_options(event.text or "")
    await add_question(session, survey.id, QuestionKind.SINGLE, payload["text"], options)
    return await _taken(session, actor, survey.id, t, zone)


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
    return await _taken(session, actor, question.survey_id, t, zone)


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
    return await _taken(session, actor, question.survey_id, t, zone)


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
    shown = await _shown(session, await draft_of(session, question.survey_id), t, zone)
    return Reply((shown,), toast=t.plain("survey-question-deleted"))


async def preview(_: CallbackQuery, callback_data: Preview, session: AsyncSession, t: Translator) -> Screen:
    survey = await draft_of(session, callback_data.survey_id)
    questions = await questions_of(session, survey.id)
    if not questions:
        raise UserError("survey-no-questions")
    number = min(max(callback_data.number, 1), len(questions))
    return screens.preview_screen(survey, questions[number - 1], len(questions), t)


async def draft_of(session: AsyncSession, survey_id: int) -> SurveyFacts:
    """The draft, which nobody else sends meanwhile. Raises UserError when it is none any more."""
    is_draft = await lock_draft(session, survey_id)
    survey = await survey_facts(session, survey_id)
    if survey is None:
        raise UserError("refused")
    if not is_draft:
        raise UserError("survey-not-a-draft")
    return survey


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


def _insist_room(survey: SurveyFacts) -> None:
    if survey.questions >= QUESTIONS_LIMIT:
        raise UserError("survey-too-many-questions", limit=QUESTIONS_LIMIT)


async def _taken(
    session: AsyncSession, actor: Actor, survey_id: int, t: Translator, zone: ZoneInfo
) -> Screen:
    """What was typed is in the draft: nothing more is awaited."""
    await forget_input(session, actor.id)
    return await _shown(session, await draft_of(session, survey_id), t, zone)


async def _shown(session: AsyncSession, survey: SurveyFacts, t: Translator, zone: ZoneInfo) -> Screen:
    return screens.draft_screen(survey, await questions_of(session, survey.id), t, zone)
