"""Buttons of the coordinator's section about schools, people and invitations."""

from collections.abc import Sequence

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from bot.keyboards.announcements import NewAnnouncement
from bot.keyboards.common import Row, button, cancel_button, markup, page_row, short
from bot.keyboards.finding import Where, find_button
from bot.keyboards.invitations import NO_SCHOOL, ChooseRole, InvitationList, Invite, InviteAnew, StartTicks
from bot.keyboards.journal import JournalPage
from bot.keyboards.menu import Go, Section
from bot.keyboards.roster import AskRoster
from bot.keyboards.schools import (
    AddSchools,
    Detail,
    SchoolArchive,
    SchoolDetail,
    SchoolList,
    SchoolOpen,
    SchoolRename,
    SchoolRestore,
    school_label,
)
from bot.keyboards.successors import hand_over_rows
from bot.texts import Translator
from db.queries.memberships import Held
from db.queries.people import Member, PersonCard
from db.queries.schools import SchoolLine
from roadmap.access import Role
from roadmap.journal import Span
from roadmap.lists import Page


class PeopleList(CallbackData, prefix="persons"):
    page: int = 0


class UnheardList(CallbackData, prefix="unheard"):
    """Whom nothing reaches, and who asked not to be disturbed."""

    page: int = 0


class PersonOpen(CallbackData, prefix="person"):
    id: int
    page: int = 0


class Withdraw(CallbackData, prefix="memout"):
    """Take a role away."""

    membership_id: int
    person_id: int


class GiveBack(CallbackData, prefix="memback"):
    """Undo `Withdraw`; `school_id` is NO_SCHOOL for the roles in the city."""

    person_id: int
    role: Role
    school_id: int


def back_to_schools(t: Translator) -> InlineKeyboardButton:
    return button(t.plain("back-button"), Go(section=Section.PEOPLE))


def overview_keyboard(
    t: Translator, schools: Sequence[SchoolLine], page: Page, *, has_archive: bool
) -> InlineKeyboardMarkup:
    rows: list[Row] = [[button(school_label(school), SchoolOpen(id=school.id))] for school in schools]
    rows.append(page_row(page, lambda turned: SchoolList(page=turned), t))
    rows.append(
        [
            button(t.plain("people-add-schools-button"), AddSchools()),
            button(t.plain("roster-button"), AskRoster()),
        ]
    )
    rows.append(
        [
            button(t.plain("people-invite-button"), ChooseRole()),
            button(t.plain("people-invitations-button"), InvitationList()),
        ]
    )
    rows.append([button(t.plain("people-everybody-button"), PeopleList()), find_button(t, Where.SCHOOLS)])
    rows.append([button(t.plain("unheard-button"), UnheardList())])
    rows.append([button(t.plain("announce-open-button"), NewAnnouncement())])
    if has_archive:
        rows.append([button(t.plain("people-archive-button"), SchoolList(archived=True))])
    return markup(rows)


def archive_keyboard(t: Translator, schools: Sequence[SchoolLine], page: Page) -> InlineKeyboardMarkup:
    rows: list[Row] = [[button(school_label(school), SchoolOpen(id=school.id))] for school in schools]
    rows.append(page_row(page, lambda turned: SchoolList(page=turned, archived=True), t))
    return markup([*rows, [back_to_schools(t)]])


def school_keyboard(
    t: Translator,
    school: SchoolLine,
    shown: Sequence[Member],
    page: Page,
    people: Sequence[Member] = (),
    undo: InlineKeyboardButton | None = None,
) -> InlineKeyboardMarkup:
    """`shown` are the people of this page, `people` all of them; `undo` takes the last step back."""
    rows: list[Row] = [[undo]] if undo is not None else []
    rows += [[button(short(member.name), PersonOpen(id=member.person_id))] for member in shown]
    rows.append(page_row(page, lambda turned: SchoolOpen(id=school.id, page=turned), t))
    if school.archived:
        rows.append([button(t.plain("people-restore-button"), SchoolRestore(id=school.id))])
    else:
        curator = StartTicks(role=Role.CURATOR, school_id=school.id)
        representative = Invite(role=Role.REPRESENTATIVE, school_id=school.id)
        rows += [
            [button(t.plain("people-invite-curator-button"), curator)],
            [button(t.plain("people-invite-representative-button"), representative)],
            *hand_over_rows(t, school.id, people),
            [
                button(t.plain("people-rename-button"), SchoolRename(id=school.id)),
                _detail_button(t, school, Detail.SHORT_NAME),
            ],
            [
                _detail_button(t, school, Detail.NOTE),
                button(t.plain("people-to-archive-button"), SchoolArchive(id=school.id)),
            ],
        ]
    journal = button(t.plain("journal-button"), JournalPage(school_id=school.id, span=Span.ALL))
    return markup([*rows, [journal, back_to_schools(t)]])


def _detail_button(t: Translator, school: SchoolLine, what: Detail) -> InlineKeyboardButton:
    return button(t.plain(f"people-{what.value}-button"), SchoolDetail(id=school.id, what=what))


def after_adding_keyboard(t: Translator) -> InlineKeyboardMarkup:
    return markup(
        [
            [
                button(t.plain("people-add-more-button"), AddSchools()),
                button(t.plain("people-invite-button"), ChooseRole()),
            ],
            [back_to_schools(t)],
        ]
    )


def people_keyboard(t: Translator, people: Sequence[PersonCard], page: Page) -> InlineKeyboardMarkup:
    rows: list[Row] = [[button(short(person.name), PersonOpen(id=person.id))] for person in people]
    rows.append(page_row(page, lambda turned: PeopleList(page=turned), t))
    return markup([*rows, [find_button(t, Where.PEOPLE), back_to_schools(t)]])


def person_keyboard(
    t: Translator,
    person: PersonCard,
    held: Sequence[Held],
    page: Page,
    roles: Sequence[Role],
    undo: InlineKeyboardButton | None,
) -> InlineKeyboardMarkup:
    """`held` are the roles of this page, each with its way out; `roles` can be invited anew."""
    rows: list[Row] = [[undo]] if undo is not None else []
    rows += [
        [button(withdraw_label(t, one), Withdraw(membership_id=one.membership_id, person_id=person.id))]
        for one in held
    ]
    rows.append(page_row(page, lambda turned: PersonOpen(id=person.id, page=turned), t))
    rows += [
        [button(t.plain(f"people-anew-{role.value}-button"), InviteAnew(person_id=person.id, role=role))]
        for role in roles
    ]
    rows.append([button(t.plain("journal-button"), JournalPage(person_id=person.id, span=Span.ALL))])
    rows.append([button(t.plain("people-everybody-button"), PeopleList()), back_to_schools(t)])
    return markup(rows)


def withdraw_label(t: Translator, held: Held) -> str:
    return short(
        t.plain("people-withdraw-button", what=held.school or t.plain(f"people-role-{held.role.value}"))
    )


def undo_button(t: Translator, held: Held, what: str = "") -> InlineKeyboardButton:
    """Give it back; `what` it is called elsewhere than on the person's own card."""
    known = what or held.school or t.plain(f"people-role-{held.role.value}")
    label = t.plain("people-give-back-button", what=known)
    data = GiveBack(person_id=held.person_id, role=held.role, school_id=held.school_id or NO_SCHOOL)
    return button(short(label), data)


def unreachable_keyboard(t: Translator, person_id: int) -> InlineKeyboardMarkup:
    return markup([[button(t.plain("people-person-button"), PersonOpen(id=person_id))]])


def several_unreachable_keyboard(t: Translator) -> InlineKeyboardMarkup:
    return markup([[button(t.plain("unheard-button"), UnheardList())]])


def typing_keyboard(t: Translator) -> InlineKeyboardMarkup:
    return markup([[cancel_button(t)]])
