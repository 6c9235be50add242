"""Rows of a tab-separated table, put under its columns even where a page break has shifted them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from roadmap.deadlines import DeadlineKind, Period, read_deadline
from roadmap.document.headings import Column, columns_of, is_heading
from roadmap.errors import NotARoadmap

_NUMBER = re.compile(r"(\d{1,4}([.)]\d{1,4})*|[IVX]{1,5})[.)]?")
_FEWEST_CELLS = 3


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table. ``after_break`` tells that a page, or just an empty line, comes before it."""

    line: int
    cells: tuple[tuple[Column, str], ...]
    after_break: bool

    def __getitem__(self, column: Column) -> str:
        return next((text for where, text in self.cells if where is column), "")

    @property
    def filled(self) -> set[Column]:
        return {column for column, text in self.cells if text}


@dataclass(frozen=True, slots=True)
class Loose:
    """A line among the rows that is not one: text without cells."""

    line: int
    text: str


@dataclass(frozen=True, slots=True)
class Table:
    preface: tuple[str, ...]
    heading: tuple[str, ...]
    first_line: int
    lines: tuple[str, ...]

    @property
    def columns(self) -> tuple[Column, ...]:
        return columns_of(self.heading)

    def rows(self, period: Period | None) -> Iterator[Row | Loose]:
        """Raises nothing: a line that fits no row comes as ``Loose``. Repeated headings are left out."""
        columns = self.columns
        after_break = False
        for number, line in enumerate(self.lines, start=self.first_line):
            cells = cells_of(line)
            if not any(cells):
                after_break = True
            elif len(cells) == 1:
                yield Loose(number, cells[0])
            elif tuple(cells) != self.heading and not _is_column_numbers(cells):
                yield Row(number, _fitted(cells, columns, period), after_break)
                after_break = False


def find_table(text: str) -> Table:
    """Raises NotARoadmap when no line is a heading with a column of deadlines."""
    lines = text.split("\n")
    for index, line in enumerate(lines):
        heading = tuple(cells_of(line))
        if is_heading(columns_of(heading)):
            return Table(tuple(lines[:index]), heading, index + 2, tuple(lines[index + 1 :]))
    raise _not_found(lines)


def _not_found(lines: Sequence[str]) -> NotARoadmap:
    for number, line in enumerate(lines, start=1):
        cells = cells_of(line)
        if len(cells) >= _FEWEST_CELLS and Column.ACTIVITY in columns_of(cells):
            return NotARoadmap("import-no-deadline-column", line=number)
    return NotARoadmap("import-not-a-roadmap")


def cells_of(line: str) -> list[str]:
    """Blanks within a cell are one blank; a page's end (form feed) is a blank."""
    return [" ".join(cell.split()) for cell in line.split("\t")]


def is_number(text: str) -> bool:
    return _NUMBER.fullmatch(text) is not None


def _is_column_numbers(cells: Sequence[str]) -> bool:
    numbers = [cell for cell in cells if cell]
    return len(numbers) >= _FEWEST_CELLS and numbers == [str(number) for number in range(1, len(numbers) + 1)]


def _fitted(
    cells: Sequence[str], columns: Sequence[Column], period: Period | None
) -> tuple[tuple[Column, str], ...]:
    at = columns.index(Column.DEADLINE)
    split = max(at - _shift(cells, columns, period), 0)
    before = _padded(cells[:split], at)
    return tuple(zip(columns, [*before, *_cut(cells[split:], len(columns) - at)], strict=True))


def _shift(cells: Sequence[str], columns: Sequence[Column], period: Period | None) -> int:
    """By how many cells the row is shifted to the left: seen by where a deadline is read in it.

    Elsewhere than in its column a deadline counts only after a title: «2022 год» may be the end of one. A row
    without a deadline is shifted when text stands where its number should be.
    """
    at = columns.index(Column.DEADLINE)
    after_title = [index for index in range(len(cells)) if index == at or any(cells[:index])]
    for index in sorted(after_title, key=lambda index: (abs(at - index), index)):
        if _is_date(cells[index], period):
            return at - index
    misplaced = columns[0] is Column.NUMBER and cells[0] != "" and not is_number(cells[0])
    return 1 if misplaced else 0


def _is_date(cell: str, period: Period | None) -> bool:
    return not is_number(cell) and read_deadline(cell, period).kind is not DeadlineKind.UNKNOWN


def _padded(cells: Sequence[str], width: int) -> list[str]:
    """To the right edge, as the deadline follows; what doesn't fit is joined with the last cell."""
    kept = list(cells)
    while len(kept) > width and "" in kept:
        kept.remove("")
    kept = [""] * (width - len(kept)) + kept
    return [*kept[: width - 1], " ".join(kept[width - 1 :])] if width else []


def _cut(cells: Sequence[str], width: int) -> list[str]:
    """To the left edge: empty cells too many go, from the end; what doesn't fit joins the last cell."""
    kept = list(cells)
    while len(kept) > width and "" in kept:
        del kept[len(kept) - 1 - kept[::-1].index("")]
    kept += [""] * (width - len(kept))
    return [*kept[: width - 1], " ".join(kept[width - 1 :])]
