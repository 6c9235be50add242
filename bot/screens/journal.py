"""The journal: who changed what, when, from what to what."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from bot.keyboards.common import short
from bot.keyboards.journal import JournalPage, found_keyboard, journal_keyboard
from bot.screens.roles import role_name
from bot.screens.screen import Screen
from bot.texts import Markup, Translator
from db.queries.journal import Entry, Names
from roadmap.access import Role
from roadmap.lists import Page

ON_PAGE = 10
LABEL, VALUE = 120, 200
FOUND = 10


def journal_page(
    t: Translator,
    shown: JournalPage,
    found: Sequence[Entry],
    names: Names,
    page: Page,
    zone: ZoneInfo,
    about: str | None,
) -> Screen:
    head = t("journal-head-about", name=about) if about else t("journal-head")
    blocks = [_block(t, entry, names, zone) for entry in found] or [t("journal-empty")]
    return Screen(Markup("\n\n").join([head, *blocks]), journal_keyboard(shown, page, t))


def _block(t: Translator, entry: Entry, names: Names, zone: ZoneInfo) -> Markup:
    """«24 ноя. 2026 г., 09:30, Ольга Примерова: школа «…» отправлена в архив.»"""
    said = t(
        f"journal-{entry.change.value}",
        label=short(entry.label, LABEL),
        old=_said(t, entry.before or {}, names),
        new=_said(t, entry.after or {}, names),
    )
    local = entry.at.astimezone(zone)
    when = f"{t.short_date(local.date())} {local:%Y, %H:%M}"
    return t("journal-entry", when=when, who=entry.by or t.plain("journal-by-nobody"), what=said)


def _said(t: Translator, values: Mapping[str, Any], names: Names) -> str:
    """The values of one side in words, joined by commas."""
    parts = [part for name, value in values.items() if (part := _part(t, name, value, names))]
    return short(", ".join(parts), VALUE)


def _part(t: Translator, name: str, value: Any, names: Names) -> str:  # noqa: ANN401 -- JSON
    if name == "role":
        return role_name(t, Role(value))
    if name == "person_id":
        return names.people.get(value) or t.plain("journal-somebody")
    if name == "school_ids":
        return ", ".join(names.schools[school] for school in value if school in names.schools)
    if name == "dates":
        return ", ".join(t.date(date.fromisoformat(day)) for day in value)
    if name == "text_id":
        return t.plain(value)
    return "" if value is None else str(value)


def whom(t: Translator, names: Names) -> Screen:
    """Several have that word in their name."""
    people, schools = list(names.people.items())[:FOUND], list(names.schools.items())[:FOUND]
    return Screen(t("journal-whom"), found_keyboard(people, schools, t))


def nobody(t: Translator, word: str) -> Screen:
    return Screen(t("journal-nobody", word=word), found_keyboard([], [], t))
