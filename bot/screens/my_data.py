"""What is kept about a person: in words, as a file, and what would go with them."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo

from bot.keyboards.my_data import my_data_keyboard, removal_keyboard
from bot.keyboards.settings import Leave
from bot.screens.screen import FreshFile, Screen
from bot.texts import Markup, Translator
from db.queries.my_data import Kept, Table
from db.queries.people import Member
from reports.my_data import Sheet, my_data_zip
from roadmap.access import Role

_COLUMNS: Mapping[str, Sequence[str]] = {
    "roles": ("role", "school", "since"),
    "packages": ("at", "school", "activity", "submitted_at", "comment"),
    "files": ("at", "file", "school", "activity", "caption"),
    "links": ("at", "url", "school", "activity"),
    "decisions": ("at", "school", "activity", "accepted", "reason"),
    "answers": ("at", "survey", "question", "answer"),
    "meetings": ("at", "place", "coming", "substitute"),
}


def overview(t: Translator, kept: Kept, roles: Sequence[Member], zone: ZoneInfo) -> Screen:
    lines = [
        t("my-data-overview", name=kept.name, chat=", ".join(str(chat) for chat in kept.chat_ids)),
        *(_role_line(t, role) for role in roles),
        t("my-data-consent", day=kept.consented_at.astimezone(zone).date()),
        t("my-data-settings", language=t.plain("settings-language-name"), hour=kept.digest_hour),
    ]
    if kept.paused_until is not None:
        lines.append(t("settings-reminders-paused", day=kept.paused_until))
    lines += [
        t("my-data-counts", files=kept.files, links=kept.links),
        t("my-data-counts-said", answers=kept.answers, decisions=kept.decisions),
        t("my-data-nothing-else"),
    ]
    return Screen(Markup("\n").join(lines), my_data_keyboard(t))


def _role_line(t: Translator, one: Member) -> Markup:
    role = t.plain(f"people-role-{one.role.value}")
    return (
        t("my-data-role", role=role)
        if one.school is None
        else t("my-data-role-at", role=role, school=one.school)
    )


def removal(t: Translator) -> Screen:
    return Screen(t("my-data-removal"), removal_keyboard(t, Leave()))


def file_of(t: Translator, kept: Kept, tables: Mapping[str, Table], zone: ZoneInfo) -> FreshFile:
    """A ZIP; made after the commit, from what was read before it."""
    data = {"person": asdict(kept), **{name: [dict(row) for row in rows] for name, rows in tables.items()}}
    sheets = [
        _person_sheet(t, kept, zone),
        *(_sheet(t, name, rows, zone) for name, rows in tables.items()),
    ]
    name = t.plain("my-data-file-name")
    not_sent = Screen(t("my-data-file-not-sent"), my_data_keyboard(t))
    return FreshFile(f"{name}.zip", lambda: my_data_zip(data, f"{name}.xlsx", sheets), not_sent)


def _person_sheet(t: Translator, kept: Kept, zone: ZoneInfo) -> Sheet:
    chats = ", ".join(str(chat) for chat in kept.chat_ids)
    values = {
        "name": kept.name,
        "chat": chats,
        "consented": kept.consented_at,
        "language": t.plain("settings-language-name"),
        "hour": str(kept.digest_hour),
        "paused": kept.paused_until,
        "silent": kept.silent_until,
    }
    rows = [(t.plain(f"my-data-column-{key}"), _cell(t, value, zone)) for key, value in values.items()]
    return Sheet(t.plain("my-data-table-person"), ("", ""), rows)


def _sheet(t: Translator, name: str, rows: Table, zone: ZoneInfo) -> Sheet:
    columns = _COLUMNS[name]
    return Sheet(
        t.plain(f"my-data-table-{name}"),
        [t.plain(f"my-data-column-{column.replace('_', '-')}") for column in columns],
        [[_cell(t, _value(row, column), zone) for column in columns] for row in rows],
    )


def _value(row: Mapping[str, Any], column: str) -> object:
    """An answer is an option's words, or what was typed."""
    if column == "answer" and row["option"] is not None and row["option"] < len(row["options"]):
        return row["options"][row["option"]]
    return row[column]


def _cell(t: Translator, value: object, zone: ZoneInfo) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return t.plain("my-data-accepted" if value else "my-data-returned")
    if isinstance(value, datetime):
        return f"{value.astimezone(zone):%d.%m.%Y %H:%M}"
    if isinstance(value, date):
        return f"{value:%d.%m.%Y}"
    if isinstance(value, Role):
        return t.plain(f"people-role-{value.value}")
    return t.plain(f"my-data-coming-{value.value}") if isinstance(value, StrEnum) else str(value)
