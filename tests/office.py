"""Office documents made for tests, each of rows of cells."""

import csv
import html
import zipfile
from collections.abc import Callable, Mapping, Sequence
from io import BytesIO, StringIO

from docx import Document
from openpyxl import Workbook

Rows = Sequence[Sequence[str]]


def docx_of(preface: Sequence[str], rows: Rows, after: Sequence[str] = ()) -> bytes:
    document = Document()
    for paragraph in preface:
        document.add_paragraph(paragraph)
    table = document.add_table(len(rows), len(rows[0]), style="Table Grid")
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    for paragraph in after:
        document.add_paragraph(paragraph)
    return saved(document)


def saved(document: object) -> bytes:
    stream = BytesIO()
    document.save(stream)  # type: ignore[attr-defined]  # both libraries' documents have it
    return stream.getvalue()


def xlsx_of(preface: Sequence[str], rows: Rows, after: Sequence[str] = ()) -> bytes:
    workbook = Workbook()
    sheet = workbook.active
    for row in [*[[text] for text in preface], *rows, *[[text] for text in after]]:
        sheet.append(list(row))
    return saved(workbook)


def csv_of(
    preface: Sequence[str],
    rows: Rows,
    after: Sequence[str] = (),
    *,
    sign: str = ";",
    encoding: str = "utf-8-sig",
) -> bytes:
    stream = StringIO()
    csv.writer(stream, delimiter=sign).writerows(
        [*[[text] for text in preface], *rows, *[[text] for text in after]]
    )
    return stream.getvalue().encode(encoding)


def html_of(
    preface: Sequence[str], rows: Rows, after: Sequence[str] = (), *, encoding: str = "utf-8"
) -> bytes:
    table = "".join(f"<tr>{''.join(f'<td>{html.escape(cell)}</td>' for cell in row)}</tr>\n" for row in rows)
    above, below = ("".join(f"<p>{html.escape(text)}</p>\n" for text in texts) for texts in (preface, after))
    head = f'<head><meta charset="{encoding}"><title>План</title></head>'
    page = f"<html>{head}<body>{above}<table>{table}</table>{below}</body></html>"
    return f"<!DOCTYPE html>{page}".encode(encoding)


def archive(entries: Mapping[str, bytes | str], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", compression) as opened:
        for name, content in entries.items():
            opened.writestr(name, content)
    return stream.getvalue()


def changed(document: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """The archive with one entry made of the old one, or of nothing."""
    with zipfile.ZipFile(BytesIO(document)) as opened:
        entries = {entry: opened.read(entry) for entry in opened.namelist()}
    return archive({**entries, name: change(entries.get(name, b""))})
