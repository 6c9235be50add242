"""The shelves of the queue; accepting everything on one, and taking that back."""

from collections.abc import Sequence

from bot.keyboards.common import short, short_school
from bot.keyboards.review import (
    accept_all_keyboard,
    accepted_all_keyboard,
    shelves_keyboard,
    to_queue_keyboard,
)
from bot.screens.screen import Screen
from bot.texts import Markup, Translator
from db.queries.review_lots import InLot, UndoneLot
from db.queries.review_queue import ShelfCount
from roadmap.lists import Page
from roadmap.review_queue import Of

PAGE = 8
TITLE = 80
LABEL = 28
"""Characters of a title or school on a button, so that the count beside it stays in sight."""
SHOWN = 40


def shelves_screen(shelves: Sequence[ShelfCount], of: Of, page: Page, t: Translator) -> Screen:
    """One page of the activities or schools, each with how many of its packages wait."""
    labels = [(one.shelf, _label(one, t)) for one in page.cut(shelves)]
    text = t("review-by-activity" if of is Of.ACTIVITY else "review-by-school")
    if not shelves:
        text = t("review-nothing")
    return Screen(text, shelves_keyboard(labels, of, page, t))


def _label(one: ShelfCount, t: Translator) -> str:
    if one.position is None:
        return t.plain("review-school-button", name=short_school(one.name, LABEL), count=one.count)
    name = short(one.name, LABEL)
    return t.plain("review-activity-button", position=one.position, name=name, count=one.count)


def accept_all_screen(activity_id: int, title: str, lot: Sequence[InLot], t: Translator) -> Screen:
    """What would be accepted, by school, what is late or incomplete being marked."""
    lines = [_in_lot(one, t) for one in lot[:SHOWN]]
    if len(lot) > SHOWN:
        lines.append(t("review-files-more", count=len(lot) - SHOWN))
    plain = sum(one.is_plain for one in lot)
    blocks = [
        t("review-all-ask", title=short(title, TITLE), count=len(lot)),
        Markup("\n").join(lines),
        *([t("review-all-marked")] if plain < len(lot) else []),
    ]
    up_to = max(one.evidence_id for one in lot)
    keyboard = accept_all_keyboard(activity_id, up_to, plain, len(lot), t)
    return Screen(Markup("\n\n").join(blocks), keyboard)


def _in_lot(one: InLot, t: Translator) -> Markup:
    marks = [
        *([t("review-all-late")] if one.is_late else []),
        *([t("review-all-missing", count=one.missing)] if one.missing else []),
    ]
    whom = short_school(one.school, TITLE) if one.school else t("review-all-of-city")
    if not marks:
        return t("review-all-line", whom=whom)
    return t("review-all-line-marked", whom=whom, marks=Markup(", ").join(marks))


def accepted_all_screen(activity_id: int, count: int, undo: int, t: Translator) -> Screen:
    return Screen(t("review-all-done", count=count), accepted_all_keyboard(activity_id, undo, t))


def undone_all_screen(undone: UndoneLot, t: Translator) -> Screen:
    lines = [t("review-all-undone", count=len(undone.review_ids))]
    if undone.kept:
        lines.append(t("review-all-kept", count=undone.kept))
    return Screen(Markup("\n").join(lines), to_queue_keyboard(t))


def passed_on_screen(count: int, days: int, t: Translator, *, silent: bool) -> Screen:
    """To coordinators: packages have come to them without a curator's look."""
    said = t("review-passed-on", count=count, days=days) if silent else t("review-checks-ended", count=count)
    return Screen(said, to_queue_keyboard(t))
