"""Buttons of announcements: whom one is for, the last look, sending, stopping, and what became of it."""

from collections.abc import Sequence

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from bot.keyboards.common import button, cancel_button, markup, page_row, short, short_school
from bot.keyboards.menu import Go, Section
from bot.texts import Translator
from db.queries.announcements import AnnouncementFacts
from db.queries.schools import SchoolLine
from roadmap.access import Role
from roadmap.announcements import Tally
from roadmap.lists import Page

ROLES = (Role.CURATOR, Role.REPRESENTATIVE, Role.DEPARTMENT, Role.COORDINATOR)


class NewAnnouncement(CallbackData, prefix="annew"):
    """Ask for the text of one."""


class ListAnnouncements(CallbackData, prefix="anlist"):
    """A page (from 0) of those that were sent."""

    page: int = 0


class ShowAudience(CallbackData, prefix="anwhom"):
    """Whom the draft is for."""

    id: int


class TickAudience(CallbackData, prefix="anrole"):
    """For the people of a role, or no longer."""

    id: int
    role: Role


class PickPlaces(CallbackData, prefix="anplaces"):
    """A page (from 0) of schools to choose from."""

    id: int
    page: int = 0


class TickPlace(CallbackData, prefix="anplace"):
    """Add a school to those chosen, or take it out."""

    id: int
    school_id: int
    page: int


class AllPlaces(CallbackData, prefix="anall"):
    """For all schools again."""

    id: int


class ChangeWords(CallbackData, prefix="anwords"):
    """Ask for the text anew."""

    id: int


class LookAtAnnouncement(CallbackData, prefix="anlook"):
    """The draft as people will see it, and how many they are."""

    id: int


class SendAnnouncement(CallbackData, prefix="ansend"):
    id: int


class DropAnnouncement(CallbackData, prefix="androp"):
    """Give the draft up."""

    id: int


class ShowResult(CallbackData, prefix="anres"):
    """How it stands now."""

    id: int


class ShowNotReached(CallbackData, prefix="anmiss"):
    """A page (from 0) of those it did not reach."""

    id: int
    page: int = 0


class ShowNotReachedBelow(CallbackData, prefix="anmissbelow"):
    """The same as a message of its own, so that the one which counts up is left to do so."""

    id: int


class StopAnnouncement(CallbackData, prefix="anstop"):
    """Withdraw what is not sent yet."""

    id: int


def asking_keyboard(t: Translator, *, has_past: bool) -> InlineKeyboardMarkup:
    past = [_past_button(t)] if has_past else []
    return markup([past, [cancel_button(t)]])


def changing_keyboard(announcement_id: int, t: Translator) -> InlineKeyboardMarkup:
    return markup([[button(t.plain("cancel-button"), ShowAudience(id=announcement_id))]])


def audience_keyboard(facts: AnnouncementFacts, t: Translator, *, has_people: bool) -> InlineKeyboardMarkup:
    rows = [
        [
            button(
                t.plain(f"announce-role-{role.value}-button", ticked=role in facts.roles),
                TickAudience(id=facts.id, role=role),
            )
        ]
        for role in ROLES
    ]
    schools = t.plain("announce-schools-button", count=len(facts.school_ids))
    rows.append([button(schools, PickPlaces(id=facts.id))])
    if has_people:
        rows.append([button(t.plain("announce-look-button"), LookAtAnnouncement(id=facts.id))])
    rows.append(
        [
            button(t.plain("announce-words-button"), ChangeWords(id=facts.id)),
            button(t.plain("announce-drop-button"), DropAnnouncement(id=facts.id)),
        ]
    )
    return markup(rows)


def places_keyboard(
    facts: AnnouncementFacts, schools: Sequence[SchoolLine], page: Page, t: Translator
) -> InlineKeyboardMarkup:
    """`schools` are those of the page."""
    rows = [
        [
            button(
                t.plain(
                    "announce-school-button",
                    ticked=school.id in facts.school_ids,
                    name=short_school(school.name, 36),
                ),
                TickPlace(id=facts.id, school_id=school.id, page=page.number),
            )
        ]
        for school in schools
    ]
    rows.append(page_row(page, lambda turned: PickPlaces(id=facts.id, page=turned), t))
    if facts.school_ids:
        rows.append([button(t.plain("announce-all-schools-button"), AllPlaces(id=facts.id))])
    rows.append([button(t.plain("announce-schools-done-button"), ShowAudience(id=facts.id))])
    return markup(rows)


def confirm_keyboard(announcement_id: int, t: Translator) -> InlineKeyboardMarkup:
    return markup(
        [
            [button(t.plain("announce-send-button"), SendAnnouncement(id=announcement_id))],
            [
                button(t.plain("announce-audience-button"), ShowAudience(id=announcement_id)),
                button(t.plain("announce-words-button"), ChangeWords(id=announcement_id)),
            ],
            [button(t.plain("announce-drop-button"), DropAnnouncement(id=announcement_id))],
        ]
    )


def result_keyboard(announcement_id: int, tally: Tally, t: Translator) -> InlineKeyboardMarkup:
    rows = []
    if tally.waiting:
        rows.append([button(t.plain("announce-stop-button"), StopAnnouncement(id=announcement_id))])
        rows.append([button(t.plain("announce-refresh-button"), ShowResult(id=announcement_id))])
    if tally.unreachable or tally.failed:
        missed = ShowNotReached if tally.is_final else ShowNotReachedBelow
        rows.append([button(t.plain("announce-missed-button"), missed(id=announcement_id))])
    if tally.is_final:
        rows.append([_past_button(t)])
    return markup(rows)


def missed_keyboard(announcement_id: int, page: Page, t: Translator) -> InlineKeyboardMarkup:
    turning = page_row(page, lambda turned: ShowNotReached(id=announcement_id, page=turned), t)
    return markup([turning, [button(t.plain("back-button"), ShowResult(id=announcement_id))]])


def past_keyboard(sent: Sequence[AnnouncementFacts], page: Page, t: Translator) -> InlineKeyboardMarkup:
    rows = [[button(short(" ".join(facts.text.split())), ShowResult(id=facts.id))] for facts in sent]
    rows.append(page_row(page, lambda turned: ListAnnouncements(page=turned), t))
    rows.append([button(t.plain("announce-new-button"), NewAnnouncement())])
    return markup([*rows, [button(t.plain("back-button"), Go(section=Section.PEOPLE))]])


def after_keyboard(t: Translator) -> InlineKeyboardMarkup:
    return markup([[button(t.plain("announce-new-button"), NewAnnouncement()), _past_button(t)]])


def _past_button(t: Translator) -> InlineKeyboardButton:
    return button(t.plain("announce-past-button"), ListAnnouncements())
