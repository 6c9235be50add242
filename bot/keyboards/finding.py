"""Buttons of looking for a school, a person or an invitation by a typed word."""

from enum import StrEnum

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from bot.keyboards.common import Row, button, cancel_button, markup, page_row
from bot.texts import Translator
from roadmap.lists import Page


class Where(StrEnum):
    SCHOOLS = "schools"
    PEOPLE = "people"
    INVITATIONS = "invitations"


class Find(CallbackData, prefix="find"):
    """Ask for a word."""

    where: Where


class Found(CallbackData, prefix="found"):
    """A page of what the word found; the word is kept as input begun."""

    where: Where
    page: int = 0


def find_button(t: Translator, where: Where) -> InlineKeyboardButton:
    return button(t.plain("find-button"), Find(where=where))


def typing_keyboard(t: Translator) -> InlineKeyboardMarkup:
    return markup([[cancel_button(t)]])


def found_keyboard(
    t: Translator, where: Where, rows: list[Row], page: Page, back: Row
) -> InlineKeyboardMarkup:
    """`rows` lead to what was found, `back` to the whole list."""
    return markup([*rows, page_row(page, lambda turned: Found(where=where, page=turned), t), back])
