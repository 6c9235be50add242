"""Buttons with which the coordinator chooses when it is reminded of a roadmap or of one activity."""

from enum import StrEnum

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardMarkup

from bot.keyboards.common import Row, button, cancel_button, in_rows, markup
from bot.texts import Translator
from roadmap.ladders import Ready
from roadmap.rhythm import Rhythm


class Of(StrEnum):
    """Whose ladder."""

    ROADMAP = "roadmap"
    ACTIVITY = "activity"
    DRAFT = "draft"


class ShowLadder(CallbackData, prefix="ladder"):
    """`page` of the roadmap is where one goes back to."""

    of: Of
    id: int
    page: int = 0


class TakeLadder(CallbackData, prefix="ladderset"):
    of: Of
    id: int
    ready: Ready
    page: int = 0


class TypeLadder(CallbackData, prefix="laddertype"):
    """Ask for the steps."""

    of: Of
    id: int
    page: int = 0


class LadderOfRoadmap(CallbackData, prefix="ladderall"):
    """The activity goes with the whole roadmap again."""

    activity_id: int
    page: int = 0


class TakeRhythm(CallbackData, prefix="rhythm"):
    activity_id: int
    rhythm: Rhythm
    page: int = 0


def ladder_rows(
    t: Translator, of: Of, id_: int, chosen: Ready | None, page: int, *, typed: bool
) -> list[Row]:
    """The ready-made ladders, the one in force ticked, and one's own steps, `typed` when these are."""
    ready = [
        button(
            t.plain(f"ladder-{one.value}-button", chosen=one is chosen),
            TakeLadder(of=of, id=id_, ready=one, page=page),
        )
        for one in Ready
    ]
    steps = button(t.plain("ladder-type-button", chosen=typed), TypeLadder(of=of, id=id_, page=page))
    return in_rows([*ready, steps])


def rhythm_rows(t: Translator, activity_id: int, chosen: Rhythm, page: int) -> list[Row]:
    choices = [
        button(
            t.plain(f"rhythm-{one.value}-button", chosen=one is chosen),
            TakeRhythm(activity_id=activity_id, rhythm=one, page=page),
        )
        for one in Rhythm
    ]
    return in_rows(choices)


def inherit_row(t: Translator, activity_id: int, page: int, *, chosen: bool) -> Row:
    data = LadderOfRoadmap(activity_id=activity_id, page=page)
    return [button(t.plain("ladder-inherit-button", chosen=chosen), data)]


def typing_keyboard(t: Translator) -> InlineKeyboardMarkup:
    return markup([[cancel_button(t)]])
