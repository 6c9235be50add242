"""CSV and its kin: cells set apart by a sign, in quotes where they have it in them."""

import csv
from io import StringIO

from roadmap.document.formats.limits import MOST_COLUMNS, check_rows
from roadmap.document.grid import Grid, Line

SIGNS = (";", "\t", ",")
_SELDOM = ";"
_IN_QUOTES = "unexpected end of data"
"""What `csv` says of a text that ends within quotes: its end may be missing."""


def separated(text: str, sign: str) -> Grid | None:
    """None where the text isn't quoted as such files are, unless the sign is one that texts seldom have."""
    lines = []
    begins = 1
    reader = csv.reader(StringIO(text), delimiter=sign, strict=True)
    try:
        for cells in reader:
            lines.append(Line(begins, tuple(cells[:MOST_COLUMNS]) or ("",)))
            begins = reader.line_num + 1
            check_rows(len(lines))
    except csv.Error as error:
        return _unquoted(text, sign) if sign == _SELDOM and _IN_QUOTES not in str(error) else None
    return Grid(tuple(_even(lines)))


def _unquoted(text: str, sign: str) -> Grid:
    """Quotation marks are part of the text here: «1;"Точка роста" в школах;март»."""
    cells = (tuple(line.split(sign)[:MOST_COLUMNS]) for line in text.split("\n"))
    return Grid(tuple(_even([Line(number, line) for number, line in enumerate(cells, start=1)])))


def _even(lines: list[Line]) -> list[Line]:
    """A row's missing last cells are empty ones; a line without a sign in it stays a line of text."""
    width = max((len(line.cells) for line in lines), default=0)
    return [line.fitted(width) if len(line.cells) > 1 else line for line in lines]


def is_quoted(text: str) -> bool:
    """Whether cells between tabs are in quotes."""
    return '\t"' in text or '\n"' in text or text.startswith('"')
