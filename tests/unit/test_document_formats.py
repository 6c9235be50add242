"""The same roadmap in every format an office may send, and what is particular to each of them."""

import json
from collections.abc import Callable, Sequence
from datetime import date, datetime, time
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.document import Document as WordDocument
from docx.enum.text import WD_BREAK
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.table import Table
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from roadmap.document import Audience, Reading, read_document
from roadmap.errors import UserError
from tests.office import csv_of, docx_of, html_of, saved, xlsx_of
from tests.ruled_pdf import pdf_of

SEED = files("roadmap.data").joinpath("penza-500plus-2022.txt").read_text(encoding="utf-8")
EXPECTED = json.loads(
    (Path(__file__).parent.parent / "data" / "penza-500plus-2022.expected.json").read_text("utf-8")
)
HEADING = ["№ п/п", "Наименование мероприятия", "Сроки исполнения", "Показатель для контроля", "Исполнители"]
TITLE = "План мероприятий («дорожная карта») города Примерова по проекту «500+» на 2022 год"
PREFACE = SEED[: SEED.index("№ п/п")].split("\n")
SIGNATURE = ["", "Начальник отдела общего образования", "", "О.А. Примерова"]

FORMATS: dict[str, Callable[..., bytes]] = {
    "docx": docx_of,
    "xlsx": xlsx_of,
    "csv": csv_of,
    "csv, Windows-1251": lambda *parts: csv_of(*parts, encoding="cp1251"),
    "csv, comma": lambda *parts: csv_of(*parts, sign=",", encoding="utf-8"),
    "tsv, UTF-16": lambda *parts: csv_of(*parts, sign="\t", encoding="utf-16"),
    "html": html_of,
    "html, Windows-1251": lambda *parts: html_of(*parts, encoding="windows-1251"),
    "pdf": pdf_of,
}


def plain(reading: Reading) -> dict[str, Any]:
    content = reading.to_json()
    del content["warnings"]
    return content


def warned(reading: Reading) -> list[tuple[int, str]]:
    return [(warning.line, warning.id) for warning in reading.warnings]


def told(reading: Reading) -> list[tuple[str, str, str]]:
    return [(each.title, each.deadline.phrase, each.executors) for each in reading.activities]


def refused(content: bytes) -> str:
    with pytest.raises(UserError) as caught:
        read_document(content)
    return caught.value.text_id


# The real document in every format


def fields(activity: dict[str, Any]) -> list[str]:
    return [activity[name] for name in ("title", "deadline", "indicator", "executors")]


@pytest.mark.parametrize("make", FORMATS.values(), ids=FORMATS)
def test_the_real_document(make: Callable[..., bytes]) -> None:
    rows = [HEADING, *[[f"{each['position']}.", *fields(each)] for each in EXPECTED["activities"]]]
    reading = read_document(make(PREFACE, rows, SIGNATURE))
    assert plain(reading) == EXPECTED
    assert reading.warnings == ()


@pytest.mark.parametrize("kind", [kind for kind in FORMATS if kind != "pdf"])
def test_the_real_document_with_its_page_breaks(kind: str) -> None:
    """As it is after somebody opened the text in Word or Excel and saved it there."""
    rows = [line.split("\t") for line in SEED[SEED.index("№ п/п") :].split("\n")]
    reading = read_document(FORMATS[kind](PREFACE, [row + [""] * (5 - len(row)) for row in rows]))
    assert plain(reading) == EXPECTED
    assert reading.warnings == ()


WORDS = st.sampled_from(
    [
        "семинар",
        "совещание",
        "«500+»",
        "школ,",
        "риски;",
        "отчёт",
        "и",
        "по",
        "итогам",
        '"Точка роста"',
        "(весна)",
    ]
)
TITLES = st.lists(WORDS, min_size=1, max_size=12).map(" ".join).map(lambda text: f"Провести {text}")
DEADLINES = st.sampled_from(
    [
        "Март 2022 года",
        "до 15 марта",
        "Июнь, сентябрь 2022 года",
        "28.02.2022",
        "ежемесячно",
        "I квартал",
        "как выйдет",
    ]
)
EXECUTORS = st.sampled_from(
    ["Управление образования", "МКУ «ЦКОиМОУО г. Пензы», школы", "Директора школ; О.А. Примерова", "Школы"]
)
ACTIVITIES = st.lists(
    st.tuples(TITLES, DEADLINES, st.sampled_from(["Приказ", "Отчёт", "", "Протокол; список"]), EXECUTORS),
    min_size=1,
    max_size=6,
)


@pytest.mark.parametrize("make", FORMATS.values(), ids=FORMATS)
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(ACTIVITIES)
def test_any_table_reads_back_the_same(make: Callable[..., bytes], rows: list[tuple[str, ...]]) -> None:
    table = [HEADING, *[[str(number), *row] for number, row in enumerate(rows, start=1)]]
    reading = read_document(make([TITLE, ""], table))
    assert [fields(each) for each in plain(reading)["activities"]] == [list(row) for row in rows]


# What tables do, in any format


def grid_of(*rows: Sequence[str], heading: Sequence[str] = HEADING) -> Reading:
    return read_document(docx_of([TITLE], [heading, *rows]))


@pytest.mark.parametrize("make", [docx_of, xlsx_of, csv_of, html_of])
def test_columns_for_start_and_end(make: Callable[..., bytes]) -> None:
    heading = ["Мероприятие", "Срок начала реализации", "Срок окончания реализации", "Исполнители"]
    rows = [
        ["Семинар", "01.02.2022", "30.11.2022", "Школы"],
        ["Слёт", "май 2022", "июнь 2022", "Школы"],
        ["Сбор", "", "01.03.2022", "Школы"],
        ["Отчёт", "1 мая", "", "Школы"],
        ["Итоги", "05.05.2022", "05.05.2022", "Школы"],
    ]
    reading = read_document(make([TITLE], [heading, *rows]))
    assert [(each.deadline.phrase, each.deadline.due[-1].isoformat()) for each in reading.activities] == [
        ("с 01.02.2022 по 30.11.2022", "2022-11-30"),
        ("с май 2022 по июнь 2022", "2022-06-30"),
        ("до 01.03.2022", "2022-03-01"),
        ("с 1 мая", "2022-12-31"),
        ("05.05.2022", "2022-05-05"),
    ]


def test_hours_and_months_in_columns_of_their_own() -> None:
    hours = grid_of(
        ["2 сентября", "11-30", "Молебен", "Школы"], heading=["Дата", "Время", "Мероприятия", "Ответственный"]
    )
    assert hours.activities[0].deadline.phrase == "2 сентября 11-30"
    assert hours.activities[0].deadline.time == "11:30"
    months = grid_of(
        ["Сентябрь", "5", "Слёт", "Школы"], heading=["Месяц", "Дата", "Мероприятие", "Ответственный"]
    )
    assert months.activities[0].deadline.due == (date(2022, 9, 5),)
    month = grid_of(["Сентябрь", "Слёт", "Школы"], heading=["Месяц", "Мероприятие", "Ответственный"])
    assert month.activities[0].deadline.due == (date(2022, 9, 30),)


def test_rows_take_the_month_from_the_heading_above() -> None:
    reading = grid_of(
        ["", "ОКТЯБРЬ", "", "", ""],
        ["1", "Слёт", "5", "Приказ", "Школы"],
        ["2", "Сбор", "", "Приказ", "Школы"],
        ["3", "Отчёт", "до 10 ноября", "Приказ", "Школы"],
        ["", "Ноябрь", "", "", ""],
        ["4", "Итоги", "7-9", "Приказ", "Школы"],
    )
    assert [each.deadline.phrase for each in reading.activities] == [
        "5 ОКТЯБРЬ", "ОКТЯБРЬ", "до 10 ноября", "7-9 Ноябрь",
    ]  # fmt: skip
    assert reading.activities[0].deadline.due == (date(2022, 10, 5),)


def test_months_stand_for_a_column_of_deadlines() -> None:
    reading = grid_of(
        ["", "Сентябрь", ""], ["1", "Слёт", "Школы"], ["2", "Сбор", "Школы"],
        ["", "Октябрь", ""], ["3", "Отчёт", "Школы"],
        heading=["№", "Мероприятие", "Ответственный"],
    )  # fmt: skip
    assert [each.deadline.phrase for each in reading.activities] == ["Сентябрь", "Сентябрь", "Октябрь"]


def test_an_empty_deadline_is_told_and_not_lost() -> None:
    reading = grid_of(["1", "Слёт", "", "Приказ", "Школы"], ["2", "Сбор", "май", "Приказ", "Школы"])
    assert told(reading) == [("Слёт", "", "Школы"), ("Сбор", "май", "Школы")]
    assert warned(reading) == [(2, "import-deadline-unknown")]


def test_several_days_in_one_cell_are_told() -> None:
    reading = grid_of(["1", "Слёт", "30.11.2022\n01.12.2022", "Приказ", "Школы"])
    assert reading.activities[0].deadline.due == (date(2022, 11, 30), date(2022, 12, 1))
    assert warned(reading) == [(2, "import-several-deadlines")]


def test_a_date_elsewhere_is_no_deadline() -> None:
    reading = grid_of(["1", "Слёт", "", "Март 2022 года", "Школы"])
    assert (reading.activities[0].deadline.phrase, reading.activities[0].indicator) == ("", "Март 2022 года")


def test_a_parent_column_is_left_out() -> None:
    heading = [
        "Наименование этапа",
        "Содержание деятельности и примерный план мероприятий",
        "Срок",
        "Ответственный",
    ]
    assert told(grid_of(["Первый", "Слёт", "май", "Школы"], heading=heading)) == [("Слёт", "май", "Школы")]


def test_an_empty_heading_above_numbers() -> None:
    reading = grid_of(
        ["1", "2", "3", "4", "5"],
        ["1.", "Определено лицо", "Школы", "Приказ", "10 ноября 2020* года"],
        heading=["", "Наименование мероприятия", "Ответственный", "Результат", "Срок"],
    )
    assert told(reading) == [("Определено лицо", "10 ноября 2020* года", "Школы")]


@pytest.mark.parametrize("make", [docx_of, xlsx_of, csv_of, html_of])
def test_a_signature_in_the_columns_is_no_activity(make: Callable[..., bytes]) -> None:
    signature = ["", "Начальник отдела", "", "", "О.А. Примерова"]
    reading = read_document(
        make([TITLE], [HEADING, ["1", "Слёт", "Май", "Приказ", "Школы"], [""] * 5, signature])
    )
    assert (told(reading), reading.warnings) == ([("Слёт", "Май", "Школы")], ())


# DOCX


def word(*paragraphs: str) -> WordDocument:
    document = Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    return document


def add_table(document: WordDocument, *rows: Sequence[str]) -> Table:
    table: Table = document.add_table(len(rows), len(rows[0]))
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    return table


def read_word(document: WordDocument) -> Reading:
    return read_document(saved(document))


ROW = ["1", "Семинар", "Март", "Приказ", "Школы"]


def test_merged_cells_of_word() -> None:
    document = word(TITLE)
    table = add_table(
        document,
        ["№", "Мероприятие", "Сроки", "", "Ответственные"],
        ["", "", "начало", "окончание", ""],
        ["Раздел первый", "", "", "", ""],
        ["1", "Семинар", "1 марта", "5 марта", "Школы"],
        ["2", "Слёт", "", "", "Школы"],
        ["", "", "6 мая", "7 мая", "Управление образования"],
    )
    for column in (0, 1, 4):
        table.cell(0, column).merge(table.cell(1, column))
    table.cell(0, 2).merge(table.cell(0, 3))
    table.cell(2, 0).merge(table.cell(2, 4))
    for column in (2, 3):
        table.cell(3, column).merge(table.cell(4, column))
    for column in (0, 1):
        table.cell(4, column).merge(table.cell(5, column))
    reading = read_word(document)
    assert told(reading) == [
        ("Семинар", "с 1 марта по 5 марта", "Школы"),
        ("Слёт", "с 1 марта по 5 марта, с 6 мая по 7 мая", "Школы, Управление образования"),
    ]


def test_a_heading_over_two_rows() -> None:
    document = word(TITLE)
    add_table(document, ["№", "Наименование", "Срок", "Показатель для", "Исполни-"],
              ["п/п", "мероприятия", "исполнения", "контроля", "тели"], ROW)  # fmt: skip
    assert told(read_word(document)) == [("Семинар", "Март", "Школы")]


def test_a_table_in_several_pieces() -> None:
    document = word("Приложение к приказу от 27.07.2021 № 134", TITLE)
    add_table(document, HEADING, ROW)
    document.add_paragraph("II. Обучение")
    document.add_paragraph("Новая редакция")
    add_table(document, HEADING, ["2", "Слёт", "Апрель", "Отчёт", "Школы"])
    document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
    add_table(document, ["", "юных поэтов", "", "", "и родители"], ["3", "Сбор", "Май", "Отчёт", "Школы"])
    add_table(document, ["Начальник отдела", "О.А. Примерова"])
    reading = read_word(document)
    assert told(reading) == [
        ("Семинар", "Март", "Школы"),
        ("Слёт юных поэтов", "Апрель", "Школы и родители"),
        ("Сбор", "Май", "Школы"),
    ]  # fmt: skip
    assert reading.year == 2022
    assert [warning.to_json() for warning in reading.warnings] == [
        {"line": 3, "id": "import-line-skipped", "text": "Новая редакция"}
    ]


def test_a_deadline_cut_by_the_end_of_a_page() -> None:
    document = word(TITLE)
    add_table(document, HEADING, ["1", "Провести семинар", "1 раз в месяц в течение", "", "Школы"])
    document.add_paragraph()
    add_table(
        document, ["", "Для учителей", "2022 года", "Приказ", ""], ["2", "Слёт", "Декабрь", "Приказ", "Школы"]
    )
    document.add_paragraph()
    add_table(document, ["", "Итоги", "5 мая 2022 года", "Приказ", "Школы"])
    assert told(read_word(document)) == [
        ("Провести семинар Для учителей", "1 раз в месяц в течение 2022 года", "Школы"),
        ("Слёт", "Декабрь", "Школы"),
        ("Итоги", "5 мая 2022 года", "Школы"),
    ]


def test_of_two_tables_the_roadmap_is_taken() -> None:
    document = word(TITLE)
    add_table(document, ["Показатель", "2021", "2022"], ["Доля школ", "5", "3"], ["Доля учителей", "1", "1"])
    add_table(document, HEADING, ROW)
    add_table(document, ["Школа", "Куратор", "Телефон"], ["№ 901", "О. Примерова", "-"])
    reading = read_word(document)
    assert told(reading) == [("Семинар", "Март", "Школы")]
    assert warned(reading) == [(1, "import-table-skipped"), (6, "import-table-skipped")]


def test_numbers_that_word_counts_itself() -> None:
    document = word(TITLE)
    table = add_table(
        document, HEADING, ["", "", "Март", "Приказ", "Школы"], ["", "Слёт", "Май", "Приказ", "Школы"]
    )
    table.cell(1, 0).paragraphs[0].style = "List Number"
    table.cell(2, 0).paragraphs[0].style = "List Number"
    cell = table.cell(1, 1)
    cell.text = "Семинары:"
    for text in ("первый;", "второй"):
        cell.add_paragraph(text, style="List Bullet")
    assert [each.title for each in read_word(document).activities] == ["Семинары: – первый; – второй", "Слёт"]


def test_tracked_changes_and_text_boxes_of_word() -> None:
    document = word(TITLE)
    table = add_table(document, HEADING, ROW)
    paragraph = table.cell(1, 1).paragraphs[0]._p
    spaces = nsdecls("w")
    paragraph.append(parse_xml(f'<w:ins {spaces} w:id="1"><w:r><w:t> для школ</w:t></w:r></w:ins>'))
    paragraph.append(parse_xml(f'<w:del {spaces} w:id="2"><w:r><w:delText> лишнее</w:delText></w:r></w:del>'))
    box = "<w:txbxContent><w:p><w:r><w:t>Утверждаю 01.01.2020</w:t></w:r></w:p></w:txbxContent>"
    paragraph.append(parse_xml(f"<w:r {spaces}><w:pict>{box}</w:pict></w:r>"))
    assert [each.title for each in read_word(document).activities] == ["Семинар для школ"]


def test_a_roadmap_within_a_table_for_looks() -> None:
    document = word(TITLE)
    outer = document.add_table(1, 1).cell(0, 0)
    inner = outer.add_table(2, 5)
    for row, texts in zip(inner.rows, (HEADING, ROW), strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    reading = read_document(saved(document), year=2022)
    assert told(reading) == [("Семинар", "Март", "Школы")]


def test_dates_of_stamps_are_no_deadlines() -> None:
    document = word("УТВЕРЖДАЮ", "приказом от 27.07.2021 № 134", "", TITLE)
    add_table(document, ["Согласовано 01.09.2021", "Утверждаю 01.10.2021"])
    add_table(document, HEADING, ROW)
    reading = read_word(document)
    assert (told(reading), reading.year, reading.warnings) == ([("Семинар", "Март", "Школы")], 2022, ())


# XLSX


def sheet_of(*rows: Sequence[object]) -> Workbook:
    workbook = Workbook()
    for row in [[TITLE], HEADING, *rows]:
        workbook.active.append(list(row))
    return workbook


def test_days_of_a_spreadsheet() -> None:
    workbook = sheet_of(
        [1, "Семинар", date(2022, 2, 28), "Приказ", "Школы"],
        [2, "Слёт", datetime.fromisoformat("2022-03-01"), "Приказ", "Школы"],
        [3, "Сбор", datetime.fromisoformat("2022-03-01T10:30"), "Приказ", "Школы"],
    )
    workbook.active["C4"].number_format = "mmmm\\ yyyy"
    reading = read_document(saved(workbook))
    assert [each.deadline.phrase for each in reading.activities] == [
        "28.02.2022",
        "март 2022",
        "01.03.2022 10:30",
    ]
    assert [each.deadline.due[0].isoformat() for each in reading.activities] == [
        "2022-02-28", "2022-03-31", "2022-03-01",
    ]  # fmt: skip


def test_hours_of_a_spreadsheet() -> None:
    workbook = Workbook()
    for row in ([TITLE], ["Дата", "Время", "Мероприятие"], [date(2022, 5, 9), time(11, 0), "Митинг"]):
        workbook.active.append(row)
    assert read_document(saved(workbook)).activities[0].deadline.phrase == "09.05.2022 11:00"


def test_merged_cells_of_a_spreadsheet() -> None:
    workbook = sheet_of(
        ["Организация", None, None, None, None],
        [1, "Семинар", "Март", "Приказ", "Школы"],
        [2, "Слёт", None, "Приказ", None],
    )
    for area in ("A1:E1", "A3:E3", "C4:C5", "E4:E5"):
        workbook.active.merge_cells(area)
    reading = read_document(saved(workbook))
    assert told(reading) == [("Семинар", "Март", "Школы"), ("Слёт", "Март", "Школы")]
    assert reading.warnings == ()


def test_a_numbered_section_over_the_other_columns() -> None:
    workbook = sheet_of([1, "Организация"], ["1.1", "Семинар", "Март", "Приказ", "Школы"])
    workbook.active.merge_cells("B3:E3")
    reading = read_document(saved(workbook))
    assert (told(reading), reading.warnings) == ([("Семинар", "Март", "Школы")], ())


def test_hidden_rows_are_read_and_told() -> None:
    workbook = sheet_of(ROW, ["2", "Слёт", "Май", "Приказ", "Школы"])
    workbook.active.row_dimensions[4].hidden = True
    reading = read_document(saved(workbook))
    assert len(reading.activities) == 2
    assert warned(reading) == [(4, "import-row-hidden")]


def test_the_first_sheet_with_a_roadmap_is_taken() -> None:
    workbook = sheet_of(ROW)
    workbook.active.title = "2022"
    notes = workbook.create_sheet("Заметки", 0)
    notes["A1"] = "Проверить"
    older = workbook.create_sheet("2021")
    for row in (HEADING, ["1", "Старое", "Март", "Приказ", "Школы"]):
        older.append(row)
    reading = read_document(saved(workbook))
    assert told(reading) == [("Семинар", "Март", "Школы")]
    assert [warning.to_json() for warning in reading.warnings] == [
        {"line": 2, "id": "import-sheet-skipped", "sheet": "2021"}
    ]


# CSV


def test_quotes_and_line_ends_within_cells() -> None:
    content = csv_of([TITLE], [HEADING, ["1", 'Слёт «Весна»;\n"Лето", и другие', "Март", "", "Школы"]])
    reading = read_document(content)
    assert [each.title for each in reading.activities] == ['Слёт «Весна»; "Лето", и другие']


def test_quotes_that_are_part_of_the_text() -> None:
    rows = [";".join(HEADING), '1;"Точка роста" в школах;Март;Приказ;Школы']
    reading = read_document("\n".join([TITLE, *rows]).encode())
    assert told(reading) == [('"Точка роста" в школах', "Март", "Школы")]


def test_a_table_that_ends_within_quotes_is_cut_off() -> None:
    content = csv_of([TITLE], [HEADING, ["1", "Слёт", "Март", "", 'МКУ "Центр"; школы']])
    assert refused(content.decode()[:-9].encode()) == "import-not-a-roadmap"


def test_text_with_tabs_that_begins_with_a_quote() -> None:
    text = f"{TITLE}\n\n" + "\t".join(HEADING) + '\n1\t"Точка роста" в школах\tМарт\tПриказ\tШколы\n'
    assert [each.title for each in read_document(text.encode()).activities] == ['"Точка роста" в школах']


# HTML


def test_spans_of_a_page() -> None:
    page = f"""<h1>{TITLE}</h1><table>
    <tr><th rowspan=2>№<th rowspan=2>Мероприятие<th colspan=2>Сроки<th rowspan=2>Ответственные
    <tr><th>начало<th>окончание
    <tr><td colspan=5>Раздел
    <tr><td>1<td>Семинар<br>для школ<td rowspan="2">1 марта<td rowspan="2">5 марта<td>Школы
    <tr><td>2<td>Слёт<td>Управление образования<br>Школы
    </table><script>document.write("<b>Срок</b>")</script>"""
    assert told(read_document(page.encode("cp1251"))) == [
        ("Семинар для школ", "с 1 марта по 5 марта", "Школы"),
        ("Слёт", "с 1 марта по 5 марта", "Управление образования, Школы"),
    ]


def test_a_page_laid_out_by_tables() -> None:
    rows = "".join(f"<tr>{''.join(f'<td>{cell}' for cell in row)}" for row in (HEADING, ROW))
    page = f"<html><table><tr><td><a href='/'>Главная</a><td><p>{TITLE}</p><table>{rows}</table></table>"
    assert told(read_document(page.encode(), year=2022)) == [("Семинар", "Март", "Школы")]


# PDF


def test_a_pdf_without_lines_between_its_columns() -> None:
    assert refused(pdf_of([TITLE], [HEADING, ROW], ruled=False)) == "import-pdf-columns"


def test_a_pdf_of_pictures() -> None:
    assert refused(pdf_of([], [])) == "import-scan"


# Audiences by what the document itself explains


def test_abbreviations_that_the_document_explains() -> None:
    reading = grid_of(
        ["1", "Семинар", "Март", "Приказ", "МКУ «Методический центр» города Примерова (далее – МЦП)"],
        ["2", "Слёт", "Май", "Приказ", "МЦП, школы"],
    )
    assert reading.activities[1].audience == (Audience.COORDINATOR, Audience.SCHOOLS)
