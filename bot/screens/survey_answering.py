"""A survey as the people see it who are asked: one question a message, and all answers at the end."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.keyboards.common import short
from bot.keyboards.surveys import answers_keyboard, has_long_options, question_keyboard, take_keyboard
from bot.screens.screen import Screen, paged
from bot.texts import Markup, Translator
from db.queries.survey_answers import Asked, Given, Questionnaire
from db.queries.surveys import QuestionFacts
from roadmap.pages import paginate

ANSWER_SHOWN = 600
"""Characters of one's own text below a question; the whole of it is among all answers."""
PIECE = 1200
"""Characters of a long text that stay together; even escaped and in emoji they fit on a page."""


def question_screen(sheet: Questionnaire, question_id: int, t: Translator, note: str | None = None) -> Screen:
    """A question, with the answer there is; `note` says why it is asked again."""
    question = sheet.question(question_id)
    text = question_text(sheet.asked.title, question, len(sheet.questions), t, sheet.answers.get(question_id))
    if note is not None:
        text = Markup("\n\n").join([t(note), text])
    return Screen(text, question_keyboard(sheet, question, t))


def question_text(
    title: str, question: QuestionFacts, total: int, t: Translator, given: Given | None = None
) -> Markup:
    parts = [
        t("survey-question-head", title=title, number=question.number, total=total),
        t("survey-question-text", text=question.text),
    ]
    if has_long_options(question):
        parts.append(options_text(question, t))
    if given is not None:
        parts.append(t("survey-given", answer=short(answer_words(question, given), ANSWER_SHOWN)))
    parts.append(t(f"survey-hint-{question.kind.value}", answered=given is not None))
    return Markup("\n\n").join(parts)


def options_text(question: QuestionFacts, t: Translator) -> Markup:
    return Markup("\n").join(
        t("survey-option-line", number=number, option=option)
        for number, option in enumerate(question.options, start=1)
    )


def answer_words(question: QuestionFacts, given: Given) -> str:
    """The option or the text. Options don't change once people answer, so the number has one."""
    return question.options[given.option] if given.option is not None else given.text or ""


def answers_screen(sheet: Questionnaire, page: int, t: Translator, now: datetime, zone: ZoneInfo) -> Screen:
    """All answers, page by page; every character of them can be read."""
    asked = sheet.asked
    is_open = asked.is_open(now)
    state = "sent" if asked.is_submitted else "unsent"
    header = t(
        f"survey-answers-{state}", title=asked.title, until=t.datetime(asked.closes_at, zone), open=is_open
    )
    blocks = [block for question in sheet.questions for block in _answer_blocks(sheet, question, t)]
    return paged(
        paginate(blocks, header=header),
        page,
        lambda at: answers_keyboard(sheet, at, t, is_open=is_open),
    )


def _answer_blocks(sheet: Questionnaire, question: QuestionFacts, t: Translator) -> Iterator[Markup]:
    given = sheet.answers.get(question.id)
    head = t("survey-answer-head", number=question.number, text=question.text)
    if given is None:
        yield head + Markup("\n") + t("survey-answer-none")
        return
    first, *more = pieces(answer_words(question, given))
    yield head + Markup("\n") + t("survey-answer-piece", text=first)
    yield from (t("survey-answer-piece", text=piece) for piece in more)


def pieces(text: str, size: int = PIECE) -> Sequence[str]:
    """A text cut where it must be to fit on pages, nothing left out."""
    return [text[start : start + size] for start in range(0, len(text), size)] or [""]


def invitation(asked: Asked, t: Translator, zone: ZoneInfo) -> Screen:
    text = t(
        "survey-invitation",
        title=asked.title,
        questions=asked.questions,
        until=t.datetime(asked.closes_at, zone),
    )
    return Screen(text, take_keyboard(asked.survey_id, t))


def reminder(asked: Asked, t: Translator, zone: ZoneInfo) -> Screen:
    text = t(
        "survey-reminder",
        title=asked.title,
        until=t.datetime(asked.closes_at, zone),
        begun=asked.started_at is not None,
    )
    return Screen(text, take_keyboard(asked.survey_id, t))
