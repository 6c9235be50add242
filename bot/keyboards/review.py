"""Buttons of the review: the queue and its shelves, a package, a decision and its undoing.

`within` is the shelf that the reviewer goes through (`roadmap.review_queue.Shelf.word`).
"""

from collections.abc import Sequence
from enum import StrEnum

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from bot.keyboards.common import Row, button, markup, page_row
from bot.texts import Translator
from roadmap.lists import Page
from roadmap.review_queue import Of, Shelf


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
    within: str = ""


class ReviewShelves(CallbackData, prefix="rvshelves"):
    """The activities, or the schools, of which something waits, page by page (from 0)."""

    of: Of
    page: int = 0


class OpenPackage(CallbackData, prefix="rvopen"):
    """The package with its pictures."""

    evidence_id: int
    within: str = ""


class BackToPackage(CallbackData, prefix="rvback"):
    """The package without its pictures, which stand above already."""

    evidence_id: int
    within: str = ""


class SkipPackage(CallbackData, prefix="rvskip"):
    """«Пропустить»: the next one, nothing being decided on this."""

    evidence_id: int
    within: str = ""


class PackageFiles(CallbackData, prefix="rvfiles"):
    """The files of a package, then the package again."""

    evidence_id: int
    within: str = ""


class Accept(CallbackData, prefix="rvaccept"):
    """Of a curator who looks first: «Передать координатору»."""

    evidence_id: int
    within: str = ""


class AskReason(CallbackData, prefix="rvreturn"):
    """«Вернуть»: ask for the reason, by button or typed."""

    evidence_id: int
    within: str = ""


class Return(CallbackData, prefix="rvreason"):
    evidence_id: int
    reason: Reason
    within: str = ""


class UndoDecision(CallbackData, prefix="rvundo"):
    review_id: int


class AskAcceptAll(CallbackData, prefix="rvallask"):
    """Show what would be accepted of an activity."""

    activity_id: int


class AcceptAll(CallbackData, prefix="rvall"):
    """Accept what was shown: nothing that came in after the package `up_to`; `marked`: the late ones too."""

    activity_id: int
    up_to: int
    marked: bool


class UndoAll(CallbackData, prefix="rvallundo"):
    """Take the lot back to which this decision belongs."""

    review_id: int


class MendPackage(CallbackData, prefix="rvmend"):
    """Of the sender: «Исправить», a new package with the files of this returned one."""

    evidence_id: int


def mend_button(evidence_id: int, t: Translator) -> InlineKeyboardButton:
    return button(t.plain("review-mend-button"), MendPackage(evidence_id=evidence_id))


def decision_buttons(
    evidence_id: int, t: Translator, *, is_first: bool = False, within: str = ""
) -> list[InlineKeyboardButton]:
    """`is_first`: for a curator, who hands on what the coordinator accepts."""
    label = "review-hand-on-button" if is_first else "review-accept-button"
    return [
        button(t.plain(label), Accept(evidence_id=evidence_id, within=within)),
        button(t.plain("review-return-button"), AskReason(evidence_id=evidence_id, within=within)),
    ]


def package_keyboard(
    evidence_id: int,
    t: Translator,
    *,
    files: int,
    decides: bool,
    is_first: bool,
    undo: int | None = None,
    following: int | None = None,
    within: str = "",
) -> InlineKeyboardMarkup:
    """`undo`: the review that can still be taken back; `following`: the package to look at next."""
    rows: list[Row] = []
    if files:
        again = PackageFiles(evidence_id=evidence_id, within=within)
        rows.append([button(t.plain("review-files-button", count=files), again)])
    if decides:
        rows.append(decision_buttons(evidence_id, t, is_first=is_first, within=within))
        rows.append(
            [button(t.plain("review-skip-button"), SkipPackage(evidence_id=evidence_id, within=within))]
        )
    if following is not None:
        following_one = OpenPackage(evidence_id=following, within=within)
        rows.append([button(t.plain("review-next-button"), following_one)])
    if undo is not None:
        rows.append([button(t.plain("review-undo-button"), UndoDecision(review_id=undo))])
    rows.append([button(t.plain("review-queue-button"), ReviewQueue(within=within))])
    return markup(rows)


def reasons_keyboard(evidence_id: int, within: str, t: Translator) -> InlineKeyboardMarkup:
    rows = [
        [
            button(
                t.plain(f"review-reason-{reason.value}-button"),
                Return(evidence_id=evidence_id, reason=reason, within=within),
            )
        ]
        for reason in Reason
    ]
    return markup([*rows, [_back(evidence_id, within, t)]])


def reason_keyboard(evidence_id: int, within: str, t: Translator) -> InlineKeyboardMarkup:
    """While a reason is typed: the way out."""
    return markup([[_back(evidence_id, within, t)]])


def _back(evidence_id: int, within: str, t: Translator) -> InlineKeyboardButton:
    return button(t.plain("cancel-button"), BackToPackage(evidence_id=evidence_id, within=within))


def queue_keyboard(
    packages: Sequence[tuple[int, str]], page: Page, shelf: Shelf, t: Translator, *, curators: int = 0
) -> InlineKeyboardMarkup:
    """`packages`: id and label of each package on the page; `curators`: how many wait for a curator."""
    rows = [
        [button(label, OpenPackage(evidence_id=package_id, within=shelf.word))]
        for package_id, label in packages
    ]
    turning = page_row(page, lambda at: ReviewQueue(page=at, within=shelf.word), t)
    if shelf.of is not Of.ALL:
        everything = [button(t.plain("review-queue-button"), ReviewQueue())]
        return markup([*rows, turning, _all_of_it(shelf, t, some=bool(packages)), everything])
    waiting = (
        [button(t.plain("review-curators-button", count=curators), ReviewQueue(within=Of.CURATORS.value))]
        if curators
        else []
    )
    return markup([*rows, turning, _shelf_buttons(t) if packages else [], waiting])


def _all_of_it(shelf: Shelf, t: Translator, *, some: bool) -> Row:
    if shelf.of is not Of.ACTIVITY or not some:
        return []
    return [button(t.plain("review-all-button"), AskAcceptAll(activity_id=shelf.id))]


def _shelf_buttons(t: Translator) -> Row:
    return [
        button(t.plain("review-by-activity-button"), ReviewShelves(of=Of.ACTIVITY)),
        button(t.plain("review-by-school-button"), ReviewShelves(of=Of.SCHOOL)),
    ]


def shelves_keyboard(
    shelves: Sequence[tuple[Shelf, str]], of: Of, page: Page, t: Translator
) -> InlineKeyboardMarkup:
    """`shelves`: each with its label."""
    rows = [[button(label, ReviewQueue(within=shelf.word))] for shelf, label in shelves]
    turning = page_row(page, lambda at: ReviewShelves(of=of, page=at), t)
    return markup([*rows, turning, [button(t.plain("review-queue-button"), ReviewQueue())]])


def accept_all_keyboard(
    activity_id: int, up_to: int, plain: int, everything: int, t: Translator
) -> InlineKeyboardMarkup:
    """`plain`: how many have no mark; where none has one, there is one choice."""
    rows: list[Row] = []
    if plain:
        data = AcceptAll(activity_id=activity_id, up_to=up_to, marked=False)
        rows.append([button(t.plain("review-all-plain-button", count=plain), data)])
    if everything > plain:
        data = AcceptAll(activity_id=activity_id, up_to=up_to, marked=True)
        rows.append([button(t.plain("review-all-marked-button", count=everything), data)])
    return markup([*rows, [_to_shelf(activity_id, t)]])


def accepted_all_keyboard(activity_id: int, undo: int, t: Translator) -> InlineKeyboardMarkup:
    undoing = button(t.plain("review-all-undo-button"), UndoAll(review_id=undo))
    return markup([[undoing], [_to_shelf(activity_id, t)]])


def _to_shelf(activity_id: int, t: Translator) -> InlineKeyboardButton:
    return button(t.plain("back-button"), ReviewQueue(within=Shelf(Of.ACTIVITY, activity_id).word))


def to_queue_keyboard(t: Translator) -> InlineKeyboardMarkup:
    return markup([[button(t.plain("review-queue-button"), ReviewQueue())]])
