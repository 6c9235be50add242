"""Lists of schools and people: columns in any order, doubts line by line, files that are no list at all."""

import csv
from io import BytesIO, StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from roadmap.errors import UserError
from roadmap.roster import Roster, RosterRow, read_roster

HEADINGS = ("Школа", "Краткое название", "Куратор", "Представитель", "Телефон или примечание")
ROW = ("Школа № 901", "901", "Иван Образцов", "Анна Тестова", "8-8412-00-00-00")


def sheet(*rows: tuple[object, ...]) -> bytes:
    workbook = Workbook()
    assert workbook.active is not None
    for row in rows:
        workbook.active.append(row)
    file = BytesIO()
    workbook.save(file)
    return file.getvalue()


def separated(*rows: tuple[str, ...], sign: str = ";", code: str = "utf-8") -> bytes:
    text = StringIO()
    csv.writer(text, delimiter=sign).writerows(rows)
    return text.getvalue().encode(code)


def refusal(content: bytes) -> str:
    with pytest.raises(UserError) as caught:
        read_roster(content)
    return caught.value.text_id


def doubts(roster: Roster) -> list[tuple[int, str]]:
    return [(warning.line, warning.text_id) for warning in roster.warnings]


@pytest.mark.parametrize(
    "content",
    [
        sheet(HEADINGS, ROW),
        separated(HEADINGS, ROW),
        separated(HEADINGS, ROW, sign=",", code="cp1251"),
        separated(HEADINGS, ROW, sign="\t"),
        sheet(("Список школ города",), (), HEADINGS, ("1", "2", "3", "4", "5"), ROW),
    ],
)
def test_formats(content: bytes) -> None:
    (row,) = read_roster(content).rows
    assert (row.school, row.short_name, row.note) == (ROW[0], ROW[1], ROW[4])
    assert (row.curators, row.representatives) == ((ROW[2],), (ROW[3],))


def test_columns_in_another_order_under_other_words() -> None:
    roster = read_roster(
        sheet(
            (
                "№ п/п",
                "Телефон школы",
                "ФИО директора",
                "Должность",
                "Сокращённое",
                "Общеобразовательное учреждение",
            ),
            (1, 84120000, "Анна Тестова", "и. о.", "Лицей 902", "Лицей № 902"),
        )
    )
    assert roster.rows == (RosterRow(2, "Лицей № 902", "Лицей 902", "84120000", (), ("Анна Тестова",)),)
    assert roster.warnings == ()


@pytest.mark.parametrize(
    "headings",
    [("Школа", "Директор"), ("Образовательная организация (2023 год)", "Ф.И.О. директора"), ("ОО", "Кто")],
)
def test_rows_whose_words_could_be_headings(headings: tuple[str, str]) -> None:
    named = (
        ("Гимназия № 942", "Образцова А.П., директор"),
        ("Лицей «Солнечный»", "Директор И. О. Тестова"),
        ("Лицей Примерный", "Условная Анна, директор"),
    )
    roster = read_roster(sheet(("Список школ",), headings, *named, headings))
    directors = [() if headings[1] == "Кто" else (director,) for _, director in named]
    assert [row.school for row in roster.rows] == [school for school, _ in named]
    assert [row.representatives for row in roster.rows] == directors


def test_a_heading_said_again_in_other_words() -> None:
    roster = read_roster(
        sheet(("Школа", "Директор"), ("Школа № 901", "—"), ("Наименование школы", "Директор школы"))
    )
    assert [row.school for row in roster.rows] == ["Школа № 901"]


def test_several_people_in_a_cell_and_a_school_in_several_lines() -> None:
    roster = read_roster(
        sheet(
            ("Школа", "Куратор", "Примечание", "Телефон"),
            ("Школа № 901", "Иван Образцов; Пётр Условный", "каб. 3", "00-01"),
            ("школа №901", "петр условный\nОльга Примерова", "каб. 4", ""),
            (903, "—", "", ""),
        )
    )
    first, second = roster.rows
    assert first.curators == ("Иван Образцов", "Пётр Условный", "Ольга Примерова")
    assert first.note == "каб. 3; 00-01"
    assert (second.school, second.curators) == ("Школа № 903", ())
    assert doubts(roster) == [(3, "roster-twice")]


def test_bad_rows_are_told_one_by_one() -> None:
    roster = read_roster(
        separated(
            ("Школа", "Куратор", "Краткое название", "Примечание"),
            ("", "Иван Образцов", "", ""),
            ("***", "", "", ""),
            ("Ш" * 121, "", "", ""),
            ("Школа № 901", "8-900-000-00-00", "к" * 41, "п" * 201),
            ("Школа № 902", "Анна Тестова, директор", "", ""),
            ("Школа № 903", "?", "", ""),
            ("Школа № 904", "И" * 101, "", ""),
        )
    )
    assert [row.school for row in roster.rows] == [f"Школа № {number}" for number in range(901, 905)]
    assert doubts(roster) == [
        (2, "roster-no-school"),
        (3, "roster-not-a-school"),
        (4, "roster-school-too-long"),
        (5, "roster-short-too-long"),
        (5, "roster-note-too-long"),
        (5, "roster-person-has-phone"),
        (6, "roster-person-has-comma"),
        (7, "roster-not-a-person"),
        (8, "roster-person-too-long"),
    ]


@pytest.mark.parametrize(
    ("content", "text_id"),
    [
        (b"", "import-empty"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "roster-not-a-table"),
        (sheet(HEADINGS, ROW)[:-200], "import-cut-off"),
        (sheet(("Мероприятие", "Срок"), ("Собрание", "май")), "roster-no-school-column"),
        (sheet(HEADINGS), "roster-no-schools"),
        (separated(HEADINGS, *((f"Школа № {n}", "", "", "", "") for n in range(2_001))), "roster-too-many"),
        (separated(HEADINGS, *((f"{n}", "", "", "", "") for n in range(10_001))), "roster-too-many-rows"),
        (b"\x00\x01\x02 binary", "roster-not-a-table"),
    ],
)
def test_what_is_no_list_is_refused(content: bytes, text_id: str) -> None:
    assert refusal(content) == text_id


def test_formulas_are_their_text_or_nothing() -> None:
    workbook = sheet(HEADINGS, ("Школа № 901", "=1+1", '=HYPERLINK("http://x")', "", ""))
    (row,) = read_roster(workbook).rows
    assert (row.short_name, row.curators) == ("", ())
    (typed,) = read_roster(separated(HEADINGS, ("=Школа № 901", "@x", "+Иван", "", ""))).rows
    assert (typed.school, typed.short_name, typed.curators) == ("=Школа № 901", "@x", ("+Иван",))


letters = st.text("абвгдеёжзАБВГДЕ", min_size=1, max_size=12)
person = st.builds(lambda one, other: f"{one} {other}", letters, letters)
people = st.lists(person, max_size=3, unique_by=str.casefold).map(
    lambda names: tuple({name.casefold().replace("ё", "е"): name for name in names}.values())
)
rows = st.lists(
    st.builds(
        lambda number, short, note, curators, representatives: RosterRow(
            0, f"Школа № {number}", short, note, curators, representatives
        ),
        st.integers(1, 9999),
        letters | st.just(""),
        letters | st.just(""),
        people,
        people,
    ),
    min_size=1,
    max_size=5,
    unique_by=lambda row: row.school,
)


@given(rows, st.permutations(range(5)), st.sampled_from(["; ", "\n"]))
def test_rows_survive_the_way_through_a_table(some: list[RosterRow], order: list[int], between: str) -> None:
    table = [HEADINGS] + [
        (row.school, row.short_name, between.join(row.curators), between.join(row.representatives), row.note)
        for row in some
    ]
    roster = read_roster(separated(*(tuple(line[place] for place in order) for line in table)))
    assert [{**row.to_json(), "line": 0} for row in roster.rows] == [row.to_json() for row in some]
    assert roster.warnings == ()
    assert Roster.from_json(roster.to_json()) == roster
