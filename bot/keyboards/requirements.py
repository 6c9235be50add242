"""Buttons of what has to be sent: for the coordinator below an activity, for the sender in a package."""

from collections.abc import Sequence

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from bot.keyboards.common import Row, button, in_rows, markup, short
from bot.texts import Translator
from roadmap.requirements import Part

PART = 25


class ShowRequirements(CallbackData, prefix="rqshow"):
    """«Что прислать»; `page` is where the list of activities is gone back to."""

    activity_id: int
    page: int = 0


class AddSuggested(CallbackData, prefix="rqtake"):
    """Ask for all that the indicator does."""

    activity_id: int
    page: int


class TypePart(CallbackData, prefix="rqtype"):
    """Ask for something that is typed."""

    activity_id: int
    page: int


class RemovePart(CallbackData, prefix="rqout"):
    part_id: int
    page: int


class RestorePart(CallbackData, prefix="rqback"):
    """Undo `RemovePart`."""

    part_id: int
    page: int


class TakeOffice(CallbackData, prefix="rqoffice"):
    """Whether Word and Excel files are taken."""

    activity_id: int
    takes: bool
    page: int


class AskPart(CallbackData, prefix="rqwhat"):
    """«Что это?»: of a file in a package."""

    file_id: int


class TellPart(CallbackData, prefix="rqtell"):
    """The file is this part."""

    file_id: int
    part_id: int


class DoneWithout(CallbackData, prefix="rqdone"):
    """«Сдать без него»: what is missing was named."""

    evidence_id: int


def requirements_button(t: Translator, activity_id: int, page: int) -> InlineKeyboardButton:
    return button(t.plain("requirements-button"), ShowRequirements(activity_id=activity_id, page=page))


def requirements_keyboard(
    t: Translator,
    activity_id: int,
    parts: Sequence[Part],
    page: int,
    back: CallbackData,
    *,
    suggested: str,
    takes_office: bool,
    removed: Part | None = None,
) -> InlineKeyboardMarkup:
    """`suggested`: what the indicator asks for beside the parts; `removed` was taken out just now."""
    rows: list[Row] = []
    if removed is not None:
        undo = t.plain("requirements-restore-button", name=short(removed.name, PART))
        rows.append([button(undo, RestorePart(part_id=removed.id, page=page))])
    if suggested:
        add = t.plain("requirements-suggested-button", names=short(suggested, PART))
        rows.append([button(add, AddSuggested(activity_id=activity_id, page=page))])
    typed = button(t.plain("requirements-type-button"), TypePart(activity_id=activity_id, page=page))
    switch = button(
        t.plain("requirements-office-button", takes=takes_office),
        TakeOffice(activity_id=activity_id, takes=not takes_office, page=page),
    )
    removals = [
        button(
            t.plain("requirements-remove-button", name=short(part.name, PART)),
            RemovePart(part_id=part.id, page=page),
        )
        for part in parts
    ]
    return markup([*rows, [typed], *in_rows(removals), [switch], [button(t.plain("back-button"), back)]])


def typing_keyboard(t: Translator, activity_id: int, page: int) -> InlineKeyboardMarkup:
    back = ShowRequirements(activity_id=activity_id, page=page)
    return markup([[button(t.plain("back-button"), back)]])


def asking_rows(numbered: Sequence[tuple[int, int]], t: Translator) -> list[Row]:
    """`numbered`: number as listed, and id, of each file of which one may say what it is."""
    return in_rows(
        [
            button(t.plain("requirements-what-button", number=number), AskPart(file_id=file_id))
            for number, file_id in numbered
        ]
    )


def telling_keyboard(
    file_id: int, parts: Sequence[Part], back: CallbackData, t: Translator
) -> InlineKeyboardMarkup:
    rows = [[button(short(part.name), TellPart(file_id=file_id, part_id=part.id))] for part in parts]
    return markup([*rows, [button(t.plain("back-button"), back)]])


def without_keyboard(
    evidence_id: int, back: CallbackData, missing: int, t: Translator
) -> InlineKeyboardMarkup:
    """`missing`: how many parts are."""
    without = t.plain("requirements-without-button", count=missing)
    return markup(
        [
            [button(without, DoneWithout(evidence_id=evidence_id))],
            [button(t.plain("requirements-add-button"), back)],
        ]
    )
