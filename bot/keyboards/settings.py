"""Buttons of the settings."""

from collections.abc import Sequence
from datetime import timedelta

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardMarkup

from bot.keyboards.choices import (
    ChooseHour,
    ChooseSilence,
    ChooseSubstitute,
    EndSilence,
    back_to_settings,
    end_substitute_button,
)
from bot.keyboards.common import Row, button, cancel_button, markup
from bot.keyboards.first_check import check_first_button
from bot.keyboards.my_data import my_data_button
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


def settings_keyboard(
    t: Translator,
    *,
    paused: bool,
    reminders: tuple[bool, Sequence[tuple[int, str]]] | None = None,
    check_first: bool | None = None,
) -> InlineKeyboardMarkup:
    """`reminders`, for who has a role: whether silence is on; id and other name of each substitution.

    `check_first`, for a coordinator: whether curators look at evidence first.
    """
    pausing = (
        button(t.plain("settings-resume-button"), Resume())
        if paused
        else button(t.plain("settings-pause-button"), ChoosePause())
    )
    rows = [
        [
            button(t.plain("settings-language-button"), ChooseLanguage()),
            button(t.plain("settings-name-button"), CorrectName()),
        ],
        [pausing],
    ]
    if reminders is not None:
        rows += _reminder_rows(t, reminders[1], silent=reminders[0])
    if check_first is not None:
        rows.append([check_first_button(t, is_on=check_first)])
    rows.append([my_data_button(t)])
    return markup([*rows, [button(t.plain("settings-leave-button"), Leave())]])


def _reminder_rows(t: Translator, ends: Sequence[tuple[int, str]], *, silent: bool) -> list[Row]:
    silence = (
        button(t.plain("silence-end-button"), EndSilence())
        if silent
        else button(t.plain("silence-button"), ChooseSilence())
    )
    return [
        [silence],
        [button(t.plain("hour-change-button"), ChooseHour())],
        [button(t.plain("substitute-button"), ChooseSubstitute())],
        *([end_substitute_button(t, substitution_id, name)] for substitution_id, name in ends),
    ]


def languages_keyboard(t: Translator, languages: dict[str, str]) -> InlineKeyboardMarkup:
    """`languages`: code → the language's own name for itself."""
    rows = [[button(name, SpeakIn(code=code)) for code, name in languages.items()]]
    return markup([*rows, [back_to_settings(t)]])


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
            [back_to_settings(t)],
        ]
    )


def leave_keyboard(t: Translator) -> InlineKeyboardMarkup:
    return markup([[button(t.plain("settings-leave-yes-button"), Leave(sure=True))], [back_to_settings(t)]])


def typing_keyboard(t: Translator) -> InlineKeyboardMarkup:
    return markup([[cancel_button(t)]])
