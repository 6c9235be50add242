"""Buttons of a list of schools and people: send it, look what it would change, take it, links anew."""

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from bot.keyboards.common import button, cancel_button, markup, page_row
from bot.keyboards.menu import Go, Section, go_button
from bot.texts import Translator
from roadmap.lists import Page


class AskRoster(CallbackData, prefix="lsask"):
    """Ask for the list."""


class RosterForm(CallbackData, prefix="lsform"):
    """An empty workbook to be filled in."""


class RosterPage(CallbackData, prefix="lspage"):
    draft_id: int
    page: int = 0


class TakeRoster(CallbackData, prefix="lstake"):
    draft_id: int


class DropRoster(CallbackData, prefix="lsdrop"):
    draft_id: int


class RenewLinks(CallbackData, prefix="lslinks"):
    """New links for the invitations that wait, of those whose ids lie between; 0 and 0 are all."""

    first: int = 0
    last: int = 0
    sure: bool = False


def asking_keyboard(t: Translator) -> InlineKeyboardMarkup:
    return markup([[button(t.plain("roster-form-button"), RosterForm())], [cancel_button(t)]])


def again_keyboard(t: Translator) -> InlineKeyboardMarkup:
    return markup([[button(t.plain("roster-button"), AskRoster())]])


def roster_keyboard(t: Translator, draft_id: int, page: Page, *, changes: bool) -> InlineKeyboardMarkup:
    take = [button(t.plain("roster-take-button"), TakeRoster(draft_id=draft_id))] if changes else []
    return markup(
        [
            page_row(page, lambda turned: RosterPage(draft_id=draft_id, page=turned), t),
            take,
            [button(t.plain("roster-drop-button"), DropRoster(draft_id=draft_id))],
        ]
    )


def after_taking_keyboard(t: Translator, first: int, last: int) -> InlineKeyboardMarkup:
    """`first` and `last`: ids of the invitations made, 0 where there are none."""
    rows = [[go_button(Section.PEOPLE, t)]]
    return markup([[links_button(t, first, last)], *rows] if last else rows)


def links_keyboard(t: Translator, first: int, last: int) -> InlineKeyboardMarkup:
    return markup([[links_button(t, first, last)]])


def links_button(t: Translator, first: int = 0, last: int = 0) -> InlineKeyboardButton:
    return button(t.plain("roster-links-button"), RenewLinks(first=first, last=last))


def sure_keyboard(t: Translator, first: int, last: int) -> InlineKeyboardMarkup:
    yes = RenewLinks(first=first, last=last, sure=True)
    return markup(
        [
            [button(t.plain("roster-links-sure-button"), yes)],
            [button(t.plain("back-button"), Go(section=Section.PEOPLE))],
        ]
    )
