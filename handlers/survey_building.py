"""Building a survey: its title, new questions, a preview. The draft is in the database from its title on."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from aiogram import Router
from aiogram.types import CallbackQuery, Message
from sqlalchemy.ext.asyncio import AsyncSession

from bot.filters import Awaited, Has
from bot.keyboards.survey_building import (
    AddQuestion,
    ChangeTitle,
    ChooseKind,
    NewSurvey,
    Preview,
    ShowDraft,
)
from bot.screens import survey_building as screens
from bot.screens.screen import Screen
from bot.texts import Translator
from db.models import QuestionKind
from db.queries.pending import Pending, await_input, forget_input, stop_awaiting
from db.queries.surveys import (
    SurveyFacts,
    add_question,
    lock_draft,
    new_draft,
    questions_of,
    set_title,
    survey_facts,
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
    await stop_awaiting(session, actor.id, pending, TYPED)
    return await draft_shown(session, await draft_of(session, callback_data.survey_id), t, zone)


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
    return await input_taken(session, actor, survey.id, t, zone)


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
        return await input_taken(session, actor, survey.id, t, zone)
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
    return await input_taken(session, actor, survey.id, t, zone)


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


def _insist_room(survey: SurveyFacts) -> None:
    if survey.questions >= QUESTIONS_LIMIT:
        raise UserError("survey-too-many-questions", limit=QUESTIONS_LIMIT)


async def input_taken(
    session: AsyncSession, actor: Actor, survey_id: int, t: Translator, zone: ZoneInfo
) -> Screen:
    """What was typed is in the draft: nothing more is awaited."""
    await forget_input(session, actor.id)
    return await draft_shown(session, await draft_of(session, survey_id), t, zone)


async def draft_shown(session: AsyncSession, survey: SurveyFacts, t: Translator, zone: ZoneInfo) -> Screen:
    return screens.draft_screen(survey, await questions_of(session, survey.id), t, zone)
