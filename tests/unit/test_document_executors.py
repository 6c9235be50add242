"""Who is meant by the executors' column: groups by their names, others by name alone."""

import pytest

from roadmap.document.executors import (
    Audience,
    abbreviations_of,
    audience_of,
    begins_executor,
    executors_in,
    find_executor,
)

DEPARTMENT, COORDINATOR, SCHOOLS = Audience.DEPARTMENT, Audience.COORDINATOR, Audience.SCHOOLS


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Управление образования города, МКУ «ЦКОиМОУО г. Пензы», Общеобразовательные учреждения г. Пензы",
            [
                ("Управление образования города", DEPARTMENT),
                ("МКУ «ЦКОиМОУО г. Пензы»", COORDINATOR),
                ("Общеобразовательные учреждения г. Пензы", SCHOOLS),
            ],
        ),
        (
            "Управление культуры; Совет ветеранов, общества",
            [("Управление культуры", None), ("Совет ветеранов", None), ("общества", None)],
        ),
        (
            "Департамент образования\nИванов И.И.",
            [("Департамент образования", DEPARTMENT), ("Иванов И.И.", None)],
        ),
        (
            "Иванов И.И. Петрова П.П. Сидорова-Белая С.С.",
            [("Иванов И.И.", None), ("Петрова П.П.", None), ("Сидорова-Белая С.С.", None)],
        ),
        ("П.П. Петров С.С. Сидоров", [("П.П. Петров", None), ("С.С. Сидоров", None)]),
        ("Иванова И. И..Кл. рук.", [("Иванова И. И.", None), ("Кл. рук", SCHOOLS)]),
        ('МП "КБУ, сады", МП "Вода"', [('МП "КБУ, сады"', None), ('МП "Вода"', None)]),
        (
            "Организации, осуществляющие перевозки, школы (по согласованию)",
            [("Организации, осуществляющие перевозки", None), ("школы", SCHOOLS)],
        ),
        ("Классные руководители, педагоги", [("Классные руководители", SCHOOLS), ("педагоги", None)]),
        ("Директора школ (сады, лицеи)", [("Директора школ (сады, лицеи)", SCHOOLS)]),
        ("", []),
    ],
)
def test_one_by_one(text: str, expected: list[tuple[str, Audience | None]]) -> None:
    assert [(each.name, each.audience) for each in executors_in(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Заместитель директора по УВР", [SCHOOLS]),
        ("Зам.директора по ВР", [SCHOOLS]),
        ("Замдиректора по ВР", [SCHOOLS]),
        ("Кл. рук.", [SCHOOLS]),
        ("Соц. педагог", [SCHOOLS]),
        ("Советник по воспитанию", [SCHOOLS]),
        ("Руководители образовательных организаций", [SCHOOLS]),
        ("Директор МКУ «Городской методический центр»", [COORDINATOR]),
        ("Директор департамента образования", [DEPARTMENT]),
        ("УО, ИМЦ, ОО", [DEPARTMENT, COORDINATOR, SCHOOLS]),
        ("Главы сельских поселений", []),
        ("УСиДР, ОСЗН", []),
        ("Члены комиссии", []),
        ("рабочая группа", []),
    ],
)
def test_bodies_and_posts(text: str, expected: list[Audience]) -> None:
    assert list(audience_of(text)) == expected


def test_what_the_document_explains() -> None:
    known = abbreviations_of(
        [
            "Реализует Управление образования города Примерова (далее – Управление)",
            "Школы, МКУ «Центр методологического обеспечения, сопровождения» (далее - ЦМО)",
            "общеобразовательные организации (далее – ОУ)",
            "Министерство (далее - Министерство)",
        ]
    )
    assert known == {"управление": (DEPARTMENT,), "цмо": (COORDINATOR,), "оу": (SCHOOLS,)}
    assert audience_of("ЦМО, ОУ", known) == (COORDINATOR, SCHOOLS)
    assert audience_of("Управление", known) == (DEPARTMENT,)
    assert audience_of("Управлением", known) == ()
    assert [each.audience for each in executors_in("ЦМО; школы", known)] == [COORDINATOR, SCHOOLS]


def test_where_executors_begin() -> None:
    assert begins_executor("МКУ «Центр»")
    assert begins_executor("Иванов И.И.")
    assert not begins_executor("города Пензы")
    text = 'Проверка управления парком МП "КБУ"'
    assert text[find_executor(text) :] == 'МП "КБУ"'
    assert find_executor("Проверка парка") == -1
