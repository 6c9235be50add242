"""What a typed word has found among schools, people or invitations."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from bot.keyboards.common import Row, button, short
from bot.keyboards.finding import Where, found_keyboard, typing_keyboard
from bot.keyboards.invitations import InvitationList, offer_row
from bot.keyboards.people import PeopleList, PersonOpen, back_to_schools
from bot.keyboards.schools import SchoolOpen, school_label
from bot.screens.invitations import INVITATIONS_A_PAGE, offer_line
from bot.screens.people import PEOPLE_A_PAGE, SCHOOLS_A_PAGE, SchoolsPicture, person_lines, school_lines
from bot.screens.screen import Screen
from bot.texts import Markup, Translator
from db.queries.invitations import Offer
from db.queries.people import Member, PersonCard
from roadmap.lists import Page

A_PAGE = {
    Where.SCHOOLS: SCHOOLS_A_PAGE,
    Where.PEOPLE: PEOPLE_A_PAGE,
    Where.INVITATIONS: INVITATIONS_A_PAGE,
}


def ask(t: Translator, where: Where) -> Screen:
    return Screen(t(f"find-ask-{where.value}"), typing_keyboard(t))


def found_schools(t: Translator, word: str, picture: SchoolsPicture, page: Page) -> Screen:
    shown = page.cut(picture.schools)
    lines = [school_lines(t, picture, school) for school in shown]
    rows = [[button(school_label(one), SchoolOpen(id=one.id))] for one in shown]
    return _found(t, Where.SCHOOLS, word, len(picture.schools), lines, rows, page)


def found_people(
    t: Translator, word: str, people: Sequence[PersonCard], roles: Sequence[Member], total: int, page: Page
) -> Screen:
    lines = [person_lines(t, person, roles) for person in people]
    rows = [[button(short(person.name), PersonOpen(id=person.id))] for person in people]
    return _found(t, Where.PEOPLE, word, total, lines, rows, page)


def found_invitations(
    t: Translator, word: str, offers: Sequence[Offer], page: Page, zone: ZoneInfo
) -> Screen:
    shown = page.cut(list(enumerate(offers, start=1)))
    lines = [offer_line(t, number, offer, zone) for number, offer in shown]
    rows = [offer_row(t, number, offer) for number, offer in shown]
    return _found(t, Where.INVITATIONS, word, len(offers), lines, rows, page)


def _found(
    t: Translator, where: Where, word: str, total: int, lines: list[Markup], rows: list[Row], page: Page
) -> Screen:
    """Another word may be typed at once."""
    head = t("find-found", word=word, count=total) if total else t("find-nothing", word=word)
    keyboard = found_keyboard(t, where, rows, page, _back(t, where))
    return Screen(Markup("\n\n").join([head, *lines]), keyboard)


def _back(t: Translator, where: Where) -> Row:
    if where is Where.PEOPLE:
        return [button(t.plain("people-everybody-button"), PeopleList())]
    if where is Where.INVITATIONS:
        return [button(t.plain("people-invitations-button"), InvitationList())]
    return [back_to_schools(t)]
