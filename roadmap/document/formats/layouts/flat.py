"""Rows without anything between their cells: a line each, or the whole table in one line."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from roadmap.document.executors import find_executor
from roadmap.document.formats.layouts.labels import are_heading, labels_at
from roadmap.document.formats.layouts.phrases import is_phrase, may_end
from roadmap.document.grid import Grid, Line, outside
from roadmap.document.headings import Column, columns_of

_NUMBERED = re.compile(r"(?P<number>\d{1,3}(\.\d{1,3})*\.?)\s+(?P<text>\S.*)", re.DOTALL)
_NUMBER_WITHIN = re.compile(r"(?:(?<=\s)|^)(\d{1,3})\.\s+(?=\S)")
_LONGEST_DEADLINE = 12
"""Words."""


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
            labels, taken = labels_at(words[start:])
            if are_heading(labels):
                rest = " ".join(words[start + taken :]).rstrip(" |")
                preface = [outside(at, before) for at, before in enumerate(lines[:index], start=1)]
                preface.append(outside(index + 1, " ".join(words[:start])))
                numbered = list(_rows_within(rest, index + 1) if rest else _rows(lines, index + 1))
                return _grid(preface, Line(index + 1, labels), numbered)
    return None


def _grid(preface: list[Line], heading: Line, numbered: list[tuple[int, str, str]]) -> Grid:
    columns = columns_of(heading.cells)
    rows = [_line(number, label, text, columns) for number, label, text in numbered]
    unclear = frozenset(line.number for line in rows) if Column.EXECUTORS in columns else frozenset()
    return Grid(
        (*preface, heading, *rows), guessed=True, unclear=unclear if _is_unclear(columns) else frozenset()
    )


def _is_unclear(columns: Sequence[Column]) -> bool:
    """Unless the deadline stands between the only two columns of text."""
    texts = [column for column in columns if column is not Column.NUMBER]
    return texts != [Column.ACTIVITY, Column.DEADLINE, Column.EXECUTORS]


# Where rows begin


def _rows(lines: Sequence[str], first: int) -> Iterator[tuple[int, str, str]]:
    """Number of the line, of the row, its text. A line without one goes on with a row that has no day yet."""
    row: tuple[int, str, str] | None = None
    for at, line in enumerate(lines[first:], start=first + 1):
        numbered = _NUMBERED.fullmatch(line.strip())
        if numbered:
            if row:
                yield row
            row = (at, numbered["number"], numbered["text"])
        elif row and line.strip() and not _split(row[2].split(), anywhere=True):
            row = (*row[:2], f"{row[2]} {line.strip()}")
        elif row and not line.strip():
            yield row
            row = None
    if row:
        yield row


def _rows_within(text: str, line: int) -> Iterator[tuple[int, str, str]]:
    """Numbers that grow begin rows; lists within an activity begin anew at 1. Rows are counted as lines."""
    begins: list[re.Match[str]] = []
    for found in _NUMBER_WITHIN.finditer(text):
        last = int(begins[-1][1]) if begins else 0
        if last < int(found[1]) <= last + 3:
            begins.append(found)
    for index, found in enumerate(begins):
        end = begins[index + 1].start() if index + 1 < len(begins) else len(text)
        yield line + 1 + index, f"{found[1]}.", text[found.end() : end].strip()


# What belongs to which column


def _line(number: int, label: str, text: str, columns: Sequence[Column]) -> Line:
    own = [column for column in columns if column is not Column.NUMBER]
    at = own.index(Column.DEADLINE)
    parts = _parts(text, first=at == 0, last=at == len(own) - 1)
    cells = {Column.NUMBER: label, Column.DEADLINE: parts.deadline}
    cells |= _named(parts.before, own[:at]) | _named(parts.after, own[at + 1 :])
    return Line(number, tuple(cells.get(column, "") for column in columns))


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
    ends = range(len(words), 0, -1) if anywhere or first else (len(words),)
    for end in ends:
        if not words or not may_end(words[end - 1]):
            continue
        for start in (0,) if first else range(max(1, end - _LONGEST_DEADLINE), end):
            if is_phrase(words[start:end]):
                return start, end
    return None
