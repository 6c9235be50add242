"""Buttons of the settings."""

from datetime import timedelta

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from bot.keyboards.common import button, cancel_button, markup
from bot.keyboards.menu import Go, Section
from bot.texts import Translator

PAUSES = {"tomorrow": timedelta(days=1), "week": timedelta(days=7), "fortnight": timedelta(days=14)}


class ChooseLanguage(CallbackData, prefix="langs"):
    """Show the languages."""


class SpeakIn(CallbackData, prefix="lang"):
    code: str


class CorrectName(CallbackData, prefix="myname"):
    """Ask for the name anew."""


class ChoosePause(CallbackData, prefix="pauses"):
    """Show for how long reminders can be silent."""


class PauseFor(CallbackData, prefix="pause"):
    """One of `PAUSES`, counted from the day the button is pressed."""

    length: str


class PauseUntil(CallbackData, prefix="pausedate"):
    """Ask for a date."""


class Resume(CallbackData, prefix="resume"):
    """Let reminders speak again at once."""


class Leave(CallbackData, prefix="leave"):
    """Ask once more, then go."""

    sure: bool = False


def settings_keyboard(t: Translator, *, paused: bool) -> InlineKeyboardMarkup:
    reminders = (
        button(t.plain("settings-resume-button"), Resume())
        if paused
        else button(t.plain("settings-pause-button"), ChoosePause())
    )
    return markup(
        [
            [
                button(t.plain("settings-language-button"), ChooseLanguage()),
                button(t.plain("settings-name-button"), CorrectName()),
            ],
            [reminders],
            [button(t.plain("settings-leave-button"), Leave())],
        ]
    )


def languages_keyboard(t: Translator, languages: dict[str, str]) -> InlineKeyboardMarkup:
    """`languages`: code → the language's own name for itself."""
    rows = [[button(name, SpeakIn(code=code)) for code, name in languages.items()]]
    return markup([*rows, [_back(t)]])


def pauses_keyboard(t: Translator) -> InlineKeyboardMarkup:
    return markup(
        [
            [
                button(t.plain("settings-pause-tomorrow-button"), PauseFor(length="tomorrow")),
                button(t.plain("settings-pause-week-button"), PauseFor(length="week")),
            ],
            [
                button(t.plain("settings-pause-fortnight-button"), PauseFor(length="fortnight")),
                button(t.plain("settings-pause-date-button"), PauseUntil()),
            ],
            [_back(t)],
        ]
    )


def leave_keyboard(t: Translator) -> InlineKeyboardMarkup:
    return markup([[button(t.plain("settings-leave-yes-button"), Leave(sure=True))], [_back(t)]])


def typing_keyboard(t: Translator) -> InlineKeyboardMarkup:
    return markup([[cancel_button(t)]])


def _back(t: Translator) -> InlineKeyboardButton:
    return button(t.plain("back-button"), Go(section=Section.SETTINGS))
