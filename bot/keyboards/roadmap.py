"""Buttons of the roadmap: its pages, the card of an activity, a draft that waits to be started."""

from collections.abc import Sequence

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from bot.keyboards.common import button, cancel_button, in_rows, markup, page_row
from bot.keyboards.ladders import Of, ShowLadder
from bot.keyboards.menu import Section, go_below_button, go_button
from bot.keyboards.preview import PreviewWeek
from bot.texts import Translator
from roadmap.lists import Page

CARDS_IN_ROW = 4


class RoadmapPage(CallbackData, prefix="rmpage"):
    page: int


class ShowActivity(CallbackData, prefix="rmact"):
    """`page` is where its list is gone back to."""

    activity_id: int
    page: int


class UploadRoadmap(CallbackData, prefix="rmload"):
    """Say how, and wait for the document."""


class DraftPage(CallbackData, prefix="rmdraft"):
    draft_id: int
    page: int


class StartDraft(CallbackData, prefix="rmstart"):
    draft_id: int


class DropDraft(CallbackData, prefix="rmdrop"):
    draft_id: int


def roadmap_keyboard(
    t: Translator, roadmap_id: int, shown: Sequence[tuple[int, int]], page: Page
) -> InlineKeyboardMarkup:
    """`shown`: number and id of the activities on the page, a button to the card of each."""
    cards = [
        button(
            t.plain("roadmap-activity-button", position=position),
            ShowActivity(activity_id=activity_id, page=page.number),
        )
        for position, activity_id in shown
    ]
    rows = in_rows(cards, CARDS_IN_ROW)
    turning = page_row(page, lambda number: RoadmapPage(page=number), t)
    reminders = button(t.plain("ladder-button"), ShowLadder(of=Of.ROADMAP, id=roadmap_id, page=page.number))
    ahead = button(t.plain("preview-open-button"), PreviewWeek())
    return markup([*rows, turning, [ahead], [reminders], [upload_button(t)]])


def card_keyboard(t: Translator, activity_id: int, page: int) -> InlineKeyboardMarkup:
    reminders = ShowLadder(of=Of.ACTIVITY, id=activity_id, page=page)
    return markup(
        [
            [button(t.plain("ladder-button"), reminders)],
            [button(t.plain("back-button"), RoadmapPage(page=page))],
        ]
    )


def upload_keyboard(t: Translator) -> InlineKeyboardMarkup:
    return markup([[upload_button(t)]])


def upload_button(t: Translator) -> InlineKeyboardButton:
    return button(t.plain("roadmap-upload-button"), UploadRoadmap())


def waiting_keyboard(t: Translator) -> InlineKeyboardMarkup:
    return markup([[cancel_button(t)]])


def draft_keyboard(t: Translator, draft_id: int, page: Page) -> InlineKeyboardMarkup:
    turning = page_row(page, lambda number: DraftPage(draft_id=draft_id, page=number), t)
    start = button(t.plain("roadmap-start-button"), StartDraft(draft_id=draft_id))
    drop = button(t.plain("roadmap-drop-button"), DropDraft(draft_id=draft_id))
    return markup([turning, [start], [drop]])


def to_section(t: Translator, section: Section) -> InlineKeyboardMarkup:
    return markup([[go_button(section, t)]])


def below_news(t: Translator) -> InlineKeyboardMarkup:
    """To one's own tasks; the news stays."""
    return markup([[go_below_button(Section.TASKS, t)]])
