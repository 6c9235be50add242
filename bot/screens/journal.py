"""The journal: who changed what, when, from what to what."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from bot.keyboards.common import short
from bot.keyboards.journal import JournalPage, found_keyboard, journal_keyboard
from bot.screens.ladders import ladder_words
from bot.screens.roadmap import audience
from bot.screens.roles import role_name
from bot.screens.screen import Screen
from bot.texts import Markup, Translator
from db.queries.journal import Entry, Names
from roadmap.access import Role
from roadmap.ladder import Ladder
from roadmap.lists import Page

ON_PAGE = 10
LABEL, VALUE, OF_DOCUMENT = 120, 200, 80
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
        old=_said(t, entry.before or {}, names, zone) or t("journal-nothing-before"),
        new=_said(t, entry.after or {}, names, zone) or t("journal-nothing-now"),
        of=next(iter(entry.after or {}), ""),
    )
    local = entry.at.astimezone(zone)
    when = f"{t.short_date(local.date())} {local:%Y, %H:%M}"
    return t("journal-entry", when=when, who=entry.by or t.plain("journal-by-nobody"), what=said)


def _said(t: Translator, values: Mapping[str, Any], names: Names, zone: ZoneInfo) -> Markup:
    """The values of one side in words, joined by commas."""
    parts = [
        _PARTS.get(name, _plain)(t, value, names, zone) for name, value in values.items() if value is not None
    ]
    return Markup(", ").join(part for part in parts if part)


def _plain(_: Translator, value: Any, __: Names, ___: ZoneInfo) -> str:  # noqa: ANN401 -- JSON
    return short(str(value), VALUE)


def _of_document(_: Translator, words: str, __: Names, ___: ZoneInfo) -> str:
    return short(words, OF_DOCUMENT)


def _schools(_: Translator, ids: Sequence[int], names: Names, __: ZoneInfo) -> str:
    return ", ".join(names.schools[school] for school in ids if school in names.schools)


_PARTS: dict[str, Callable[[Translator, Any, Names, ZoneInfo], str]] = {
    "role": lambda t, value, _, __: role_name(t, Role(value)),
    "person_id": lambda t, value, names, _: names.people.get(value) or t.plain("journal-somebody"),
    "school_ids": _schools,
    "dates": lambda t, days, _, __: ", ".join(t.date(date.fromisoformat(day)) for day in days),
    "text_id": lambda t, value, _, __: t.plain(value),
    "moment": lambda t, value, _, zone: t.datetime(datetime.fromisoformat(value), zone),
    "audience": lambda t, words, _, __: audience(t, words),
    "title": _of_document,
    "indicator": _of_document,
    "meeting": lambda t, value, _, __: t.plain("journal-yes" if value else "journal-no"),
    "ladder": lambda t, value, _, __: ladder_words(t, Ladder.from_json(value)),
}
"""How the values of a name are said; all others are words already."""


def whom(t: Translator, names: Names) -> Screen:
    """Several have that word in their name."""
    people, schools = list(names.people.items())[:FOUND], list(names.schools.items())[:FOUND]
    return Screen(t("journal-whom"), found_keyboard(people, schools, t))


def nobody(t: Translator, word: str) -> Screen:
    return Screen(t("journal-nobody", word=word), found_keyboard([], [], t))
