"""Buttons of inviting: role, schools with ticks, the invitations that wait."""

from collections.abc import Collection, Sequence

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from bot.keyboards.common import Row, button, markup, page_row
from bot.keyboards.finding import Where, find_button
from bot.keyboards.menu import Go, Section
from bot.keyboards.roster import links_button
from bot.keyboards.schools import school_label
from bot.texts import Translator
from db.queries.invitations import Offer
from db.queries.schools import SchoolLine
from roadmap.access import CITY_ROLES, Role
from roadmap.lists import Page

NO_SCHOOL = 0
ROLES_OFFERED = (Role.CURATOR, Role.REPRESENTATIVE, Role.DEPARTMENT, Role.COORDINATOR)


class ChooseRole(CallbackData, prefix="invite"):
    """Ask whom to invite."""


class PickSchools(CallbackData, prefix="invpick"):
    """A page of schools to choose from for the role."""

    role: Role
    page: int = 0


class StartTicks(CallbackData, prefix="invtick1"):
    """Begin to choose schools, with one ticked, or none for NO_SCHOOL."""

    role: Role
    school_id: int = NO_SCHOOL


class Tick(CallbackData, prefix="invtick"):
    """Add a school to those chosen, or take it out."""

    role: Role
    school_id: int
    page: int


class InviteTicked(CallbackData, prefix="invdone"):
    """Make the invitation for the schools chosen."""

    role: Role


class Invite(CallbackData, prefix="invmake"):
    """Make the invitation: for one school, or, with NO_SCHOOL, for a role in the city."""

    role: Role
    school_id: int = NO_SCHOOL


class InviteAnew(CallbackData, prefix="invanew"):
    """Make an invitation for what a person has in a role already."""

    person_id: int
    role: Role


class InvitationList(CallbackData, prefix="invlist"):
    page: int = 0


class Renew(CallbackData, prefix="invnew"):
    """A new link in the place of one that is lost: the old one is revoked."""

    id: int


class Revoke(CallbackData, prefix="invoff"):
    id: int


class NameInvitation(CallbackData, prefix="invname"):
    """Ask whom an invitation is for."""

    id: int


class BringBack(CallbackData, prefix="invundo"):
    """Undo `Revoke`."""

    id: int


def roles_keyboard(t: Translator) -> InlineKeyboardMarkup:
    rows: list[Row] = [
        [button(t.plain(f"people-invite-{role.value}-button"), _step(role))] for role in ROLES_OFFERED
    ]
    return markup([*rows, [_back(t)]])


def _step(role: Role) -> CallbackData:
    if role in CITY_ROLES:
        return Invite(role=role)
    return StartTicks(role=role) if role is Role.CURATOR else PickSchools(role=role)


def one_school_keyboard(
    t: Translator, role: Role, schools: Sequence[SchoolLine], page: Page
) -> InlineKeyboardMarkup:
    rows: list[Row] = [[button(school_label(one), Invite(role=role, school_id=one.id))] for one in schools]
    rows.append(page_row(page, lambda turned: PickSchools(role=role, page=turned), t))
    return markup([*rows, [_back(t)]])


def ticks_keyboard(
    t: Translator, role: Role, schools: Sequence[SchoolLine], ticked: Collection[int], page: Page
) -> InlineKeyboardMarkup:
    rows: list[Row] = [
        [
            button(
                t.plain("people-ticked-button", name=school_label(one))
                if one.id in ticked
                else school_label(one),
                Tick(role=role, school_id=one.id, page=page.number),
            )
        ]
        for one in schools
    ]
    rows.append(page_row(page, lambda turned: PickSchools(role=role, page=turned), t))
    rows.append([button(t.plain("people-ticks-done-button", count=len(ticked)), InviteTicked(role=role))])
    return markup([*rows, [_back(t)]])


def made_keyboard(
    t: Translator, invitation_id: int, undo: InlineKeyboardButton | None = None
) -> InlineKeyboardMarkup:
    """`undo` gives the role back that was taken for it."""
    return markup(
        [
            [undo] if undo is not None else [],
            [button(t.plain("people-name-invitation-button"), NameInvitation(id=invitation_id))],
            [
                button(t.plain("people-revoke-button"), Revoke(id=invitation_id)),
                button(t.plain("people-invite-more-button"), ChooseRole()),
            ],
            [_back(t)],
        ]
    )


def invitations_keyboard(
    t: Translator, offers: Sequence[tuple[int, Offer]], page: Page, undo: Offer | None = None
) -> InlineKeyboardMarkup:
    """Each with its number in the list; `undo` was just revoked."""
    rows: list[Row] = [[button(t.plain("people-bring-back-button"), BringBack(id=undo.id))]] if undo else []
    rows += [offer_row(t, number, offer) for number, offer in offers]
    rows.append(page_row(page, lambda turned: InvitationList(page=turned), t))
    if offers:
        rows.append([find_button(t, Where.INVITATIONS), links_button(t)])
    rows.append([button(t.plain("people-invite-button"), ChooseRole())])
    return markup([*rows, [_back(t)]])


def offer_row(t: Translator, number: int, offer: Offer) -> Row:
    return [
        button(t.plain("people-renew-button", number=number), Renew(id=offer.id)),
        button(t.plain("people-revoke-number-button", number=number), Revoke(id=offer.id)),
    ]


def _back(t: Translator) -> InlineKeyboardButton:
    return button(t.plain("back-button"), Go(section=Section.PEOPLE))
