"""The roadmap: put in force from a reading of its document, and brought up to date by the next."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Roadmap
from db.queries.assign import assign_all
from db.queries.comparison import Comparison, comparison_of
from db.queries.editions import carry_out, in_force, lay_beside
from db.queries.moves import tell_of_moves
from db.queries.once import insert_once
from db.queries.outbox import NewMessage, put
from db.queries.owed import News, moves_by_person, news_by_person, owed_by_person, people_owing
from db.queries.roadmap_journal import note_ladder, note_parts, note_start
from roadmap.calendar import local_today, next_speaking_time
from roadmap.document import Reading
from roadmap.drafts import Choices


@dataclass(frozen=True, slots=True)
class Started:
    """What came of a start: activities and occurrences in force, and assignments made or opened again.

    `news` has who owes something that is new or has another date, or owes something no more: person → what.
    Of a new roadmap everything is new, and only the people are named.
    """

    roadmap_id: int
    comparison: Comparison
    activities: int
    occurrences: int
    assignments: int
    news: Mapping[int, News]

    @property
    def people(self) -> tuple[int, ...]:
        """Those for whom something changes."""
        return tuple(sorted(self.news))


async def compare(session: AsyncSession, reading: Reading, choices: Choices | None = None) -> Comparison:
    """What `start_roadmap` would change. Writes nothing."""
    roadmap_id = await session.scalar(select(Roadmap.id).where(Roadmap.year == reading.year))
    edition = await lay_beside(session, roadmap_id, reading, _left_out(choices))
    return comparison_of(edition, is_new=roadmap_id is None)


async def rehearse(
    session: AsyncSession, reading: Reading, choices: Choices, by: int, now: datetime, zone: ZoneInfo
) -> Started:
    """What would come of `start_roadmap`: it is done, counted and undone. Nothing is left of it."""
    attempt = await session.begin_nested()
    try:
        return await start_roadmap(session, reading, "", by, now, zone, choices)
    finally:
        await attempt.rollback()


async def start_roadmap(
    session: AsyncSession,
    reading: Reading,
    source_name: str,
    by: int | None,
    now: datetime,
    zone: ZoneInfo,
    choices: Choices | None = None,
) -> Started:
    """Put the roadmap of the reading's year in force, or bring the one there is up to date.

    Activities are matched by title, their occurrences by due date; what goes on keeps its assignments and
    evidence. The same reading again changes nothing. Without `choices` what was decided before holds: which
    activities are watched, which schools take part, the ladder. Tells nobody: see `announce`.
    """
    roadmap, is_new = await _roadmap_of(session, reading, source_name, by, now)
    edition = await lay_beside(session, roadmap.id, reading, _left_out(choices))
    comparison = comparison_of(edition, is_new=is_new)
    await note_start(session, edition, roadmap.id, reading.title, by, now, is_new=is_new)
    others_take_part = choices is not None and await _choose(session, roadmap, choices, by, now)
    moves, today = edition.moves, local_today(now, zone)
    touched = edition.all_kept if others_take_part else edition.touched
    before = await owed_by_person(session, in_force(touched), today, zone)
    touched += await carry_out(session, edition, roadmap.id, now)
    assignments = await assign_all(session, now, zone)
    news: dict[int, News]
    if is_new:
        news = dict.fromkeys(await people_owing(session, in_force(touched), today, zone), News())
    else:
        after = await owed_by_person(session, in_force(touched), today, zone)
        news = news_by_person(before, after, await moves_by_person(session, moves, today, zone))
    return Started(
        roadmap.id,
        comparison,
        activities=len(edition.steps),
        occurrences=sum(len(step.windows) for step in edition.steps),
        assignments=assignments,
        news=news,
    )


async def _choose(
    session: AsyncSession, roadmap: Roadmap, choices: Choices, by: int | None, now: datetime
) -> bool:
    """Whether other schools take part than did. What is chosen otherwise than before is noted."""
    before = set(roadmap.excluded_school_ids)
    await note_parts(session, before, choices.excluded_school_ids, by, now)
    roadmap.excluded_school_ids = sorted(choices.excluded_school_ids)
    if choices.ladder is not None:
        await note_ladder(session, roadmap, choices.ladder, by, now)
        roadmap.ladder = choices.ladder.to_json()
    return before != choices.excluded_school_ids


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

    Of a new roadmap they hear that it is there; of an edition one message says what is new, moved and gone.
    `key` names this start: for the same one nobody is told twice.
    """
    due_at = next_speaking_time(now, zone)
    news = {person: one for person, one in started.news.items() if person != but}
    if not started.comparison.is_new:
        return await tell_of_moves(session, news, f"{started.roadmap_id}:{key}", now, due_at)
    payload = {"roadmap_id": started.roadmap_id, "is_new": True}
    messages = [
        NewMessage(f"roadmap-started:{started.roadmap_id}:{key}:{person}", person, "roadmap-started", payload)
        for person in news
    ]
    return await put(session, messages, now=now, due_at=due_at)
