"""Buttons of the links in a package."""

from collections.abc import Sequence

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardMarkup

from bot.keyboards.common import button, in_rows, markup
from bot.texts import Translator


class RemoveLink(CallbackData, prefix="evunlink"):
    """Take one link out of its package."""

    link_id: int


def above(
    keyboard: InlineKeyboardMarkup, numbered: Sequence[tuple[int, int]], t: Translator
) -> InlineKeyboardMarkup:
    """Buttons that remove links above those of the files. `numbered`: number as listed, and id, of each."""
    removals = [
        button(t.plain("links-remove-button", number=number), RemoveLink(link_id=link_id))
        for number, link_id in numbered
    ]
    return markup([*in_rows(removals), *keyboard.inline_keyboard])
