"""A reading that waits to be started: what in it is doubtful, and how a coordinator corrects it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum

from roadmap.deadlines import Deadline, DeadlineKind, Period, read_deadline
from roadmap.document import Audience, ReadActivity, Reading, ReadWarning
from roadmap.errors import UserError
from roadmap.ladder import Ladder
from roadmap.names import normalise_name


class Step(IntEnum):
    """What else is decided before a start. Kept among the positions that are checked, which begin at 1."""

    MEETING = -1
    SCHOOLS = -2
    LADDER = -3


@dataclass(frozen=True, slots=True)
class Choices:
    """What a coordinator decided beside the reading. `ladder` None: the default."""

    left_out: frozenset[int] = frozenset()
    excluded_school_ids: frozenset[int] = frozenset()
    ladder: Ladder | None = None


@dataclass(frozen=True, slots=True)
class Before:
    """What is known of an activity from the roadmap in force; `deadline` as it is kept there."""

    title: str
    deadline: Deadline
    executors: str
    audience: tuple[Audience, ...]
    is_meeting: bool
    is_watched: bool


_DEADLINE_WARNINGS = frozenset({"import-deadline-unknown", "import-several-deadlines", "newyear-reworded"})
_EXECUTOR_WARNINGS = frozenset({"import-executors-unknown", "import-executors-missing"})
_OF_NO_WEIGHT = frozenset({"classes", "executor-note"})
"""What was found beside a deadline and doesn't touch it."""


def doubts_of(reading: Reading) -> dict[int, tuple[ReadWarning, ...]]:
    """Positions in their order with what a person should look at there, as long as it is so."""
    by_position: dict[int, list[ReadWarning]] = {}
    for warning in reading.warnings:
        by_position.setdefault(warning.position, []).append(warning)
    period = period_of(reading)
    found = {
        read.position: tuple(_doubts(read, by_position.get(read.position, ()), period))
        for read in reading.activities
    }
    return {position: doubts for position, doubts in found.items() if doubts}


def doubts_of_document(reading: Reading) -> tuple[ReadWarning, ...]:
    """What concerns no single activity."""
    return tuple(warning for warning in reading.warnings if not warning.position)


def _doubts(read: ReadActivity, warnings: Sequence[ReadWarning], period: Period) -> Iterator[ReadWarning]:
    corrected = is_corrected(read.deadline, period)
    if read.deadline.kind is DeadlineKind.UNKNOWN and not _has(warnings, "import-deadline-unknown"):
        arguments = {"deadline": read.deadline.phrase, "reason": read.deadline.reason or ""}
        yield ReadWarning(read.line, "import-deadline-unknown", arguments, read.position)
    for warning in warnings:
        if warning.id in _DEADLINE_WARNINGS and corrected:
            continue
        if warning.id in _EXECUTOR_WARNINGS and read.audience:
            continue
        if _is_of_another_day(warning, read.deadline):
            continue
        yield warning
    if not read.audience and not read.executors and not _has(warnings, "import-executors-missing"):
        yield ReadWarning(read.line, "import-executors-missing", {}, read.position)
    for word in read.deadline.warnings:
        if word not in _OF_NO_WEIGHT:
            yield ReadWarning(read.line, "deadline-doubt", {"doubt": word}, read.position)


def _is_of_another_day(warning: ReadWarning, deadline: Deadline) -> bool:
    """Whether the day that it is about is no due date any more."""
    day = warning.arguments.get("day")
    return day is not None and day not in {due.isoformat() for due in deadline.due}


def _has(warnings: Sequence[ReadWarning], id_: str) -> bool:
    return any(warning.id == id_ for warning in warnings)


def period_of(reading: Reading) -> Period:
    """What the plan is made for: the school year where deadlines are read by that alone, else the year."""
    year, school_year = Period.year(reading.year), Period.school_year(reading.year)
    by_school_year = sum(
        not is_corrected(read.deadline, school_year) and is_corrected(read.deadline, year)
        for read in reading.activities
    )
    by_year = sum(
        not is_corrected(read.deadline, year) and is_corrected(read.deadline, school_year)
        for read in reading.activities
    )
    return school_year if by_school_year > by_year else year


def is_corrected(deadline: Deadline, period: Period) -> bool:
    """Whether its dates are other ones than the phrase says by itself."""
    read = read_deadline(deadline.phrase, period)
    return _dates(read) != _dates(deadline)


def _dates(deadline: Deadline) -> tuple[object, ...]:
    return deadline.kind, deadline.start, deadline.end, deadline.due


def read_activity(reading: Reading, position: int) -> ReadActivity | None:
    return next((read for read in reading.activities if read.position == position), None)


def typed_deadline(text: str, reading: Reading) -> Deadline:
    """What a coordinator means by a date or a phrase. Raises UserError where no date can be made of it."""
    phrase = " ".join(text.split())
    deadline = read_deadline(phrase, period_of(reading))
    if deadline.kind is DeadlineKind.UNKNOWN:
        raise UserError("draft-deadline-unclear", reason=deadline.reason or "")
    return deadline


def with_deadline(reading: Reading, position: int, deadline: Deadline) -> Reading:
    """The dates are the new ones, the phrase stays the document's."""

    def changed(read: ReadActivity) -> ReadActivity:
        if read.position != position:
            return read
        return replace(read, deadline=replace(deadline, phrase=read.deadline.phrase))

    return _changed(reading, changed)


def with_audience(reading: Reading, position: int, audience: Sequence[Audience]) -> Reading:
    """For whom it is, and all that have their executors written the same."""
    return _with_audiences(reading, dict.fromkeys(written_alike(reading, position), tuple(audience)))


def with_meeting(reading: Reading, position: int | None) -> Reading:
    """The group's sessions are this activity; None: there are none."""
    return _changed(reading, lambda read: replace(read, meeting=read.position == position))


def written_alike(reading: Reading, position: int) -> frozenset[int]:
    """The positions whose executors are written the same, this one among them.

    Where none are written it is alone, unless the document has no place for them at all.
    """
    read = read_activity(reading, position)
    if read is None:
        return frozenset()
    key = executors_key(read.executors)
    if not key and not _names_nobody(reading):
        return frozenset({position})
    return frozenset(one.position for one in reading.activities if executors_key(one.executors) == key)


def _names_nobody(reading: Reading) -> bool:
    return _has(reading.warnings, "import-no-executors-column")


def executors_key(executors: str) -> str:
    """The form by which executors of two documents are compared; empty where none are written."""
    return normalise_name(executors)


def with_remembered(reading: Reading, remembered: Mapping[str, Sequence[Audience]]) -> Reading:
    """Read the executors as they were corrected before; `remembered`: key → for whom they are."""
    known = {
        read.position: tuple(remembered[key])
        for read in reading.activities
        if (key := executors_key(read.executors)) in remembered
    }
    return _with_audiences(reading, known)


def as_before(reading: Reading, known: Mapping[int, Before]) -> Reading:
    """Keep what was decided of the activities that go on; `known`: position → what the roadmap in force has.

    A deadline that is written as it was keeps its dates where they were corrected. Executors that are written
    as they were, or not at all, and are read to nobody stay those that were chosen. The meetings stay where
    they were.
    """
    meeting = next((position for position, before in known.items() if before.is_meeting), None)
    found = next((read.position for read in reading.activities if read.meeting), None)
    if meeting is not None or found in known:
        reading = with_meeting(reading, meeting)
    for position, before in known.items():
        read = read_activity(reading, position)
        if read is not None and _is_settled(read.deadline, before.deadline, reading.year):
            reading = with_deadline(reading, position, before.deadline)
        if read is not None and _is_chosen(read, before):
            reading = _with_audiences(reading, {position: before.audience})
    return reading


def _is_settled(read: Deadline, before: Deadline, year: int) -> bool:
    """Whether a coordinator has said what the phrase doesn't.

    The plan of a year may have become one of a school year: dates that the phrase has in either are its own.
    """
    if not before.due or normalise_name(read.phrase) != normalise_name(before.phrase):
        return False
    either = Period.year(year), Period.school_year(year)
    by_itself = (read, *(read_deadline(read.phrase, period) for period in either))
    return read.kind is DeadlineKind.UNKNOWN or _dates(before) not in map(_dates, by_itself)


def _is_chosen(read: ReadActivity, before: Before) -> bool:
    """Whether a coordinator has said for whom it is, the document not saying so."""
    same = executors_key(read.executors) == executors_key(before.executors)
    return same and bool(before.audience) and not read.audience


def _with_audiences(reading: Reading, audiences: Mapping[int, tuple[Audience, ...]]) -> Reading:
    """It is decided for whom these are, nobody of ours perhaps: there is no doubt of it any more."""
    warnings = tuple(
        warning
        for warning in reading.warnings
        if warning.position not in audiences or warning.id not in _EXECUTOR_WARNINGS
    )

    def decided(read: ReadActivity) -> ReadActivity:
        return replace(read, audience=audiences.get(read.position, read.audience))

    return replace(_changed(reading, decided), warnings=warnings)


def _changed(reading: Reading, change: Callable[[ReadActivity], ReadActivity]) -> Reading:
    return replace(reading, activities=tuple(map(change, reading.activities)))
