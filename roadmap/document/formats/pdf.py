"""PDF with a text layer whose tables are ruled: without lines nobody can tell what belongs to which cell."""

import re
from collections.abc import Iterator, Sequence
from io import BytesIO

import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfplumber.page import Page
from pdfplumber.table import Table as RuledTable
from pdfplumber.utils.exceptions import PdfminerException

from roadmap.document.formats.limits import check_rows
from roadmap.document.grid import Grid, Line, Origins, merged, outside
from roadmap.document.headings import Column, columns_of
from roadmap.errors import NotARoadmap

MOST_PAGES = 100
_END, _ENDING = b"%%EOF", 2048
_FEWEST_LETTERS = 20
_GAP = 3
_NEAR = 1
"""Points by which lines that are meant to be one may differ."""
_BROKEN_WORD = re.compile(r"(?<=\w)-\n(?=[А-Яа-яЁё])")
_SOFT_HYPHEN = re.compile(r"\u00ad\s*")
_LABEL = re.compile(r"\b(срок|дат[аы])", re.IGNORECASE)


def grids_of_pdf(content: bytes) -> Iterator[Grid]:
    """Raises NotARoadmap where there is no text, or no lines to tell the columns by.

    Of a file without its end some pages might still be read; the rest would be lost without a word.
    """
    if _END not in content[-_ENDING:]:
        raise NotARoadmap("import-cut-off")
    try:
        with pdfplumber.open(BytesIO(content)) as document:
            if len(document.pages) > MOST_PAGES:
                raise NotARoadmap("import-too-many-pages", limit=MOST_PAGES)
            grid, text = _read(document.pages)
    except PdfminerException as error:
        raise NotARoadmap(_reason(error)) from error
    if sum(letter.isalpha() for letter in text) < _FEWEST_LETTERS:
        raise NotARoadmap("import-scan")
    if not _has_columns(grid):
        raise NotARoadmap("import-pdf-columns" if _LABEL.search(text) else "import-not-a-roadmap")
    yield grid


def _reason(error: PdfminerException) -> str:
    """By what it was raised for."""
    if any(isinstance(cause, PDFPasswordIncorrect) for cause in error.args):
        return "import-password"
    is_too_much = any(isinstance(cause, MemoryError | RecursionError) for cause in error.args)
    return "import-too-much" if is_too_much else "import-cut-off"


def _read(pages: Sequence[Page]) -> tuple[Grid, str]:
    walk = _Walk()
    lines = [line for page in pages for line in walk.page(page)]
    return Grid(tuple(lines)), walk.text


def _has_columns(grid: Grid) -> bool:
    return any(len(line.cells) > 1 and Column.ACTIVITY in columns_of(line.cells) for line in grid.lines)


class _Walk:
    def __init__(self) -> None:
        self._rows = 0
        self._tables = 0
        self.text = ""

    def page(self, page: Page) -> Iterator[Line]:
        """Text above each table, the tables, and what is below the last, from top to bottom."""
        self.text += page.extract_text() or ""
        top = page.bbox[1]
        for table in sorted(page.find_tables(_settings(page)), key=lambda table: table.bbox[1]):
            yield from self._between(page, top, table.bbox[1])
            yield from self._table(table)
            top = table.bbox[3]
        yield from self._between(page, top, page.bbox[3])
        page.close()

    def _between(self, page: Page, top: float, bottom: float) -> Iterator[Line]:
        """Lines of text; a gap higher than a line is a break between paragraphs."""
        if bottom - top < 1:
            return
        words = page.within_bbox((page.bbox[0], top, page.bbox[2], bottom)).extract_text_lines(
            return_chars=False
        )
        last = None
        for line in words:
            height = line["bottom"] - line["top"]
            if last is not None and line["top"] - last > height:
                yield outside(self._rows + 1, "")
            last = line["bottom"]
            # Page numbers alone are no text of the document.
            if not line["text"].strip().isdigit():
                yield outside(self._rows + 1, line["text"])

    def _table(self, table: RuledTable) -> list[Line]:
        texts = [[cell and _joined(cell) for cell in row] for row in table.extract()]
        first = self._rows + 1
        self._rows += len(texts)
        self._tables += 1
        check_rows(self._rows)
        return merged(texts, self._tables, first, _origins(table))


def _settings(page: Page) -> dict[str, object]:
    """Where a table goes on over pages, the line above its first row may be missing: its sides tell where.

    Otherwise that row would be no part of the table.
    """
    ends: list[float] = []
    reached = float("-inf")
    for top, bottom in sorted((edge["top"], edge["bottom"]) for edge in page.vertical_edges):
        if top > reached + _GAP:
            ends.append(top)
            ends.append(bottom)
        reached = max(reached, bottom)
        if ends:
            ends[-1] = max(ends[-1], bottom)
    return {"explicit_horizontal_lines": ends}


def _joined(cell: str) -> str:
    """Words broken at a line's end are one again; a hyphen stays: it may be that of «научно-методический»."""
    return " ".join(_BROKEN_WORD.sub("-", _SOFT_HYPHEN.sub("", cell)).split())


def _origins(table: RuledTable) -> Origins:
    """Of each place without a cell of its own the cell that lies over it."""
    rows = table.rows
    columns = table.columns
    found: Origins = {}
    for y, row in enumerate(rows):
        for x, cell in enumerate(row.cells):
            if cell is None:
                continue
            for below in range(y, len(rows)):
                if rows[below].bbox[1] + _NEAR > cell[3]:
                    break
                for right in range(x, len(columns)):
                    if columns[right].bbox[0] + _NEAR > cell[2]:
                        break
                    if (below, right) == (y, x) or rows[below].cells[right] is None:
                        found[below, right] = (y, x)
    return found
