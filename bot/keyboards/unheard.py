"""Buttons of «Кому не доходит»."""

from collections.abc import Sequence

from aiogram.types import InlineKeyboardMarkup

from bot.keyboards.common import Row, button, markup, page_row, short
from bot.keyboards.invitations import InviteAnew
from bot.keyboards.menu import Go, Section
from bot.keyboards.people import PersonOpen, UnheardList
from bot.texts import Translator
from roadmap.access import Role
from roadmap.lists import Page


def unheard_keyboard(
    t: Translator, people: Sequence[tuple[int, str, Role | None]], page: Page
) -> InlineKeyboardMarkup:
    """`people`: id, name, and the role to invite anew for; without one the card is opened."""
    rows: list[Row] = [
        [
            button(short(name), PersonOpen(id=person_id))
            if role is None
            else button(
                t.plain("unheard-invite-button", name=short(name, 22)),
                InviteAnew(person_id=person_id, role=role),
            )
        ]
        for person_id, name, role in people
    ]
    rows.append(page_row(page, lambda at: UnheardList(page=at), t))
    return markup([*rows, [button(t.plain("back-button"), Go(section=Section.PEOPLE))]])
