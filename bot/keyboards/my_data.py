"""Buttons of «Мои данные»."""

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from bot.keyboards.choices import back_to_settings
from bot.keyboards.common import button, markup
from bot.texts import Translator


class ShowMyData(CallbackData, prefix="mydata"):
    """What is kept about the person who presses."""


class DownloadMyData(CallbackData, prefix="mydataget"):
    """The same as a file."""


class RemoveMyData(CallbackData, prefix="mydatadel"):
    """What would go and what would stay; nothing goes yet."""


def my_data_button(t: Translator) -> InlineKeyboardButton:
    return button(t.plain("my-data-button"), ShowMyData())


def my_data_keyboard(t: Translator) -> InlineKeyboardMarkup:
    return markup(
        [
            [button(t.plain("my-data-download-button"), DownloadMyData())],
            [button(t.plain("my-data-remove-button"), RemoveMyData())],
            [back_to_settings(t)],
        ]
    )


def removal_keyboard(t: Translator, leave: CallbackData) -> InlineKeyboardMarkup:
    """`leave`: the button that asks for the last time."""
    back = button(t.plain("back-button"), ShowMyData())
    return markup([[button(t.plain("my-data-leave-button"), leave)], [back]])
