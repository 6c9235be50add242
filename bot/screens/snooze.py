"""«Напомнить позже»: which assignment, and until when."""

from collections.abc import Sequence
from datetime import date

from bot.keyboards.common import button
from bot.keyboards.snooze import laters_keyboard, list_keyboard
from bot.keyboards.tasks import OpenTask, task_label
from bot.screens.screen import Screen
from bot.screens.task_card import title_block
from bot.texts import Markup, Translator
from db.queries.assignments import AssignmentFacts
from roadmap.lists import Page

ON_PAGE = 8


def which(t: Translator, tasks: Sequence[AssignmentFacts], wanted: int) -> Screen:
    """`tasks` are all that can be put off."""
    page = Page.within(wanted, len(tasks), ON_PAGE)
    labelled = [(facts.id, task_label(facts, facts.due, t)) for facts in page.cut(tasks)]
    text = t("snooze-which") if tasks else t("snooze-nothing")
    return Screen(text, list_keyboard(t, labelled, page))


def until_when(t: Translator, facts: AssignmentFacts, last: date) -> Screen:
    """`last` is the latest local date that there can be."""
    text = Markup("\n\n").join(
        [title_block(facts, t), t("snooze-until-when", due=facts.due, last=t.day(last))]
    )
    back = button(t.plain("back-button"), OpenTask(id=facts.id))
    return Screen(text, laters_keyboard(t, facts.id, back))
