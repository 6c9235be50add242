"""What was read of a document and waits for its start: corrected, decided on, dropped.

There is one draft at most, all coordinators' together: what one has decided, the other sees.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import CursorResult, delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Activity, Occurrence, Person, Roadmap, RoadmapDraft
from db.queries.executors import remember_executors, remembered_executors
from db.queries.journal import note
from roadmap.deadlines import Deadline
from roadmap.document import Audience, Reading
from roadmap.drafts import (
    Before,
    Choices,
    Step,
    as_before,
    doubts_of,
    executors_key,
    read_activity,
    with_audience,
    with_deadline,
    with_meeting,
    with_remembered,
)
from roadmap.editions import pair_titles
from roadmap.journal import Change
from roadmap.ladder import Ladder


@dataclass(frozen=True, slots=True)
class Draft:
    """`checked` are positions that a coordinator has looked at, and the steps that are decided.

    `remembered` are positions whose executors are read as they were corrected for a document before.
    `new_year_of_id`: there is no document, it takes this roadmap over.
    """

    id: int
    source_name: str
    reading: Reading
    created_at: datetime
    checked: frozenset[int]
    choices: Choices
    remembered: frozenset[int]
    new_year_of_id: int | None = None

    @property
    def open_doubts(self) -> tuple[int, ...]:
        """Positions that nobody has looked at yet and somebody should."""
        passed_over = self.checked | self.choices.left_out
        return tuple(position for position in doubts_of(self.reading) if position not in passed_over)


@dataclass(frozen=True, slots=True)
class DraftHead:
    """The draft that there is, named; `by` is who sent its document."""

    id: int
    source_name: str
    by: str
    created_at: datetime


async def draft_there(session: AsyncSession) -> DraftHead | None:
    row = (
        await session.execute(
            select(RoadmapDraft.id, RoadmapDraft.source_name, Person.name, RoadmapDraft.created_at)
            .join(Person, Person.id == RoadmapDraft.created_by)
            .order_by(RoadmapDraft.id.desc())
            .limit(1)
        )
    ).one_or_none()
    return DraftHead(*row) if row else None


async def save_draft(
    session: AsyncSession, reading: Reading, source_name: str, by: int, now: datetime
) -> int:
    """Keep a reading until it is started or dropped, in place of any other; its id.

    What was decided before holds: executors as they were corrected, and what the roadmap of the year has.
    """
    await session.execute(delete(RoadmapDraft))
    roadmap = await session.scalar(select(Roadmap).where(Roadmap.year == reading.year))
    before = await _before(session, roadmap, reading)
    draft = RoadmapDraft(
        created_by=by,
        created_at=now,
        source_name=source_name,
        reading=(await _decided(session, reading, before)).to_json(),
        left_out=sorted(position for position, one in before.items() if not one.is_watched),
        excluded_school_ids=roadmap.excluded_school_ids if roadmap else [],
        ladder=roadmap.ladder if roadmap else None,
    )
    session.add(draft)
    await session.flush()
    return draft.id


async def as_decided(session: AsyncSession, reading: Reading) -> Reading:
    """The reading with what coordinators have corrected for documents before, as a draft has it."""
    roadmap = await session.scalar(select(Roadmap).where(Roadmap.year == reading.year))
    return await _decided(session, reading, await _before(session, roadmap, reading))


async def _decided(session: AsyncSession, reading: Reading, before: dict[int, Before]) -> Reading:
    known = await remembered_executors(session, {read.executors for read in reading.activities})
    reading = with_remembered(reading, {key: one.audience for key, one in known.items()})
    return as_before(reading, before)


async def _before(session: AsyncSession, roadmap: Roadmap | None, reading: Reading) -> dict[int, Before]:
    """The activities in force that go on, by their positions in the reading."""
    if roadmap is None:
        return {}
    found = await session.scalars(
        select(Activity)
        .where(Activity.roadmap_id == roadmap.id, Activity.removed_at.is_(None))
        .order_by(Activity.position, Activity.id)
    )
    activities = list(found)
    dues = await session.execute(
        select(Occurrence.activity_id, Occurrence.due)
        .where(
            Occurrence.activity_id.in_([one.id for one in activities]),
            Occurrence.removed_at.is_(None),
        )
        .order_by(Occurrence.due)
    )
    by_activity: dict[int, list[date]] = {}
    for activity_id, due in dues:
        by_activity.setdefault(activity_id, []).append(due)
    titles = [read.title for read in reading.activities]
    pairs = pair_titles([one.title for one in activities], titles)
    return {
        read.position: _as_it_was(activities[old], by_activity.get(activities[old].id, ()))
        for read, old in zip(reading.activities, pairs, strict=True)
        if old is not None
    }


def _as_it_was(activity: Activity, dues: Sequence[date]) -> Before:
    deadline = Deadline(
        activity.deadline, activity.kind, activity.start, activity.end, tuple(dues), activity.rrule
    )
    return Before(
        activity.title,
        deadline,
        activity.executors,
        tuple(map(Audience, activity.audience)),
        activity.is_meeting,
        activity.is_watched,
    )


async def load_draft(session: AsyncSession, draft_id: int) -> Draft | None:
    """None when it was started, dropped or replaced since."""
    row = await session.get(RoadmapDraft, draft_id, populate_existing=True)
    if row is None:
        return None
    reading = Reading.from_json(row.reading)
    return Draft(
        row.id,
        row.source_name,
        reading,
        row.created_at,
        frozenset(row.checked),
        Choices(
            frozenset(row.left_out),
            frozenset(row.excluded_school_ids),
            Ladder.from_json(row.ladder) if row.ladder is not None else None,
        ),
        await _remembered(session, reading, row.created_at),
        row.new_year_of_id,
    )


async def _remembered(session: AsyncSession, reading: Reading, since: datetime) -> frozenset[int]:
    known = await remembered_executors(session, {read.executors for read in reading.activities})
    return frozenset(
        read.position
        for read in reading.activities
        if (one := known.get(executors_key(read.executors)))
        and one.set_at < since
        and one.audience == read.audience
    )


async def drop_draft(session: AsyncSession, draft_id: int) -> bool:
    """False when somebody was faster: then there is nothing left to start or to drop."""
    result = await session.execute(delete(RoadmapDraft).where(RoadmapDraft.id == draft_id))
    assert isinstance(result, CursorResult)  # noqa: S101 -- a DELETE without RETURNING gives no other
    return result.rowcount == 1


# Changes. Each takes the row for itself: of two coordinators at once neither overwrites the other.


async def _row(session: AsyncSession, draft_id: int) -> RoadmapDraft:
    return await session.get_one(RoadmapDraft, draft_id, populate_existing=True, with_for_update=True)


async def check(session: AsyncSession, draft_id: int, *done: int) -> bool:
    """Positions or steps that are settled; False when all were so already."""
    row = await _row(session, draft_id)
    is_new = not set(done) <= set(row.checked)
    row.checked = sorted({*row.checked, *done})
    await session.flush()
    return is_new


async def correct_deadline(session: AsyncSession, draft_id: int, position: int, deadline: Deadline) -> None:
    row = await _row(session, draft_id)
    _keep(row, with_deadline(Reading.from_json(row.reading), position, deadline), position)
    await session.flush()


async def correct_executors(
    session: AsyncSession,
    draft_id: int,
    position: int,
    audience: Sequence[Audience],
    by: int,
    now: datetime,
) -> None:
    """Here, wherever executors are written the same, and in the next document."""
    row = await _row(session, draft_id)
    reading = Reading.from_json(row.reading)
    read = read_activity(reading, position)
    if read is None:
        return
    _keep(row, with_audience(reading, position, audience), position)
    await remember_executors(session, read.executors, audience, by, now)
    if read.audience != tuple(audience):
        before, after = {"audience": list(read.audience)}, {"audience": list(audience)}
        label = read.executors or read.title
        await note(session, now, by, Change.EXECUTORS_READ, None, label, before=before, after=after)
    await session.flush()


def _keep(row: RoadmapDraft, reading: Reading, corrected: int) -> None:
    """What is corrected is checked too, unless there is more to be looked at."""
    row.reading = reading.to_json()
    if corrected not in doubts_of(reading):
        row.checked = sorted({*row.checked, corrected})


async def leave_out(session: AsyncSession, draft_id: int, position: int, *, left_out: bool) -> None:
    """Not to be watched, or to be so again."""
    row = await _row(session, draft_id)
    row.left_out = _with_or_without(row.left_out, position, there=left_out)
    await session.flush()


async def choose_meeting(session: AsyncSession, draft_id: int, position: int | None) -> None:
    row = await _row(session, draft_id)
    row.reading = with_meeting(Reading.from_json(row.reading), position).to_json()
    row.checked = sorted({*row.checked, Step.MEETING})
    await session.flush()


async def exclude_school(session: AsyncSession, draft_id: int, school_id: int, *, excluded: bool) -> None:
    row = await _row(session, draft_id)
    row.excluded_school_ids = _with_or_without(row.excluded_school_ids, school_id, there=excluded)
    await session.flush()


async def choose_ladder(session: AsyncSession, draft_id: int, ladder: Ladder) -> None:
    row = await _row(session, draft_id)
    row.ladder = ladder.to_json()
    row.checked = sorted({*row.checked, Step.LADDER})
    await session.flush()


def _with_or_without(ids: Collection[int], one: int, *, there: bool) -> list[int]:
    return sorted({*ids, one} if there else {*ids} - {one})
