"""What a person can set for themselves."""

from datetime import date

from aiogram.types import ReplyKeyboardRemove

from bot.keyboards.settings import (
    languages_keyboard,
    leave_keyboard,
    pauses_keyboard,
    settings_keyboard,
    typing_keyboard,
)
from bot.screens.screen import Screen
from bot.texts import Texts, Translator
from db.queries.people import PersonCard
from roadmap.pause import LONGEST_PAUSE_DAYS


def overview(t: Translator, person: PersonCard, today: date) -> Screen:
    """Name, language, reminders. A pause that has run out is none."""
    paused = person.paused_until is not None and person.paused_until > today
    reminders = (
        t("settings-reminders-paused", day=person.paused_until)
        if person.paused_until is not None and paused
        else t("settings-reminders-on")
    )
    text = t("settings-overview", name=person.name, language=language_name(t), reminders=reminders)
    return Screen(text, settings_keyboard(t, paused=paused))


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
