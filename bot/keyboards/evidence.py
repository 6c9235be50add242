"""Buttons of taking in evidence. They carry ids alone: what they mean is decided by the state when they are pressed."""

from collections.abc import Callable, Sequence

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from bot.texts import Translator

Row = list[InlineKeyboardButton]


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


def submit_button(assignment_id: int, t: Translator) -> InlineKeyboardButton:
    return _button(t.plain("evidence-submit-button"), SubmitEvidence(assignment_id=assignment_id))


def package_keyboard(evidence_id: int, t: Translator, *, has_files: bool) -> InlineKeyboardMarkup:
    done = _button(t.plain("evidence-done-button"), Done(evidence_id=evidence_id))
    cancel = _button(t.plain("cancel-button"), CancelEvidence(evidence_id=evidence_id))
    files = _button(t.plain("evidence-files-button"), ListFiles(evidence_id=evidence_id))
    rows = [[done], [files], [cancel]] if has_files else [[done, cancel]]
    return InlineKeyboardMarkup(inline_keyboard=rows)


def closing_keyboard(evidence_id: int, t: Translator) -> InlineKeyboardMarkup:
    cancel = _button(t.plain("cancel-button"), CancelEvidence(evidence_id=evidence_id))
    return InlineKeyboardMarkup(inline_keyboard=[[cancel]])


def files_keyboard(
    evidence_id: int, numbered: Sequence[tuple[int, int]], page: int, pages: int, t: Translator
) -> InlineKeyboardMarkup:
    """`numbered`: the number as listed, and the id, of each file on the page."""
    removals = [
        _button(t.plain("evidence-remove-button", number=number), RemoveFile(file_id=file_id))
        for number, file_id in numbered
    ]
    rows = [removals[start : start + 2] for start in range(0, len(removals), 2)]
    rows += _paging(page, pages, lambda at: ListFiles(evidence_id=evidence_id, page=at))
    rows.append([_button(t.plain("back-button"), ShowPackage(evidence_id=evidence_id))])
    return InlineKeyboardMarkup(inline_keyboard=rows)


def choice_keyboard(
    tasks: Sequence[tuple[int, str]], page: int, pages: int, last_file_id: int, t: Translator
) -> InlineKeyboardMarkup:
    """`tasks`: id and label of each assignment on the page."""
    rows = [[_button(label, FileUnder(assignment_id=task_id))] for task_id, label in tasks]
    rows += _paging(page, pages, lambda at: ChooseTask(page=at))
    rows.append([_button(t.plain("evidence-discard-button"), DiscardUnfiled(last_file_id=last_file_id))])
    return InlineKeyboardMarkup(inline_keyboard=rows)


def _paging(page: int, pages: int, to: Callable[[int], CallbackData]) -> list[Row]:
    """One row «‹ 2/5 ›» that goes round, or none when there is but one page."""
    if pages <= 1:
        return []
    return [
        [
            _button("‹", to((page - 1) % pages)),
            _button(f"{page + 1}/{pages}", to(page)),
            _button("›", to((page + 1) % pages)),
        ]
    ]


def _button(text: str, data: CallbackData) -> InlineKeyboardButton:
    return InlineKeyboardButton(text=text, callback_data=data.pack())
