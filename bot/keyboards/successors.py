"""Buttons of giving a role at a school to somebody else: from whom, to whom, and undoing it."""

from collections.abc import Sequence

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from bot.keyboards.common import Row, button, markup, page_row, short
from bot.keyboards.schools import SchoolOpen
from bot.texts import Translator
from db.queries.people import Member, PersonCard
from roadmap.access import Role
from roadmap.lists import Page

NOBODY = 0


class HandOver(CallbackData, prefix="hand"):
    """A page of people to choose from; `from_id` NOBODY: it is to be asked first whose role it is."""

    role: Role
    school_id: int
    from_id: int = NOBODY
    page: int = 0


class HandTo(CallbackData, prefix="handto"):
    """To somebody who is in the bot."""

    role: Role
    school_id: int
    from_id: int
    to_id: int


class HandByInvitation(CallbackData, prefix="handinv"):
    """To somebody who is not in the bot yet."""

    role: Role
    school_id: int
    from_id: int


class TakeBack(CallbackData, prefix="handback"):
    """Undo `HandTo`."""

    role: Role
    school_id: int
    from_id: int
    to_id: int


def hand_over_rows(t: Translator, school_id: int, people: Sequence[Member]) -> list[Row]:
    """For the roles that somebody has there."""
    held = {one.role for one in people}
    return [
        [button(t.plain(f"successor-{role.value}-button"), HandOver(role=role, school_id=school_id))]
        for role in (Role.CURATOR, Role.REPRESENTATIVE)
        if role in held
    ]


def holders_keyboard(
    t: Translator, role: Role, school_id: int, holders: Sequence[Member]
) -> InlineKeyboardMarkup:
    rows: list[Row] = [
        [button(short(one.name), HandOver(role=role, school_id=school_id, from_id=one.person_id))]
        for one in holders
    ]
    return markup([*rows, [_back(t, school_id)]])


def successors_keyboard(
    t: Translator, asked: HandOver, people: Sequence[PersonCard], page: Page
) -> InlineKeyboardMarkup:
    of = {"role": asked.role, "school_id": asked.school_id, "from_id": asked.from_id}
    rows: list[Row] = [[button(short(one.name), HandTo(**of, to_id=one.id))] for one in people]
    rows.append(page_row(page, lambda turned: HandOver(**of, page=turned), t))
    rows.append([button(t.plain("successor-invite-button"), HandByInvitation(**of))])
    return markup([*rows, [_back(t, asked.school_id)]])


def take_back_button(t: Translator, done: HandTo, name: str) -> InlineKeyboardButton:
    return button(short(t.plain("people-give-back-button", what=name)), TakeBack(**done.model_dump()))


def _back(t: Translator, school_id: int) -> InlineKeyboardButton:
    return button(t.plain("back-button"), SchoolOpen(id=school_id))
