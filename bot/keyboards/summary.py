"""Buttons of the summary."""

from collections.abc import Sequence
from enum import StrEnum

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardMarkup

from bot.keyboards.common import Row, button, in_rows, markup, page_row, short_school
from bot.keyboards.menu import Go, Section
from bot.keyboards.people import UnheardList
from bot.keyboards.roadmap import YEARS_IN_ROW, year_button
from bot.keyboards.tasks import task_button
from bot.texts import Translator
from db.queries.assignments import AssignmentFacts
from db.queries.kept_reading import RoadmapYear
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


class SummariseYear(CallbackData, prefix="sumyear"):
    """The summary of the roadmap of any year."""

    roadmap_id: int


class SummariseOf(CallbackData, prefix="sumof"):
    """One view of the summary of a roadmap other than the one that counts."""

    roadmap_id: int
    look: Look
    page: int = 0


class SummariseSchoolOf(CallbackData, prefix="sumsof"):
    """How one school stands in a roadmap other than the one that counts."""

    roadmap_id: int
    school_id: int
    page: int = 0


def summary_keyboard(
    looks: Sequence[Look], t: Translator, years: Sequence[RoadmapYear], other: int | None, shown: int
) -> InlineKeyboardMarkup:
    """`shown` is the roadmap that is summed up, `other` the same unless it is the one that counts."""
    buttons = [button(t.plain(f"summary-{look.value}-button"), _look(look, 0, other)) for look in looks]
    rows = in_rows(buttons)
    if len(years) > 1:
        choice = [year_button(t, one, shown, SummariseYear(roadmap_id=one.id)) for one in years]
        rows += in_rows(choice, YEARS_IN_ROW)
    refresh = button(t.plain("summary-refresh-button"), Go(section=Section.SUMMARY))
    return markup(rows if other else [*rows, [refresh]])


def _look(look: Look, page: int, other: int | None) -> CallbackData:
    if other is None:
        return Summarise(look=look, page=page)
    return SummariseOf(roadmap_id=other, look=look, page=page)


def _school(school_id: int, page: int, other: int | None) -> CallbackData:
    if other is None:
        return SummariseSchool(school_id=school_id, page=page)
    return SummariseSchoolOf(roadmap_id=other, school_id=school_id, page=page)


def schools_keyboard(
    schools: Sequence[Named], page: Page, t: Translator, other: int | None = None
) -> InlineKeyboardMarkup:
    buttons = [button(short_school(one.name, 30), _school(one.id, 0, other)) for one in schools]
    rows = in_rows(buttons)
    return _with_pages(rows, Look.SCHOOLS, page, t, other)


def look_keyboard(
    look: Look, page: Page, t: Translator, *, may_invite: bool = False, other: int | None = None
) -> InlineKeyboardMarkup:
    """With `may_invite` the way to inviting anew whom nothing reaches."""
    invite = [[button(t.plain("unheard-anew-button"), UnheardList())]] if may_invite else []
    return _with_pages(invite, look, page, t, other)


def school_keyboard(
    school_id: int, tasks: Sequence[AssignmentFacts], page: Page, t: Translator, other: int | None = None
) -> InlineKeyboardMarkup:
    rows = [[task_button(facts, t)] for facts in tasks]
    turning = page_row(page, lambda at: _school(school_id, at, other), t)
    back = button(t.plain("back-button"), _look(Look.SCHOOLS, 0, other))
    return markup([*rows, turning, [back]])


def _with_pages(
    rows: list[Row], look: Look, page: Page, t: Translator, other: int | None
) -> InlineKeyboardMarkup:
    turning = page_row(page, lambda at: _look(look, at, other), t)
    start = Go(section=Section.SUMMARY) if other is None else SummariseYear(roadmap_id=other)
    return markup([*rows, turning, [button(t.plain("back-button"), start)]])
