"""Buttons of surveys: answering one, the lists, and the results. Whose answers are meant is who presses."""

from collections.abc import Callable, Sequence

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from bot.keyboards.common import Row, button, in_rows, markup, page_row, short
from bot.keyboards.menu import Go, Section
from bot.keyboards.survey_building import NewSurvey, ShowDraft
from bot.texts import Translator
from db.models import QuestionKind
from db.queries.survey_answers import Asked, Questionnaire
from db.queries.survey_results import QuestionResult
from db.queries.surveys import QuestionFacts, SurveyFacts
from roadmap.lists import Page
from roadmap.surveys import Group

OPTION_ON_BUTTON = 32
NUMBERS_IN_ROW = 5


class OwnSurveys(CallbackData, prefix="svown"):
    """A page (from 0) of the surveys that the person is asked in."""

    page: int


class TakeSurvey(CallbackData, prefix="svtake"):
    """«Ответить»: begin, or go on where it stopped."""

    survey_id: int


class GoToQuestion(CallbackData, prefix="svgo"):
    """Back or forth to a question, answering nothing."""

    question_id: int


class ChooseOption(CallbackData, prefix="svopt"):
    """Answer a question with an option, counted from 0."""

    question_id: int
    option: int


class ReviewAnswers(CallbackData, prefix="svall"):
    """A page (from 0) of all one's answers."""

    survey_id: int
    page: int = 0


class SubmitAnswers(CallbackData, prefix="svdone"):
    survey_id: int


class ListSurveys(CallbackData, prefix="svlist"):
    """A page (from 0) of drafts, open or closed surveys."""

    group: Group
    page: int = 0


class ShowSurvey(CallbackData, prefix="svcard"):
    survey_id: int


class ShowResults(CallbackData, prefix="svres"):
    survey_id: int
    page: int = 0


class ShowSaid(CallbackData, prefix="svsaid"):
    """A page (from 0) of the texts given to a question."""

    question_id: int
    page: int = 0


class ShowSilent(CallbackData, prefix="svwait"):
    """A page (from 0) of those who have not answered."""

    survey_id: int
    page: int = 0


class CloseSurvey(CallbackData, prefix="svclose"):
    survey_id: int
    sure: bool


def section_keyboard(
    mine: Sequence[Asked], page: Page, counts: dict[Group, int], t: Translator, *, may_build: bool
) -> InlineKeyboardMarkup:
    """`counts`: the lists to offer with their sizes, none for who sees no results."""
    rows = [[_own_button(asked, t)] for asked in mine]
    rows.append(page_row(page, lambda at: OwnSurveys(page=at), t))
    rows += [
        [button(t.plain(f"survey-list-{group.value}-button", count=count), ListSurveys(group=group))]
        for group, count in counts.items()
        if count
    ]
    if may_build:
        rows.append([button(t.plain("survey-new-button"), NewSurvey())])
    return markup(rows)


def _own_button(asked: Asked, t: Translator) -> InlineKeyboardButton:
    if asked.is_submitted:
        label = t.plain("survey-own-answers-button", title=short(asked.title, 28))
        return button(label, ReviewAnswers(survey_id=asked.survey_id))
    label = t.plain("survey-take-titled-button", title=short(asked.title, 28))
    return button(label, TakeSurvey(survey_id=asked.survey_id))


def take_keyboard(survey_id: int, t: Translator) -> InlineKeyboardMarkup:
    return markup([[button(t.plain("survey-take-button"), TakeSurvey(survey_id=survey_id))]])


def question_keyboard(sheet: Questionnaire, question: QuestionFacts, t: Translator) -> InlineKeyboardMarkup:
    given = sheet.answers.get(question.id)
    rows = option_rows(
        question,
        given.option if given else None,
        lambda option: ChooseOption(question_id=question.id, option=option),
        t,
    )
    back: CallbackData = Go(section=Section.SURVEYS)
    if question.number > 1:
        back = GoToQuestion(question_id=sheet.order[question.number - 2])
    last = [button(t.plain("back-button"), back)]
    if given is not None:
        last.append(button(t.plain("survey-next-button"), _next(sheet, question)))
    return markup([*rows, last])


def _next(sheet: Questionnaire, question: QuestionFacts) -> CallbackData:
    if question.number < len(sheet.order):
        return GoToQuestion(question_id=sheet.order[question.number])
    return ReviewAnswers(survey_id=question.survey_id)


def option_rows(
    question: QuestionFacts, chosen: int | None, data: Callable[[int], CallbackData], t: Translator
) -> list[Row]:
    """The options themselves; their numbers when one is too long for a button and they stand in the text."""
    if question.kind is not QuestionKind.SINGLE:
        return []
    numbered = has_long_options(question)
    buttons = [
        button(
            t.plain("survey-option-button", option=str(at + 1) if numbered else option, chosen=at == chosen),
            data(at),
        )
        for at, option in enumerate(question.options)
    ]
    width = NUMBERS_IN_ROW if numbered else 1
    return in_rows(buttons, width)


def has_long_options(question: QuestionFacts) -> bool:
    return any(len(option) > OPTION_ON_BUTTON for option in question.options)


def answers_keyboard(
    sheet: Questionnaire, page: Page, t: Translator, *, is_open: bool
) -> InlineKeyboardMarkup:
    survey_id = sheet.asked.survey_id
    rows = [page_row(page, lambda at: ReviewAnswers(survey_id=survey_id, page=at), t)]
    if is_open:
        change = GoToQuestion(question_id=sheet.order[0])
        if sheet.asked.is_submitted:
            rows.append([button(t.plain("survey-change-answers-button"), change)])
        else:
            submit = button(t.plain("survey-submit-button"), SubmitAnswers(survey_id=survey_id))
            rows += [[submit], [button(t.plain("survey-change-button"), change)]]
    rows.append([to_surveys_button(t)])
    return markup(rows)


def list_keyboard(
    surveys: Sequence[SurveyFacts], group: Group, page: Page, t: Translator
) -> InlineKeyboardMarkup:
    rows = [[button(short(survey.title), _opening(survey))] for survey in surveys]
    rows.append(page_row(page, lambda at: ListSurveys(group=group, page=at), t))
    rows.append([to_surveys_button(t)])
    return markup(rows)


def _opening(survey: SurveyFacts) -> CallbackData:
    return ShowDraft(survey_id=survey.id) if survey.is_draft else ShowSurvey(survey_id=survey.id)


def card_keyboard(
    survey: SurveyFacts, t: Translator, *, may_close: bool, is_open: bool
) -> InlineKeyboardMarkup:
    rows = [[button(t.plain("survey-results-button"), ShowResults(survey_id=survey.id))]]
    silent = survey.asked - survey.answered
    if silent:
        label = t.plain("survey-silent-button", count=silent)
        rows.append([button(label, ShowSilent(survey_id=survey.id))])
    if may_close:
        close = CloseSurvey(survey_id=survey.id, sure=False)
        rows.append([button(t.plain("survey-close-button"), close)])
    group = Group.OPEN if is_open else Group.CLOSED
    rows.append([button(t.plain("back-button"), ListSurveys(group=group))])
    return markup(rows)


def results_keyboard(
    survey_id: int, results: Sequence[QuestionResult], page: Page, t: Translator
) -> InlineKeyboardMarkup:
    texts = [
        button(
            t.plain("survey-said-button", number=result.question.number, count=result.answered),
            ShowSaid(question_id=result.question.id),
        )
        for result in results
        if result.question.kind is QuestionKind.TEXT and result.answered
    ]
    rows = [page_row(page, lambda at: ShowResults(survey_id=survey_id, page=at), t)]
    rows += [[text] for text in texts]
    rows.append([button(t.plain("back-button"), ShowSurvey(survey_id=survey_id))])
    return markup(rows)


def said_keyboard(question: QuestionFacts, page: Page, t: Translator) -> InlineKeyboardMarkup:
    turn = page_row(page, lambda at: ShowSaid(question_id=question.id, page=at), t)
    return markup([turn, [button(t.plain("back-button"), ShowResults(survey_id=question.survey_id))]])


def silent_keyboard(survey_id: int, page: Page, t: Translator) -> InlineKeyboardMarkup:
    turn = page_row(page, lambda at: ShowSilent(survey_id=survey_id, page=at), t)
    return markup([turn, [button(t.plain("back-button"), ShowSurvey(survey_id=survey_id))]])


def closing_keyboard(survey_id: int, t: Translator) -> InlineKeyboardMarkup:
    sure = button(t.plain("survey-close-sure-button"), CloseSurvey(survey_id=survey_id, sure=True))
    return markup([[sure], [button(t.plain("back-button"), ShowSurvey(survey_id=survey_id))]])


def to_surveys_button(t: Translator) -> InlineKeyboardButton:
    return button(t.plain("survey-to-list-button"), Go(section=Section.SURVEYS))
