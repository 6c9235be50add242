"""Inviting: whom, to which schools, the text to forward, and the invitations that wait."""

from collections.abc import Collection, Sequence
from zoneinfo import ZoneInfo

from bot.keyboards.finding import typing_keyboard
from bot.keyboards.invitations import (
    invitations_keyboard,
    made_keyboard,
    one_school_keyboard,
    roles_keyboard,
    ticks_keyboard,
)
from bot.screens.roles import role_at, role_name
from bot.screens.screen import Screen
from bot.texts import Markup, Translator
from db.queries.invitations import Offer, OfferState
from db.queries.schools import SchoolLine
from roadmap.access import Role
from roadmap.lists import Page

SCHOOLS_A_PAGE = 8
INVITATIONS_A_PAGE = 5
SCHOOLS_IN_LINE = 4


def choose_role(t: Translator) -> Screen:
    return Screen(t("people-choose-role"), roles_keyboard(t))


def pick_one(t: Translator, role: Role, schools: Sequence[SchoolLine], wanted: int) -> Screen:
    page = Page.within(wanted, len(schools), SCHOOLS_A_PAGE)
    shown = page.cut(schools)
    text = t("people-pick-one", role=role_name(t, role))
    return Screen(text, one_school_keyboard(t, role, shown, page))


def pick_several(
    t: Translator, role: Role, schools: Sequence[SchoolLine], ticked: Collection[int], wanted: int
) -> Screen:
    page = Page.within(wanted, len(schools), SCHOOLS_A_PAGE)
    shown = page.cut(schools)
    chosen = [school.name for school in schools if school.id in ticked]
    text = (
        t("people-picked", role=role_name(t, role), schools=Markup(", ").join(chosen))
        if chosen
        else t("people-pick-several", role=role_name(t, role))
    )
    return Screen(text, ticks_keyboard(t, role, shown, ticked, page))


def made(t: Translator, offer: Offer, link: str, zone: ZoneInfo) -> list[Screen]:
    """What to do with it, and then the text itself, alone in its message so that it can be forwarded."""
    text = invitation_text(t, offer, link, zone)
    return [Screen(t("people-invitation-made"), made_keyboard(t, offer.id)), Screen(text)]


def invitation_text(t: Translator, offer: Offer, link: str, zone: ZoneInfo) -> Markup:
    """To be forwarded as it is: no tags."""
    place = role_at(t, offer.role, [school.name for school in offer.schools])
    until = t.datetime(offer.expires_at, zone)
    if offer.name:
        return t("people-invitation-text-named", name=offer.name, place=place, link=link, until=until)
    return t("people-invitation-text", place=place, link=link, until=until)


def ask_name(t: Translator, offer: Offer) -> Screen:
    place = role_at(t, offer.role, [school.name for school in offer.schools], SCHOOLS_IN_LINE)
    return Screen(t("people-ask-invitee", place=place), typing_keyboard(t))


def waiting(
    t: Translator, offers: Sequence[Offer], wanted: int, zone: ZoneInfo, undo: Offer | None = None
) -> Screen:
    """Whom they are for, and until when; those that are too old by now are there to be renewed."""
    numbered = list(enumerate(offers, start=1))
    page = Page.within(wanted, len(numbered), INVITATIONS_A_PAGE)
    shown = page.cut(numbered)
    lines = [t("people-invitations", count=len(offers)) if offers else t("people-invitations-none")]
    lines += [offer_line(t, number, offer, zone) for number, offer in shown]
    return Screen(Markup("\n\n").join(lines), invitations_keyboard(t, shown, page, undo))


def offer_line(t: Translator, number: int, offer: Offer, zone: ZoneInfo) -> Markup:
    """«1. Анна Образцова: куратор — Школа № 901, действует до …»"""
    place = role_at(t, offer.role, [school.name for school in offer.schools], SCHOOLS_IN_LINE)
    until = t.datetime(offer.expires_at, zone)
    late = offer.state is OfferState.EXPIRED
    if offer.name:
        text_id = "people-invitation-named-late" if late else "people-invitation-named"
        return t(text_id, number=number, name=offer.name, place=place, until=until)
    text_id = "people-invitation-line-late" if late else "people-invitation-line"
    return t(text_id, number=number, place=place, until=until)


def link_to(bot_username: str, token: str) -> str:
    """The deep link that opens the bot and sends it `/start TOKEN`."""
    return f"https://t.me/{bot_username}?start={token}"
