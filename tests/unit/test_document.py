"""Reading the office's document: Penza's real one, variants of it, and files that are no roadmap."""

import json
import random
import re
from contextlib import suppress
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roadmap.deadlines import DeadlineKind
from roadmap.document import Audience, Reading, read_document
from roadmap.document.executors import audience_of
from roadmap.document.headings import Column, columns_of
from roadmap.errors import NotARoadmap, UserError

SEED = files("roadmap.data").joinpath("penza-500plus-2022.txt").read_text(encoding="utf-8")
EXPECTED = json.loads(
    (Path(__file__).parent.parent / "data" / "penza-500plus-2022.expected.json").read_text("utf-8")
)
HEADING = "№ п/п\tНаименование мероприятия\tСроки исполнения\tПоказатель для контроля\tИсполнители"
TITLE = "План мероприятий («дорожная карта») города Примерова по проекту «500+» на 2022 год\n\n"


def read(text: str, year: int | None = None) -> Reading:
    return read_document(text.encode(), year=year)


def document(*rows: str, heading: str = HEADING, title: str = TITLE) -> str:
    return title + "\n".join([heading, *rows]) + "\n"


def refused(content: bytes) -> tuple[str, dict[str, Any]]:
    with pytest.raises(UserError) as caught:
        read_document(content)
    return caught.value.text_id, dict(caught.value.arguments)


def plain(reading: Reading) -> dict[str, Any]:
    content = reading.to_json()
    del content["warnings"]
    return content


# The real document


def test_the_real_document() -> None:
    reading = read(SEED)
    assert plain(reading) == EXPECTED
    assert reading.warnings == ()
    assert sum(len(activity.deadline.due) for activity in reading.activities) == 33
    assert sum(Audience.SCHOOLS in activity.audience for activity in reading.activities) == 16
    assert [activity.position for activity in reading.activities if activity.meeting] == [5]


def test_each_activity_knows_its_line() -> None:
    lines = SEED.split("\n")
    for activity in read(SEED).activities:
        assert activity.title[:40] in lines[activity.line - 1]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1251", "utf-16"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_ways_to_save_it(encoding: str, newline: str) -> None:
    reading = read_document(SEED.replace("\n", newline).encode(encoding))
    assert plain(reading) == EXPECTED


def test_json_restores_the_reading() -> None:
    reading = read(SEED + "\tЕщё одно\tкогда-нибудь\tприказ\tШколы\n")
    content = json.loads(json.dumps(reading.to_json()))
    restored = Reading.from_json(content)
    assert restored.to_json() == reading.to_json()
    assert [each.deadline for each in restored.activities] == [each.deadline for each in reading.activities]


def test_json_keeps_a_corrected_deadline() -> None:
    content = read(SEED).to_json()
    content["activities"][0] |= {"start": "2022-01-01", "end": "2022-01-20", "due": ["2022-01-20"]}
    assert Reading.from_json(content).to_json() == content


# Variants of it: the rules must not hang on this one file


@pytest.mark.parametrize("shift", [-3, 1, 2, 20])
def test_other_years(shift: int) -> None:
    def shifted(match: re.Match[str]) -> str:
        return str(int(match[0]) + shift)

    reading = read(re.sub(r"\b202[12](?= г|»)", shifted, SEED))
    assert reading.year == 2022 + shift
    assert reading.title == EXPECTED["title"].replace("2022", str(2022 + shift))
    kinds = [activity.deadline.kind.value for activity in reading.activities]
    assert kinds == [activity["kind"] for activity in EXPECTED["activities"]]
    for activity, expected in zip(reading.activities, EXPECTED["activities"], strict=True):
        assert [day.year - shift for day in activity.deadline.due] == [
            int(due[:4]) for due in expected["due"]
        ]


def rows_of_seed() -> tuple[str, list[str]]:
    """The part up to the heading, and one well-formed line for each activity."""
    head = SEED[: SEED.index("\n\t") + 1]
    return head, ["\t".join(["", *fields(activity)]) for activity in EXPECTED["activities"]]


def fields(activity: dict[str, Any]) -> list[str]:
    return [activity[name] for name in ("title", "deadline", "indicator", "executors")]


def without_position(activities: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{name: value for name, value in each.items() if name != "position"} for each in activities]


@given(st.randoms(use_true_random=False))
def test_rows_in_any_number_and_order(chance: random.Random) -> None:
    head, rows = rows_of_seed()
    chosen = chance.sample(range(len(rows)), chance.randint(1, len(rows)))
    reading = plain(read(head + "\n".join(rows[index] for index in chosen)))
    expected = [EXPECTED["activities"][index] for index in chosen]
    assert without_position(reading["activities"]) == without_position(expected)
    assert [each["position"] for each in reading["activities"]] == list(range(1, len(chosen) + 1))


COLUMNS = {
    "title": ("Мероприятия", "Содержание деятельности", "Наименование мероприятий"),
    "deadline": ("Срок", "Сроки исполнения, реализации", "Дата проведения", "Срок реализации мероприятия"),
    "indicator": ("Результат", "Показатель для контроля", "Результат. Вид документа"),
    "executors": ("Ответственные", "Исполнители", "Ответственный за исполнение"),
}


@given(st.permutations(list(COLUMNS)), st.sampled_from(["№", "№ п/п", "N п.п.", "№п/п", None]), st.data())
def test_columns_in_any_order(order: list[str], number: str | None, data: st.DataObject) -> None:
    headings = [data.draw(st.sampled_from(COLUMNS[name])) for name in order]
    lines = ["\t".join(headings if number is None else [number, *headings])]
    for position, activity in enumerate(EXPECTED["activities"], start=1):
        cells = [activity[name] for name in order]
        lines.append("\t".join(cells if number is None else [f"{position}.", *cells]))
    reading = plain(read(TITLE + "\n".join(lines)))
    assert reading["activities"] == EXPECTED["activities"]


@given(st.randoms(use_true_random=False))
def test_page_breaks_anywhere(chance: random.Random) -> None:
    """After each the row before goes on, the heading may come again, and rows may be shifted to the left."""
    head, _ = rows_of_seed()
    lines = [HEADING.replace("Сроки исполнения", "Сроки исполнения, реализации")]
    for activity in EXPECTED["activities"]:
        title, deadline, indicator, executors = fields(activity)
        shifted = chance.random() < 0.5
        words = title.split(" ")
        cut = chance.randint(1, len(words)) if chance.random() < 0.5 else len(words)
        row = [" ".join(words[:cut]), deadline, indicator, executors]
        lines.append("\t".join([*row[:3], "", row[3]] if shifted else ["", *row]))
        if cut < len(words):
            rest = " ".join(words[cut:])
            lines += ["", f"{rest}\t\t\t\t" if chance.random() < 0.5 else f"\t{rest}\t\t\t"]
        if chance.random() < 0.3:
            lines += ["\f", *lines[:1]]
    before_heading = head[: head.index("№ п/п")]
    reading = read(before_heading + "\n".join(lines))
    assert plain(reading) == EXPECTED
    assert reading.warnings == ()


# What real plans do


def test_sections_column_numbers_and_templates_are_not_activities() -> None:
    reading = read(
        document(
            "1\t2\t3\t4\t5",
            "\tI. Организация\t\t\t",
            "Раздел 1. Начало\t\t\t\t",
            "\tОРГАНИЗАЦИОННАЯ РАБОТА\t\t\t",
            "1.\tСовещание\tМарт\tПротокол\tШколы",
            "\t...\t\t\t",
            "2.\tСеминар\tАпрель\tОтчёт\tШколы",
        )
    )
    assert [activity.title for activity in reading.activities] == ["Совещание", "Семинар"]


def test_a_deadline_that_goes_on_over_the_page() -> None:
    reading = read(document("\tСовещание\tДекабрь\tПротокол\tШколы", "", "\t\t2022 года\t\t"))
    assert reading.activities[0].deadline.phrase == "Декабрь 2022 года"


def test_the_signature_is_not_a_row() -> None:
    reading = read(document("\tСовещание\tМарт\tПротокол\tШколы") + "\nНачальник отдела\n\nО. Примерова\n")
    assert (len(reading.activities), reading.warnings) == (1, ())


def test_what_is_left_out_is_said() -> None:
    rows = ["\tСовещание\tМарт\tПротокол\tШколы", "Строка без столбцов", "\tСеминар\tМай\tОтчёт\tШколы"]
    reading = read(document(*rows))
    assert [warning.to_json() for warning in reading.warnings] == [
        {"line": 5, "id": "import-line-skipped", "text": "Строка без столбцов"}
    ]


def test_a_deadline_that_cannot_be_read_keeps_its_activity() -> None:
    reading = read(document("\tСеминар\tкак получится\tОтчёт\tШколы", "1\tОтчёт\t\tОтчёт\tШколы"))
    assert [activity.deadline.kind for activity in reading.activities] == [DeadlineKind.UNKNOWN] * 2
    assert [warning.to_json() for warning in reading.warnings] == [
        {
            "line": 4,
            "id": "import-deadline-unknown",
            "deadline": "как получится",
            "reason": "not-understood",
        },
        {"line": 5, "id": "import-deadline-unknown", "deadline": "", "reason": "empty"},
    ]


def test_executors_nobody_knows() -> None:
    reading = read(document("\tСеминар\tМай\tОтчёт\tО. Примерова", "\tСлёт\tМай\tОтчёт\t"))
    assert [warning.to_json() for warning in reading.warnings] == [
        {"line": 4, "id": "import-executors-unknown", "executors": "О. Примерова"},
        {"line": 5, "id": "import-executors-missing"},
    ]


def test_no_column_of_executors_is_said_once() -> None:
    reading = read(document("Семинар\tМай", "Слёт\tИюнь", heading="Мероприятие\tСрок"))
    assert [warning.to_json() for warning in reading.warnings] == [
        {"line": 3, "id": "import-no-executors-column"}
    ]
    assert [activity.title for activity in reading.activities] == ["Семинар", "Слёт"]


# The year


@pytest.mark.parametrize(
    ("title", "given_year", "year", "name", "due"),
    [
        ("План на 2024 год", None, 2024, "План на 2024 год", "2024-05-31"),
        ("План на 2024 год", 2025, 2025, "План на 2024 год", "2025-05-31"),
        ("План на 2023-2024 учебный год", None, 2023, "План на 2023-2024 учебный год", "2024-05-31"),
        ("План на 2023/24 уч. год", 2023, 2023, "План на 2023/24 уч. год", "2024-05-31"),
        ("от 27.07.2021 № 134", 2024, 2024, "Дорожная карта, 2024 год", "2024-05-31"),
    ],
)
def test_the_year(title: str, given_year: int | None, year: int, name: str, due: str) -> None:
    reading = read(document("\tСеминар\tМай\tОтчёт\tШколы", title=f"{title}\n\n"), given_year)
    assert (reading.year, reading.title) == (year, name)
    assert [day.isoformat() for day in reading.activities[0].deadline.due] == [due]


@pytest.mark.parametrize(
    "stamp",
    [
        "УТВЕРЖДЕНО приказом от 29 декабря 2021 г. № 134",
        "Приложение к приказу Управления образования\nот 29 декабря 2021 года № 134",
        "УТВЕРЖДАЮ\nНачальник управления О. О. Примерова\n«29» декабря 2021 г.",
    ],
)
def test_a_stamp_of_approval_gives_neither_name_nor_year(stamp: str) -> None:
    row = "\tСеминар\tМай\tОтчёт\tШколы"
    reading = read(document(row, title=f"{stamp}\nПЛАН\nмероприятий на 2022 год\n\n"))
    assert (reading.year, reading.title) == (2022, "ПЛАН мероприятий на 2022 год")
    beside = read(document(row, title=f"{stamp} План на 2022 год\n\n".replace("\n«", " «")))
    assert beside.year == 2022


@pytest.mark.parametrize(
    "day",
    [
        '"____" ____________ 2022 г.',
        "____ ______ 2022 г.",
        "“__” ____ 2022 года",
        "27 дек. 2022 г.",
        "«27» 12. 2022 г.",
        "27.12. 2022 г.",
        "«_27_» __12__ 2022 г.",
        "« 27 »  декабря  2022 года",
        "от 27 декабря 2022 года № 134",
    ],
)
def test_the_year_of_an_approval_is_not_the_plans(day: str) -> None:
    row = "\tСеминар\tМай\tОтчёт\tШколы"
    stamp = f"УТВЕРЖДАЮ\nНачальник управления образования\n_______ О.А. Примерова\n{day}"
    roadmap = read(document(row, title=f"{stamp}\nДорожная карта проекта «500+» на 2023 год\n\n"))
    assert (roadmap.year, roadmap.title, roadmap.warnings) == (
        2023,
        "Дорожная карта, проект «500+», 2023 год",
        (),
    )
    for name in ("Комплексный\nплан работы на 2023 год", "План по исполнению постановления\nна 2023"):
        for apart in ("\n", "\n\n"):
            reading = read(document(row, title=f"{stamp}{apart}{name}\n\n"))
            assert (reading.year, reading.title) == (2023, name.replace("\n", " "))
    with pytest.raises(NotARoadmap) as caught:
        read(document(row, title=f"{stamp}\nПлан работы со школами\n\n"))
    assert caught.value.text_id == "import-no-year"


@pytest.mark.parametrize(
    ("title", "year", "others"),
    [
        ("г. Пенза\n2022 г.\nПлан работы на 2023 год", 2023, "2022"),
        ("г. Пенза\n2022 г.\n\nПлан работы, 2023 год", 2023, "2022"),
        ("План работы по итогам 2021/2022 учебного года на 2023 год", 2023, "2021"),
        ("План работы по итогам 2020 и 2021 годов, 2022 г. на I полугодие 2023 года", 2023, "2021, 2022"),
        ("План работы на 2022/2023 учебный год\nПенза, 2022 г.", 2022, None),
        ("2022 год\nПлан работы", 2022, None),
        ("Дорожная карта проекта «500» на 2023 год", 2023, None),
    ],
)
def test_of_several_years_the_one_planned_for_counts(title: str, year: int, others: str | None) -> None:
    text = document("\tСеминар\tМай\tОтчёт\tШколы", title=f"{title}\n\n")
    reading = read(text)
    doubts = [{"id": one.id, **one.arguments} for one in reading.warnings]
    expected = {"id": "import-year-doubtful", "year": str(year), "others": others}
    assert (reading.year, doubts) == (year, [expected] if others else [])
    assert read(text, 2024).warnings == ()


def test_a_year_told_by_days_only() -> None:
    title = "План с 1 января по 31 декабря 2022 года\n\n"
    assert read(document("\tСеминар\tМай\tОтчёт\tШколы", title=title)).year == 2022


def test_the_year_of_most_deadlines() -> None:
    rows = [
        f"\tСеминар\t{deadline}\tОтчёт\tШколы" for deadline in ("Май 2023", "Май", "Июнь 2024", "1.09.2024")
    ]
    reading = read(document(*rows, title=""))
    assert reading.year == 2024
    assert reading.activities[1].deadline.due[0].year == 2024


def test_short_titles() -> None:
    row = "\tСеминар\tМай\tОтчёт\tШколы"
    title = "Дорожная карта Примеровского района по программе «Точка» на 2024/2025 учебный год\n\n"
    assert read(document(row, title=title)).title == (
        "Дорожная карта Примеровского района, проект «Точка», 2024/2025 учебный год"
    )


@pytest.mark.parametrize(
    ("heading", "audience"),
    [
        ("Действия\tКогда", []),
        ("Формы и методы работы\tКогда проводится\tКто отвечает", ["schools"]),
        ("Что проводится\tСрок\tКто проводит", ["schools"]),
    ],
)
def test_headings_that_ask(heading: str, audience: list[str]) -> None:
    row = "\t".join(("Семинар", "Май", "Школы")[: len(heading.split("\t"))])
    (activity,) = read(document(row, heading=heading)).activities
    assert (activity.title, activity.deadline.phrase) == ("Семинар", "Май")
    assert [group.value for group in activity.audience] == audience


# Whom it is for, and the meetings


@pytest.mark.parametrize(
    ("executors", "audience"),
    [
        ("Управление образования города Пензы", ["department"]),
        ("Департамент образования", ["department"]),
        ("Комитет по образованию, директора школ", ["department", "schools"]),
        ("МКУ «ЦКОиМОУО г. Пензы»", ["coordinator"]),
        (
            "МКУ «Центр обслуживания и методологического обеспечения образовательных учреждений»",
            ["coordinator"],
        ),
        ("Муниципальный координатор", ["coordinator"]),
        ("Городской методический центр", ["coordinator"]),
        ("Общеобразовательные\u00a0учреждения г. Пензы", ["schools"]),
        ("МБОУ СОШ № 901", ["schools"]),
        ("ОО", ["schools"]),
        ("Координационная группа", ["coordinator"]),
        ("Члены муниципальной рабочей группы", ["coordinator"]),
        ("Рабочая группа", []),
        ("Начальник управления, ОО", ["department", "schools"]),
        ("Начальник управления культуры", []),
        ("О. Примерова", []),
        ("", []),
    ],
)
def test_audiences(executors: str, audience: list[str]) -> None:
    assert [group.value for group in audience_of(executors)] == audience


@pytest.mark.parametrize(
    ("title", "deadline", "meeting"),
    [
        ("Заседания координационной группы", "ежемесячно", True),
        ("Заседание муниципальной рабочей группы", "1 раз в квартал", True),
        ("Проведение совещаний координационного совета", "март, июнь", True),
        ("Заседание координационной группы", "март", False),
        ("Заседания коллегии Управления образования", "ежемесячно", False),
        ("Создание координационной группы", "ежемесячно", False),
    ],
)
def test_meetings(title: str, deadline: str, meeting: bool) -> None:
    reading = read(document(f"\t{title}\t{deadline}\tПротокол\tШколы"))
    assert reading.activities[0].meeting is meeting


@pytest.mark.parametrize(
    ("headings", "columns"),
    [
        ("№ п\\п|Мероприятия|Срок исполнения|Ответственные", "number activity deadline executors"),
        ("N|Содержание работы|Ответственный|Результат|Сроки", "number activity executors indicator deadline"),
        ("|Дела, события, мероприятия|Классы|Дата|Ответственные", "other activity other deadline executors"),
        ("п/п|Мероприятие|Место проведения|Дата и время проведения", "number activity other deadline"),
        ("Мероприятие|Целевой показатель, для которого выполняется мероприятие|Срок",
         "activity indicator deadline"),
    ],
)  # fmt: skip
def test_headings(headings: str, columns: str) -> None:
    assert columns_of(headings.split("|")) == tuple(map(Column, columns.split()))


# Files that are no roadmap


@pytest.mark.parametrize(
    ("content", "text_id"),
    [
        (b"", "import-empty"),
        ("\ufeff \r\n\t\n".encode(), "import-empty"),
        (b"PK\x03\x04\x14\x00\x06\x00\x08\x00", "import-cut-off"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n\x00", "import-cut-off"),
        (b"%PDF-1.4\n% all that follows is ASCII", "import-cut-off"),
        (rb"{\rtf1\ansi\ansicpg1251 plan}", "import-rtf"),
        (bytes(range(256)), "import-not-text"),
        ("Добрый день! Высылаю план.".encode(), "import-not-a-roadmap"),
        ("Имя\tШкола\tТелефон\nОльга Примерова\t№ 901\t-\n".encode(), "import-not-a-roadmap"),
        (document().encode(), "import-no-activities"),
        (document("\tСеминар\tмай\tОтчёт\tШколы", title="").encode(), "import-no-year"),
        (b"a" * (20 * 1024 * 1024), "import-too-large"),
    ],
)
def test_bad_files(content: bytes, text_id: str) -> None:
    assert refused(content)[0] == text_id


def test_where_it_is_wrong_is_said() -> None:
    broken = SEED.encode().replace("Январь".encode(), b"\xd0\xff", 1)
    line = SEED[: SEED.index("Январь")].count("\n") + 1
    assert refused(broken) == ("import-undecodable", {"line": line})
    without_deadlines = document(heading="№\tМероприятие\tИсполнители")
    assert refused(without_deadlines.encode()) == ("import-no-deadline-column", {"line": 3})


def read_or_refuse(content: bytes) -> None:
    with suppress(UserError):
        reading = read_document(content)
        assert reading.activities
        assert Reading.from_json(json.loads(json.dumps(reading.to_json()))).to_json() == reading.to_json()


@given(st.binary(max_size=400))
def test_any_bytes(content: bytes) -> None:
    read_or_refuse(content)


@given(st.text(max_size=400))
def test_any_text(text: str) -> None:
    read_or_refuse(text.encode("utf-8", "surrogatepass"))


CELLS = st.sampled_from(
    [
        "",
        "1",
        "2.",
        "I.",
        "Семинар",
        "продолжение",
        "...",
        "Март",
        "Март 2022 года",
        "по графику",
        "Школы",
        "МКУ",
    ]
) | st.text(max_size=12)
LINES = st.lists(CELLS, max_size=8).map("\t".join)


@settings(max_examples=500)
@given(st.lists(LINES | st.just(HEADING), max_size=12))
def test_any_table(lines: list[str]) -> None:
    read_or_refuse(document(*lines).encode("utf-8", "surrogatepass"))


@given(st.lists(st.integers(0, len(SEED) - 1), max_size=20))
def test_the_real_document_with_pieces_lost(places: list[int]) -> None:
    text = SEED
    for place in sorted(places, reverse=True):
        text = text[:place] + text[place + 3 :]
    read_or_refuse(text.encode())
