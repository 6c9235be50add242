"""Workbooks about people: the form of a list of schools, and invitations with their links as QR codes.

The libraries are imported when a workbook is made: the bot starts without them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

from reports.cells import write_text

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

QR_SCALE = 3
"""Pixels of a module: a code of 90 letters is some 4 cm wide on paper."""
_PIXELS_TO_POINTS = 0.75
_PIXELS_IN_A_CHARACTER = 7
_MARGIN = 6
_WIDTHS = (34, 22, 30, 44, 60)
_FORM_WIDTHS = (34, 20, 34, 34, 34)


@dataclass(frozen=True, slots=True)
class InvitationLine:
    """All of it is shown as it is; `text` is to be forwarded, with the link in it."""

    school: str
    role: str
    name: str
    link: str
    text: str


def invitations_workbook(title: str, headings: Sequence[str], lines: Sequence[InvitationLine]) -> bytes:
    """XLSX: a line an invitation. `headings`: school, role, name, link, text, QR code."""
    from openpyxl import Workbook
    from openpyxl.drawing.image import Image

    workbook = Workbook()
    sheet = workbook.worksheets[0]
    _head(sheet, title, headings, _WIDTHS)
    widest = 0
    for row, line in enumerate(lines, start=2):
        for column, text in enumerate((line.school, line.role, line.name, line.link, line.text), start=1):
            write_text(sheet, row, column, text)
        sheet.cell(row, 4).hyperlink = line.link
        picture = Image(BytesIO(qr_png(line.link)))
        sheet.add_image(picture, sheet.cell(row, len(headings)).coordinate)
        sheet.row_dimensions[row].height = (picture.height + _MARGIN) * _PIXELS_TO_POINTS
        widest = max(widest, picture.width)
    _width(sheet, len(headings), (widest + _MARGIN) / _PIXELS_IN_A_CHARACTER)
    return _saved(workbook)


def qr_png(link: str) -> bytes:
    """A QR code with the quiet zone of four modules that the standard asks for, as PNG."""
    import segno

    picture = BytesIO()
    segno.make(link, error="m", micro=False).save(picture, kind="png", scale=QR_SCALE, border=4)
    return picture.getvalue()


def people_form(title: str, headings: Sequence[str]) -> bytes:
    """XLSX with a heading and no rows: to be filled in and sent back."""
    from openpyxl import Workbook

    workbook = Workbook()
    _head(workbook.worksheets[0], title, headings, _FORM_WIDTHS)
    return _saved(workbook)


def _head(sheet: "Worksheet", title: str, headings: Sequence[str], widths: Sequence[int]) -> None:
    sheet.title = title
    for column, heading in enumerate(headings, start=1):
        write_text(sheet, 1, column, heading, bold=True)
    for column, width in enumerate(widths, start=1):
        _width(sheet, column, width)
    sheet.freeze_panes = "A2"


def _width(sheet: "Worksheet", column: int, characters: float) -> None:
    from openpyxl.utils import get_column_letter

    sheet.column_dimensions[get_column_letter(column)].width = characters


def _saved(workbook: "Workbook") -> bytes:
    file = BytesIO()
    workbook.save(file)
    return file.getvalue()
