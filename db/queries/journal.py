"""The journal: write down a change, and look changes up.

People stand in it by their ids alone, so that who leaves takes their name along.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, String, and_, cast, func, or_, select, true
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import InstrumentedAttribute

from db.models import JournalEntry, Person, School
from roadmap.journal import Change
from roadmap.search import matches

Values = dict[str, Any]
"""JSON of what was or is: `name`, `role`, `school_ids`, `person_id`, `dates`, `words`, …"""


@dataclass(frozen=True, slots=True)
class Entry:
    """A change; `by` is who made it, None for the command line or one who has left."""

    at: datetime
    by: str | None
    change: Change
    label: str
    before: Values | None
    after: Values | None


@dataclass(frozen=True, slots=True)
class Looked:
    """Which are wanted: of these subjects (empty: all), since a moment (UTC), about or by somebody."""

    subjects: frozenset[str] = frozenset()
    since: datetime | None = None
    person_id: int | None = None
    school_id: int | None = None


@dataclass(frozen=True, slots=True)
class Names:
    """The names behind the ids in entries."""

    people: Mapping[int, str] = field(default_factory=dict)
    schools: Mapping[int, str] = field(default_factory=dict)


async def note(
    session: AsyncSession,
    now: datetime,
    by: int | None,
    change: Change,
    subject_id: int | None,
    label: str = "",
    *,
    before: Values | None = None,
    after: Values | None = None,
) -> None:
    """Write a change down in the transaction that makes it. `label`: the subject's name, never a person's."""
    session.add(
        JournalEntry(
            at=now,
            person_id=by,
            action=change,
            subject=change.subject,
            subject_id=subject_id,
            label=label,
            before=before,
            after=after,
        )
    )
    await session.flush()


async def count_entries(session: AsyncSession, looked: Looked) -> int:
    return (await session.scalar(select(func.count(JournalEntry.id)).where(_wanted(looked)))) or 0


async def entries(session: AsyncSession, looked: Looked, offset: int, limit: int) -> list[Entry]:
    """The newest first."""
    rows = await session.execute(
        select(JournalEntry, Person.name)
        .outerjoin(Person, (Person.id == JournalEntry.person_id) & Person.left_at.is_(None))
        .where(_wanted(looked))
        .order_by(JournalEntry.at.desc(), JournalEntry.id.desc())
        .offset(offset)
        .limit(limit)
    )
    return [_entry(row, name) for row, name in rows]


def _entry(row: JournalEntry, by: str | None) -> Entry:
    before, after = row.before, row.after
    if row.subject == "person":
        after = {"person_id": row.subject_id} | (after or {})
    return Entry(row.at, by, Change(row.action), row.label, before, after)


def _wanted(looked: Looked) -> ColumnElement[bool]:
    wanted: ColumnElement[bool] = true()
    if looked.subjects:
        wanted &= JournalEntry.subject.in_(looked.subjects)
    if looked.since is not None:
        wanted &= JournalEntry.at >= looked.since
    if looked.person_id is not None:
        about = (JournalEntry.subject == "person") & (JournalEntry.subject_id == looked.person_id)
        wanted &= or_(JournalEntry.person_id == looked.person_id, about)
    if looked.school_id is not None:
        about = (JournalEntry.subject == "school") & (JournalEntry.subject_id == looked.school_id)
        named = (_names(value, looked.school_id) for value in (JournalEntry.before, JournalEntry.after))
        wanted &= or_(about, *named)
    return wanted


def _names(values: InstrumentedAttribute[Values | None], school_id: int) -> ColumnElement[bool]:
    """Whether a school is among `school_ids`: the only numbers in brackets there are."""
    text = cast(values, String)
    places = (f"[{school_id}]", f"[{school_id},", f", {school_id},", f", {school_id}]")
    return and_(text.contains('"school_ids": ['), or_(*(text.contains(place) for place in places)))


async def names_in(session: AsyncSession, shown: list[Entry]) -> Names:
    """The names that these entries need; who has left is missing."""
    values = [one for entry in shown for one in (entry.before, entry.after) if one]
    people = {one["person_id"] for one in values if one.get("person_id")}
    schools = {school for one in values for school in one.get("school_ids", ())}
    return Names(
        {row.id: row.name for row in await session.execute(_people().where(Person.id.in_(people)))},
        {
            row.id: row.name
            for row in await session.execute(select(School.id, School.name).where(School.id.in_(schools)))
        },
    )


async def find(session: AsyncSession, word: str) -> Names:
    """The people in force and the schools that the word finds by their names (`roadmap.search`)."""
    people = {row.id: row.name for row in await session.execute(_people())}
    schools = {row.id: row.name for row in await session.execute(select(School.id, School.name))}
    return Names(
        {person: name for person, name in people.items() if matches(word, name)},
        {school: name for school, name in schools.items() if matches(word, name)},
    )


def _people() -> Select[int, str]:
    return select(Person.id, Person.name).where(Person.left_at.is_(None))
