"""Buttons for an assignment that doesn't concern a school. They are the coordinator's."""

from enum import StrEnum

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardMarkup

from bot.keyboards.common import button, markup
from bot.texts import Translator


class WhyNot(StrEnum):
    """Why nothing is asked for, ready to tap; the text is `not-applicable-reason-…`."""

    SUBJECT = "subject"
    ELSEWHERE = "elsewhere"
    LEFT = "left"

    @property
    def text_id(self) -> str:
        return f"not-applicable-reason-{self.value}"


class AskWhyNot(CallbackData, prefix="nawhy"):
    """«Не требуется»: ask for the reason, by button or typed."""

    assignment_id: int


class SetNotApplicable(CallbackData, prefix="naset"):
    assignment_id: int
    reason: WhyNot


class ApplyAgain(CallbackData, prefix="naagain"):
    """It is asked for after all."""

    assignment_id: int


class LeaveAsked(CallbackData, prefix="nakeep"):
    """«Отмена»: back to the card."""

    assignment_id: int


def reasons_keyboard(assignment_id: int, t: Translator) -> InlineKeyboardMarkup:
    rows = [
        [
            button(
                t.plain(f"not-applicable-reason-{why.value}-button"),
                SetNotApplicable(assignment_id=assignment_id, reason=why),
            )
        ]
        for why in WhyNot
    ]
    return markup([*rows, [button(t.plain("cancel-button"), LeaveAsked(assignment_id=assignment_id))]])
