"""Commands that need no messenger: migrate, import, deadline, summary."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from asyncpg.exceptions import PostgresError
from sqlalchemy import make_url
from sqlalchemy.exc import SQLAlchemyError

from bot.readings import reading_lines
from bot.settings import Settings, load_settings
from bot.texts import Translator, load_texts
from db.engine import Database
from db.queries.drafts import as_decided
from db.queries.roadmap import announce, start_roadmap
from db.queries.summary import city_summary
from db.schema import UnknownSchemaError, migrate
from roadmap.calendar import local_today
from roadmap.deadlines import Deadline, Period, deadline_json, read_deadline
from roadmap.document import Reading, ReadWarning
from roadmap.errors import UserError
from roadmap.summary import Summary
from scheduler.sandbox import read_roadmap


@asynccontextmanager
async def opened(settings: Settings) -> AsyncIterator[Database]:
    """The database with the newest schema. Raises UserError where there is none to be had."""
    try:
        database = Database(settings.database_url)
    except OSError as error:
        raise _unusable(settings, error) from None
    try:
        await _newest(database, settings)
        yield database
    finally:
        await database.close()


async def _newest(database: Database, settings: Settings) -> None:
    try:
        await migrate(database)
    except (SQLAlchemyError, PostgresError, UnknownSchemaError, OSError) as error:
        raise _unusable(settings, error) from None


def _unusable(settings: Settings, error: Exception) -> UserError:
    reason = (error.strerror if isinstance(error, OSError) else None) or str(error).partition("\n")[0]
    address = make_url(settings.database_url).render_as_string(hide_password=True)
    return UserError("cli-database-unusable", address=address, reason=reason)


async def migrate_database() -> None:
    async with opened(load_settings()):
        pass


async def import_file(file: Path, *, year: int | None, dry_run: bool, as_json: bool) -> None:
    """Read a roadmap, show what was understood and, unless `dry_run`, start it. Raises UserError."""
    settings = load_settings()
    reading = await read_roadmap(_bytes(file), file.name, year)
    if not dry_run:
        await _start(settings, reading, file.name)
    if as_json:
        _print_json(reading.to_json())
    else:
        _print_reading(reading, load_texts(settings.locale).default)


def _bytes(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise UserError("cli-file-unreadable", file=str(file), reason=error.strerror or "?") from None


async def _start(settings: Settings, reading: Reading, name: str) -> None:
    """As a start in the chat: what was decided there holds, and the running bot tells those concerned."""
    now = datetime.now(UTC)
    async with opened(settings) as database, database.transaction() as session:
        reading = await as_decided(session, reading)
        started = await start_roadmap(session, reading, name, by=None, now=now, zone=settings.timezone)
        await announce(session, started, f"import-{now.isoformat()}", now, settings.timezone)


def _print_reading(reading: Reading, t: Translator) -> None:
    print(_titled(reading, t))
    for activity in reading.activities:
        print(f"{activity.position:>3}  {activity.deadline.phrase}  →  {_due(activity.deadline, t)}")
        print(f"     {activity.title}")
    for warning in reading.warnings:
        print(_warned(warning, t))
    occurrences = sum(len(activity.deadline.due) for activity in reading.activities)
    print(t.plain("cli-counts", activities=len(reading.activities), occurrences=occurrences))


def _titled(reading: Reading, t: Translator) -> str:
    year = str(reading.year)
    return reading.title if year in reading.title else t.plain("cli-roadmap", title=reading.title, year=year)


def _due(deadline: Deadline, t: Translator) -> str:
    if deadline.due:
        return ", ".join(day.isoformat() for day in deadline.due)
    return t.plain("roadmap-reason", reason=deadline.reason or "")


def _warned(warning: ReadWarning, t: Translator) -> str:
    said = {
        name: value if value != "" else t.plain("roadmap-not-said")
        for name, value in warning.arguments.items()
    }
    return t.plain("roadmap-draft-warning", line=warning.line, said=t.plain(warning.id, **said))


def print_deadline(phrase: str, *, year: int | None, school_year: int | None, as_json: bool) -> None:
    """Read one phrase and print its reading."""
    reading = read_deadline(phrase, _period(year, school_year))
    if as_json:
        _print_json(deadline_json(reading))
    else:
        print("\n".join(reading_lines(reading, load_texts(load_settings().locale).default)))


def _period(year: int | None, school_year: int | None) -> Period | None:
    if school_year is not None:
        return Period.school_year(school_year)
    return Period.year(year) if year is not None else None


async def print_summary(*, year: int | None, as_json: bool) -> None:
    """How the schools stand today, as text or with the fields of `roadmap.summary`.

    Of the roadmap of a year, else of the one that counts. Raises UserError where there is none for the year.
    """
    settings = load_settings()
    now = datetime.now(UTC)
    today = local_today(now, settings.timezone)
    async with opened(settings) as database, database.look() as session:
        summary = await city_summary(session, today, now, year)
    if year is not None and summary.roadmap is None:
        raise no_roadmap(year)
    if as_json:
        _print_json(summary.to_json())
    else:
        _print_summary(summary, load_texts(settings.locale).default)


def no_roadmap(year: int | None) -> UserError:
    """There is none for the year; None: none at all."""
    return (
        UserError("cli-no-roadmap") if year is None else UserError("cli-no-roadmap-of-year", year=str(year))
    )


def _print_summary(summary: Summary, t: Translator) -> None:
    print(t.plain("cli-summary", date=summary.today, roadmap=summary.roadmap or "–", **asdict(summary.total)))
    for school in summary.schools:
        print(t.plain("cli-summary-school", name=school.name, **asdict(school.counts)))


def _print_json(content: dict[str, Any]) -> None:
    print(json.dumps(content, ensure_ascii=False, indent=1))
