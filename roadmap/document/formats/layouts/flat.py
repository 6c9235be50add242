"""Rows without anything between their cells: a line each, or the whole table in one line."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from roadmap.document.executors import find_executor
from roadmap.document.formats.layouts.labels import are_heading, labels_at
from roadmap.document.formats.layouts.phrases import is_phrase, may_end
from roadmap.document.grid import Grid, Line, outside
from roadmap.document.headings import Column, columns_of

_NUMBERED = re.compile(r"(?P<number>\d{1,3}(\.\d{1,3})*\.?)\s+(?P<text>\S.*)", re.DOTALL)
_NUMBER_WITHIN = re.compile(r"(?:(?<=\s)|^)(\d{1,3})\.\s+(?=\S)")
_MOST_LEFT_OUT = 3
_LONGEST_DEADLINE = 12
_MOST_AFTER = 80
"""Words that a deadline has, and that may follow it."""


@dataclass(frozen=True, slots=True)
class _Text:
    """A row before it is taken apart, or what stands between rows."""

    line: int
    text: str
    number: str = ""
    is_row: bool = True


@dataclass(frozen=True, slots=True)
class _Parts:
    """A row's text before its deadline, the deadline, and what follows."""

    before: str
    deadline: str
    after: str


def flat(text: str) -> Grid | None:
    lines = text.split("\n")
    for index, line in enumerate(lines):
        words = line.split()
        for start in range(len(words)):
            labels, taken = labels_at(words, start)
            if are_heading(labels):
                rest = " ".join(words[start + taken :]).rstrip(" |")
                preface = [outside(at, before) for at, before in enumerate(lines[:index], start=1)]
                preface.append(outside(index + 1, " ".join(words[:start])))
                texts = list(_rows_within(rest, index + 1) if rest else _rows(lines, index + 1))
                return _grid(preface, Line(index + 1, labels), texts)
    return None


def _grid(preface: list[Line], heading: Line, texts: list[_Text]) -> Grid:
    columns = columns_of(heading.cells)
    rows = [_line(text, columns) if text.is_row else Line(text.line, (text.text,)) for text in texts]
    unclear = frozenset(text.line for text in texts) if _is_unclear(columns) else frozenset()
    return Grid((*preface, heading, *rows), guessed=True, unclear=unclear)


def _is_unclear(columns: Sequence[Column]) -> bool:
    """Unless the deadline stands between the only two columns of text, or there are no executors."""
    texts = [column for column in columns if column is not Column.NUMBER]
    return Column.EXECUTORS in texts and texts != [Column.ACTIVITY, Column.DEADLINE, Column.EXECUTORS]


# Where rows begin


def _rows(lines: Sequence[str], first: int) -> Iterator[_Text]:
    """A number begins a row, and so does a line with its own day; others go on with a row without one."""
    row: _Text | None = None
    for at, line in enumerate(lines[first:], start=first + 1):
        text = " ".join(line.split())
        numbered = _NUMBERED.fullmatch(text)
        if not text or numbered or not row or not _goes_on(row, text):
            if row:
                yield row
            row = None
        if row:
            row = replace(row, text=f"{row.text} {text}")
        elif numbered:
            row = _Text(at, numbered["text"], numbered["number"])
        elif text and _has_days(text):
            row = _Text(at, text)
        elif text:
            yield _Text(at, text, is_row=False)
    if row:
        yield row


def _goes_on(row: _Text, text: str) -> bool:
    return text[0].islower() or not _has_days(row.text)


def _has_days(text: str) -> bool:
    return _split(text.split(), anywhere=True) is not None


def _rows_within(text: str, line: int) -> Iterator[_Text]:
    """Numbers that grow begin rows; lists within an activity begin anew at 1. Rows are counted as lines."""
    begins: list[re.Match[str]] = []
    for found in _NUMBER_WITHIN.finditer(text):
        last = int(begins[-1][1]) if begins else 0
        if last < int(found[1]) <= last + _MOST_LEFT_OUT:
            begins.append(found)
    before = text[: begins[0].start()] if begins else text
    if before.strip():
        yield _Text(line, before.strip(), is_row=False)
    for index, found in enumerate(begins):
        end = begins[index + 1].start() if index + 1 < len(begins) else len(text)
        yield _Text(line + 1 + index, text[found.end() : end].strip(), f"{found[1]}.")


# What belongs to which column


def _line(text: _Text, columns: Sequence[Column]) -> Line:
    own = [column for column in columns if column is not Column.NUMBER]
    at = own.index(Column.DEADLINE)
    parts = _parts(text.text, first=at == 0, last=at == len(own) - 1)
    cells = {Column.NUMBER: text.number, Column.DEADLINE: parts.deadline}
    cells |= _named(parts.before, own[:at]) | _named(parts.after, own[at + 1 :])
    return Line(text.line, tuple(cells.get(column, "") for column in columns))


def _named(text: str, columns: Sequence[Column]) -> dict[Column, str]:
    """Text of these columns: the activity up to where executors are named, or all of it in one."""
    kept = [column for column in columns if column is not Column.OTHER]
    if not kept:
        return {}
    if Column.ACTIVITY in kept and Column.EXECUTORS in kept:
        at = find_executor(text)
        title, executors = (text[:at], text[at:]) if at > 0 else (text, "")
        return {Column.ACTIVITY: title.strip(), Column.EXECUTORS: executors.strip()}
    for column in (Column.ACTIVITY, Column.EXECUTORS):
        if column in kept:
            return {column: text}
    return {kept[0]: text}


def _parts(text: str, *, first: bool, last: bool) -> _Parts:
    words = text.split()
    span = _split(words, anywhere=not first and not last, first=first)
    if span is None:
        return _Parts(text, "", "") if not first else _Parts("", "", text)
    start, end = span
    return _Parts(" ".join(words[:start]), " ".join(words[start:end]), " ".join(words[end:]))


def _split(words: Sequence[str], *, anywhere: bool, first: bool = False) -> tuple[int, int] | None:
    """The deadline nearest to the end, as long as it can be; at the end or the beginning if it has to be."""
    furthest = max(len(words) - _MOST_AFTER, 0) if anywhere else 0
    ends = range(min(len(words), _LONGEST_DEADLINE), 0, -1) if first else range(len(words), furthest, -1)
    ends = ends if anywhere or first else range(len(words), len(words) - 1, -1)
    for end in ends:
        if not words or not may_end(words[end - 1]):
            continue
        for start in (0,) if first else range(max(1, end - _LONGEST_DEADLINE), end):
            if is_phrase(words[start:end]):
                return start, end
    return None
