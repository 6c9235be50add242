"""Buttons with which people choose when the bot speaks to them, and who stands in for them."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Annotated

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup
from pydantic import Field

from bot.keyboards.common import Row, button, cancel_button, in_rows, markup, page_row, short
from bot.keyboards.menu import Go, Section
from bot.texts import Translator
from roadmap.lists import Page
from roadmap.silence import DIGEST_HOURS, Quiet

HOURS_IN_ROW = 4
LENGTHS = (1, 7, 14, 28)
"""Days that are offered for a substitution, the first among them."""
Day = Annotated[int, Field(ge=date.min.toordinal(), le=date.max.toordinal())]
"""The proleptic ordinal of a local date."""


class ChooseHour(CallbackData, prefix="hours"):
    """Show the hours of the morning message."""


class SpeakAt(CallbackData, prefix="hour"):
    hour: int


class ChooseSilence(CallbackData, prefix="silences"):
    """Show until when the bot can keep silent; a moment may be typed too."""


class SilentFor(CallbackData, prefix="silence"):
    """Counted from the moment the button is pressed."""

    until: Quiet


class EndSilence(CallbackData, prefix="silenceoff"):
    """Speak again at once."""


class ChooseSubstitute(CallbackData, prefix="substs"):
    """A page of colleagues; a part of a name may be typed."""

    page: int = 0


class AllColleagues(CallbackData, prefix="substall"):
    """The list without the name that was typed."""


class SubstituteIs(CallbackData, prefix="subst"):
    person_id: int


class SubstituteFrom(CallbackData, prefix="substfrom"):
    person_id: int
    first: Day


class SubstituteUntil(CallbackData, prefix="substto"):
    person_id: int
    first: Day
    last: Day


class EndSubstitute(CallbackData, prefix="substoff"):
    """Call it off, by either of the two."""

    id: int


def hours_keyboard(t: Translator, chosen: int) -> InlineKeyboardMarkup:
    hours = [
        button(t.plain("hour-button", hour=hour, chosen=hour == chosen), SpeakAt(hour=hour))
        for hour in DIGEST_HOURS
    ]
    return markup([*in_rows(hours, HOURS_IN_ROW), [back_to_settings(t)]])


def silences_keyboard(t: Translator) -> InlineKeyboardMarkup:
    rows = [[button(t.plain(f"silence-{until.value}-button"), SilentFor(until=until))] for until in Quiet]
    return markup([*rows, [back_to_settings(t)]])


def colleagues_keyboard(
    t: Translator, people: Sequence[tuple[int, str]], page: Page, *, filtered: bool
) -> InlineKeyboardMarkup:
    """`people`: id and name of those on the page."""
    rows: list[Row] = [[button(short(name), SubstituteIs(person_id=person_id))] for person_id, name in people]
    rows.append(page_row(page, lambda at: ChooseSubstitute(page=at), t))
    if filtered:
        rows.append([button(t.plain("substitute-all-button"), AllColleagues())])
    return markup([*rows, [cancel_button(t)]])


def first_day_keyboard(t: Translator, person_id: int, days: Sequence[date]) -> InlineKeyboardMarkup:
    choices = [
        button(_day(t, day), SubstituteFrom(person_id=person_id, first=day.toordinal())) for day in days
    ]
    return markup([*in_rows(choices), [cancel_button(t)]])


def last_day_keyboard(t: Translator, person_id: int, first: date) -> InlineKeyboardMarkup:
    start = first.toordinal()
    choices = [
        button(
            _day(t, first + timedelta(days=length - 1)),
            SubstituteUntil(person_id=person_id, first=start, last=start + length - 1),
        )
        for length in LENGTHS
    ]
    return markup([*in_rows(choices), [cancel_button(t)]])


def _day(t: Translator, day: date) -> str:
    return t.plain("substitute-day-button", day=t.short_date(day), weekday=t.weekday(day))


def unsaid_keyboard(t: Translator) -> InlineKeyboardMarkup:
    return markup([[button(t.plain("substitute-button"), ChooseSubstitute())]])


def end_substitute_button(t: Translator, substitution_id: int, name: str) -> InlineKeyboardButton:
    return button(t.plain("substitute-end-button", name=short(name, 18)), EndSubstitute(id=substitution_id))


def told_keyboard(t: Translator, substitution_id: int, name: str) -> InlineKeyboardMarkup:
    return markup([[end_substitute_button(t, substitution_id, name)]])


def back_to_settings(t: Translator) -> InlineKeyboardButton:
    return button(t.plain("back-button"), Go(section=Section.SETTINGS))
