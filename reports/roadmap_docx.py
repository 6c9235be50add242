"""The roadmap as a text document, in the form of the order. python-docx is imported when one is made."""

from collections.abc import Sequence
from io import BytesIO
from typing import TYPE_CHECKING

from roadmap.order import HEADINGS, Order

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import _Row

_WIDTHS_CM = (1.2, 9.0, 4.3, 5.6, 5.6)
_MARGIN_CM = 2
_FONT, _POINTS = "Times New Roman", 11


def roadmap_docx(order: Order) -> bytes:
    """DOCX, across the page: the title over a table whose heading is repeated on every page."""
    from docx import Document

    document = Document()
    _set_up_page(document)
    _write_title(document, order.title, order.note)
    table = document.add_table(rows=1 + len(order.rows), cols=len(HEADINGS))
    table.style = document.styles["Table Grid"]
    table.autofit = False
    rows = table.rows
    _fill(rows[0], HEADINGS, bold=True)
    _repeat_on_every_page(rows[0])
    for row, activity in zip(list(rows)[1:], order.rows, strict=True):
        _fill(row, (str(activity.position), *activity.cells))
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def _set_up_page(document: "Document") -> None:
    from docx.enum.section import WD_ORIENT
    from docx.shared import Cm, Pt

    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = _FONT, Pt(_POINTS)
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Cm(29.7), Cm(21)
    section.left_margin = section.right_margin = Cm(_MARGIN_CM)
    section.top_margin = section.bottom_margin = Cm(_MARGIN_CM)


def _write_title(document: "Document", title: str, note: str) -> None:
    """An empty paragraph keeps the note apart from the title for whoever reads the document."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    for text in (title, "", note) if note else (title,):
        paragraph = document.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.add_run(text).bold = True


def _fill(row: "_Row", texts: Sequence[str], *, bold: bool = False) -> None:
    from docx.shared import Cm

    for cell, text, width in zip(row.cells, texts, _WIDTHS_CM, strict=True):
        cell.width = Cm(width)
        cell.paragraphs[0].add_run(text).bold = bold


def _repeat_on_every_page(row: "_Row") -> None:
    from docx.oxml import OxmlElement

    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
