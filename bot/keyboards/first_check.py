"""The switch of the curators' first check, in the coordinator's settings."""

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardButton

from bot.keyboards.common import button
from bot.texts import Translator


class CheckFirst(CallbackData, prefix="checkfirst"):
    on: bool


def check_first_button(t: Translator, *, is_on: bool) -> InlineKeyboardButton:
    label = "check-first-off-button" if is_on else "check-first-on-button"
    return button(t.plain(label), CheckFirst(on=not is_on))
