"""Buttons of one package for several schools."""

from collections.abc import Collection, Sequence

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from bot.keyboards.common import button, markup, short_school
from bot.keyboards.evidence import ShowPackage
from bot.texts import Translator
from db.queries.assignments import AssignmentFacts

LABEL = 34


class TickSchool(CallbackData, prefix="evtick"):
    """The package serves this assignment too, or no more."""

    evidence_id: int
    assignment_id: int
    ticked: bool


class TickAllSchools(CallbackData, prefix="evtickall"):
    evidence_id: int


def schools_keyboard(
    evidence_id: int, others: Sequence[AssignmentFacts], chosen: Collection[int], t: Translator
) -> InlineKeyboardMarkup:
    rows = [[_tick(evidence_id, task, t, ticked=task.id in chosen)] for task in others]
    if any(task.id not in chosen for task in others):
        rows.append([button(t.plain("siblings-all-button"), TickAllSchools(evidence_id=evidence_id))])
    rows.append([button(t.plain("siblings-next-button"), ShowPackage(evidence_id=evidence_id))])
    return markup(rows)


def _tick(evidence_id: int, task: AssignmentFacts, t: Translator, *, ticked: bool) -> InlineKeyboardButton:
    label = "siblings-ticked-button" if ticked else "siblings-unticked-button"
    return button(
        t.plain(label, school=short_school(task.school or "", LABEL)),
        TickSchool(evidence_id=evidence_id, assignment_id=task.id, ticked=not ticked),
    )
