"""A cell a paragraph: as previews of documents show tables, one cell under the other."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from roadmap.document.executors import audience_of
from roadmap.document.fitting import looks_dated
from roadmap.document.formats.layouts.labels import are_heading, is_label, labels_at
from roadmap.document.formats.layouts.phrases import is_phrase
from roadmap.document.grid import Grid, Line, across, outside
from roadmap.document.headings import Column, columns_of

_ROW_NUMBER = re.compile(r"[1-9]\d{0,2}(\.\d{1,2}){0,2}\.?")
_EMPTY_CELL = 3
"""So many empty lines have an empty cell among them."""
_CAPITALS = 4


@dataclass(frozen=True, slots=True)
class _Piece:
    """A line that is not empty, and how many empty ones come before it."""

    line: int
    text: str
    gap: int


def stacked(text: str) -> Grid | None:
    """None where there is no such heading, or where it isn't certain which line belongs to which cell."""
    pieces = list(_pieces(text))
    texts = [piece.text for piece in pieces]
    for start in range(len(pieces)):
        labels, taken = labels_at(texts, start)
        if are_heading(labels):
            preface = [line for piece in pieces[:start] for line in _preface(piece)]
            columns = columns_of(labels)
            rows = _rows(pieces[start + taken :], columns)
            if not rows:
                return None
            unclear = frozenset(line.number for line in rows) if _are_unclear(columns) else frozenset()
            return Grid((*preface, Line(pieces[start].line, labels), *rows), guessed=True, unclear=unclear)
    return None


def has_stacked_heading(text: str) -> bool:
    """Whether labels of columns stand one under the other, whatever became of the rows."""
    pieces = [piece.text for piece in _pieces(text)]
    return any(
        len(labels) > 1 and {Column.ACTIVITY, Column.DEADLINE} <= set(columns_of(labels))
        for labels, _ in (labels_at(pieces, start) for start in range(len(pieces)))
    )


def _pieces(text: str) -> Iterator[_Piece]:
    gap = 0
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            yield _Piece(number, " ".join(line.split()), gap)
            gap = 0
        else:
            gap += 1


def _preface(piece: _Piece) -> list[Line]:
    return [*([outside(piece.line, "")] if piece.gap else []), outside(piece.line, piece.text)]


def _are_unclear(columns: Sequence[Column]) -> bool:
    """Unless everything before the day is the activity, and everything after it the executors."""
    return columns != (Column.NUMBER, Column.ACTIVITY, Column.DEADLINE, Column.EXECUTORS)


def _rows(pieces: Sequence[_Piece], columns: Sequence[Column]) -> list[Line] | None:
    """A label among the rows is a column that was left behind: then nothing fits."""
    if columns[0] is not Column.NUMBER or any(is_label(piece.text) for piece in pieces):
        return None
    rows = list(_numbered(_without_column_numbers(pieces, len(columns))))
    found: list[Line] = []
    for row, following in zip_longest(rows, rows[1:]):
        if following and _is_below(following[0].text, row[0].text):
            found.append(across(row[0].line, _text(row), len(columns)))
        else:
            found += _lines(row, columns)
    return found


def _is_number(piece: _Piece) -> bool:
    return _ROW_NUMBER.fullmatch(piece.text) is not None


def _is_below(number: str, section: str) -> bool:
    """«1.2.» is below «1.»."""
    return number.rstrip(".").startswith(f"{section.rstrip('.')}.")


def _without_column_numbers(pieces: Sequence[_Piece], width: int) -> Sequence[_Piece]:
    numbers = [str(number) for number in range(1, width + 1)]
    return pieces[width:] if [piece.text for piece in pieces[:width]] == numbers else pieces


def _numbered(pieces: Sequence[_Piece]) -> Iterator[list[_Piece]]:
    row: list[_Piece] = []
    for piece in pieces:
        if _is_number(piece):
            if row:
                yield row
            row = []
        row.append(piece)
    if row:
        yield row


def _lines(row: list[_Piece], columns: Sequence[Column]) -> Iterator[Line]:
    """The row, and those without a number that follow it: a section's heading, or a row with its own day."""
    while row:
        days = _days(row)
        next_days = _days(row, days[1]) if days else None
        end = _end(row, days[1] if days else 1, next_days[0] if next_days else len(row))
        yield _line(row[:end], columns, _days(row[:end]))
        row = row[end:]
        if row and _is_section(row[0]):
            yield across(row[0].line, row[0].text, len(columns))
            row = row[1:]


def _days(row: Sequence[_Piece], after: int = 0) -> tuple[int, int] | None:
    """The first pieces that are a deadline together."""
    for start in range(after, len(row)):
        if start + 1 < len(row) and is_phrase(_text(row[start : start + 2]).split()):
            return start, start + 2
        if looks_dated(row[start].text):
            return start, start + 1
    return None


def _end(row: Sequence[_Piece], after: int, before: int) -> int:
    """Where the next row begins: a section's heading, or its title after the empty place of a number."""
    for at in range(after, before):
        if _is_section(row[at]):
            return at
    if before == len(row):
        return before
    gaps = [at for at in range(after + 1, before) if row[at].gap >= _EMPTY_CELL]
    return gaps[-1] if gaps else before - 1


def _is_section(piece: _Piece) -> bool:
    return piece.text.isupper() and len(piece.text) > _CAPITALS and not _is_number(piece)


def _line(row: Sequence[_Piece], columns: Sequence[Column], days: tuple[int, int] | None) -> Line:
    start, end = days or (len(row), len(row))
    first = 1 if _is_number(row[0]) else 0
    cells = {Column.DEADLINE: _text(row[start:end])}
    if first:
        cells[Column.NUMBER] = row[0].text
    at = columns.index(Column.DEADLINE)
    cells |= _named(row[first:start], [column for column in columns[:at] if column is not Column.NUMBER])
    cells |= _named(row[end:], columns[at + 1 :])
    return Line(row[0].line, tuple(cells.get(column, "") for column in columns))


def _named(pieces: Sequence[_Piece], columns: Sequence[Column]) -> dict[Column, str]:
    """Pieces of these columns. What stands in a column of no use may be the executors', by its words."""
    if not pieces or not columns:
        return {}
    if len(columns) == 1 or columns[0] is not Column.OTHER:
        return {columns[0]: _text(pieces)} if len(columns) == 1 else _first_and_rest(pieces, columns)
    is_empty = pieces[0].gap >= _EMPTY_CELL or len(pieces) == 1 or bool(audience_of(pieces[0].text))
    return _named(pieces if is_empty else pieces[1:], columns[1:])


def _first_and_rest(pieces: Sequence[_Piece], columns: Sequence[Column]) -> dict[Column, str]:
    """The first paragraph, which may be several lines long, and what is left for the others."""
    end = next((at for at in range(1, len(pieces)) if pieces[at].gap), len(pieces))
    return {columns[0]: _text(pieces[:end])} | _named(pieces[end:], columns[1:])


def _text(pieces: Sequence[_Piece]) -> str:
    return " ".join(piece.text for piece in pieces)
