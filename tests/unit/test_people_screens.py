"""The screens about schools and people keep within a message, with the longest names there can be."""

from dataclasses import replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.screens import invitations, people
from bot.screens.people import SchoolsPicture
from bot.screens.screen import Screen
from bot.texts import Translator, load_texts
from db.queries.invitations import Offer, OfferState
from db.queries.memberships import Held
from db.queries.people import Member, PersonCard
from db.queries.schools import AddedSchools, SchoolLine
from roadmap.access import SCHOOL_ROLES, Role
from roadmap.lists import Page
from roadmap.names import PERSON_NAME_LIMIT, SCHOOL_NAME_LIMIT
from roadmap.pages import visible_length

MESSAGE = 4096
ZONE = ZoneInfo("Europe/Moscow")
SCHOOLS = [SchoolLine(number, f"{number:03}" + "<" * (SCHOOL_NAME_LIMIT - 3)) for number in range(1, 41)]
MEMBERS = [
    Member(number, f"{number:03}" + "&" * (PERSON_NAME_LIMIT - 3), role, school.id, school.name)
    for school in SCHOOLS
    for role in SCHOOL_ROLES
    for number in range(1, 6)
]


OFFERS = [
    Offer(
        number,
        Role.CURATOR,
        tuple(SCHOOLS[:15]),
        datetime(2022, 1, 10, 7, tzinfo=UTC),
        OfferState.OPEN,
        name=f"{number:03}" + "&" * (PERSON_NAME_LIMIT - 3),
    )
    for number in range(1, 30)
]


@pytest.fixture(params=["ru", "en"])
def t(request: pytest.FixtureRequest) -> Translator:
    return load_texts().language(request.param)


def fits(screen: Screen) -> bool:
    return 0 < visible_length(screen.text) <= MESSAGE


def test_the_overview_fits_and_turns(t: Translator) -> None:
    picture = SchoolsPicture(SCHOOLS, MEMBERS, OFFERS)
    pages = [people.overview(t, picture, page, has_archive=True) for page in range(7)]
    assert all(fits(page) for page in pages)
    shown = "".join(page.text for page in pages)
    assert all(f"{school.id:03}&lt;" in shown for school in SCHOOLS)
    assert people.overview(t, picture, 99, has_archive=True) == pages[-1]


def test_the_cards_and_lists_fit(t: Translator) -> None:
    cards = [PersonCard(n, "&" * PERSON_NAME_LIMIT, "ru", False, date(2022, 2, 1)) for n in range(1, 9)]
    roles = [
        Member(card.id, card.name, Role.CURATOR, one.id, one.name) for card in cards for one in SCHOOLS[:15]
    ]
    held = [Held(one.id, 1, Role.CURATOR, one.id, one.name) for one in SCHOOLS]
    school = SchoolLine(1, SCHOOLS[0].name, short_name="&" * 40, note="&" * 200)
    assert fits(people.school_card(t, school, MEMBERS[:50], OFFERS))
    assert fits(people.people_list(t, cards, roles, 400, Page.within(0, 400, 8)))
    assert fits(people.person_card(t, cards[0], held))
    assert fits(people.unreachable(t, cards[:1], roles[:15]))
    assert fits(people.unreachable(t, cards * 40, roles))


def test_invitations_fit(t: Translator) -> None:
    unnamed = [replace(offer, name="") for offer in OFFERS]
    assert fits(invitations.waiting(t, OFFERS, 0, ZONE))
    assert fits(invitations.waiting(t, unnamed, 0, ZONE))
    assert fits(invitations.pick_several(t, Role.CURATOR, SCHOOLS, range(1, 16), 0))
    assert all(fits(screen) for screen in invitations.made(t, OFFERS[0], "https://t.me/x?start=y", ZONE))


def test_what_was_added_is_told_in_full(t: Translator) -> None:
    names = tuple(school.name for school in SCHOOLS)
    screens = people.schools_added(
        t, AddedSchools(names, names, names), {"people-too-long-line": ["я" * 4000]}
    )
    assert all(fits(screen) for screen in screens)
    told = "".join(screen.text for screen in screens)
    assert all(told.count(f"{school.id:03}&lt;") == 3 for school in SCHOOLS)
    assert [screen.keyboard is not None for screen in screens] == [False] * (len(screens) - 1) + [True]
