"""Buttons of the review: the queue, a package, a decision and its undoing. All are the coordinator's."""

from collections.abc import Sequence
from enum import StrEnum

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from bot.keyboards.common import Row, button, markup, page_row
from bot.texts import Translator
from roadmap.lists import Page


class Reason(StrEnum):
    """Why a package is returned, ready to tap; the text is `review-reason-…`."""

    PHOTO = "photo"
    DOCUMENT = "document"
    SIGNATURE = "signature"
    PERIOD = "period"

    @property
    def text_id(self) -> str:
        return f"review-reason-{self.value}"


class ReviewQueue(CallbackData, prefix="rvqueue"):
    """Packages that wait, page by page (from 0)."""

    page: int = 0


class OpenPackage(CallbackData, prefix="rvopen"):
    evidence_id: int


class PackageFiles(CallbackData, prefix="rvfiles"):
    """The files of a package, then the package again."""

    evidence_id: int


class Accept(CallbackData, prefix="rvaccept"):
    evidence_id: int


class AskReason(CallbackData, prefix="rvreturn"):
    """«Вернуть»: ask for the reason, by button or typed."""

    evidence_id: int


class Return(CallbackData, prefix="rvreason"):
    evidence_id: int
    reason: Reason


class UndoDecision(CallbackData, prefix="rvundo"):
    review_id: int


def decision_buttons(evidence_id: int, t: Translator) -> list[InlineKeyboardButton]:
    return [
        button(t.plain("review-accept-button"), Accept(evidence_id=evidence_id)),
        button(t.plain("review-return-button"), AskReason(evidence_id=evidence_id)),
    ]


def package_keyboard(
    evidence_id: int,
    t: Translator,
    *,
    files: int,
    waiting: bool,
    undo: int | None = None,
    following: int | None = None,
) -> InlineKeyboardMarkup:
    """`undo`: the review that can still be taken back; `following`: the package to look at next."""
    rows: list[Row] = []
    if files:
        rows.append(
            [button(t.plain("review-files-button", count=files), PackageFiles(evidence_id=evidence_id))]
        )
    if waiting:
        rows.append(decision_buttons(evidence_id, t))
    if following is not None:
        rows.append([button(t.plain("review-next-button"), OpenPackage(evidence_id=following))])
    if undo is not None:
        rows.append([button(t.plain("review-undo-button"), UndoDecision(review_id=undo))])
    rows.append([button(t.plain("review-queue-button"), ReviewQueue())])
    return markup(rows)


def reasons_keyboard(evidence_id: int, t: Translator) -> InlineKeyboardMarkup:
    rows = [
        [
            button(
                t.plain(f"review-reason-{reason.value}-button"),
                Return(evidence_id=evidence_id, reason=reason),
            )
        ]
        for reason in Reason
    ]
    return markup([*rows, [_back(evidence_id, t)]])


def reason_keyboard(evidence_id: int, t: Translator) -> InlineKeyboardMarkup:
    """While a reason is typed: the way out."""
    return markup([[_back(evidence_id, t)]])


def _back(evidence_id: int, t: Translator) -> InlineKeyboardButton:
    return button(t.plain("cancel-button"), OpenPackage(evidence_id=evidence_id))


def queue_keyboard(packages: Sequence[tuple[int, str]], page: Page, t: Translator) -> InlineKeyboardMarkup:
    """`packages`: id and label of each package on the page."""
    rows = [[button(label, OpenPackage(evidence_id=package_id))] for package_id, label in packages]
    turning = page_row(page, lambda at: ReviewQueue(page=at), t)
    return markup([*rows, turning])
