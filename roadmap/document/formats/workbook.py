"""XLSX: a grid a sheet, days as they are shown."""

import re
import warnings
from collections.abc import Iterator
from datetime import date, datetime, time
from io import BytesIO
from zipfile import ZipFile

from openpyxl import load_workbook
from openpyxl.cell import Cell
from openpyxl.utils.cell import range_boundaries
from openpyxl.worksheet.worksheet import Worksheet

from roadmap.document.formats.limits import MOST_CELLS, MOST_COLUMNS, MOST_ROWS, check_cells
from roadmap.document.grid import Grid, Line, Origins, merged
from roadmap.errors import NotARoadmap

_ROW = re.compile(rb"<(?:\w+:)?row[\s>/]")
_CELL = re.compile(rb"<(?:\w+:)?c[\s>/]")
_MERGED = re.compile(rb"<(?:\w+:)?mergeCell\s[^>]*?ref=[\"']([A-Z]{1,3}\d{1,7}:[A-Z]{1,3}\d{1,7})[\"']")
_PIECE = 1024 * 1024
_MOST_PLACES = 5 * MOST_CELLS
_MONTHS = (
    "январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь".split()  # noqa: SIM905 - a list
)


def grids_of_workbook(content: bytes) -> Iterator[Grid]:
    """Sheets that are shown first. Raises NotARoadmap when one is far too long."""
    _check_length(content)
    with warnings.catch_warnings():
        # openpyxl warns of extensions it leaves out: of no use to whoever reads a table.
        warnings.simplefilter("ignore")
        workbook = load_workbook(BytesIO(content), data_only=True, keep_links=False)
    places = 0
    for sheet in sorted(workbook.worksheets, key=lambda sheet: sheet.sheet_state != "visible"):
        height, width = min(sheet.max_row, MOST_ROWS), min(sheet.max_column, MOST_COLUMNS)
        # Of a sheet whose only cell is at its far end, every place up to it counts.
        places += height * width
        if places > _MOST_PLACES:
            raise NotARoadmap("import-too-much")
        yield Grid(tuple(_lines(sheet, height, width)), sheet=sheet.title)


def _check_length(content: bytes) -> None:
    """Before the sheets are parsed, which takes fifty times their size."""
    with ZipFile(BytesIO(content)) as archive:
        for name in archive.namelist():
            if name.startswith("xl/worksheets/") and name.endswith(".xml"):
                rows, cells, covered = _counted(archive, name)
                if rows > MOST_ROWS or cells > MOST_CELLS:
                    raise NotARoadmap("import-too-many-rows", limit=MOST_ROWS)
                check_cells(covered)


def _counted(archive: ZipFile, name: str) -> tuple[int, int, int]:
    """Rows, cells, and places that merged cells cover."""
    rows = cells = covered = 0
    with archive.open(name) as stream:
        while piece := stream.read(_PIECE):
            rows += len(_ROW.findall(piece))
            cells += len(_CELL.findall(piece))
            covered += sum(map(_area, _MERGED.findall(piece)))
    return rows, cells, covered


def _area(reference: bytes) -> int:
    left, top, right, bottom = range_boundaries(reference.decode())
    area: int = abs(right - left + 1) * abs(bottom - top + 1)
    return area


def _lines(sheet: Worksheet, height: int, width: int) -> list[Line]:
    """Without the empty rows at the end, which a sheet has as far as it was ever drawn."""
    rows: list[list[str | None]] = [
        [_shown(cell) for cell in row] for row in sheet.iter_rows(max_row=height, max_col=width)
    ]
    while rows and not any(rows[-1]):
        rows.pop()
    lines = merged(rows, 0, 1, _origins(sheet, height, width))
    hidden = {number for number, row in sheet.row_dimensions.items() if row.hidden}
    return [
        Line(line.number, line.cells, 0, line.above, line.left, hidden=line.number in hidden)
        for line in lines
    ]


def _origins(sheet: Worksheet, height: int, width: int) -> Origins:
    return {
        (row - 1, column - 1): (area.min_row - 1, area.min_col - 1)
        for area in sheet.merged_cells.ranges
        for row in range(area.min_row, min(area.max_row, height) + 1)
        for column in range(area.min_col, min(area.max_col, width) + 1)
    }


def _shown(cell: Cell) -> str:
    """A day as «28.02.2022», or as a month alone where the sheet shows no day."""
    value = cell.value
    if isinstance(value, datetime | date):
        return _day(value, cell.number_format or "")
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value)


def _day(value: datetime | date, form: str) -> str:
    shown = re.sub(r"\[[^\]]*\]|\"[^\"]*\"|\\.|;.*", "", form.lower())
    if "m" in shown and "d" not in shown and "h" not in shown:
        return f"{_MONTHS[value.month - 1]} {value.year}"
    hours = isinstance(value, datetime) and (value.hour or value.minute)
    return f"{value:%d.%m.%Y %H:%M}" if hours else f"{value:%d.%m.%Y}"
