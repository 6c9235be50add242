"""«Кому не доходит»: whom nothing reaches and since when, and who asked not to be disturbed."""

from collections.abc import Mapping, Sequence
from datetime import date
from zoneinfo import ZoneInfo

from bot.keyboards.common import short
from bot.keyboards.unheard import unheard_keyboard
from bot.screens.choices import span
from bot.screens.screen import Screen
from bot.texts import Markup, Translator
from db.models import Reach
from db.queries.unheard import Unheard
from roadmap.access import Role
from roadmap.lists import Page

ON_PAGE = 6
NAME = 80
NOTE = 120
_WHY = {
    "blocked": "blocked",
    "initiate": "never-started",
    "chat not found": "never-started",
    "deactivated": "deactivated",
}
"""What the platform says → why, in a word of ours."""


def unheard_list(
    t: Translator, people: Sequence[Unheard], roles: Mapping[int, Sequence[Role]], wanted: int, zone: ZoneInfo
) -> Screen:
    """All `people` in order; `roles` of each, so that they can be invited anew."""
    page = Page.within(wanted, len(people), ON_PAGE)
    shown = page.cut(people)
    head = t(
        "unheard-head",
        unreachable=sum(one.is_unreachable for one in people),
        quiet=sum(not one.is_unreachable for one in people),
    )
    text = Markup("\n\n").join([head, *(person_block(t, one, zone) for one in shown)])
    return Screen(text, unheard_keyboard(t, [_button(one, roles) for one in shown], page))


def _button(one: Unheard, roles: Mapping[int, Sequence[Role]]) -> tuple[int, str, Role | None]:
    """Who has one role only, and can't be reached, is invited anew with one tap."""
    theirs = roles.get(one.person_id, ())
    return one.person_id, one.name, theirs[0] if one.is_unreachable and len(theirs) == 1 else None


def person_block(t: Translator, one: Unheard, zone: ZoneInfo) -> Markup:
    name = t("people-name", name=short(one.name, NAME))
    return Markup("\n").join([name, *unheard_lines(t, one, zone)])


def unheard_lines(t: Translator, one: Unheard, zone: ZoneInfo) -> list[Markup]:
    """Whatever holds of the person, a line each."""
    lines = [why_line(t, one, zone)] if one.is_unreachable else []
    if one.paused_until is not None:
        lines.append(t("people-paused", day=one.paused_until))
    if one.silent_until is not None:
        lines.append(t("unheard-silent", until=t.datetime(one.silent_until, zone)))
    if one.substitute is not None:
        lines.append(_substitute_line(t, one.substitute, one.first_day, one.last_day))
    return lines


def _substitute_line(t: Translator, name: str, first: date | None, last: date | None) -> Markup:
    assert first is not None  # noqa: S101 -- a substitute has days
    assert last is not None  # noqa: S101 -- as above
    return t("unheard-substitute", name=short(name, NAME), **span(t, first, last))


def why_line(t: Translator, one: Unheard, zone: ZoneInfo) -> Markup:
    """«заблокировал бота, с 12 января»."""
    note = one.note or ""
    word = next((why for said, why in _WHY.items() if said in note), None)
    if word is None or one.reach is Reach.OK:
        why = t("unheard-error", note=short(note, NOTE))
    else:
        why = t(f"unheard-{word}")
    if one.since is None:
        return why
    return t("unheard-since", why=why, day=one.since.astimezone(zone).date())
