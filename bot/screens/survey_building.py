"""A draft of a survey on its way: questions, whom to ask, until when, and the last look."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from bot.keyboards import survey_building as keyboards
from bot.keyboards.common import cancel_button, markup, short
from bot.keyboards.surveys import option_rows, to_surveys_button
from bot.screens.screen import Screen
from bot.screens.survey_answering import options_text, question_text
from bot.screens.surveys import roles_words
from bot.texts import Markup, Translator
from db.models import QuestionKind
from db.queries.surveys import QuestionFacts, SurveyFacts
from roadmap.surveys import LEAST_OPTIONS, MOST_OPTIONS

QUESTION_IN_LIST = 100


def ask_title(t: Translator) -> Screen:
    return Screen(t("survey-ask-title"), markup([[cancel_button(t)]]))


def ask_new_title(survey: SurveyFacts, t: Translator) -> Screen:
    return Screen(t("survey-ask-new-title", title=survey.title), keyboards.typing_keyboard(survey.id, t))


def draft_screen(
    survey: SurveyFacts, questions: Sequence[QuestionFacts], t: Translator, zone: ZoneInfo
) -> Screen:
    parts = [t("survey-draft", title=survey.title, questions=len(questions))]
    if questions:
        parts.append(Markup("\n").join(_question_line(question, t) for question in questions))
    if survey.roles:
        parts.append(t("survey-draft-whom", whom=roles_words(survey.roles, t)))
    if survey.closes_at is not None:
        parts.append(t("survey-draft-until", until=t.datetime(survey.closes_at, zone)))
    return Screen(Markup("\n\n").join(parts), keyboards.draft_keyboard(survey, questions, t))


def _question_line(question: QuestionFacts, t: Translator) -> Markup:
    text = short(" ".join(question.text.split()), QUESTION_IN_LIST)
    return t("survey-draft-line", number=question.number, text=text, options=len(question.options))


def ask_kind(survey: SurveyFacts, t: Translator) -> Screen:
    text = t("survey-ask-kind", title=survey.title, first=survey.questions == 0)
    return Screen(text, keyboards.kinds_keyboard(survey.id, t))


def ask_question(survey_id: int, t: Translator) -> Screen:
    return Screen(t("survey-ask-question"), keyboards.typing_keyboard(survey_id, t))


def ask_options(survey_id: int, question: str, t: Translator) -> Screen:
    text = t("survey-ask-options", text=question, least=LEAST_OPTIONS, most=MOST_OPTIONS)
    return Screen(text, keyboards.typing_keyboard(survey_id, t))


def draft_question_screen(question: QuestionFacts, t: Translator) -> Screen:
    parts = [
        t("survey-draft-question", number=question.number, kind=question.kind.value),
        t("survey-question-text", text=question.text),
    ]
    if question.kind is QuestionKind.SINGLE:
        parts.append(options_text(question, t))
    return Screen(Markup("\n\n").join(parts), keyboards.draft_question_keyboard(question, t))


def ask_new_text(question: QuestionFacts, t: Translator) -> Screen:
    text = t("survey-ask-new-text", text=question.text)
    return Screen(text, keyboards.typing_keyboard(question.survey_id, t))


def preview_screen(survey: SurveyFacts, question: QuestionFacts, total: int, t: Translator) -> Screen:
    """The question as people will see it, and how to leave; an option leads on like a real one."""
    text = Markup("\n\n").join([t("survey-preview"), question_text(survey.title, question, total, t)])
    following = min(question.number + 1, total)
    options = option_rows(
        question, None, lambda _: keyboards.Preview(survey_id=survey.id, number=following), t
    )
    rows = [*options, *keyboards.preview_rows(question, total, t)]
    return Screen(text, markup(rows))


def roles_screen(survey: SurveyFacts, people: int, t: Translator) -> Screen:
    return Screen(t("survey-choose-roles", people=people), keyboards.roles_keyboard(survey, t))


def end_screen(survey: SurveyFacts, example: str, t: Translator) -> Screen:
    return Screen(t("survey-choose-end", example=example), keyboards.end_keyboard(survey.id, t))


def ask_end(survey: SurveyFacts, example: str, t: Translator) -> Screen:
    return Screen(t("survey-ask-end", example=example), keyboards.typing_keyboard(survey.id, t))


def confirm_screen(survey: SurveyFacts, people: int, t: Translator, zone: ZoneInfo) -> Screen:
    text = t(
        "survey-confirm",
        title=survey.title,
        questions=survey.questions,
        whom=roles_words(survey.roles, t),
        people=people,
        until=t.datetime(survey.closes_at, zone) if survey.closes_at else "",
    )
    return Screen(text, keyboards.confirm_keyboard(survey.id, t))


def dropping_screen(survey: SurveyFacts, t: Translator) -> Screen:
    return Screen(t("survey-drop-question", title=survey.title), keyboards.dropping_keyboard(survey.id, t))


def dropped_screen(t: Translator) -> Screen:
    return Screen(t("survey-dropped"), markup([[to_surveys_button(t)]]))
