"""The table of activities in a document: where it is, and its rows under their columns."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from roadmap.deadlines import Period
from roadmap.document.fitting import fitted, is_date, is_number, looks_dated
from roadmap.document.grid import Grid, Line
from roadmap.document.headings import Column, columns_of, is_heading, means_something
from roadmap.errors import NotARoadmap

_FEWEST_CELLS = 3
_FEWEST_ROWS = 2
_MOST_HEADING_ROWS = 3
_MONTH = re.compile(
    r"(январь|февраль|март|апрель|май|июнь|июль|август|сентябрь|октябрь|ноябрь|декабрь)"
    r"( (19|20)\d\d( ?г(ода?|\.)?)?)?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Row:
    """A row under its columns. ``after_break`` tells that a page, or just an empty line, comes before it.

    ``month`` is said by a heading above; ``same_title``: its activity is merged with that of the row above.
    """

    line: int
    cells: tuple[tuple[Column, str], ...]
    after_break: bool
    month: str = ""
    same_title: bool = False
    hidden: bool = False
    listed: bool = False
    """Found as a row in a text without cells: what heads a section was sorted out there."""

    def __getitem__(self, column: Column) -> str:
        return next((text for where, text in self.cells if where is column), "")

    @property
    def filled(self) -> set[Column]:
        return {column for column, text in self.cells if text}


@dataclass(frozen=True, slots=True)
class Loose:
    """A line among the rows that is not one: text without cells. ``certain`` when it was meant to be none."""

    line: int
    text: str
    certain: bool = False


@dataclass(frozen=True, slots=True)
class Heading:
    """``texts`` are the labels of the columns, over however many lines they go."""

    line: int
    height: int
    texts: tuple[str, ...]
    columns: tuple[Column, ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """A table, or the part of one up to the next page, with the heading that is in force there."""

    heading: Heading
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Table:
    preface: tuple[str, ...]
    pieces: tuple[Piece, ...]
    exact: bool = True
    guessed: bool = False
    ignored: tuple[Loose, ...] = field(default=())
    """Other tables of the document, each with its first words."""

    @property
    def columns(self) -> tuple[Column, ...]:
        return self.pieces[0].heading.columns

    @property
    def heading_line(self) -> int:
        return self.pieces[0].heading.line

    def rows(self, period: Period | None) -> Iterator[Row | Loose]:
        """Raises nothing: a line that fits no row comes as ``Loose``. Repeated headings are left out."""
        month = ""
        for piece in self.pieces:
            after_break = piece is not self.pieces[0]
            for line in piece.lines:
                if line.is_blank:
                    after_break = after_break or not self.exact
                elif said := _month_of(line):
                    month = said
                elif not _is_heading_again(line, piece.heading):
                    found = self._row(piece.heading, line, period, month, after_break=after_break)
                    yield found
                    after_break = after_break and isinstance(found, Loose)

    def _row(
        self, heading: Heading, line: Line, period: Period | None, month: str, *, after_break: bool
    ) -> Row | Loose:
        texts = _texts(line, heading.columns)
        is_section = line.is_wide or _is_merged_over_days(line, heading.columns)
        if len(texts) == 1 or is_section or (self.exact and _is_lonely(texts, heading.columns)):
            return Loose(line.number, line.text, certain=is_section)
        cells = fitted(texts, heading.columns, period, exact=self.exact)
        same_title = any(heading.columns[place] is Column.ACTIVITY for place in line.above)
        if same_title:
            cells = tuple(
                (column, "" if place in line.above else text) for place, (column, text) in enumerate(cells)
            )
        return Row(line.number, cells, after_break, month, same_title, line.hidden, self.guessed)


def find_table(grid: Grid) -> Table:
    """Raises NotARoadmap when no line is a heading with a column of deadlines."""
    preface: list[str] = []
    pieces: list[Piece] = []
    ignored: list[Loose] = []
    for table, group in groupby(grid.lines, key=lambda line: line.table):
        lines = tuple(group)
        found = None if table is None else _piece(lines, exact=grid.exact)
        if found:
            before, piece = found
            preface += [line.text for line in before if not pieces]
            pieces.append(piece)
        elif pieces and (table is None or _goes_on(lines, pieces[-1])):
            pieces.append(Piece(pieces[-1].heading, lines))
        elif not pieces and (table is None or len(lines[0].cells) < _FEWEST_CELLS):
            preface += [line.text for line in lines]
        elif _is_of_note(lines, pieces):
            ignored.append(Loose(lines[0].number, lines[0].text))
    if not pieces:
        raise _not_found(grid.lines)
    return Table(tuple(preface), tuple(pieces), grid.exact, grid.guessed, tuple(ignored))


def _not_found(lines: Sequence[Line]) -> NotARoadmap:
    for line in lines:
        if len(line.cells) >= _FEWEST_CELLS and Column.ACTIVITY in columns_of(line.cells):
            return NotARoadmap("import-no-deadline-column", line=line.number)
    return NotARoadmap("import-not-a-roadmap")


# Where the table is


def _piece(lines: Sequence[Line], *, exact: bool) -> tuple[Sequence[Line], Piece] | None:
    """The lines above the heading, and what follows it."""
    for index in range(len(lines)):
        heading = _heading_at(lines, index, exact=exact)
        if heading:
            return lines[:index], Piece(heading, tuple(lines[index + heading.height :]))
    return _by_months(lines) if exact else None


def _heading_at(lines: Sequence[Line], index: int, *, exact: bool) -> Heading | None:
    """The heading that begins here, over as many lines as belong to it."""
    line = lines[index]
    if line.is_blank or line.is_wide:
        return None
    found = _heading(lines[index : index + 1])
    if not exact or not any(means_something(text) for text in line.cells):
        return found
    if not found and _heading(lines[index + 1 : index + 2]):
        return None
    for height in range(2, _MOST_HEADING_ROWS + 1):
        more = lines[index : index + height]
        if len(more) < height or not _is_part_of_heading(more[-1], complete=found is not None):
            break
        found = _heading(more) or found
    return found


def _is_part_of_heading(line: Line, *, complete: bool) -> bool:
    """A further row of labels: no data, but a label, or something merged with the row above.

    Below a heading that is complete all of it has to be labels, or the rest of them in small letters, and
    more than one unless some is merged.
    """
    own = [text for place, text in enumerate(line.cells) if text.strip() and place not in line.above]
    if not own or line.is_wide or any(is_number(text.strip()) or is_date(text, None) for text in own):
        return False
    labels = sum(means_something(text) for text in own)
    if complete:
        goes_on = labels > 0 and all(text.strip()[0].islower() for text in own)
        return (goes_on or labels == len(own)) and (bool(line.above) or len(own) > 1)
    return bool(labels or line.above)


def _heading(lines: Sequence[Line]) -> Heading | None:
    if not lines:
        return None
    width = max(len(line.cells) for line in lines)
    texts = tuple(" ".join(filter(None, (_label(line, at) for line in lines))) for at in range(width))
    columns = columns_of(texts)
    return Heading(lines[0].number, len(lines), texts, columns) if is_heading(columns) else None


def _label(line: Line, place: int) -> str:
    """Of a label merged over columns each of them has it. One merged over rows counts once."""
    if place >= len(line.cells) or place in line.above:
        return ""
    while place in line.left:
        place -= 1
    return " ".join(line.cells[place].split())


def _by_months(lines: Sequence[Line]) -> tuple[Sequence[Line], Piece] | None:
    """A plan whose rows stand under the names of months needs no column of deadlines."""
    if not any(_month_of(line) for line in lines):
        return None
    for index, line in enumerate(lines):
        texts = tuple(" ".join(text.split()) for text in line.cells)
        columns = columns_of(texts)
        if Column.ACTIVITY in columns and len(columns) > 1 and not line.is_wide:
            heading = Heading(line.number, 1, (*texts, ""), (*columns, Column.DEADLINE))
            return lines[:index], Piece(heading, tuple(lines[index + 1 :]))
    return None


def _goes_on(lines: Sequence[Line], piece: Piece) -> bool:
    """A table without a heading is the rest of the one before: as wide, with days or numbers in their place.

    What begins without a day goes on with the last row.
    """
    columns = piece.heading.columns
    if any(len(line.cells) != len(columns) for line in lines):
        return False
    if columns[0] is Column.NUMBER and is_number(lines[0].cells[0].strip()):
        return True
    at = next((place for place, column in enumerate(columns) if column in {Column.DEADLINE, Column.END}), 0)
    days = [" ".join(line.cells[at].split()) for line in lines]
    return not days[0] or any(map(looks_dated, days))


def _is_of_note(lines: Sequence[Line], pieces: Sequence[Piece]) -> bool:
    """Not a signature or the like, which are laid out as tables, too."""
    filled = [line for line in lines if not line.is_blank]
    if not filled or len(filled[0].cells) < _FEWEST_CELLS:
        return False
    is_as_wide = bool(pieces) and len(filled[0].cells) == len(pieces[-1].heading.columns)
    return is_as_wide or len(filled) >= _FEWEST_ROWS


# Its rows


def _is_heading_again(line: Line, heading: Heading) -> bool:
    texts = tuple(" ".join(cell.split()) for cell in line.cells)
    if texts == heading.texts or _is_column_numbers(texts):
        return True
    own = [text for text in texts if text]
    return (
        len(own) >= _FEWEST_CELLS and columns_of(texts) == heading.columns and all(map(means_something, own))
    )


def _is_column_numbers(cells: Sequence[str]) -> bool:
    numbers = [cell.rstrip(".") for cell in cells if cell]
    return len(numbers) >= _FEWEST_CELLS and numbers == [str(number) for number in range(1, len(numbers) + 1)]


def _month_of(line: Line) -> str:
    """The month that heads a section: alone in its row."""
    own = {" ".join(cell.split()) for place, cell in enumerate(line.cells) if place not in line.above}
    texts = own - {""}
    said = texts.pop().strip(" .:") if len(texts) == 1 else ""
    return said if _MONTH.fullmatch(said) else ""


def _is_merged_over_days(line: Line, columns: Sequence[Column]) -> bool:
    """The activity's cell goes on over the deadline's and to the end: it heads the rows below."""
    days = {place for place, column in enumerate(columns) if column in {Column.DEADLINE, Column.START}}
    return (
        bool(days & line.left) and len(line.cells) - 1 in line.left and line.cells.count("") >= len(line.left)
    )


def _is_lonely(texts: Sequence[str], columns: Sequence[Column]) -> bool:
    """Nothing but text in the place of a number: a section's heading, or a signature below the table."""
    return columns[0] is Column.NUMBER and not any(texts[1:]) and not is_number(texts[0])


def _texts(line: Line, columns: Sequence[Column]) -> list[str]:
    """Blanks within a cell are one blank, but executors keep their lines apart."""
    texts = []
    for place, cell in enumerate(line.cells):
        lines = [" ".join(part.split()) for part in cell.splitlines()]
        keeps_lines = place < len(columns) and columns[place] is Column.EXECUTORS
        texts.append(("\n" if keeps_lines else " ").join(filter(None, lines)))
    return texts
