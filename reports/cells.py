"""Cells of a workbook. What people typed stays text there: «=…», «+…», «-…» and «@…» are no formulas."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write_text(sheet: "Worksheet", row: int, column: int, text: str, *, bold: bool = False) -> None:
    """Put text into a cell (rows and columns from 1), as text also when somebody edits it afterwards."""
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
    from openpyxl.styles import Alignment, Font

    cell = sheet.cell(row, column)
    cell.value = ILLEGAL_CHARACTERS_RE.sub("", text)
    cell.data_type = "s"
    if text.startswith(_STARTS_A_FORMULA):
        cell.quotePrefix = True
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    if bold:
        cell.font = Font(bold=True)
