"""The roadmap as a workbook, in the form of the order. openpyxl is imported when one is made."""

from io import BytesIO
from typing import TYPE_CHECKING

from reports.cells import write_text
from roadmap.order import HEADINGS, Order

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_WIDTHS = (7, 60, 28, 40, 44)
_CHARACTERS_IN_TITLE_LINE = 150
_TITLE_LINE_POINTS = 16
_TITLE, _NOTE, _HEADINGS = 1, 3, 4
"""Rows. A blank one stands between the title and the note, which are two paragraphs to whoever reads them."""


def roadmap_xlsx(order: Order) -> bytes:
    """XLSX: the title over the table, a row an activity. Nothing that people typed is a formula in it."""
    from openpyxl import Workbook

    workbook = Workbook()
    sheet = workbook.worksheets[0]
    _write_title(sheet, _TITLE, order.title)
    _write_title(sheet, _NOTE, order.note)
    for column, heading in enumerate(HEADINGS, start=1):
        write_text(sheet, _HEADINGS, column, heading, bold=True)
    for at, row in enumerate(order.rows, start=_HEADINGS + 1):
        sheet.cell(at, 1).value = row.position
        for column, text in enumerate(row.cells, start=2):
            write_text(sheet, at, column, text)
    _draw_table(sheet, _HEADINGS + len(order.rows))
    _set_up_page(sheet)
    file = BytesIO()
    workbook.save(file)
    return file.getvalue()


def _write_title(sheet: "Worksheet", row: int, text: str) -> None:
    from openpyxl.styles import Alignment

    sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=len(HEADINGS))
    write_text(sheet, row, 1, text, bold=True)
    sheet.cell(row, 1).alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
    lines = 1 + len(text) // _CHARACTERS_IN_TITLE_LINE
    sheet.row_dimensions[row].height = _TITLE_LINE_POINTS * lines  # merged cells don't grow by themselves


def _draw_table(sheet: "Worksheet", last_row: int) -> None:
    from openpyxl.styles import Alignment, Border, Side

    thin = Side(style="thin")
    for line in sheet.iter_rows(min_row=_HEADINGS, max_row=last_row, max_col=len(HEADINGS)):
        for cell in line:
            cell.border = Border(left=thin, right=thin, top=thin, bottom=thin)
            cell.alignment = Alignment(wrap_text=True, vertical="top")


def _set_up_page(sheet: "Worksheet") -> None:
    from openpyxl.utils import get_column_letter

    for column, width in enumerate(_WIDTHS, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.freeze_panes = f"A{_HEADINGS + 1}"
    sheet.print_title_rows = f"{_HEADINGS}:{_HEADINGS}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
