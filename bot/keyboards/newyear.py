"""Buttons of taking last year's roadmap over."""

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardMarkup

from bot.keyboards.common import button, markup
from bot.keyboards.drafts import ShowDraft
from bot.keyboards.menu import Section, go_button
from bot.texts import Translator


class OfferNewYear(CallbackData, prefix="nyoffer"):
    """Say what would be taken over."""


class TakeOver(CallbackData, prefix="nytake"):
    """Make the draft of `year` from the roadmap, with its schools or with others."""

    roadmap_id: int
    year: int
    same_schools: bool


def offer_keyboard(t: Translator, roadmap_id: int, year: int, draft_id: int | None) -> InlineKeyboardMarkup:
    """`draft_id`: the draft that there is, to go on with it."""
    rows = []
    for word, same in (("same", True), ("others", False)):
        data = TakeOver(roadmap_id=roadmap_id, year=year, same_schools=same)
        rows.append([button(t.plain(f"newyear-{word}-button"), data)])
    if draft_id is not None:
        rows.append([button(t.plain("draft-continue-button"), ShowDraft(draft_id=draft_id))])
    return markup([*rows, [go_button(Section.ROADMAP, t)]])


def there_keyboard(t: Translator) -> InlineKeyboardMarkup:
    return markup([[go_button(Section.ROADMAP, t)]])
