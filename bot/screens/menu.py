"""Greeting and help."""

from collections.abc import Sequence

from bot.keyboards.menu import menu_keyboard
from bot.screens.screen import Screen
from bot.texts import Markup, Translator
from roadmap.access import Actor, Role


def greeting(t: Translator, actor: Actor) -> Screen:
    text = t("menu-greeting", name=actor.name) if actor.roles else t("menu-no-role", name=actor.name)
    return Screen(text, menu_keyboard(actor, t))


def help_for(t: Translator, actor: Actor, coordinators: Sequence[str]) -> Screen:
    """What to do in each of the person's roles, and whom to ask."""
    parts = [t(f"menu-help-{role.value}") for role in Role if role in actor.roles]
    if not parts:
        parts = [t("menu-no-role", name=actor.name)]
    if coordinators:
        parts.append(t("menu-whom-to-ask", names=Markup(", ").join(coordinators)))
    return Screen(Markup("\n\n").join([*parts, t("menu-help-for-all")]), menu_keyboard(actor, t))


def say(t: Translator, actor: Actor, text_id: str) -> Screen:
    """One sentence, and the menu below."""
    return Screen(t(text_id), menu_keyboard(actor, t))
