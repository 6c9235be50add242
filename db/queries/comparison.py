"""What a new edition changes, for the person who decides: each activity as it was and as it will be."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from db.queries.editions import Edition, Kept, Step
from roadmap.deadlines import DeadlineKind


class Becomes(StrEnum):
    """What becomes of an activity."""

    ADDED = "added"
    CHANGED = "changed"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Side:
    """An activity in one of the editions; due dates are local."""

    position: int
    title: str
    deadline: str
    kind: DeadlineKind
    dues: tuple[date, ...]
    indicator: str
    executors: str
    audience: tuple[str, ...]
    is_meeting: bool
    is_watched: bool


@dataclass(frozen=True, slots=True)
class Compared:
    """`before` is None for what is new, `after` for what leaves."""

    becomes: Becomes
    before: Side | None
    after: Side | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """What a reading changes, in its order, what leaves last. `is_new`: its year has no roadmap yet."""

    is_new: bool
    activities: tuple[Compared, ...]

    @property
    def added(self) -> tuple[str, ...]:
        """Titles, here and below."""
        return tuple(one.after.title for one in self._that(Becomes.ADDED) if one.after)

    @property
    def changed(self) -> tuple[str, ...]:
        return tuple(one.after.title for one in self._that(Becomes.CHANGED) if one.after)

    @property
    def removed(self) -> tuple[str, ...]:
        return tuple(one.before.title for one in self._that(Becomes.REMOVED) if one.before)

    @property
    def changes_nothing(self) -> bool:
        return not (self.is_new or self.activities)

    def _that(self, becomes: Becomes) -> list[Compared]:
        return [one for one in self.activities if one.becomes is becomes]


def comparison_of(edition: Edition, *, is_new: bool) -> Comparison:
    """To ask before the edition is carried out."""
    steps = [_of_step(step) for step in edition.steps if step.is_new or step.changes]
    leaving = [Compared(Becomes.REMOVED, _as_it_was(kept), None) for kept in edition.leaving]
    return Comparison(is_new, (*steps, *leaving))


def _of_step(step: Step) -> Compared:
    after = _side(step.values, tuple(window.due for window in step.windows))
    if step.kept is None or step.is_new:
        return Compared(Becomes.ADDED, None, after)
    return Compared(Becomes.CHANGED, _as_it_was(step.kept), after)


def _as_it_was(kept: Kept) -> Side:
    columns = {name: getattr(kept.activity, name) for name in Side.__slots__ if name != "dues"}
    return _side(columns, tuple(sorted(one.due for one in kept.in_force)))


def _side(columns: Mapping[str, Any], dues: tuple[date, ...]) -> Side:
    told = {name: columns[name] for name in Side.__slots__ if name not in {"dues", "audience"}}
    return Side(**told, audience=tuple(columns["audience"]), dues=dues)
