"""Texts whose tables have lost their columns: ten of real plans, and what else plans do."""

import json
import time
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmap.document import Reading, read_document
from roadmap.errors import UserError

FOLDER = Path(__file__).parent.parent / "data" / "layouts"
TITLE = "План мероприятий на 2022 год"


def imitation(file: Path) -> bytes:
    """What the file shows, without the notes on it."""
    _, _, text = file.read_text(encoding="utf-8").partition("# IMITATION")
    return text.partition("\n")[2].encode()


def read(text: str) -> Reading:
    return read_document(f"{TITLE}\n\n{text}".encode())


def told(reading: Reading) -> list[tuple[str, str, str]]:
    return [(each.title, each.deadline.phrase, each.executors) for each in reading.activities]


@pytest.mark.parametrize("file", sorted(FOLDER.glob("*.txt")), ids=lambda file: file.stem)
def test_texts_of_real_plans(file: Path) -> None:
    expected = json.loads(file.with_suffix(".expected.json").read_text(encoding="utf-8"))
    if "refused" in expected:
        with pytest.raises(UserError) as caught:
            read_document(imitation(file), year=expected["year"])
        assert caught.value.text_id == expected["refused"]
        return
    reading = read_document(imitation(file), year=expected["year"])
    assert [
        {
            "title": each.title,
            "deadline": each.deadline.phrase,
            "due": [day.isoformat() for day in each.deadline.due],
            "executors": each.executors,
        }
        for each in reading.activities
    ] == expected["activities"]
    assert [warning.id for warning in reading.warnings] == expected["warnings"]


def test_a_drawn_table() -> None:
    reading = read("""
┌───┬──────────────┬────────────┬──────────────┐
│ № │ Мероприятие  │ Срок       │ Ответственные│
├───┼──────────────┼────────────┼──────────────┤
│ 1 │ Семинар для  │ до 15 марта│ Школы        │
│   │ учителей     │ 2022 года  │              │
├───┼──────────────┼────────────┼──────────────┤
│ 2 │ Слёт         │ май        │ Департамент  │
└───┴──────────────┴────────────┴──────────────┘
""")
    assert told(reading) == [
        ("Семинар для учителей", "до 15 марта 2022 года", "Школы"),
        ("Слёт", "май", "Департамент"),
    ]
    assert reading.warnings == ()


def test_a_table_in_markdown() -> None:
    reading = read("""
| Мероприятие | Срок | Ответственные |
|-------------|------|---------------|
| Семинар     | март | Школы         |
| Слёт        | май  |               |
""")
    assert told(reading) == [("Семинар", "март", "Школы"), ("Слёт", "май", "")]


def test_cells_with_pipes_and_sections() -> None:
    reading = read("""
№ |
Мероприятие |
Срок |
Ответственные |
I. Работа с
педагогами |
|||
1. |
Семинар для
учителей |
март |
Школы |
2. |
Слёт | май | Департамент |
""")
    assert told(reading) == [("Семинар для учителей", "март", "Школы"), ("Слёт", "май", "Департамент")]


def test_miscounted_cells_are_not_read() -> None:
    with pytest.raises(UserError) as caught:
        read(
            "№ | Мероприятие | Срок | Ответственные |\n1 | Семинар | для всех | март | Школы |\n2 | Слёт |\n"
        )
    assert caught.value.text_id == "import-not-a-roadmap"


def test_rows_without_anything_between_their_cells() -> None:
    reading = read("""
№ п/п Мероприятия Сроки исполнения Ответственные
1. Организационная работа
1.1. Семинар для учителей школ,
участвующих в проекте до 15 марта 2022 года Управление образования
1.2. Слёт в рамках 2022 года май - июнь Школы
""")
    assert told(reading) == [
        ("Организационная работа", "", ""),
        (
            "Семинар для учителей школ, участвующих в проекте",
            "до 15 марта 2022 года",
            "Управление образования",
        ),
        ("Слёт в рамках 2022 года", "май - июнь", "Школы"),
    ]
    assert reading.warnings[0].id == "import-columns-guessed"


def test_lines_without_a_number_are_not_lost() -> None:
    reading = read("""
№ Мероприятия Сроки Ответственные
Организация
1. Слёт май Школы
города Примерова
Итоги месячника
Подведение итогов июнь 2022 года Управление образования
2. Сбор июль Школы
Начальник отдела О.А. Примерова
""")
    assert told(reading) == [
        ("Слёт", "май", "Школы города Примерова"),
        ("Подведение итогов", "июнь 2022 года", "Управление образования"),
        ("Сбор", "июль", "Школы"),
    ]
    assert [str(one.arguments.get("text", "")) for one in reading.warnings] == [
        "",
        "Организация",
        "Итоги месячника",
    ]


@pytest.mark.parametrize(
    "text", ["-" * 300_000 + "x", "дата " * 20_000, "а|" * 100_000, "1. а " * 40_000, "(" * 300_000]
)
def test_long_nonsense_is_soon_done_with(text: str) -> None:
    """Each would take minutes where the time grows with the square of the length."""
    began = time.process_time()
    with suppress(UserError):
        read(f"№ Мероприятие Срок Ответственные {text}")
    assert time.process_time() - began < 10


def test_the_date_first() -> None:
    reading = read("Дата Мероприятие Ответственные\n1 5 мая Семинар Школы\n2 до 10 июня Слёт Департамент\n")
    assert told(reading) == [("Семинар", "5 мая", "Школы"), ("Слёт", "до 10 июня", "Департамент")]


def test_a_cell_a_paragraph() -> None:
    reading = read("""
№ п/п

Наименование мероприятий

Срок реализации

Ответственный исполнитель

1

2

3

4

1.

Нормативное обеспечение

1.1.

Состав рабочей
группы

Сентябрь

Директор школы

1.2.

Приказ

до 15 октября

Управление образования

ИТОГИ ГОДА

2.

Отчёт

декабрь

Школы
""")
    assert told(reading) == [
        ("Состав рабочей группы", "Сентябрь", "Директор школы"),
        ("Приказ", "до 15 октября", "Управление образования"),
        ("Отчёт", "декабрь", "Школы"),
    ]
    assert [warning.id for warning in reading.warnings] == ["import-columns-guessed"]


def test_activities_with_their_labels() -> None:
    reading = read("""
1. Провести семинар
для учителей.
Срок: до 15 марта.
Отв.: Управление образования
2. Провести слёт.
Срок исполнения: май
Ответственные: школы

Подготовить отчёт
Срок – июнь
""")
    assert told(reading) == [
        ("Провести семинар для учителей.", "до 15 марта.", "Управление образования"),
        ("Провести слёт.", "май", "школы"),
        ("Подготовить отчёт", "июнь", ""),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Иванов И.И.\nФевраль — рейд; март — отчёт;",
        "2 сентября\n10.00-11.00 Площадь - Митинг\n11.30-12.00 Парк - Концерт",
        "1. Управлению образования до 10 сентября представить план.\n2. Контроль оставляю за собой.",
    ],
)
def test_what_is_no_table_is_not_read(text: str) -> None:
    with pytest.raises(UserError) as caught:
        read(text)
    assert caught.value.text_id == "import-not-a-roadmap"


CELLS = st.tuples(
    st.sampled_from(["Семинар", "Слёт юных поэтов", "Отчёт о работе (7–9 кл.)", "Сбор 5-9 классов"]),
    st.sampled_from(
        ["март", "до 15 марта", "5 мая 2022 года", "Октябрь - ноябрь", "01.11.2022", "ежемесячно"]
    ),
    st.sampled_from(["Школы", "Управление образования", "Директора школ", "Кл. рук."]),
)
FORMS = {
    "pipes": ("№ | Мероприятие | Срок | Ответственные |\n", "{}. |\n{} |\n{} |\n{} |\n"),
    "lines": ("№ Мероприятие Срок Ответственные\n", "{}. {} {} {}\n"),
    "one line": ("№ Мероприятие Срок Ответственные ", "{}. {} {} {} "),
    "paragraphs": ("№\n\nМероприятие\n\nСрок\n\nОтветственные\n\n", "{}.\n\n{}\n\n{}\n\n{}\n\n"),
}


@pytest.mark.parametrize("form", FORMS)
@given(st.lists(CELLS, min_size=1, max_size=5))
def test_any_rows_in_each_form(form: str, rows: list[tuple[str, str, str]]) -> None:
    heading, row = FORMS[form]
    reading = read(
        heading + "".join(row.format(number, *cells) for number, cells in enumerate(rows, start=1))
    )
    assert told(reading) == rows
