"""The roadmap: put in force from a reading of its document, and brought up to date by the next."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Roadmap
from db.queries.assign import assign_all
from db.queries.editions import Edition, carry_out, lay_beside
from db.queries.moves import Moves, moves_by_person, tell_of_moves
from db.queries.once import insert_once
from db.queries.outbox import NewMessage, put
from db.queries.reminders import people_owing
from db.queries.roadmap_journal import note_start
from roadmap.calendar import next_speaking_time
from roadmap.document import Reading
from roadmap.drafts import Choices


@dataclass(frozen=True, slots=True)
class Comparison:
    """What a reading changes, titles in their order. `is_new`: there is no roadmap for its year yet."""

    is_new: bool
    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]

    @property
    def changes_nothing(self) -> bool:
        return not (self.is_new or self.added or self.changed or self.removed)


@dataclass(frozen=True, slots=True)
class Started:
    """What came of a start: activities and occurrences in force, and assignments made or opened again.

    `people` are those who owe something now, or did before, for an activity whose dates or assignees changed.
    Of them `moved` has those who still owe what got another date: person → old due date by occurrence.
    """

    roadmap_id: int
    comparison: Comparison
    activities: int
    occurrences: int
    assignments: int
    people: tuple[int, ...]
    moved: Mapping[int, Moves]


async def compare(session: AsyncSession, reading: Reading, choices: Choices | None = None) -> Comparison:
    """What `start_roadmap` would change. Writes nothing."""
    roadmap_id = await session.scalar(select(Roadmap.id).where(Roadmap.year == reading.year))
    edition = await lay_beside(session, roadmap_id, reading, _left_out(choices))
    return _comparison(edition, is_new=roadmap_id is None)


async def rehearse(
    session: AsyncSession, reading: Reading, choices: Choices, by: int, now: datetime
) -> Started:
    """What would come of `start_roadmap`: it is done, counted and undone. Nothing is left of it."""
    attempt = await session.begin_nested()
    try:
        return await start_roadmap(session, reading, "", by, now, choices)
    finally:
        await attempt.rollback()


async def start_roadmap(
    session: AsyncSession,
    reading: Reading,
    source_name: str,
    by: int | None,
    now: datetime,
    choices: Choices | None = None,
) -> Started:
    """Put the roadmap of the reading's year in force, or bring the one there is up to date.

    Activities are matched by title, their occurrences by due date; what goes on keeps its assignments and
    evidence. The same reading again changes nothing. Without `choices` what was decided before holds: which
    activities are watched, which schools take part, the ladder. Tells nobody: see `announce`.
    """
    roadmap, is_new = await _roadmap_of(session, reading, source_name, by, now)
    edition = await lay_beside(session, roadmap.id, reading, _left_out(choices))
    if choices is not None:
        roadmap.excluded_school_ids = sorted(choices.excluded_school_ids)
    if choices is not None and choices.ladder is not None:
        roadmap.ladder = choices.ladder.to_json()
    comparison = _comparison(edition, is_new=is_new)
    await note_start(session, edition, roadmap.id, reading.title, by, now, is_new=is_new)
    touched, moves = edition.touched, edition.moves
    losing = await people_owing(session, [one.id for kept in touched for one in kept.in_force])
    touched += await carry_out(session, edition, roadmap.id, now)
    assignments = await assign_all(session, now)
    gaining = await people_owing(session, [one.id for kept in touched for one in kept.in_force])
    moved = await moves_by_person(session, moves, now.date())
    return Started(
        roadmap.id,
        comparison,
        activities=len(edition.steps),
        occurrences=sum(len(step.windows) for step in edition.steps),
        assignments=assignments,
        people=tuple(sorted({*losing, *gaining, *moved})),
        moved=moved,
    )


def _left_out(choices: Choices | None) -> Collection[int] | None:
    return None if choices is None else choices.left_out


async def _roadmap_of(
    session: AsyncSession, reading: Reading, source_name: str, by: int | None, now: datetime
) -> tuple[Roadmap, bool]:
    """The year's roadmap, locked against a second start, and whether it is new."""
    row = {
        "year": reading.year,
        "title": reading.title,
        "source_name": source_name,
        "started_at": now,
        "started_by": by,
    }
    is_new = await insert_once(session, Roadmap, [row]) == 1
    found = await session.scalars(select(Roadmap).where(Roadmap.year == reading.year).with_for_update())
    roadmap = found.one()
    roadmap.title, roadmap.source_name = reading.title, source_name
    return roadmap, is_new


def _comparison(edition: Edition, *, is_new: bool) -> Comparison:
    return Comparison(
        is_new,
        added=tuple(step.values["title"] for step in edition.steps if step.is_new),
        changed=tuple(step.values["title"] for step in edition.steps if step.changes and not step.is_new),
        removed=tuple(kept.activity.title for kept in edition.leaving),
    )


async def announce(
    session: AsyncSession,
    started: Started,
    key: str,
    now: datetime,
    zone: ZoneInfo,
    *,
    but: int | None = None,
) -> int:
    """Tell those whose assignments changed, not at night, and not `but`, who knows. How many will be told.

    For whom a deadline moved hears the old date and the new one instead. `key` names this start: for the
    same one nobody is told twice.
    """
    due_at = next_speaking_time(now, zone)
    moved = {person: moves for person, moves in started.moved.items() if person != but}
    messages = [
        NewMessage(
            f"roadmap-started:{started.roadmap_id}:{key}:{person}",
            person,
            "roadmap-started",
            {"roadmap_id": started.roadmap_id, "is_new": started.comparison.is_new},
        )
        for person in started.people
        if person != but and person not in moved
    ]
    told = await tell_of_moves(session, moved, f"{started.roadmap_id}:{key}", now, due_at)
    return told + await put(session, messages, now=now, due_at=due_at)
