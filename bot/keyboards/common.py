"""Buttons that every conversation has: cancel, and turning the pages of a list."""

from collections.abc import Callable

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardButton

from bot.texts import Translator


class Cancel(CallbackData, prefix="cancel"):
    """Give up what was being typed."""


class Stay(CallbackData, prefix="stay"):
    """A button that only shows something, such as the number of the page."""


def button(text: str, data: CallbackData) -> InlineKeyboardButton:
    return InlineKeyboardButton(text=text, callback_data=data.pack())


def cancel_button(t: Translator) -> InlineKeyboardButton:
    return button(t.plain("cancel-button"), Cancel())


def short(text: str, limit: int = 40) -> str:
    """A name as a button's label: a long one ends in «…», the whole of it stands in the card behind it."""
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"


def page_row(
    page: int, pages: int, data: Callable[[int], CallbackData], t: Translator
) -> list[InlineKeyboardButton]:
    """«‹ 2/5 ›» for pages counted from 0, empty when there is one; beyond an end it turns to the other."""
    if pages <= 1:
        return []
    return [
        button(t.plain("previous-page-button"), data((page - 1) % pages)),
        button(t.plain("page-button", page=page + 1, pages=pages), Stay()),
        button(t.plain("next-page-button"), data((page + 1) % pages)),
    ]
