"""The reminder ladder: on which dates an unanswered occurrence is spoken of, and the same asked backwards.

Everything here is about local dates; the hour of the day is the digest's business. A step that falls on a day
off moves to the working day before it, yet not to before the window opens as long as the window has a working
day left. Overdue steps are counted in working days after the due date, or after the day on which an answer
became owed if that is later: it was returned, opened again, or made only then; the working day after it is a
step too. A long window is asked about at its rhythm besides (`roadmap.rhythm`).
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from roadmap.calendar import add_working_days, working_day_on_or_after, working_day_on_or_before
from roadmap.rhythm import Rhythm, checks

LOOK_BACK_DAYS = 400
"""How long an outage is caught up with: more than a plan's year; what fell due before it nobody waits for."""


@dataclass(frozen=True, slots=True)
class Ladder:
    """When to remind: days before the due date (0 is the day itself), then working days after it.

    The opening of the window is always a step. Raises ValueError for negative days and for a rhythm below one
    day.
    """

    before: tuple[int, ...] = (14, 7, 3, 1, 0)
    overdue_every: int = 3
    overdue_times: int = 5

    def __post_init__(self) -> None:
        if any(days < 0 for days in self.before) or self.overdue_every < 1 or self.overdue_times < 0:
            raise ValueError(f"not a ladder: {self}")

    @property
    def overdue(self) -> tuple[int, ...]:
        """The overdue steps, each as working days after the due date."""
        return tuple(self.overdue_every * turn for turn in range(1, self.overdue_times + 1))

    @property
    def anew(self) -> tuple[int, ...]:
        """The same after the day on which an answer became owed when it was late already; no more of them."""
        return tuple(sorted({1, *self.overdue})[: self.overdue_times])

    def to_json(self) -> dict[str, Any]:
        return {
            "before": list(self.before),
            "overdue_every": self.overdue_every,
            "overdue_times": self.overdue_times,
        }

    @staticmethod
    def from_json(kept: Mapping[str, Any]) -> "Ladder":
        """Read what `to_json` wrote; what is missing is the default's. Raises ValueError as a ladder does."""
        return Ladder(**{**kept, "before": tuple(kept.get("before", DEFAULT_LADDER.before))})


DEFAULT_LADDER = Ladder()


def ladder_of(activity: Mapping[str, Any] | None, roadmap: Mapping[str, Any] | None) -> Ladder:
    """Return the ladder in force, each as kept: the activity's, else the roadmap's, else the default."""
    kept = activity if activity is not None else roadmap
    return DEFAULT_LADDER if kept is None else Ladder.from_json(kept)


class StepKind(StrEnum):
    """Why a step speaks."""

    OPENS = "opens"
    CHECK = "check"
    BEFORE = "before"
    DUE = "due"
    OVERDUE = "overdue"


@dataclass(frozen=True, slots=True)
class Step:
    """One reminder of one occurrence, on a local date that is a working day."""

    kind: StepKind
    on: date


@dataclass(frozen=True, slots=True)
class Spoken:
    """Local dates to look occurrences up by: one may speak if its due date or window start is among them."""

    due_dates: frozenset[date]
    start_dates: frozenset[date]


@dataclass(frozen=True, slots=True)
class Since:
    """Local dates on which an answer became owed: from `first` on, before `beyond`; None: without an end."""

    first: date | None = None
    beyond: date | None = None

    def __contains__(self, owed_on: date) -> bool:
        return (self.first is None or self.first <= owed_on) and (
            self.beyond is None or owed_on < self.beyond
        )


@dataclass(frozen=True, slots=True)
class Pace:
    """How an occurrence is spoken of: by its ladder, and by a rhythm if its window calls for one."""

    ladder: Ladder = DEFAULT_LADDER
    rhythm: Rhythm = Rhythm.NEVER


USUAL_PACE = Pace()


def steps(
    start: date | None, due: date, pace: Pace = USUAL_PACE, owed_on: date | None = None
) -> tuple[Step, ...]:
    """Return the steps for a window from `start` to `due` (local dates), in order, at most one a day.

    `owed_on` is the local date on which an answer became owed (again), None when it always was. Where two
    steps fall on one day, the one nearer to the deadline gives its kind. Steps before the window opens are
    left out. Raises ValueError for a window that ends before it starts.
    """
    if start is not None and start > due:
        raise ValueError(f"the window starts on {start} after its due date {due}")
    by_day = {step.on: step for step in (*_in_order(start, due, pace), *_overdue(due, pace.ladder, owed_on))}
    return tuple(by_day[day] for day in sorted(by_day))


def speaks(
    start: date | None,
    due: date,
    day: date,
    since: date | None = None,
    pace: Pace = USUAL_PACE,
    owed_on: date | None = None,
) -> bool:
    """Whether a step falls after `since` and not after `day`; `owed_on` as for `steps`.

    All are local dates; `since` is the day before `day` unless given, and bounded as by `not_before`. Raises
    ValueError for a window that ends before it starts.
    """
    after = not_before(day, since)
    return any(after < step.on <= day for step in steps(start, due, pace, owed_on))


def spoken_of(
    start: date | None, due: date, day: date, since: date | None = None, pace: Pace = USUAL_PACE
) -> tuple[Since, ...]:
    """Return since when an answer may be owed for `speaks` to be true; this is `speaks` turned round.

    None: there is no step for anybody.
    """
    after = not_before(day, since)
    said = {step.kind for step in steps(start, due, pace) if after < step.on <= day}
    if said - {StepKind.OVERDUE}:
        return (Since(),)
    last = working_day_on_or_before(due)
    anew = {one for turn in pace.ladder.anew for one in overdue_by(turn, day, after) if one >= last}
    return (*([Since(beyond=last)] if said else []), *_runs(anew))


def late_by(working_days: int, due: date, day: date, after: date) -> Since | None:
    """Return since when an answer may be owed for it to become so late after `after` and not after `day`.

    It is late from its due date on, or from the day on which it became owed if that is later. All are local
    dates; None: there is no such day.
    """
    first, beyond = _late_from(working_days, day, after)
    if due >= beyond:
        return None
    return Since(None if due >= first else first, beyond)


def speaking_on(day: date, since: date | None = None, ladder: Ladder = DEFAULT_LADDER) -> Spoken:
    """Return the due dates and window starts with a step of the ladder after `since` and not after `day`.

    All are local dates; `since`, the last day planned, is the day before `day` unless given. This is `steps`
    turned round, for a query: no occurrence that speaks is missing from a lookup by these dates. A few
    are found that do not speak (the 14th day before lies outside a short window), so `speaks` has the last
    word. An earlier `since` than `LOOK_BACK_DAYS` before `day` counts as that day.
    """
    after = not_before(day, since)
    first, beyond = _working_days(after, day)
    due_dates: set[date] = set()
    for days in ladder.before:
        # A target rests on the last working day not after it, until the next working day comes.
        due_dates.update(_days(first + timedelta(days=days), beyond + timedelta(days=days)))
    for working_days in ladder.overdue:
        due_dates.update(overdue_by(working_days, day, after))
    # An opening waits for the next working day; that of a window of days off only is told before it.
    start_dates = _days(working_day_on_or_before(after) + timedelta(days=1), beyond)
    return Spoken(frozenset(due_dates), frozenset(start_dates))


def overdue_by(working_days: int, day: date, after: date) -> frozenset[date]:
    """Return the due dates whose so many-th working day afterwards comes after `after` and not after `day`.

    All are local dates.
    """
    return frozenset(_days(*_late_from(working_days, day, after)))


def _late_from(working_days: int, day: date, after: date) -> tuple[date, date]:
    first, beyond = _working_days(after, day)
    return add_working_days(first, -working_days), add_working_days(beyond, -working_days)


def not_before(day: date, since: date | None) -> date:
    """Return `since`, the day before `day` unless given, and no further back than `LOOK_BACK_DAYS`."""
    if since is None:
        return day - timedelta(days=1)
    return max(since, day - timedelta(days=LOOK_BACK_DAYS))


def _working_days(after: date, day: date) -> tuple[date, date]:
    """Return the first working day behind `after`, and the first behind `day`, up to which is asked for."""
    first, beyond = (working_day_on_or_after(edge + timedelta(days=1)) for edge in (after, day))
    return first, beyond


def _in_order(start: date | None, due: date, pace: Pace) -> Iterator[Step]:
    for check in checks(start, due, pace.rhythm):
        yield Step(StepKind.CHECK, check)
    if start is not None:
        yield Step(StepKind.OPENS, _moved(start, start, due))
    for days in sorted(pace.ladder.before, reverse=True):
        target = due - timedelta(days=days)
        if start is None or target >= start:
            yield Step(StepKind.BEFORE if days else StepKind.DUE, _moved(target, start, due))


def _overdue(due: date, ladder: Ladder, owed_on: date | None) -> Iterator[Step]:
    """Owed since the last working day before the lateness or later, nothing was said of it in time."""
    is_anew = owed_on is not None and owed_on >= working_day_on_or_before(due)
    late_from = owed_on if is_anew and owed_on is not None else due
    for working_days in ladder.anew if is_anew else ladder.overdue:
        yield Step(StepKind.OVERDUE, add_working_days(late_from, working_days))


def _moved(target: date, start: date | None, due: date) -> date:
    """Return the working day on which a step meant for `target` is said."""
    earlier = working_day_on_or_before(target)
    if start is None or earlier >= start:
        return earlier
    opening = working_day_on_or_after(start)
    return opening if opening <= due else earlier


def _runs(days: Iterable[date]) -> Iterator[Since]:
    """The dates, as few spans as they make."""
    first = beyond = None
    for day in sorted(days):
        if beyond is not None and day != beyond:
            yield Since(first, beyond)
            first = None
        first, beyond = first or day, day + timedelta(days=1)
    if beyond is not None:
        yield Since(first, beyond)


def _days(first: date, beyond: date) -> Iterator[date]:
    return (date.fromordinal(number) for number in range(first.toordinal(), beyond.toordinal()))
