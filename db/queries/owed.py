"""Who owes what before an edition and after it: what is new for each, has another date, is asked no more."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Select, and_, select
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Assignment, Membership, Person
from db.queries.substitutes import substitutes_on
from roadmap.access import Assignee, Role
from roadmap.standing import AWAITED

Moves = Mapping[int, date]
"""Id of an occurrence → the due date (local) that it had."""
Owed = Mapping[int, frozenset[int]]
"""Id of a person → ids of the assignments that they owe an answer to."""


@dataclass(frozen=True, slots=True)
class News:
    """What changes for one person: dates, and ids of assignments that are new and that are withdrawn."""

    moved: Moves = field(default_factory=dict)
    added: frozenset[int] = frozenset()
    gone: frozenset[int] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.moved or self.added or self.gone)

    def after(self, unsaid: "News") -> "News":
        """Both at once: what came and went in between is not spoken of, of a date the first is told."""
        return News(
            {**self.moved, **unsaid.moved},
            (unsaid.added - self.gone) | self.added,
            (unsaid.gone - self.added) | (self.gone - unsaid.added),
        )

    def to_json(self) -> dict[str, Any]:
        moved = {str(occurrence_id): due.isoformat() for occurrence_id, due in self.moved.items()}
        return {"moved": moved, "added": sorted(self.added), "gone": sorted(self.gone)}

    @classmethod
    def from_json(cls, content: Mapping[str, Any]) -> "News":
        moved = {int(key): date.fromisoformat(due) for key, due in content["moved"].items()}
        return cls(moved, frozenset(content.get("added", ())), frozenset(content.get("gone", ())))


def news_by_person(before: Owed, after: Owed, moved: Mapping[int, Moves]) -> dict[int, News]:
    """Only those for whom something changes."""
    nothing: frozenset[int] = frozenset()
    found = {
        person: News(
            moved.get(person, {}),
            after.get(person, nothing) - before.get(person, nothing),
            before.get(person, nothing) - after.get(person, nothing),
        )
        for person in sorted({*before, *after, *moved})
    }
    return {person: news for person, news in found.items() if news}


async def owed_by_person(
    session: AsyncSession, occurrence_ids: Collection[int], day: date, zone: ZoneInfo
) -> Owed:
    """The assignments of these occurrences that each person owes an answer to; who has answered is missing.

    Who stands in for somebody on the local date `day` owes them too.
    """
    rows = await _owing(session, occurrence_ids)
    return await _with_substitutes(session, ((row.person_id, row.id) for row in rows), day, zone)


async def moves_by_person(
    session: AsyncSession, moved: Moves, day: date, zone: ZoneInfo
) -> dict[int, dict[int, date]]:
    """Of the moved occurrences those that each person owes an answer to, or who stands in for them."""
    if not moved:
        return {}
    rows = await _owing(session, moved)
    owed = await _with_substitutes(session, ((row.person_id, row.occurrence_id) for row in rows), day, zone)
    return {person: {one: moved[one] for one in sorted(occurrences)} for person, occurrences in owed.items()}


async def _with_substitutes(
    session: AsyncSession, rows: Iterable[tuple[int, int]], day: date, zone: ZoneInfo
) -> dict[int, frozenset[int]]:
    found: defaultdict[int, set[int]] = defaultdict(set)
    for person_id, owed in rows:
        found[person_id].add(owed)
    for person_id, substitute_id in (await substitutes_on(session, day, zone)).items():
        if person_id in found:
            found[substitute_id] |= found[person_id]
    return {person_id: frozenset(owed) for person_id, owed in found.items()}


async def people_owing(
    session: AsyncSession, occurrence_ids: Collection[int], day: date, zone: ZoneInfo
) -> list[int]:
    """Everybody who owes anything of these occurrences: asked of a whole roadmap, which may be a million."""
    found: set[int] = set()
    for statement in _owed(occurrence_ids, Membership.person_id):
        found.update(await session.scalars(statement))
    substitutes = await substitutes_on(session, day, zone)
    return sorted(found | {substitutes[person] for person in found & substitutes.keys()})


async def _owing(session: AsyncSession, occurrence_ids: Collection[int]) -> list[Any]:
    columns = Membership.person_id, Assignment.id, Assignment.occurrence_id
    return [row for one in _owed(occurrence_ids, *columns) for row in await session.execute(one)]


def _owed(occurrence_ids: Collection[int], *columns: Any) -> list[Select[Any]]:  # noqa: ANN401 -- mapped columns
    """One statement for schools, two for the city: each finds its rows by an index, together none would."""
    return [
        select(*columns)
        .select_from(Assignment)
        .join(Membership, on)
        .join(Person, Person.id == Membership.person_id)
        .where(
            Assignment.occurrence_id.in_(occurrence_ids),
            Assignment.status.in_(AWAITED),
            Person.left_at.is_(None),
        )
        .distinct()
        for on in (
            Membership.school_id == Assignment.school_id,
            _in_city(Role.COORDINATOR, Assignee.COORDINATOR),
            _in_city(Role.DEPARTMENT, Assignee.DEPARTMENT),
        )
    ]


def _in_city(role: Role, assignee: Assignee) -> ColumnElement[bool]:
    return and_(
        Membership.role == role,
        Assignment.assignee == assignee,
        Membership.school_id.is_(None),
        Assignment.school_id.is_(None),
    )
