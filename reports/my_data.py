"""What is kept about a person, in a ZIP: `data.json` for programs, and a workbook to be read.

The library is imported when a workbook is made: the bot starts without it.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from reports.cells import write_text

_WIDTH = 28
_FITS = 31
"""A sheet's title has as many characters at most; Excel takes no more."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """All of it is shown as it is."""

    title: str
    headings: Sequence[str]
    rows: Sequence[Sequence[str]]


def my_data_zip(data: Mapping[str, Any], workbook_name: str, sheets: Sequence[Sheet]) -> bytes:
    """`data` as JSON (moments in UTC, ISO 8601) beside the sheets as XLSX."""
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        archive.writestr("data.json", json.dumps(data, ensure_ascii=False, indent=2, default=_plain))
        archive.writestr(workbook_name, _workbook(sheets))
    return file.getvalue()


def _plain(value: object) -> str:
    if isinstance(value, datetime | date):
        return value.isoformat()
    raise TypeError(f"no JSON for {type(value).__name__}")


def _workbook(sheets: Sequence[Sheet]) -> bytes:
    from openpyxl import Workbook
    from openpyxl.utils import get_column_letter

    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    for one in sheets:
        sheet = workbook.create_sheet(one.title[:_FITS])
        for column, heading in enumerate(one.headings, start=1):
            write_text(sheet, 1, column, heading, bold=True)
            sheet.column_dimensions[get_column_letter(column)].width = _WIDTH
        for number, row in enumerate(one.rows, start=2):
            for column, text in enumerate(row, start=1):
                write_text(sheet, number, column, text)
        sheet.freeze_panes = "A2"
    file = BytesIO()
    workbook.save(file)
    return file.getvalue()
