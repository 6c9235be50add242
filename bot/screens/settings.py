"""What a person can set for themselves."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from aiogram.types import ReplyKeyboardRemove

from bot.keyboards.settings import (
    languages_keyboard,
    leave_keyboard,
    pauses_keyboard,
    settings_keyboard,
    typing_keyboard,
)
from bot.screens.choices import choice_lines
from bot.screens.screen import Screen
from bot.texts import Markup, Texts, Translator
from db.queries.choices import OwnChoices, StandIn
from db.queries.people import PersonCard
from roadmap.pause import LONGEST_PAUSE_DAYS


@dataclass(frozen=True, slots=True)
class Chosen:
    """What somebody with a role has chosen of their reminders; their substitutions, of either side."""

    choices: OwnChoices
    stand_ins: Sequence[StandIn]
    check_first: bool | None = None
    """Whether curators look at evidence first; None for who can't say so."""


def overview(
    t: Translator, person: PersonCard, chosen: Chosen | None, now: datetime, zone: ZoneInfo
) -> Screen:
    """Name, language, reminders. A pause or silence that has run out is none."""
    paused = person.paused_until is not None and person.paused_until > now.astimezone(zone).date()
    reminders = (
        t("settings-reminders-paused", day=person.paused_until)
        if person.paused_until is not None and paused
        else t("settings-reminders-on")
    )
    lines = [t("settings-overview", name=person.name, language=language_name(t), reminders=reminders)]
    if chosen is None:
        return Screen(lines[0], settings_keyboard(t, paused=paused))
    lines += choice_lines(t, chosen.choices, chosen.stand_ins, person.id, now, zone)
    if chosen.check_first is not None:
        lines.append(t("check-first-on" if chosen.check_first else "check-first-off"))
    silent = chosen.choices.silent_until is not None and chosen.choices.silent_until > now
    ends = [
        (one.id, one.substitute if one.person_id == person.id else one.person) for one in chosen.stand_ins
    ]
    keyboard = settings_keyboard(t, paused=paused, reminders=(silent, ends), check_first=chosen.check_first)
    return Screen(Markup("\n").join(lines), keyboard)


def language_name(t: Translator) -> str:
    return t.plain("settings-language-name")


def languages(t: Translator, texts: Texts) -> Screen:
    names = {code: language_name(texts.language(code)) for code in texts.languages}
    return Screen(t("settings-choose-language"), languages_keyboard(t, names))


def ask_name(t: Translator, name: str) -> Screen:
    return Screen(t("settings-ask-name", name=name), typing_keyboard(t))


def pauses(t: Translator) -> Screen:
    return Screen(t("settings-choose-pause"), pauses_keyboard(t))


def ask_pause_date(t: Translator, example: date) -> Screen:
    text = t("settings-ask-pause-date", example=f"{example:%d.%m.%Y}", days=LONGEST_PAUSE_DAYS)
    return Screen(text, typing_keyboard(t))


def ask_whether_to_leave(t: Translator) -> Screen:
    return Screen(t("settings-leave-sure"), leave_keyboard(t))


def left(t: Translator) -> Screen:
    return Screen(t("settings-left"), ReplyKeyboardRemove())
