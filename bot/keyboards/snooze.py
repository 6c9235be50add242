"""Buttons of «Напомнить позже»."""

from collections.abc import Sequence

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from bot.keyboards.common import button, in_rows, markup, page_row
from bot.keyboards.menu import Go, Section
from bot.texts import Translator
from roadmap.lists import Page
from roadmap.snooze import Later


class SnoozeList(CallbackData, prefix="snoozes"):
    """The person's assignments that can be put off; `below` the digest, which stays as it is."""

    page: int = 0
    below: bool = False


class ChooseSnooze(CallbackData, prefix="snooze"):
    """Ask until when."""

    id: int


class SnoozeTask(CallbackData, prefix="snoozeto"):
    """Counted from the day the button is pressed."""

    id: int
    later: Later


class UnsnoozeTask(CallbackData, prefix="snoozeoff"):
    """Remind as usual."""

    id: int


def snooze_list_button(t: Translator) -> InlineKeyboardButton:
    """For the digest."""
    return button(t.plain("snooze-button"), SnoozeList(below=True))


def snooze_button(t: Translator, assignment_id: int, *, snoozed: bool) -> InlineKeyboardButton:
    """For the card."""
    if snoozed:
        return button(t.plain("snooze-end-button"), UnsnoozeTask(id=assignment_id))
    return button(t.plain("snooze-button"), ChooseSnooze(id=assignment_id))


def list_keyboard(t: Translator, tasks: Sequence[tuple[int, str]], page: Page) -> InlineKeyboardMarkup:
    """`tasks`: id and label of the assignments on the page."""
    rows = [[button(label, ChooseSnooze(id=assignment_id))] for assignment_id, label in tasks]
    back = button(t.plain("menu-tasks-button"), Go(section=Section.TASKS))
    return markup([*rows, page_row(page, lambda at: SnoozeList(page=at), t), [back]])


def laters_keyboard(t: Translator, assignment_id: int, back: InlineKeyboardButton) -> InlineKeyboardMarkup:
    choices = [
        button(t.plain(f"snooze-{later.value}-button"), SnoozeTask(id=assignment_id, later=later))
        for later in Later
    ]
    return markup([*in_rows(choices), [back]])
