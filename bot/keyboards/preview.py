"""Buttons of the look ahead: the week, and its days."""

from collections.abc import Sequence
from datetime import date

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardMarkup

from bot.keyboards.common import button, in_rows, markup, page_row
from bot.keyboards.menu import Go, Section
from bot.texts import Translator
from roadmap.lists import Page


class PreviewWeek(CallbackData, prefix="pvweek"):
    """What will be said within a week."""


class PreviewDay(CallbackData, prefix="pvday"):
    """A page (from 0) of who gets what on a local date, given by its ordinal."""

    day: int
    page: int = 0


def week_keyboard(days: Sequence[date], t: Translator) -> InlineKeyboardMarkup:
    """`days` are those on which something is said."""
    buttons = [button(t.day(day), PreviewDay(day=day.toordinal())) for day in days]
    refresh = button(t.plain("preview-refresh-button"), PreviewWeek())
    back = button(t.plain("back-button"), Go(section=Section.ROADMAP))
    return markup([*in_rows(buttons), [refresh], [back]])


def day_keyboard(day: date, page: Page, t: Translator) -> InlineKeyboardMarkup:
    turning = page_row(page, lambda turned: PreviewDay(day=day.toordinal(), page=turned), t)
    return markup([turning, [button(t.plain("preview-week-button"), PreviewWeek())]])
