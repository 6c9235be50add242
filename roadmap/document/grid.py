"""What every format is turned into: lines of cells, each with the number by which a person finds it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a table, or a line of text as its only cell; without text it is a break.

    ``number`` is the line of a text, the row of a sheet or of the document's tables, from 1. ``table`` tells
    tables apart and is None for text outside of them. Of a merged cell the first place has the text; places
    below (``above``) repeat it, those to its right (``left``) are empty.
    """

    number: int
    cells: tuple[str, ...]
    table: int | None = 0
    above: frozenset[int] = frozenset()
    left: frozenset[int] = frozenset()
    hidden: bool = False

    @property
    def is_blank(self) -> bool:
        return not any(cell.strip() for cell in self.cells)

    @property
    def text(self) -> str:
        own = (cell for place, cell in enumerate(self.cells) if place not in self.above)
        return " ".join(" ".join(own).split())

    @property
    def is_wide(self) -> bool:
        """One cell over all columns: a section's heading, or text that stands in a table for its looks."""
        return len(self.cells) > 1 and len(self.left) == len(self.cells) - 1

    def fitted(self, width: int) -> "Line":
        """With empty cells up to this width."""
        missing = width - len(self.cells)
        return replace(self, cells=self.cells + ("",) * missing) if missing > 0 else self


@dataclass(frozen=True, slots=True)
class Grid:
    """One way of seeing the document, or one sheet of it.

    Unless ``exact``, cells may be missing or shifted: a text has lost what held them in their columns. What
    is ``guessed`` was taken apart by its meaning and has to be looked at by a person.
    """

    lines: tuple[Line, ...]
    exact: bool = True
    guessed: bool = False
    sheet: str = ""
    unclear: frozenset[int] = field(default=frozenset())
    """Lines whose cells could not be told apart for sure."""


def merged(
    rows: Sequence[Sequence[str | None]], table: int, first: int, origins: "Origins | None" = None
) -> list[Line]:
    """Rows of a table in which a place covered by a merged cell is None; ``first`` is the first row's."""
    return [_line(rows, index, table, first + index, origins or {}) for index in range(len(rows))]


Origins = dict[tuple[int, int], tuple[int, int]]
"""Of each covered place (row, column) the place that has the text."""


def _line(rows: Sequence[Sequence[str | None]], row: int, table: int, number: int, origins: Origins) -> Line:
    cells: list[str] = []
    above, left = set(), set()
    for column, text in enumerate(rows[row]):
        source = origins.get((row, column))
        if source is None or source == (row, column):
            cells.append(text or "")
            continue
        if source[0] < row:
            above.add(column)
        if source[1] < column:
            left.add(column)
        cells.append("" if source[1] < column else rows[source[0]][source[1]] or "")
    return Line(number, tuple(cells), table, frozenset(above), frozenset(left))


def across(number: int, text: str, width: int) -> Line:
    """A section's heading, over all the columns."""
    return Line(number, (text, *[""] * (width - 1)), left=frozenset(range(1, width)))


def outside(number: int, text: str) -> Line:
    """A paragraph that stands in no table."""
    return Line(number, (text,), table=None)


def of_rows(rows: Iterable[tuple[int, Sequence[str]]]) -> tuple[Line, ...]:
    """Lines of one table without merged cells, with their numbers."""
    return tuple(Line(number, tuple(cells)) for number, cells in rows)
