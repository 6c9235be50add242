"""Buttons that every conversation has: cancel, and turning the pages of a list. Names that fit on them."""

import re
from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from bot.texts import Translator
from roadmap.lists import Page

T = TypeVar("T")
Row = list[InlineKeyboardButton]
NUMBER = re.compile(r"№\s*\d+")


class Cancel(CallbackData, prefix="cancel"):
    """Give up what was being typed."""


class Stay(CallbackData, prefix="stay"):
    """A button that only shows something, such as the number of the page."""


def button(text: str, data: CallbackData) -> InlineKeyboardButton:
    return InlineKeyboardButton(text=text, callback_data=data.pack())


def markup(rows: Iterable[Row]) -> InlineKeyboardMarkup:
    """The rows below a message; those without a button are left out."""
    return InlineKeyboardMarkup(inline_keyboard=[row for row in rows if row])


def in_rows(buttons: Sequence[T], width: int = 2) -> list[list[T]]:
    return [list(buttons[start : start + width]) for start in range(0, len(buttons), width)]


def cancel_button(t: Translator) -> InlineKeyboardButton:
    return button(t.plain("cancel-button"), Cancel())


def short(text: str, limit: int = 40) -> str:
    """A name as a button's label: a long one ends in «…», the whole of it stands in the card behind it."""
    if len(text) <= limit:
        return text
    kept = text[: limit - 1]
    word_end = kept.rfind(" ")
    # Rather a word less than half a word, unless the word is so long that little would be left.
    if not text[limit - 1].isspace() and word_end >= limit // 2:
        kept = kept[:word_end]
    return kept.rstrip(" ,;:–—-«(") + "…"


def short_school(name: str, limit: int = 40) -> str:
    """A school's name with its number, which tells schools apart, wherever that stands in a long one."""
    number = NUMBER.search(name)
    if len(name) <= limit or number is None or number.end() < limit:
        return short(name, limit)
    return "…" + short(name[number.start() :], limit - 1)


def page_row(page: Page, data: Callable[[int], CallbackData], t: Translator) -> Row:
    """«‹ 2/5 ›», empty when there is one page; beyond an end it turns to the other."""
    if page.count == 1:
        return []
    return [
        button(t.plain("previous-page-button"), data((page.number - 1) % page.count)),
        button(t.plain("page-button", page=page.number + 1, pages=page.count), Stay()),
        button(t.plain("next-page-button"), data((page.number + 1) % page.count)),
    ]
