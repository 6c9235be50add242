"""Surveys in lists, and what one has brought."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.keyboards.surveys import (
    card_keyboard,
    closing_keyboard,
    list_keyboard,
    results_keyboard,
    said_keyboard,
    section_keyboard,
    silent_keyboard,
)
from bot.screens.roles import roles_in_words
from bot.screens.screen import Screen, paged
from bot.screens.survey_answering import pieces
from bot.texts import Markup, Translator
from db.models import QuestionKind
from db.queries.people import Member
from db.queries.survey_answers import Asked
from db.queries.survey_results import QuestionResult, Said, Silent
from db.queries.surveys import QuestionFacts, SurveyFacts
from roadmap.access import Role
from roadmap.lists import Page
from roadmap.pages import paginate
from roadmap.surveys import Group, tally

PAGE = 8
"""Surveys, and so buttons, of one message."""
SILENT_PAGE = 15


def section_screen(
    mine: Sequence[Asked],
    page: Page,
    counts: Mapping[Group, int],
    t: Translator,
    zone: ZoneInfo,
    *,
    may_build: bool,
) -> Screen:
    header = t("survey-section" if mine else "survey-section-empty")
    text = Markup("\n\n").join([header, *(_own_line(asked, t, zone) for asked in mine)])
    return Screen(text, section_keyboard(mine, page, dict(counts), t, may_build=may_build))


def _own_line(asked: Asked, t: Translator, zone: ZoneInfo) -> Markup:
    if asked.submitted_at is not None:
        at = t.datetime(asked.submitted_at, zone)
        return t("survey-own-submitted", title=asked.title, at=at)
    until = t.datetime(asked.closes_at, zone)
    return t("survey-own-waiting", title=asked.title, until=until, begun=asked.started_at is not None)


def list_screen(
    surveys: Sequence[SurveyFacts], group: Group, page: Page, t: Translator, zone: ZoneInfo
) -> Screen:
    header = t(f"survey-list-{group.value}", empty=not surveys)
    lines = [_list_line(survey, group, t, zone) for survey in surveys]
    return Screen(Markup("\n\n").join([header, *lines]), list_keyboard(surveys, group, page, t))


def _list_line(survey: SurveyFacts, group: Group, t: Translator, zone: ZoneInfo) -> Markup:
    if survey.closes_at is None or group is Group.DRAFT:
        return t("survey-line-draft", title=survey.title, questions=survey.questions)
    return t(
        f"survey-line-{group.value}",
        title=survey.title,
        asked=survey.asked,
        answered=survey.answered,
        until=t.datetime(survey.closes_at, zone),
    )


def card_screen(
    survey: SurveyFacts, t: Translator, now: datetime, zone: ZoneInfo, *, may_close: bool
) -> Screen:
    """A survey that was sent."""
    is_open = survey.is_open(now)
    text = t(
        "survey-card",
        title=survey.title,
        open=is_open,
        until=t.datetime(survey.closes_at, zone) if survey.closes_at else "",
        whom=roles_words(survey.roles, t),
        questions=survey.questions,
        asked=survey.asked,
        answered=survey.answered,
    )
    return Screen(text, card_keyboard(survey, t, may_close=may_close and is_open, is_open=is_open))


def roles_words(roles: Sequence[Role], t: Translator) -> str:
    """«кураторы, управление образования»."""
    return ", ".join(t.plain(f"survey-role-{role.value}") for role in roles)


def closing_screen(survey: SurveyFacts, t: Translator) -> Screen:
    text = t("survey-close-question", title=survey.title, silent=survey.asked - survey.answered)
    return Screen(text, closing_keyboard(survey.id, t))


def results_screen(
    survey: SurveyFacts, results: Sequence[QuestionResult], page: int, t: Translator
) -> Screen:
    header = t("survey-results", title=survey.title, asked=survey.asked, answered=survey.answered)
    return paged(
        paginate([_result_block(result, t) for result in results], header=header),
        page,
        lambda at: results_keyboard(survey.id, results, at, t),
    )


def _result_block(result: QuestionResult, t: Translator) -> Markup:
    question = result.question
    head = t("survey-answer-head", number=question.number, text=question.text)
    if question.kind is QuestionKind.TEXT:
        return Markup("\n").join([head, t("survey-result-texts", count=result.answered)])
    counts = tally(question.options, result.chosen)
    lines = [
        t("survey-result-line", option=one.option, count=one.count, percent=one.percent, bar=one.bar)
        for one in counts
    ]
    return Markup("\n").join([head, *lines])


def said_screen(question: QuestionFacts, said: Sequence[Said], page: int, t: Translator) -> Screen:
    """Free texts with who said them, every character of them."""
    header = t("survey-said", number=question.number, text=question.text)
    blocks = [block for one in said for block in _said_blocks(one, t)]
    return paged(paginate(blocks, header=header), page, lambda at: said_keyboard(question, at, t))


def _said_blocks(one: Said, t: Translator) -> list[Markup]:
    first, *more = pieces(one.text)
    beginning = t("survey-said-by", name=one.name, text=first)
    return [beginning, *(t("survey-answer-piece", text=piece) for piece in more)]


def silent_screen(
    survey: SurveyFacts,
    silent: Sequence[Silent],
    members: Sequence[Member],
    page: Page,
    t: Translator,
) -> Screen:
    header = t("survey-silent", title=survey.title, count=survey.asked - survey.answered)
    lines = [_silent_line(one, members, t) for one in silent]
    return Screen(Markup("\n").join([header, *lines]), silent_keyboard(survey.id, page, t))


def _silent_line(one: Silent, members: Sequence[Member], t: Translator) -> Markup:
    held = roles_in_words(t, [member for member in members if member.person_id == one.person_id])
    return t("survey-silent-line", name=one.name, roles=Markup("; ").join(held), begun=one.has_begun)
