"""«text |»: cells end with a sign, and run over the lines as they please."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from roadmap.document.fitting import looks_dated
from roadmap.document.formats.layouts.labels import are_heading, longest_label
from roadmap.document.grid import Grid, Line, across, outside
from roadmap.document.headings import Column, columns_of, means_something

_SIGN = "|"
_MOST_LABEL_LINES = 3
_MOST_BEFORE = 500
"""Cells above a heading."""
_MOST_DATED = 0.5
"""Of the rows that are not sections so many have a day in its column, or the cells were miscounted."""


@dataclass(frozen=True, slots=True)
class _Cell:
    line: int
    lines: tuple[str, ...]
    ends_row: bool = False

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.lines).split())


def piped(text: str) -> Grid | None:
    cells = list(_cells(text))
    for start in range(min(len(cells), _MOST_BEFORE)):
        heading = _heading(cells, start)
        if heading:
            preface, labels, end = heading
            rows = list(_rows(cells[end:], len(labels)))
            columns = columns_of(labels)
            if not _fit(rows, columns.index(Column.DEADLINE)):
                return None
            return Grid((*preface, Line(cells[start].line, labels), *rows))
    return None


def _cells(text: str) -> Iterator[_Cell]:
    """A line of signs alone ends a row."""
    begun: list[str] = []
    first = 1
    for number, line in enumerate(text.split("\n"), start=1):
        if line.count(_SIGN) > 1 and not line.replace(_SIGN, "").strip():
            yield _Cell(number, (), ends_row=True)
            continue
        *ended, rest = line.split(_SIGN)
        for piece in ended:
            yield _Cell(first if begun else number, (*begun, piece))
            begun = []
        if rest.strip() or (begun and not ended):
            first = first if begun else number
            begun.append(rest)
    if any(line.strip() for line in begun):
        yield _Cell(first, tuple(begun), ends_row=True)


def _heading(cells: Sequence[_Cell], start: int) -> tuple[list[Line], tuple[str, ...], int] | None:
    """The lines above it, which end in the first cell, its labels, and where the rows begin."""
    above, first = _first_label(cells[start])
    labels = [first]
    for cell in cells[start + 1 :]:
        if cell.ends_row or not means_something(cell.text):
            break
        labels.append(cell.text)
    if not are_heading(labels):
        return None
    before = [line for cell in cells[:start] for line in cell.lines]
    preface = [outside(1, line) for line in (*before, *above)]
    return preface, tuple(labels), start + len(labels)


def _first_label(cell: _Cell) -> tuple[tuple[str, ...], str]:
    """The cell's last lines that are a label; what comes before is no part of the table."""
    lines = tuple(line for line in cell.lines if line.strip())
    for count in range(min(_MOST_LABEL_LINES, len(lines)), 0, -1):
        label = " ".join(" ".join(lines[-count:]).split())
        if means_something(label) and (count == 1 or longest_label(label.split()) == len(label.split())):
            return cell.lines[: len(cell.lines) - count], label
    return cell.lines, ""


def _rows(cells: Sequence[_Cell], width: int) -> Iterator[Line]:
    row: list[_Cell] = []
    for cell in cells:
        if not cell.ends_row or cell.lines:
            row.append(cell)
        if row and (len(row) == width or cell.ends_row):
            yield _line(row, width)
            row = []
    if row:
        yield _line(row, width)


def _line(row: Sequence[_Cell], width: int) -> Line:
    """A section's heading stands alone before the end of its row."""
    texts = [cell.text for cell in row]
    if len(texts) == 1:
        return across(row[0].line, texts[0], width)
    return Line(row[0].line, (*texts, *[""] * (width - len(texts))))


def _fit(rows: Sequence[Line], deadline: int) -> bool:
    whole = [line.cells[deadline] for line in rows if not line.is_wide and not _is_numbers(line)]
    return bool(whole) and sum(map(looks_dated, whole)) >= len(whole) * _MOST_DATED


def _is_numbers(line: Line) -> bool:
    return all(cell.isdigit() for cell in line.cells if cell)
