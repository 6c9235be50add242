"""Buttons of the way in. They are pressed by strangers, so each carries what proves that one may enter."""

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardMarkup

from bot.keyboards.common import button, markup
from bot.texts import Translator


class Join(CallbackData, prefix="join"):
    """Consent, and enter with the invitation of this token."""

    token: str


class Claim(CallbackData, prefix="claim"):
    """Consent, and become the coordinator: with the setup code, or without if the settings name the chat."""

    code: str = ""


class NotNow(CallbackData, prefix="notnow"):
    """Leave the invitation, or the bot, for later."""

    token: str = ""


def consent_keyboard(t: Translator, yes: Join | Claim, later: NotNow) -> InlineKeyboardMarkup:
    return markup(
        [
            [button(t.plain("door-consent-button"), yes)],
            [button(t.plain("door-not-now-button"), later)],
        ]
    )


def addition_keyboard(t: Translator, yes: Join | Claim, later: NotNow) -> InlineKeyboardMarkup:
    """For somebody who is in already, and has consented."""
    return markup(
        [
            [button(t.plain("door-add-button"), yes)],
            [button(t.plain("door-not-now-button"), later)],
        ]
    )
