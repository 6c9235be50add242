"""A reading of a document laid beside the roadmap that is there: what is new, what goes on, what leaves.

The comparison writes nothing; carried out, it keeps the assignments and the evidence of whatever goes on.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Activity, Occurrence
from roadmap.document import ReadActivity, Reading
from roadmap.editions import Window, pair_dates, pair_titles, windows
from roadmap.names import normalise_name, unnumbered

_OF_DUTIES = ("audience", "is_meeting", "is_watched")
"""The columns that decide who has to do something."""
_NUMBERED = frozenset({"position", "title", "title_key"})


@dataclass(slots=True)
class Kept:
    """An activity as the database has it, with its occurrences, the removed ones too."""

    activity: Activity
    occurrences: list[Occurrence]

    @property
    def in_force(self) -> list[Occurrence]:
        return [occurrence for occurrence in self.occurrences if occurrence.removed_at is None]

    def differs(self, values: dict[str, Any], *names: str) -> bool:
        return any(getattr(self.activity, name) != values[name] for name in names)


@dataclass(frozen=True, slots=True)
class Step:
    """What becomes of one activity of the reading: `kept` goes on with it, or it is a new one.

    `values` are the columns of the activity as the document says them.
    """

    kept: Kept | None
    values: dict[str, Any]
    windows: tuple[Window, ...]

    @property
    def is_new(self) -> bool:
        return self.kept is None or self.kept.activity.removed_at is not None

    @property
    def changes_duties(self) -> bool:
        """Whether somebody has something else to do, or at another time."""
        if self.kept is None or self.is_new:
            return True
        dates = {Window(occurrence.start, occurrence.due) for occurrence in self.kept.in_force}
        return dates != set(self.windows) or self.kept.differs(self.values, *_OF_DUTIES)

    @property
    def moves(self) -> dict[int, date]:
        """The occurrences that go on at another date: id → the due date that they have had."""
        if self.kept is None:
            return {}
        ids = {occurrence.due: occurrence.id for occurrence in self.kept.in_force}
        pairs = zip(self.windows, self._pairs(self.kept), strict=True)
        return {ids[old]: old for window, old in pairs if old in ids and old != window.due}

    @property
    def only_moves(self) -> bool:
        """Whether nothing else changes for anybody: nothing comes or goes, nobody else answers for it."""
        if self.kept is None or not self.moves or self.kept.differs(self.values, *_OF_DUTIES):
            return False
        return {occurrence.due for occurrence in self.kept.in_force} == set(self._pairs(self.kept))

    def _pairs(self, kept: Kept) -> list[date | None]:
        in_force = [occurrence.due for occurrence in kept.in_force]
        removed = {occurrence.due for occurrence in kept.occurrences} - set(in_force)
        return pair_dates(in_force, removed, [window.due for window in self.windows])

    @property
    def changes(self) -> bool:
        """Whether anything but its number differs, the one typed before its title too."""
        if self.kept is None or self.changes_duties:
            return True
        if unnumbered(self.kept.activity.title) != unnumbered(self.values["title"]):
            return True
        return self.kept.differs(self.values, *(name for name in self.values if name not in _NUMBERED))


@dataclass(frozen=True, slots=True)
class Edition:
    """All steps in the order of the document, and the activities that it no longer has."""

    steps: tuple[Step, ...]
    leaving: tuple[Kept, ...]

    @property
    def touched(self) -> list[Kept]:
        """The activities, there already, for which somebody's duties change otherwise than by `moves`."""
        going_on = [
            step.kept
            for step in self.steps
            if step.kept is not None and step.changes_duties and not step.only_moves
        ]
        return [*going_on, *self.leaving]

    @property
    def all_kept(self) -> list[Kept]:
        """Every activity that is there already."""
        return [*(step.kept for step in self.steps if step.kept is not None), *self.leaving]

    @property
    def moves(self) -> dict[int, date]:
        """All occurrences that get another date: id → the one so far (local). To ask before `carry_out`."""
        return {occurrence_id: old for step in self.steps for occurrence_id, old in step.moves.items()}


async def lay_beside(
    session: AsyncSession,
    roadmap_id: int | None,
    reading: Reading,
    left_out: Collection[int] | None = None,
) -> Edition:
    """Compare; nothing is written. Of the meetings there is one activity at most, the first.

    `left_out` are the positions that are not watched; None: as it was, and what is new is.
    """
    there = await _kept(session, roadmap_id)
    gone = {index for index, kept in enumerate(there) if kept.activity.removed_at is not None}
    pairs = pair_titles(
        [kept.activity.title for kept in there], [read.title for read in reading.activities], gone
    )
    meeting = next((index for index, read in enumerate(reading.activities) if read.meeting), None)
    steps = tuple(
        Step(
            kept := there[old] if old is not None else None,
            _values(read, is_meeting=index == meeting) | {"is_watched": _is_watched(read, kept, left_out)},
            windows(read.deadline),
        )
        for index, (read, old) in enumerate(zip(reading.activities, pairs, strict=True))
    )
    left = [there[index] for index in sorted(set(range(len(there))) - set(pairs))]
    return Edition(steps, tuple(kept for kept in left if kept.activity.removed_at is None))


async def carry_out(session: AsyncSession, edition: Edition, roadmap_id: int, now: datetime) -> list[Kept]:
    """Write it. Returns the activities that were not there before."""
    for kept in edition.leaving:
        _remove(kept, now)
    new = [
        Kept(Activity(roadmap_id=roadmap_id, **step.values), []) for step in edition.steps if not step.kept
    ]
    session.add_all(kept.activity for kept in new)
    await session.flush()
    waiting = iter(new)
    for step in edition.steps:
        kept = step.kept or next(waiting)
        _update(kept.activity, step.values)
        _follow(session, kept, step.windows, now)
    await session.flush()
    return new


def in_force(activities: Iterable[Kept]) -> list[int]:
    """Ids of the occurrences in force of all of them."""
    return [occurrence.id for kept in activities for occurrence in kept.in_force]


async def _kept(session: AsyncSession, roadmap_id: int | None) -> list[Kept]:
    """What is in force comes first: of equal titles it is the one to go on with."""
    activities = await session.scalars(
        select(Activity)
        .where(Activity.roadmap_id == roadmap_id)
        .order_by(Activity.removed_at.is_not(None), Activity.position, Activity.id)
    )
    kept = {activity.id: Kept(activity, []) for activity in activities}
    occurrences = await session.scalars(
        select(Occurrence)
        .join(Activity, Activity.id == Occurrence.activity_id)
        .where(Activity.roadmap_id == roadmap_id)
        .order_by(Occurrence.due)
    )
    for occurrence in occurrences:
        kept[occurrence.activity_id].occurrences.append(occurrence)
    return list(kept.values())


def _values(read: ReadActivity, *, is_meeting: bool) -> dict[str, Any]:
    return {
        "position": read.position,
        "title": read.title,
        "title_key": normalise_name(read.title),
        "deadline": read.deadline.phrase,
        "kind": read.deadline.kind,
        "start": read.deadline.start,
        "end": read.deadline.end,
        "rrule": read.deadline.rrule,
        "indicator": read.indicator,
        "executors": read.executors,
        "audience": [str(word) for word in read.audience],
        "is_meeting": is_meeting,
    }


def _is_watched(read: ReadActivity, kept: Kept | None, left_out: Collection[int] | None) -> bool:
    if left_out is not None:
        return read.position not in left_out
    return kept is None or kept.activity.is_watched


def _remove(kept: Kept, now: datetime) -> None:
    kept.activity.removed_at = now
    for occurrence in kept.in_force:
        occurrence.removed_at = now


def _update(activity: Activity, values: dict[str, Any]) -> None:
    activity.removed_at = None
    for name, value in values.items():
        setattr(activity, name, value)


def _follow(session: AsyncSession, kept: Kept, wanted: Sequence[Window], now: datetime) -> None:
    """Bring the occurrences to the wanted windows: the same date stays, one that moved changes, others go."""
    by_due: dict[date, Occurrence] = {occurrence.due: occurrence for occurrence in kept.occurrences}
    in_force = [occurrence.due for occurrence in kept.in_force]
    pairs = pair_dates(in_force, set(by_due) - set(in_force), [window.due for window in wanted])
    for due in set(in_force) - set(pairs):
        by_due[due].removed_at = now
    for window, old in zip(wanted, pairs, strict=True):
        if old is None:
            occurrence = Occurrence(activity_id=kept.activity.id, start=window.start, due=window.due)
            session.add(occurrence)
            kept.occurrences.append(occurrence)
        else:
            occurrence = by_due[old]
            occurrence.start, occurrence.due, occurrence.removed_at = window.start, window.due, None
