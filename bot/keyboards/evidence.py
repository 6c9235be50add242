"""Buttons of taking in evidence. They carry ids alone; what they mean is decided when they are pressed."""

from collections.abc import Sequence

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from bot.keyboards.common import button, in_rows, markup, page_row
from bot.texts import Translator
from roadmap.lists import Page


class SubmitEvidence(CallbackData, prefix="submit"):
    """«Сдать подтверждение»: open the package of an assignment, or join it."""

    assignment_id: int


class Done(CallbackData, prefix="evdone"):
    """«Готово»: submit the package."""

    evidence_id: int


class CancelEvidence(CallbackData, prefix="evcancel"):
    """«Отмена»: give the package up, or take one's own files out of a shared one."""

    evidence_id: int


class ShowPackage(CallbackData, prefix="evshow"):
    """Back to the package."""

    evidence_id: int


class ListFiles(CallbackData, prefix="evfiles"):
    """The files in the package, page by page (from 0)."""

    evidence_id: int
    page: int = 0


class RemoveFile(CallbackData, prefix="evremove"):
    """Take one file out of its package."""

    file_id: int


class ChooseTask(CallbackData, prefix="evchoose"):
    """Another page (from 0) of the tasks to which the unfiled files may belong."""

    page: int


class FileUnder(CallbackData, prefix="evunder"):
    """All unfiled files of the person belong to this assignment."""

    assignment_id: int


class DiscardUnfiled(CallbackData, prefix="evdiscard"):
    """The unfiled files up to this one are no evidence. Later ones were not in sight when it was asked."""

    last_file_id: int


class ChooseSchools(CallbackData, prefix="evschools"):
    """«Для других школ тоже»: which, by ticks."""

    evidence_id: int


class WithdrawPackage(CallbackData, prefix="evback"):
    """«Отозвать»: take back what was handed in and is not decided on."""

    evidence_id: int


def submit_button(assignment_id: int, t: Translator) -> InlineKeyboardButton:
    return button(t.plain("evidence-submit-button"), SubmitEvidence(assignment_id=assignment_id))


def package_keyboard(
    evidence_id: int, t: Translator, *, has_files: bool, has_siblings: bool = False
) -> InlineKeyboardMarkup:
    """`has_siblings`: the same is owed at other schools of the person's."""
    done = button(t.plain("evidence-done-button"), Done(evidence_id=evidence_id))
    cancel = button(t.plain("cancel-button"), CancelEvidence(evidence_id=evidence_id))
    files = button(t.plain("evidence-files-button"), ListFiles(evidence_id=evidence_id))
    schools = button(t.plain("siblings-button"), ChooseSchools(evidence_id=evidence_id))
    others = [[schools]] if has_siblings else []
    rows = [[done], [files], *others, [cancel]] if has_files else [[done, cancel], *others]
    return markup(rows)


def closing_keyboard(evidence_id: int, t: Translator) -> InlineKeyboardMarkup:
    cancel = button(t.plain("cancel-button"), CancelEvidence(evidence_id=evidence_id))
    return markup([[cancel]])


def files_keyboard(
    evidence_id: int, numbered: Sequence[tuple[int, int]], page: Page, t: Translator
) -> InlineKeyboardMarkup:
    """`numbered`: the number as listed, and the id, of each file on the page."""
    removals = [
        button(t.plain("evidence-remove-button", number=number), RemoveFile(file_id=file_id))
        for number, file_id in numbered
    ]
    rows = in_rows(removals)
    turning = page_row(page, lambda at: ListFiles(evidence_id=evidence_id, page=at), t)
    back = button(t.plain("back-button"), ShowPackage(evidence_id=evidence_id))
    return markup([*rows, turning, [back]])


def choice_keyboard(
    tasks: Sequence[tuple[int, str]], page: Page, last_file_id: int, t: Translator
) -> InlineKeyboardMarkup:
    """`tasks`: id and label of each assignment on the page."""
    rows = [[button(label, FileUnder(assignment_id=task_id))] for task_id, label in tasks]
    turning = page_row(page, lambda at: ChooseTask(page=at), t)
    discard = button(t.plain("evidence-discard-button"), DiscardUnfiled(last_file_id=last_file_id))
    return markup([*rows, turning, [discard]])
