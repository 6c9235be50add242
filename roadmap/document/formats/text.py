"""Text: the likeliest way to see a table in it comes first."""

from collections.abc import Iterator

from roadmap.document.formats.delimited import SIGNS, is_quoted, separated
from roadmap.document.formats.layouts.flat import flat
from roadmap.document.formats.layouts.frames import framed
from roadmap.document.formats.layouts.labelled import labelled
from roadmap.document.formats.layouts.paragraphs import has_stacked_heading, stacked
from roadmap.document.formats.layouts.pipes import piped
from roadmap.document.formats.limits import check_rows
from roadmap.document.grid import Grid, Line
from roadmap.errors import NotARoadmap

_LAYOUTS = (framed, piped, flat, stacked, labelled)


def grids_of_text(text: str) -> Iterator[Grid]:
    """Raises NotARoadmap when there are far too many lines, and at the end when cells are mixed up."""
    check_rows(text.count("\n"))
    if "\t" in text and is_quoted(text) and (quoted := separated(text, "\t")):
        yield quoted
    yield tabbed(text)
    for sign in SIGNS:
        if sign in text and (grid := separated(text, sign)):
            yield grid
    for layout in _LAYOUTS:
        if grid := layout(text):
            yield grid
    if has_stacked_heading(text) and not stacked(text):
        raise NotARoadmap("import-columns-apart")


def tabbed(text: str) -> Grid:
    """A table saved as plain text: its cells are set apart by tabs, and page breaks have shifted some."""
    lines = [Line(number, cells_of(line)) for number, line in enumerate(text.split("\n"), start=1)]
    return Grid(tuple(lines), exact=False)


def cells_of(line: str) -> tuple[str, ...]:
    """Blanks within a cell are one blank; a page's end (form feed) is a blank."""
    return tuple(" ".join(cell.split()) for cell in line.split("\t"))
