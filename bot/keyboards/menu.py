"""The sections of the bot, who has them, and the keyboard and commands that lead there."""

from enum import StrEnum

from aiogram.filters.callback_data import CallbackData
from aiogram.types import BotCommand, InlineKeyboardButton, KeyboardButton, ReplyKeyboardMarkup

from bot.keyboards.common import in_rows
from bot.texts import Texts, Translator
from roadmap.access import Actor, Role, has_reviews


class Section(StrEnum):
    """The value is the command too."""

    TASKS = "tasks"
    SURVEYS = "surveys"
    MEETINGS = "meetings"
    EVIDENCE = "evidence"
    SUMMARY = "summary"
    REVIEW = "review"
    PEOPLE = "people"
    ROADMAP = "roadmap"
    SETTINGS = "settings"
    HELP = "help"


EVERYBODY = (Section.TASKS, Section.SURVEYS, Section.MEETINGS, Section.EVIDENCE)
OF_DEPARTMENT = (Section.SUMMARY,)
OF_COORDINATOR = (Section.SUMMARY, Section.REVIEW, Section.PEOPLE, Section.ROADMAP)
LAST = (Section.SETTINGS, Section.HELP)
OTHER_OF_COORDINATOR = ("announce", "preview", "journal", "newyear")
"""Commands that lead to no section."""


class Go(CallbackData, prefix="go"):
    """To the start of a section."""

    section: Section


class GoBelow(CallbackData, prefix="gobelow"):
    """The same as a message of its own, where the one with the button has to stay: a digest, news."""

    section: Section


def sections_of(actor: Actor) -> tuple[Section, ...]:
    if actor.is_coordinator:
        return EVERYBODY + OF_COORDINATOR + LAST
    if Role.DEPARTMENT in actor.roles:
        return EVERYBODY + OF_DEPARTMENT + _review_of(actor) + LAST
    return EVERYBODY + _review_of(actor) + LAST if actor.roles else LAST


def _review_of(actor: Actor) -> tuple[Section, ...]:
    return (Section.REVIEW,) if has_reviews(actor) else ()


def menu_keyboard(actor: Actor, t: Translator) -> ReplyKeyboardMarkup:
    """The keyboard that stays below the chat; two buttons a row, so that they are read on a narrow phone."""
    buttons = [KeyboardButton(text=label(section, t)) for section in sections_of(actor)]
    rows = in_rows(buttons)
    return ReplyKeyboardMarkup(keyboard=rows, resize_keyboard=True, is_persistent=True)


def commands_for(actor: Actor, t: Translator) -> tuple[BotCommand, ...]:
    """The chat's command menu for a person's roles."""
    commands = [
        BotCommand(command=section.value, description=t.plain(f"command-{section.value}"))
        for section in sections_of(actor)
    ]
    more = (*OTHER_OF_COORDINATOR, "cancel") if actor.is_coordinator else ("cancel",)
    commands += [BotCommand(command=name, description=t.plain(f"command-{name}")) for name in more]
    return tuple(commands)


def go_button(section: Section, t: Translator) -> InlineKeyboardButton:
    return InlineKeyboardButton(text=label(section, t), callback_data=Go(section=section).pack())


def go_below_button(section: Section, t: Translator) -> InlineKeyboardButton:
    return InlineKeyboardButton(text=label(section, t), callback_data=GoBelow(section=section).pack())


def label(section: Section, t: Translator) -> str:
    return t.plain(f"menu-{section.value}-button")


def asked_section(text: str, texts: Texts) -> Section | None:
    """The section that a typed command or a menu button of any language asks for."""
    word = text.strip()
    if word.startswith("/"):
        command = word.split(maxsplit=1)[0].partition("@")[0].lower()
        return next((section for section in Section if f"/{section.value}" == command), None)
    for language in texts.languages:
        t = texts.language(language)
        for section in Section:
            if word == label(section, t):
                return section
    return None
