"""A role at a school that goes to somebody else: whose, to whom; the news for both."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from bot.keyboards.common import markup
from bot.keyboards.invitations import made_keyboard
from bot.keyboards.menu import Section, go_below_button, menu_keyboard
from bot.keyboards.successors import HandOver, holders_keyboard, successors_keyboard
from bot.screens.invitations import invitation_text, link_to
from bot.screens.people import PEOPLE_A_PAGE
from bot.screens.roles import role_name
from bot.screens.screen import Screen
from bot.texts import Markup, Translator
from db.queries.invitations import Made
from db.queries.people import Member, PersonCard
from db.queries.schools import SchoolLine
from roadmap.access import Actor, Role
from roadmap.lists import Page


def ask_whose(t: Translator, role: Role, school: SchoolLine, there: Sequence[Member]) -> Screen:
    text = t("successor-whose", role=role_name(t, role), school=school.name)
    return Screen(text, holders_keyboard(t, role, school.id, there))


def ask_to_whom(
    t: Translator, asked: HandOver, school: SchoolLine, name: str, word: str, people: Sequence[PersonCard]
) -> Screen:
    """`name`: who has the role now. What was typed filters the list."""
    page = Page.within(asked.page, len(people), PEOPLE_A_PAGE)
    text = t(
        "successor-found" if word else "successor-to-whom",
        role=role_name(t, asked.role),
        school=school.name,
        name=name,
        word=word,
        count=len(people),
    )
    return Screen(text, successors_keyboard(t, asked, page.cut(people), page))


def left(t: Translator, role: Role, school: SchoolLine, name: str) -> Markup:
    """Who is without the role now, for the coordinator."""
    return t("successor-left", role=role_name(t, role), school=school.name, name=name)


def invited_instead(
    t: Translator, said: Markup, made: Made, username: str, zone: ZoneInfo, undo: InlineKeyboardButton
) -> list[Screen]:
    """What is `said` and what to do with the invitation; then its text alone, to be forwarded."""
    text = invitation_text(t, made.offer, link_to(username, made.token), zone)
    to_do = Markup("\n\n").join([said, t("people-invitation-made")])
    return [Screen(to_do, made_keyboard(t, made.offer.id, undo)), Screen(text)]


def handed_on(t: Translator, actor: Actor, role: Role, school: str, name: str) -> Screen:
    """To who had the role, with the menu that is left to them."""
    text = t("successor-handed-on", role=role_name(t, role), school=school, name=name)
    return Screen(text, menu_keyboard(actor, t))


def handed_to_you(t: Translator, role: Role, school: str, name: str, count: int) -> Screen:
    """To who has it now; `count` assignments wait there."""
    text = t("successor-yours", role=role_name(t, role), school=school, name=name, count=count)
    return Screen(text, _tasks(t))


def _tasks(t: Translator) -> InlineKeyboardMarkup:
    return markup([[go_below_button(Section.TASKS, t)]])
