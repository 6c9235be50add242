"""Text: the likeliest way to see a table in it comes first."""

from collections.abc import Iterator

from roadmap.document.formats.delimited import SIGNS, is_quoted, separated
from roadmap.document.formats.limits import check_rows
from roadmap.document.grid import Grid, Line


def grids_of_text(text: str) -> Iterator[Grid]:
    """Raises NotARoadmap when there are far too many lines."""
    check_rows(text.count("\n"))
    if "\t" in text and is_quoted(text) and (quoted := separated(text, "\t")):
        yield quoted
    yield tabbed(text)
    for sign in SIGNS:
        if sign in text and (grid := separated(text, sign)):
            yield grid


def tabbed(text: str) -> Grid:
    """A table saved as plain text: its cells are set apart by tabs, and page breaks have shifted some."""
    lines = [Line(number, cells_of(line)) for number, line in enumerate(text.split("\n"), start=1)]
    return Grid(tuple(lines), exact=False)


def cells_of(line: str) -> tuple[str, ...]:
    """Blanks within a cell are one blank; a page's end (form feed) is a blank."""
    return tuple(" ".join(cell.split()) for cell in line.split("\t"))
