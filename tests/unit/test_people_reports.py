"""Workbooks about people: QR codes that say the link, and text that stays text."""

from io import BytesIO

import segno
from openpyxl import load_workbook
from openpyxl.drawing.image import Image as Drawing
from PIL import Image

from reports.people import QR_SCALE, InvitationLine, invitations_workbook, people_form

LINK = "https://t.me/kurator_demo_bot?start=JbbB2vzzKUMLtnx1509mkw"
HEADINGS = ("Школа", "Роль", "Имя", "Ссылка", "Текст", "QR-код")
QUIET = 4


def modules(picture: Image.Image) -> list[list[int]]:
    """The code as printed: 1 for dark, without its quiet zone, one dot from the middle of each module."""
    size = picture.width // QR_SCALE
    grey = picture.convert("L")
    middle = QR_SCALE // 2
    return [
        [
            int(grey.getpixel((column * QR_SCALE + middle, row * QR_SCALE + middle)) == 0)
            for column in range(QUIET, size - QUIET)
        ]
        for row in range(QUIET, size - QUIET)
    ]


def pictures(content: bytes) -> list[tuple[str, Image.Image]]:
    drawings: list[Drawing] = load_workbook(BytesIO(content)).worksheets[0]._images
    return [
        (f"{one.anchor._from.row + 1}:{one.anchor._from.col + 1}", Image.open(BytesIO(one._data())))
        for one in drawings
    ]


def test_each_line_has_the_code_of_its_own_link() -> None:
    lines = [InvitationLine("Школа", "куратор", f"Имя {n}", f"{LINK}{n}", "текст") for n in range(3)]
    found = pictures(invitations_workbook("Приглашения", HEADINGS, lines))
    assert [place for place, _ in found] == ["2:6", "3:6", "4:6"]
    for line, (_, picture) in zip(lines, found, strict=True):
        matrix = [list(row) for row in segno.make(line.link, error="m", micro=False).matrix]
        assert modules(picture) == matrix


def test_what_people_typed_is_no_formula() -> None:
    typed = ['=HYPERLINK("http://x")', "+1", "-1", "@SUM(A1)", "обычный\x00 текст"]
    lines = [InvitationLine(text, text, text, LINK, text) for text in typed]
    sheet = load_workbook(BytesIO(invitations_workbook("Лист", HEADINGS, lines))).worksheets[0]
    for row, text in enumerate(typed, start=2):
        cell = sheet.cell(row, 1)
        assert (cell.data_type, cell.value) == ("s", text.replace("\x00", ""))
        assert cell.quotePrefix is not text.startswith("о")


def test_the_form_has_a_heading_and_no_rows() -> None:
    sheet = load_workbook(BytesIO(people_form("Школы", HEADINGS))).worksheets[0]
    assert [cell.value for cell in sheet[1]] == list(HEADINGS)
    assert sheet.max_row == 1
