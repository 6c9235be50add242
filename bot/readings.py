"""How a deadline was read, and why, in sentences for people."""

from collections.abc import Iterator

from bot.texts import Translator
from roadmap.deadlines import Deadline, DeadlineKind

_MOST_NAMED = 12
"""Dates; of more, the first and the last say enough."""


def reading_lines(reading: Deadline, t: Translator) -> Iterator[str]:
    """Plain text, a sentence or two each: the dates or why there are none, then what they rest on."""
    if reading.kind is DeadlineKind.UNKNOWN:
        yield t.plain("deadline-unread", reason=reading.reason or "")
    else:
        yield t.plain("deadline-read", kind=reading.kind.value, span=_span(reading, t))
        yield _due(reading, t)
    if reading.relative and reading.relative.anchor:
        yield t.plain("deadline-anchor", anchor=reading.relative.anchor)
    if reading.time:
        yield _time(reading.time, t)
    if reading.place:
        yield t.plain("deadline-place", place=reading.place)
    yield from (t.plain("deadline-why", why=why) for why in reading.why)
    yield from (t.plain("deadline-doubt", doubt=doubt) for doubt in reading.warnings)


def _span(reading: Deadline, t: Translator) -> str:
    if reading.end is None or reading.start == reading.end:
        return t.date(reading.start) if reading.start else ""
    if reading.start is None:
        return t.plain("deadline-span-until", end=reading.end)
    return t.plain("deadline-span", start=reading.start, end=reading.end)


def _time(time: str, t: Translator) -> str:
    if time.endswith("-"):
        return t.plain("deadline-time-since", time=time[:-1])
    if time.startswith("-"):
        return t.plain("deadline-time-until", time=time[1:])
    return t.plain("deadline-time", time=time.replace("-", "–"))


def _due(reading: Deadline, t: Translator) -> str:
    count = len(reading.due)
    if count > _MOST_NAMED:
        return t.plain("deadline-due-many", count=count, first=reading.due[0], last=reading.due[-1])
    return t.plain("deadline-due", count=count, days="; ".join(map(t.date, reading.due)))
