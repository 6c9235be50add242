"""The way in: what a stranger sees, the consent, and the welcome."""

from collections.abc import Sequence
from datetime import date

from bot.keyboards.common import markup
from bot.keyboards.door import Claim, Join, NotNow, addition_keyboard, consent_keyboard
from bot.keyboards.menu import Section, go_button, menu_keyboard
from bot.screens.roles import role_at
from bot.screens.screen import Screen
from bot.texts import Translator
from roadmap.access import Actor, Role


def needs_invitation(t: Translator) -> Screen:
    """All that a stranger without an invitation is ever told."""
    return Screen(t("door-needs-invitation"))


def consent(t: Translator, role: Role, schools: Sequence[str], yes: Join | Claim, later: NotNow) -> Screen:
    """For whom the invitation is, what is kept about a person and why, how to leave."""
    text = t("door-consent", place=role_at(t, role, schools))
    return Screen(text, consent_keyboard(t, yes, later))


def addition(t: Translator, role: Role, schools: Sequence[str], yes: Join | Claim, later: NotNow) -> Screen:
    """For a person who is in: only what comes to what they have."""
    text = t("door-addition", place=role_at(t, role, schools))
    return Screen(text, addition_keyboard(t, yes, later))


def consented(t: Translator, role: Role, schools: Sequence[str], today: date) -> Screen:
    """Takes the place of the consent, so that it can be read later what was agreed to, and when."""
    return Screen(t("door-consented", place=role_at(t, role, schools), day=today))


def added(t: Translator, role: Role, schools: Sequence[str]) -> Screen:
    return Screen(t("door-added", place=role_at(t, role, schools)))


def welcome(t: Translator, actor: Actor, role: Role) -> Screen:
    """What to do next, with the menu below the chat."""
    return Screen(t(f"door-welcome-{role.value}", name=actor.name), menu_keyboard(actor, t))


def first_steps(t: Translator) -> Screen:
    """Where a coordinator begins."""
    sections = (Section.ROADMAP, Section.PEOPLE)
    rows = [[go_button(section, t)] for section in sections]
    return Screen(t("door-first-steps"), markup(rows))
