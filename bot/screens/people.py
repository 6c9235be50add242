"""Schools and people as the coordinator sees them, and the news about people."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from aiogram.types import InlineKeyboardButton

from bot.keyboards.menu import menu_keyboard
from bot.keyboards.people import (
    after_adding_keyboard,
    archive_keyboard,
    overview_keyboard,
    people_keyboard,
    person_keyboard,
    school_keyboard,
    several_unreachable_keyboard,
    typing_keyboard,
    unreachable_keyboard,
)
from bot.keyboards.schools import Detail
from bot.screens.roles import role_at, role_name, roles_in_words
from bot.screens.screen import Screen
from bot.texts import Markup, Translator
from db.queries.invitations import Offer
from db.queries.memberships import Held
from db.queries.people import Member, PersonCard
from db.queries.schools import AddedSchools, SchoolLine
from roadmap.access import Actor, Role
from roadmap.lists import Page
from roadmap.pages import paginate

SCHOOLS_A_PAGE = 6
PEOPLE_A_PAGE = 8
NAMES_IN_LINE = 2
OF_SCHOOL = (Role.CURATOR, Role.REPRESENTATIVE)


@dataclass(frozen=True, slots=True)
class SchoolsPicture:
    """All schools in force with their people, and the invitations that wait."""

    schools: Sequence[SchoolLine]
    members: Sequence[Member]
    offers: Sequence[Offer] = ()

    def names(self, role: Role, school_id: int) -> list[str]:
        return [one.name for one in self.members if one.role is role and one.school_id == school_id]

    def invited(self, role: Role, school_id: int) -> list[str]:
        """Names, empty where it was not said whom an invitation is for."""
        return [one.name for one in self.offers if one.role is role and school_id in one.school_ids]

    def lacking(self, role: Role) -> int:
        """How many schools have nobody in the role."""
        have = {one.school_id for one in self.members if one.role is role}
        return sum(school.id not in have for school in self.schools)


def overview(t: Translator, picture: SchoolsPicture, wanted: int, *, has_archive: bool) -> Screen:
    page = Page.within(wanted, len(picture.schools), SCHOOLS_A_PAGE)
    shown = page.cut(picture.schools)
    lines = [_totals(t, picture), *(school_lines(t, picture, school) for school in shown)]
    keyboard = overview_keyboard(t, shown, page, has_archive=has_archive)
    return Screen(Markup("\n\n").join(lines), keyboard)


def _totals(t: Translator, picture: SchoolsPicture) -> Markup:
    if not picture.schools:
        return t("people-no-schools")
    return t(
        "people-totals",
        schools=len(picture.schools),
        curators=picture.lacking(Role.CURATOR),
        representatives=picture.lacking(Role.REPRESENTATIVE),
    )


def school_lines(t: Translator, picture: SchoolsPicture, school: SchoolLine) -> Markup:
    lines = [t("people-school-line", name=school.name)]
    for role in OF_SCHOOL:
        names = picture.names(role, school.id)
        invited = picture.invited(role, school.id)
        lines.append(t(f"people-line-{role.value}", who=_names_or_state(t, names, invited)))
    return Markup("\n").join(lines)


def _names_or_state(t: Translator, names: Sequence[str], invited: Sequence[str]) -> Markup:
    """Who is there comes before who is expected."""
    if not names and not invited:
        return t("people-nobody")
    if not names and not any(invited):
        return t("people-invited")
    expected = [t("people-expected", name=name) for name in invited if name]
    everybody = [*names, *expected]
    line = Markup(", ").join(everybody[:NAMES_IN_LINE])
    more = len(everybody) - NAMES_IN_LINE
    return t("people-and-more", names=line, count=more) if more > 0 else line


def archive(t: Translator, schools: Sequence[SchoolLine], wanted: int) -> Screen:
    page = Page.within(wanted, len(schools), SCHOOLS_A_PAGE)
    shown = page.cut(schools)
    text = t("people-archive") if schools else t("people-archive-empty")
    return Screen(text, archive_keyboard(t, shown, page))


def school_card(
    t: Translator,
    school: SchoolLine,
    people: Sequence[Member],
    offers: Sequence[Offer],
    wanted: int = 0,
    undo: InlineKeyboardButton | None = None,
) -> Screen:
    """Who is there, and by whom an invitation is not opened yet. `undo` takes the last step back."""
    page = Page.within(wanted, len(people), PEOPLE_A_PAGE)
    shown = page.cut(people)
    lines = [t("people-school-line", name=school.name)]
    if school.short_name:
        lines.append(t("people-school-short", name=school.short_name))
    if school.note:
        lines.append(t("people-school-note", note=school.note))
    if school.archived:
        lines.append(t("people-school-archived"))
    lines += [t("people-member-line", name=one.name, role=role_name(t, one.role)) for one in shown]
    if not people:
        lines.append(t("people-school-without-people"))
    lines += list(dict.fromkeys(_offer_line(t, one) for one in offers[:PEOPLE_A_PAGE]))
    return Screen(Markup("\n").join(lines), school_keyboard(t, school, shown, page, people, undo))


def _offer_line(t: Translator, offer: Offer) -> Markup:
    role = role_name(t, offer.role)
    return (
        t("people-invited-named", name=offer.name, role=role)
        if offer.name
        else t("people-invited-line", role=role)
    )


def ask_schools(t: Translator) -> Screen:
    return Screen(t("people-ask-schools"), typing_keyboard(t))


def ask_school_name(t: Translator, school: SchoolLine) -> Screen:
    return Screen(t("people-ask-school-name", name=school.name), typing_keyboard(t))


def ask_school_detail(t: Translator, school: SchoolLine, what: Detail) -> Screen:
    now_is = (school.short_name if what is Detail.SHORT_NAME else school.note) or "—"
    return Screen(t(f"people-ask-{what.value}", name=school.name, now=now_is), typing_keyboard(t))


def schools_added(t: Translator, result: AddedSchools, unfit: Mapping[str, Sequence[str]]) -> list[Screen]:
    """What became of each line; `unfit`: text id of why → the names. As many messages as it takes."""
    blocks = [t("people-added-line", name=name) for name in result.added]
    blocks += [t("people-known-line", name=name) for name in result.known]
    blocks += [t("people-in-archive-line", name=name) for name in result.archived]
    blocks += [t(text_id, name=name) for text_id, names in unfit.items() for name in names]
    header = t("people-added", count=len(result.added))
    pages = paginate(blocks, header=header, between="\n")
    return [*(Screen(page) for page in pages[:-1]), Screen(pages[-1], after_adding_keyboard(t))]


def people_list(
    t: Translator, people: Sequence[PersonCard], roles: Sequence[Member], total: int, page: Page
) -> Screen:
    lines = [t("people-list", count=total)]
    lines += [person_lines(t, person, roles) for person in people]
    return Screen(Markup("\n\n").join(lines), people_keyboard(t, people, page))


def person_lines(t: Translator, person: PersonCard, roles: Sequence[Member]) -> Markup:
    """A person with their roles, of which only the first schools are named."""
    theirs = roles_in_words(t, [one for one in roles if one.person_id == person.id], NAMES_IN_LINE)
    return Markup("\n").join([_name_line(t, person), *(theirs or [t("people-no-role")])])


def _name_line(t: Translator, person: PersonCard) -> Markup:
    return t("people-name" if person.reachable else "people-name-unreachable", name=person.name)


def person_card(
    t: Translator,
    person: PersonCard,
    held: Sequence[Held],
    unheard: Sequence[Markup] = (),
    wanted: int = 0,
    undo: InlineKeyboardButton | None = None,
) -> Screen:
    """Roles and schools, whether messages arrive, what keeps the bot silent. `undo` gives back."""
    page = Page.within(wanted, len(held), PEOPLE_A_PAGE)
    shown = page.cut(held)
    lines = [t("people-name", name=person.name), *(roles_in_words(t, held) or [t("people-no-role")])]
    lines.append(t("people-reachable") if person.reachable else t("people-unreachable-hint"))
    lines += unheard
    roles = list(dict.fromkeys(one.role for one in held))
    return Screen(Markup("\n").join(lines), person_keyboard(t, person, shown, page, roles, undo))


def unreachable(t: Translator, people: Sequence[PersonCard], roles: Sequence[Member]) -> Screen:
    """To a coordinator: who can't be reached any more, and what helps."""
    if len(people) > 1:
        return _several_unreachable(t, people, roles)
    (person,) = people
    keyboard = unreachable_keyboard(t, person.id)
    return Screen(t("people-cannot-reach", name=person.name, roles=_in_a_line(t, roles)), keyboard)


def _several_unreachable(t: Translator, people: Sequence[PersonCard], roles: Sequence[Member]) -> Screen:
    """The first are named; all of them stand in the list that the button opens."""
    lines = [t("people-cannot-reach-several", count=len(people))]
    for person in people[:PEOPLE_A_PAGE]:
        theirs = _in_a_line(t, [one for one in roles if one.person_id == person.id])
        lines.append(t("people-cannot-reach-line", name=person.name, roles=theirs))
    if len(people) > PEOPLE_A_PAGE:
        lines.append(t("people-cannot-reach-more", count=len(people) - PEOPLE_A_PAGE))
    text = Markup("\n").join(lines)
    return Screen(Markup("\n\n").join([text, t("people-cannot-reach-hint")]), several_unreachable_keyboard(t))


def _in_a_line(t: Translator, roles: Sequence[Member]) -> Markup:
    return Markup("; ").join(roles_in_words(t, roles, NAMES_IN_LINE) or [t("people-no-role")])


def membership_removed(t: Translator, actor: Actor, role: Role, school: str | None) -> Screen:
    """To the person concerned, with the menu that is left to them."""
    place = role_at(t, role, [school] if school else [])
    return Screen(t("people-membership-removed", place=place), menu_keyboard(actor, t))


def membership_returned(t: Translator, actor: Actor, role: Role, school: str | None) -> Screen:
    """To a person who was told of the loss."""
    place = role_at(t, role, [school] if school else [])
    return Screen(t("people-membership-returned", place=place), menu_keyboard(actor, t))
