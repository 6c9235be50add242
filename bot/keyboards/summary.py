"""Buttons of the summary."""

from collections.abc import Sequence
from enum import StrEnum

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardMarkup

from bot.keyboards.common import Row, button, in_rows, markup, page_row, short_school
from bot.keyboards.menu import Go, Section
from bot.keyboards.people import UnheardList
from bot.keyboards.tasks import task_button
from bot.texts import Translator
from db.queries.assignments import AssignmentFacts
from roadmap.lists import Page
from roadmap.summary import Named


class Look(StrEnum):
    """What the summary can be turned to."""

    SCHOOLS = "schools"
    ACTIVITIES = "activities"
    SURVEYS = "surveys"
    MEETINGS = "meetings"
    PEOPLE = "people"


class Summarise(CallbackData, prefix="sum"):
    """One view of the summary, for everybody within their reach; pages count from 0."""

    look: Look
    page: int = 0


class SummariseSchool(CallbackData, prefix="sums"):
    """How one school stands, for those who reach it."""

    school_id: int
    page: int = 0


def summary_keyboard(looks: Sequence[Look], t: Translator) -> InlineKeyboardMarkup:
    buttons = [button(t.plain(f"summary-{look.value}-button"), Summarise(look=look)) for look in looks]
    rows = in_rows(buttons)
    refresh = button(t.plain("summary-refresh-button"), Go(section=Section.SUMMARY))
    return markup([*rows, [refresh]])


def schools_keyboard(schools: Sequence[Named], page: Page, t: Translator) -> InlineKeyboardMarkup:
    buttons = [button(short_school(one.name, 30), SummariseSchool(school_id=one.id)) for one in schools]
    rows = in_rows(buttons)
    return _with_pages(rows, Look.SCHOOLS, page, t)


def look_keyboard(look: Look, page: Page, t: Translator, *, may_invite: bool = False) -> InlineKeyboardMarkup:
    """With `may_invite` the way to inviting anew whom nothing reaches."""
    invite = [[button(t.plain("unheard-anew-button"), UnheardList())]] if may_invite else []
    return _with_pages(invite, look, page, t)


def school_keyboard(
    school_id: int, tasks: Sequence[AssignmentFacts], page: Page, t: Translator
) -> InlineKeyboardMarkup:
    rows = [[task_button(facts, t)] for facts in tasks]
    turning = page_row(page, lambda at: SummariseSchool(school_id=school_id, page=at), t)
    back = button(t.plain("back-button"), Summarise(look=Look.SCHOOLS))
    return markup([*rows, turning, [back]])


def _with_pages(rows: list[Row], look: Look, page: Page, t: Translator) -> InlineKeyboardMarkup:
    turning = page_row(page, lambda at: Summarise(look=look, page=at), t)
    back = button(t.plain("back-button"), Go(section=Section.SUMMARY))
    return markup([*rows, turning, [back]])
