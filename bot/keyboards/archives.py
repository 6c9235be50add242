"""Buttons of an archive: ask how large it would be, have it made, call it off."""

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardMarkup

from bot.keyboards.common import Row, button, markup
from bot.keyboards.evidence_search import FindEvidence
from bot.texts import Translator
from roadmap.evidence_search import Chosen


class MakeArchive(CallbackData, prefix="arcmake"):
    """Of what the filter (`Chosen.pack`) finds at that moment."""

    chosen: str = ""


class CancelArchive(CallbackData, prefix="arcoff"):
    id: int


def offer_keyboard(chosen: Chosen, *, any_files: bool, t: Translator) -> InlineKeyboardMarkup:
    make: Row = (
        [button(t.plain("archive-make-button"), MakeArchive(chosen=chosen.pack()))] if any_files else []
    )
    return markup([make, back_row(chosen, t)])


def underway_keyboard(archive_id: int, t: Translator) -> InlineKeyboardMarkup:
    return markup([[button(t.plain("archive-cancel-button"), CancelArchive(id=archive_id))]])


def back_row(chosen: Chosen, t: Translator) -> Row:
    return [button(t.plain("evidence-search-back-button"), FindEvidence(chosen=chosen.pack()))]
