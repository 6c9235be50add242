"""Reading one phrase."""

import re
from collections.abc import Iterable
from functools import lru_cache

from roadmap.deadlines.clauses import Clause, Place, Time, Undated
from roadmap.deadlines.explaining import doubts, why
from roadmap.deadlines.model import Deadline, DeadlineKind, Period, Relative
from roadmap.deadlines.normal import normalise
from roadmap.deadlines.parsing import parse
from roadmap.deadlines.resolving import resolve
from roadmap.deadlines.shapes import Unreadable

_LONGEST = 300
"""Characters. Deadlines are short; a longer text is something else, and would take long to read."""


@lru_cache(maxsize=4096)
def read_deadline(phrase: str, period: Period | None) -> Deadline:
    """What the phrase says within the plan's period; None where the phrase alone has to say the years.

    Never raises: what can't be read is ``unknown`` with the reason, so a person is asked. A month is due on
    its last day, a range on that of its last part, «до X» on day X, a rhythm at the end of each of its times.
    """
    if len(phrase) > _LONGEST:
        return _unknown(phrase, "not-understood")
    text, assumed = normalise(phrase)
    if not text:
        return _unknown(phrase, "empty")
    clauses: tuple[Clause, ...] = ()
    try:
        clauses = parse(text)
        dates = resolve(clauses, period)
    except Unreadable as error:
        return _unknown(phrase, error.reason, clauses)
    return Deadline(
        phrase,
        dates.kind,
        dates.start,
        dates.end,
        dates.due,
        dates.rrule,
        _time(clauses),
        _place(clauses, phrase),
        warnings=assumed + doubts(clauses, dates, period),
        why=why(clauses, dates, period),
    )


def _unknown(phrase: str, reason: str, clauses: Iterable[Clause] = ()) -> Deadline:
    clauses = tuple(clauses)
    return Deadline(
        phrase,
        DeadlineKind.UNKNOWN,
        time=_time(clauses),
        place=_place(clauses, phrase),
        relative=_relative(clauses),
        reason=reason,
    )


def _time(clauses: Iterable[Clause]) -> str | None:
    return next((clause.text for clause in clauses if isinstance(clause, Time)), None)


def _place(clauses: Iterable[Clause], phrase: str) -> str | None:
    """As it is written in the phrase, capitals and all, where normalising left it whole."""
    place = next((clause.text for clause in clauses if isinstance(clause, Place)), None)
    written = re.search(re.escape(place), phrase, re.IGNORECASE) if place else None
    return written[0] if written else place


def _relative(clauses: Iterable[Clause]) -> Relative | None:
    return next(
        (clause.relative for clause in clauses if isinstance(clause, Undated) and clause.relative), None
    )


def deadline_json(deadline: Deadline) -> dict[str, object]:
    """The reading as JSON has it: dates as ISO strings, what is not there as null."""
    relative = deadline.relative
    return {
        "deadline": deadline.phrase,
        "kind": deadline.kind.value,
        "start": deadline.start and deadline.start.isoformat(),
        "end": deadline.end and deadline.end.isoformat(),
        "due": [day.isoformat() for day in deadline.due],
        "rrule": deadline.rrule,
        "time": deadline.time,
        "place": deadline.place,
        "relative": relative
        and {"unit": relative.unit, "amount": relative.amount, "anchor": relative.anchor},
        "reason": deadline.reason,
        "warnings": list(deadline.warnings),
    }
