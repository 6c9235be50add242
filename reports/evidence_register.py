"""The register of an archive as a workbook: a summary, then a row a file or link, written one by one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from openpyxl.worksheet._write_only import WriteOnlyWorksheet

Value = str | int | date | datetime | None
"""A cell. Moments are local and naive: a workbook knows no time zones."""

_DATE, _MOMENT = "dd.mm.yyyy", "dd.mm.yyyy hh:mm"
_LONGEST_TEXT = 32_767
_SUMMARY_WIDTHS = (30, 70)
_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Column:
    heading: str
    width: int


@dataclass(frozen=True, slots=True)
class Register:
    """`summary` is pairs of a label and a value; every row has a value for each column."""

    summary_name: str
    summary: Sequence[tuple[str, Value]]
    rows_name: str
    columns: Sequence[Column]
    rows: Iterable[Sequence[Value]]


def register_xlsx(register: Register) -> bytes:
    """XLSX: nothing that people typed is a formula in it, and days are days."""
    from openpyxl import Workbook

    workbook = Workbook(write_only=True)
    _write_summary(workbook.create_sheet(register.summary_name), register.summary)
    _write_rows(workbook.create_sheet(register.rows_name), register)
    file = BytesIO()
    workbook.save(file)
    return file.getvalue()


def _write_summary(sheet: "WriteOnlyWorksheet", summary: Sequence[tuple[str, Value]]) -> None:
    _set_widths(sheet, _SUMMARY_WIDTHS)
    for label, value in summary:
        sheet.append([_cell(sheet, label, bold=True), _cell(sheet, value)])


def _write_rows(sheet: "WriteOnlyWorksheet", register: Register) -> None:
    from openpyxl.utils import get_column_letter

    rows = list(register.rows)
    _set_widths(sheet, [column.width for column in register.columns])
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(register.columns))}{len(rows) + 1}"
    sheet.append([_cell(sheet, column.heading, bold=True) for column in register.columns])
    for row in rows:
        sheet.append([_cell(sheet, value) for value in row])


def _set_widths(sheet: "WriteOnlyWorksheet", widths: Sequence[int]) -> None:
    from openpyxl.utils import get_column_letter

    for column, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = width


def _cell(sheet: "WriteOnlyWorksheet", value: Value, *, bold: bool = False) -> Any:  # noqa: ANN401 -- openpyxl's own
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
    from openpyxl.styles import Font

    if not isinstance(value, str):
        cell = WriteOnlyCell(sheet, value)
        if isinstance(value, date):
            cell.number_format = _MOMENT if isinstance(value, datetime) else _DATE
        return cell
    text = ILLEGAL_CHARACTERS_RE.sub("", value)[:_LONGEST_TEXT]
    cell = WriteOnlyCell(sheet, text)
    cell.data_type = "s"
    if text.startswith(_STARTS_A_FORMULA):
        cell.quotePrefix = True
    if bold:
        cell.font = Font(bold=True)
    return cell
