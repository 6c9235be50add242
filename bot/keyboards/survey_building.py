"""Buttons of building a survey. They carry ids alone; whether it is a draft still is asked when pressed."""

from collections.abc import Sequence

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from bot.keyboards.common import Row, button, in_rows, markup
from bot.texts import Translator
from db.models import QuestionKind
from db.queries.surveys import QuestionFacts, SurveyFacts
from roadmap.access import Role
from roadmap.surveys import QUESTIONS_LIMIT, Until

MAY_BE_ASKED = (Role.CURATOR, Role.REPRESENTATIVE, Role.DEPARTMENT)
NUMBERS_IN_ROW = 5


class NewSurvey(CallbackData, prefix="svnew"):
    """Begin a draft with its title."""


class ShowDraft(CallbackData, prefix="svdraft"):
    """The draft as it is; what was being typed for it is given up."""

    survey_id: int


class ChangeTitle(CallbackData, prefix="svtitle"):
    survey_id: int


class AddQuestion(CallbackData, prefix="svadd"):
    """Ask for the kind of a new question."""

    survey_id: int


class ChooseKind(CallbackData, prefix="svkind"):
    """Ask for the text of a new question."""

    survey_id: int
    kind: QuestionKind


class ShowQuestion(CallbackData, prefix="svq"):
    question_id: int


class ChangeText(CallbackData, prefix="svqtext"):
    question_id: int


class ChangeOptions(CallbackData, prefix="svqopts"):
    question_id: int


class MoveUp(CallbackData, prefix="svqup"):
    question_id: int


class DeleteQuestion(CallbackData, prefix="svqdel"):
    question_id: int


class Preview(CallbackData, prefix="svlook"):
    """A question as people will see it, by its number from 1; answers nothing."""

    survey_id: int
    number: int


class ChooseRoles(CallbackData, prefix="svwhom"):
    survey_id: int


class TickRole(CallbackData, prefix="svrole"):
    """Ask the people of a role, or no longer."""

    survey_id: int
    role: Role


class ChooseEnd(CallbackData, prefix="svuntil"):
    survey_id: int


class EndIn(CallbackData, prefix="svend"):
    """A ready last day, counted from the day of the tap."""

    survey_id: int
    until: Until


class TypeEnd(CallbackData, prefix="svdate"):
    """The last day will be typed."""

    survey_id: int


class ConfirmSurvey(CallbackData, prefix="svcheck"):
    """What will be sent to how many, before it is sent."""

    survey_id: int


class SendSurvey(CallbackData, prefix="svsend"):
    survey_id: int


class DropSurvey(CallbackData, prefix="svdrop"):
    survey_id: int
    sure: bool


def draft_keyboard(
    survey: SurveyFacts, questions: Sequence[QuestionFacts], t: Translator
) -> InlineKeyboardMarkup:
    rows = _numbers(questions)
    if len(questions) < QUESTIONS_LIMIT:
        rows.append([button(t.plain("survey-add-question-button"), AddQuestion(survey_id=survey.id))])
    if questions:
        look = button(t.plain("survey-preview-button"), Preview(survey_id=survey.id, number=1))
        rows += [[look], [button(t.plain("survey-whom-button"), ChooseRoles(survey_id=survey.id))]]
    if questions and survey.roles:
        rows.append([button(t.plain("survey-until-button"), ChooseEnd(survey_id=survey.id))])
    if questions and survey.roles and survey.closes_at:
        rows.append([button(t.plain("survey-check-button"), ConfirmSurvey(survey_id=survey.id))])
    rows.append(
        [
            button(t.plain("survey-title-button"), ChangeTitle(survey_id=survey.id)),
            button(t.plain("survey-drop-button"), DropSurvey(survey_id=survey.id, sure=False)),
        ]
    )
    return markup(rows)


def _numbers(questions: Sequence[QuestionFacts]) -> list[Row]:
    buttons = [button(str(one.number), ShowQuestion(question_id=one.id)) for one in questions]
    return in_rows(buttons, NUMBERS_IN_ROW)


def kinds_keyboard(survey_id: int, t: Translator) -> InlineKeyboardMarkup:
    rows = [
        [button(t.plain(f"survey-kind-{kind.value}-button"), ChooseKind(survey_id=survey_id, kind=kind))]
        for kind in QuestionKind
    ]
    return markup([*rows, [_to_draft(survey_id, t.plain("cancel-button"))]])


def typing_keyboard(survey_id: int, t: Translator) -> InlineKeyboardMarkup:
    """Below whatever is typed for a draft: back to it, the typing given up."""
    return markup([[_to_draft(survey_id, t.plain("cancel-button"))]])


def draft_question_keyboard(question: QuestionFacts, t: Translator) -> InlineKeyboardMarkup:
    changes = [button(t.plain("survey-question-text-button"), ChangeText(question_id=question.id))]
    if question.kind is QuestionKind.SINGLE:
        options = button(t.plain("survey-question-options-button"), ChangeOptions(question_id=question.id))
        changes.append(options)
    moves = [button(t.plain("survey-question-delete-button"), DeleteQuestion(question_id=question.id))]
    if question.number > 1:
        moves.insert(0, button(t.plain("survey-question-up-button"), MoveUp(question_id=question.id)))
    back = _to_draft(question.survey_id, t.plain("back-button"))
    return markup([changes, moves, [back]])


def preview_rows(question: QuestionFacts, total: int, t: Translator) -> list[Row]:
    back, forth = question.number - 1, question.number + 1
    turns = []
    if back:
        turns.append(button(t.plain("back-button"), Preview(survey_id=question.survey_id, number=back)))
    if forth <= total:
        turns.append(
            button(t.plain("survey-next-button"), Preview(survey_id=question.survey_id, number=forth))
        )
    return [turns, [_to_draft(question.survey_id, t.plain("survey-preview-end-button"))]]


def roles_keyboard(survey: SurveyFacts, t: Translator) -> InlineKeyboardMarkup:
    rows = [
        [
            button(
                t.plain(f"survey-role-{role.value}-button", ticked=role in survey.roles),
                TickRole(survey_id=survey.id, role=role),
            )
        ]
        for role in MAY_BE_ASKED
    ]
    if survey.roles:
        rows.append([button(t.plain("survey-until-button"), ChooseEnd(survey_id=survey.id))])
    return markup([*rows, [_to_draft(survey.id, t.plain("back-button"))]])


def end_keyboard(survey_id: int, t: Translator) -> InlineKeyboardMarkup:
    rows = [
        [button(t.plain(f"survey-until-{until.value}-button"), EndIn(survey_id=survey_id, until=until))]
        for until in Until
    ]
    rows.append([button(t.plain("survey-until-typed-button"), TypeEnd(survey_id=survey_id))])
    rows.append([button(t.plain("back-button"), ChooseRoles(survey_id=survey_id))])
    return markup(rows)


def confirm_keyboard(survey_id: int, t: Translator) -> InlineKeyboardMarkup:
    send = button(t.plain("survey-send-button"), SendSurvey(survey_id=survey_id))
    return markup([[send], [_to_draft(survey_id, t.plain("back-button"))]])


def dropping_keyboard(survey_id: int, t: Translator) -> InlineKeyboardMarkup:
    drop = button(t.plain("survey-drop-sure-button"), DropSurvey(survey_id=survey_id, sure=True))
    return markup([[drop], [_to_draft(survey_id, t.plain("back-button"))]])


def _to_draft(survey_id: int, label: str) -> InlineKeyboardButton:
    return button(label, ShowDraft(survey_id=survey_id))
