"""Buttons of meetings: answering, the list, and the coordinator's setting, moving and cancelling."""

from collections.abc import Sequence
from datetime import date, time
from typing import Annotated

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup
from pydantic import Field

from bot.keyboards.common import Row, button, cancel_button, in_rows, markup, page_row
from bot.texts import Translator
from db.models import Coming
from roadmap.lists import Page
from roadmap.meetings import TIMES_OFFERED, Draft, Step


class ShowMeeting(CallbackData, prefix="mt"):
    """The card of a meeting; for the coordinator with the answers, page by page (from 0)."""

    meeting_id: int
    page: int = 0


class MeetingsPage(CallbackData, prefix="mtlist"):
    """The section, at a page (from 0) of past meetings."""

    page: int = 0


class AnswerMeeting(CallbackData, prefix="mtanswer"):
    """«Буду», «Не смогу», «Придёт замена». The edition tells what time and place the person saw."""

    meeting_id: int
    edition: int
    coming: Coming


class ChooseMonth(CallbackData, prefix="mtmonths"):
    """The coordinator's months without a meeting, page by page (from 0)."""

    page: int = 0


class PlanMeeting(CallbackData, prefix="mtplan"):
    """Begin to set the meeting of a month."""

    occurrence_id: int


class AskStep(CallbackData, prefix="mtask"):
    """Ask for one thing anew."""

    occurrence_id: int
    step: Step


class PickDay(CallbackData, prefix="mtday"):
    """`day` is the proleptic ordinal of a local date; `sure` when a day off is meant."""

    occurrence_id: int
    day: Annotated[int, Field(ge=date.min.toordinal(), le=date.max.toordinal())]
    sure: bool = False


class PickTime(CallbackData, prefix="mttime"):
    """`minutes` of local time after midnight."""

    occurrence_id: int
    minutes: Annotated[int, Field(ge=0, lt=24 * 60)]


class SamePlace(CallbackData, prefix="mtplace"):
    """Where the last meeting was."""

    occurrence_id: int


class SkipAgenda(CallbackData, prefix="mtskip"):
    occurrence_id: int


class SendMeeting(CallbackData, prefix="mtsend"):
    """«Разослать»; `checksum` is that of the draft as the preview showed it."""

    occurrence_id: int
    checksum: int


class MoveMeeting(CallbackData, prefix="mtmove"):
    meeting_id: int


class CancelMeeting(CallbackData, prefix="mtoff"):
    """Call the meeting off, once `sure`."""

    meeting_id: int
    sure: bool = False


def answer_rows(meeting_id: int, edition: int, coming: Coming | None, t: Translator) -> list[Row]:
    """The person's own answer is ticked."""

    def choice(which: Coming) -> InlineKeyboardButton:
        label = t.plain(f"meeting-answer-{which.value}-button", chosen=which is coming)
        return button(label, AnswerMeeting(meeting_id=meeting_id, edition=edition, coming=which))

    return [[choice(Coming.YES), choice(Coming.NO)], [choice(Coming.SUBSTITUTE)]]


def organiser_rows(meeting_id: int, t: Translator) -> list[Row]:
    return [
        [button(t.plain("meeting-move-button"), MoveMeeting(meeting_id=meeting_id))],
        [button(t.plain("meeting-cancel-button"), CancelMeeting(meeting_id=meeting_id))],
    ]


def card_button(meeting_id: int, label: str) -> InlineKeyboardButton:
    return button(label, ShowMeeting(meeting_id=meeting_id))


def back_row(t: Translator) -> Row:
    return [button(t.plain("back-button"), MeetingsPage())]


def card_pages(meeting_id: int, page: Page, t: Translator) -> Row:
    return page_row(page, lambda at: ShowMeeting(meeting_id=meeting_id, page=at), t)


def section_pages(page: Page, t: Translator) -> Row:
    return page_row(page, lambda at: MeetingsPage(page=at), t)


def plan_rows(occurrence_id: int, month: str, t: Translator, *, others: bool) -> list[Row]:
    """«Назначить» for the month that comes first, and the way to the others."""
    plan = button(t.plain("meeting-plan-button", month=month), PlanMeeting(occurrence_id=occurrence_id))
    other = button(t.plain("meeting-other-month-button"), ChooseMonth())
    return [[plan], [other]] if others else [[plan]]


def months_keyboard(months: Sequence[tuple[int, str]], page: Page, t: Translator) -> InlineKeyboardMarkup:
    """`months`: occurrence id and label of each month on the page."""
    rows = in_rows([button(label, PlanMeeting(occurrence_id=each)) for each, label in months])
    turning = page_row(page, lambda at: ChooseMonth(page=at), t)
    return markup([*rows, turning, back_row(t)])


def days_keyboard(draft: Draft, days: Sequence[date], t: Translator) -> InlineKeyboardMarkup:
    choices = [
        button(
            t.plain("meeting-day-button", day=t.short_date(day), weekday=t.weekday(day)),
            PickDay(occurrence_id=draft.occurrence_id, day=day.toordinal()),
        )
        for day in days
    ]
    other = [] if draft.meeting_id else [[button(t.plain("meeting-other-month-button"), ChooseMonth())]]
    return markup([*in_rows(choices), *other, [cancel_button(t)]])


def day_off_keyboard(occurrence_id: int, day: date, t: Translator) -> InlineKeyboardMarkup:
    sure = PickDay(occurrence_id=occurrence_id, day=day.toordinal(), sure=True)
    other = AskStep(occurrence_id=occurrence_id, step=Step.DAY)
    return markup(
        [
            [button(t.plain("meeting-day-off-button"), sure)],
            [button(t.plain("meeting-other-day-button"), other)],
            [cancel_button(t)],
        ]
    )


def times_keyboard(occurrence_id: int, t: Translator) -> InlineKeyboardMarkup:
    choices = [
        button(f"{at:%H:%M}", PickTime(occurrence_id=occurrence_id, minutes=_minutes(at)))
        for at in TIMES_OFFERED
    ]
    return markup([*in_rows(choices), [cancel_button(t)]])


def place_keyboard(occurrence_id: int, t: Translator, *, has_last: bool) -> InlineKeyboardMarkup:
    same = button(t.plain("meeting-same-place-button"), SamePlace(occurrence_id=occurrence_id))
    return markup([[same] if has_last else [], [cancel_button(t)]])


def agenda_keyboard(occurrence_id: int, t: Translator) -> InlineKeyboardMarkup:
    skip = button(t.plain("meeting-skip-button"), SkipAgenda(occurrence_id=occurrence_id))
    return markup([[skip], [cancel_button(t)]])


def preview_keyboard(draft: Draft, t: Translator, *, changed: bool) -> InlineKeyboardMarkup:
    send = SendMeeting(occurrence_id=draft.occurrence_id, checksum=draft.checksum())
    changes = [
        button(
            t.plain(f"meeting-change-{step.value}-button"),
            AskStep(occurrence_id=draft.occurrence_id, step=step),
        )
        for step in Step
    ]
    return markup(
        [
            [button(t.plain("meeting-send-button"), send)] if changed else [],
            *in_rows(changes),
            [cancel_button(t)],
        ]
    )


def cancel_keyboard(meeting_id: int, t: Translator) -> InlineKeyboardMarkup:
    sure = button(t.plain("meeting-cancel-sure-button"), CancelMeeting(meeting_id=meeting_id, sure=True))
    return markup([[sure], [button(t.plain("back-button"), ShowMeeting(meeting_id=meeting_id))]])


def _minutes(at: time) -> int:
    return at.hour * 60 + at.minute
