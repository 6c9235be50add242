"""Buttons of a person's assignments: lists, cards, files."""

from collections.abc import Mapping, Sequence
from datetime import date

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from bot.keyboards.common import Row, button, markup, page_row, short, short_school
from bot.keyboards.evidence import SubmitEvidence, WithdrawPackage, submit_button
from bot.keyboards.history import ShowHistory
from bot.keyboards.menu import GoBelow, Section
from bot.keyboards.not_applicable import ApplyAgain, AskWhyNot
from bot.keyboards.review import decision_buttons
from bot.keyboards.snooze import snooze_button, snooze_list_button
from bot.texts import Translator
from db.queries.assignments import AssignmentFacts
from roadmap.lists import Page
from roadmap.worklist import View

WHAT = 22
"""Characters of a school or title on a button, so that number and date stay in sight beside it."""


class OpenTask(CallbackData, prefix="task"):
    """The card of an assignment, for all who may see it."""

    id: int


class OpenTaskBelow(CallbackData, prefix="taskbelow"):
    """The same as a message of its own, where the one with the button has to stay: a digest, a receipt."""

    id: int


class ShowFiles(CallbackData, prefix="files"):
    """The files of a package, then the card again."""

    evidence_id: int


class ListTasks(CallbackData, prefix="tasks"):
    """One of the three lists of the person's own assignments; pages count from 0."""

    view: View
    page: int = 0


class ListTasksBelow(CallbackData, prefix="tasksbelow"):
    """The same as a message of its own, where the one with the button has to stay: a digest."""

    view: View


def task_button(facts: AssignmentFacts, t: Translator) -> InlineKeyboardButton:
    return button(task_label(facts, facts.due, t), OpenTask(id=facts.id))


def task_label(facts: AssignmentFacts, day: date, t: Translator) -> str:
    """«№ 8 · Школа № 901 · 28 февр.»; the city's own assignments show their title instead of a school."""
    what = short(facts.title, WHAT) if facts.school is None else short_school(facts.school, WHAT)
    return t.plain("tasks-task-button", position=facts.position, what=what, date=t.short_date(day))


def tasks_keyboard(
    tasks: Sequence[AssignmentFacts],
    view: View,
    page: Page,
    counts: Mapping[View, int],
    t: Translator,
) -> InlineKeyboardMarkup:
    views = [
        button(t.plain(f"tasks-{other.value}-button", count=counts[other]), ListTasks(view=other))
        for other in View
        if other is not view
    ]
    rows = [[task_button(facts, t)] for facts in tasks]
    turning = page_row(page, lambda at: ListTasks(view=view, page=at), t)
    return markup([*rows, turning, views])


def card_keyboard(
    assignment_id: int,
    packages: Sequence[tuple[int, str]],
    t: Translator,
    *,
    submit: str | None,
    review: int | None,
    snooze: bool | None,
    is_first: bool = False,
    withdraw: int | None = None,
    set_aside: bool | None = None,
    history: bool = False,
) -> InlineKeyboardMarkup:
    """`packages`: id of each package with files and its button's label.

    `submit` is "first", "again" or None; `review` is the id of the package that waits for this person's
    decision, `is_first` that of a curator before the coordinator's; `snooze` is whether the reminder is put
    off, None where it can't be; `withdraw` is the id of the package that can be taken back; `set_aside` is
    whether it is asked for no more, None where the person can't say so; `history`: something has happened.
    """
    rows: list[Row] = []
    if submit == "first":
        rows.append([submit_button(assignment_id, t)])
    if submit == "again":
        rows.append([again_button(assignment_id, t)])
    if review is not None:
        rows.append(decision_buttons(review, t, is_first=is_first))
    rows += [[button(label, ShowFiles(evidence_id=package_id))] for package_id, label in packages]
    if withdraw is not None:
        rows.append([button(t.plain("evidence-withdraw-button"), WithdrawPackage(evidence_id=withdraw))])
    if snooze is not None:
        rows.append([snooze_button(t, assignment_id, snoozed=snooze)])
    if history:
        rows.append([button(t.plain("history-button"), ShowHistory(assignment_id=assignment_id))])
    if set_aside is not None:
        rows.append([_set_aside_button(assignment_id, t, set_aside=set_aside)])
    rows.append([button(t.plain("tasks-back-button"), ListTasks(view=View.NOW))])
    return markup(rows)


def _set_aside_button(assignment_id: int, t: Translator, *, set_aside: bool) -> InlineKeyboardButton:
    if set_aside:
        return button(t.plain("not-applicable-again-button"), ApplyAgain(assignment_id=assignment_id))
    return button(t.plain("not-applicable-button"), AskWhyNot(assignment_id=assignment_id))


def open_button(assignment_id: int, t: Translator) -> InlineKeyboardButton:
    return button(t.plain("tasks-open-button"), OpenTaskBelow(id=assignment_id))


def again_button(assignment_id: int, t: Translator) -> InlineKeyboardButton:
    return button(t.plain("tasks-again-button"), SubmitEvidence(assignment_id=assignment_id))


def digest_keyboard(
    tasks: Sequence[AssignmentFacts],
    more: Mapping[View, int],
    t: Translator,
    *,
    snooze: bool,
    summary: bool = False,
) -> InlineKeyboardMarkup:
    """`more`: the lists that have more, with how much stands there in all.

    `snooze` is whether any of what it says can be put off.
    """
    rows = [[button(task_label(facts, facts.due, t), OpenTaskBelow(id=facts.id))] for facts in tasks]
    if View.NOW in more:
        label = t.plain("tasks-all-button", count=more[View.NOW])
        rows.append([button(label, GoBelow(section=Section.TASKS))])
    if View.AHEAD in more:
        label = t.plain("tasks-ahead-button", count=more[View.AHEAD])
        rows.append([button(label, ListTasksBelow(view=View.AHEAD))])
    if snooze:
        rows.append([snooze_list_button(t)])
    if summary:
        rows.append([button(t.plain("tasks-summary-button"), GoBelow(section=Section.SUMMARY))])
    return markup(rows)
