"""How long it takes to read a document, beside what people will wait."""

import subprocess
import sys
from collections.abc import Sequence
from io import BytesIO
from statistics import median

from docx import Document
from openpyxl import Workbook

from bench.report import Figure
from bench.town import ROOT

ROUNDS = 3
_PROGRAM = """
import sys, time
from roadmap.document import read_document
content = sys.stdin.buffer.read()
began = time.perf_counter()
assert len(read_document(content).activities) == int(sys.argv[1])
print(time.perf_counter() - began)
"""
_LIST_PROGRAM = """
import sys, time
from roadmap.roster import read_roster
content = sys.stdin.buffer.read()
began = time.perf_counter()
assert len(read_roster(content).rows) == int(sys.argv[1])
print(time.perf_counter() - began)
"""
LIST_HEADING = ("Школа", "Краткое название", "Куратор", "Представитель", "Телефон или примечание")
HEADING = ("№ п/п", "Мероприятие", "Сроки исполнения", "Показатель для контроля", "Исполнители")
TITLE = "План мероприятий («дорожная карта») города Примерова по проекту «500+» на 2022 год"
_MONTHS = ("Январь", "до 15 марта", "Апрель-май", "28.02.2022", "Июнь, сентябрь", "ежемесячно до 5 числа")


async def of_documents() -> tuple[Figure, ...]:
    """Seconds for a DOCX of 50 activities, for an XLSX of 1,000 rows, and for a list of 1,000 schools."""
    return (
        Figure("seconds for a DOCX of 50 activities", _seconds(_docx(_rows(50)), 50), 1, at_most=True),
        Figure("seconds for an XLSX of 1,000 rows", _seconds(_xlsx(_rows(1_000)), 1_000), 2, at_most=True),
        Figure(
            "seconds for a list of 1,000 schools and their people",
            _seconds(_xlsx([LIST_HEADING, *_schools(1_000)]), 1_000, _LIST_PROGRAM),
            2,
            at_most=True,
        ),
    )


def _seconds(content: bytes, count: int, program: str = _PROGRAM) -> float:
    """Of processes that read their first document: what is imported for it, and the grammar, count."""
    return median(_first_reading(content, count, program) for _ in range(ROUNDS))


def _first_reading(content: bytes, count: int, program: str) -> float:
    command = [sys.executable, "-c", program, str(count)]
    done = subprocess.run(command, input=content, cwd=ROOT, capture_output=True, timeout=60, check=True)
    return float(done.stdout)


def _rows(count: int) -> list[tuple[str, ...]]:
    """No two deadlines are the same, so that each has to be read."""
    return [
        (
            f"{number}.",
            f"Совещание {number} о реализации проекта адресной методической помощи школам",
            f"{_MONTHS[number % len(_MONTHS)]}, {number % 28 + 1} декабря {2022 + number // 500} года",
            "Протокол совещания, приказ",
            "Управление образования города Примерова, МКУ «Методический центр», образовательные учреждения",
        )
        for number in range(1, count + 1)
    ]


def _schools(count: int) -> list[tuple[str, ...]]:
    return [
        (f"Школа № {n}", f"СОШ {n}", "Куратор Примерный; Условный Иван", "Примерова Анна", f"каб. {n}")
        for n in range(1, count + 1)
    ]


def _docx(rows: Sequence[Sequence[str]]) -> bytes:
    document = Document()
    document.add_paragraph(TITLE)
    table = document.add_table(1 + len(rows), len(HEADING))
    for row, texts in zip(table.rows, [HEADING, *rows], strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def _xlsx(rows: Sequence[Sequence[str]]) -> bytes:
    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet()
    for row in [(TITLE,), HEADING, *rows]:
        sheet.append(row)
    stream = BytesIO()
    workbook.save(stream)
    return stream.getvalue()
