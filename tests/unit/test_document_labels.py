"""Every label of a column seen in real plans (tests/data/layouts.md §1), and what it stands above."""

import pytest

from roadmap.document.headings import Column, columns_of, is_heading

LABELS = {
    Column.NUMBER: (
        "№ п/п", "№", "N п/п", "N п.п.", "NN пп", "№ п\\п", "№п/п", "п/п", "N", "№\nп/\nп", "N\nп.п.",
    ),
    Column.ACTIVITY: (
        "Наименование мероприятия", "Наименование мероприятий", "Наименования мероприятия", "Мероприятия",
        "Мероприятие", "Проводимые мероприятия", "Содержание мероприятия", "Содержание мероприятий",
        "Содержание деятельности", "Содержание деятельности и примерный план мероприятий",
        "Направления деятельности", "Дела", "Дела, события, мероприятия",
        "Наименование основного мероприятия, мероприятия",
        "Наименование направления стратегического развития/задачи/проекта (мероприятия)",
    ),
    Column.DEADLINE: (
        "Сроки исполнения, реализации", "Сроки исполнения", "Срок исполнения", "Срок реализации",
        "Сроки реализации", "Сроки", "Срок", "Сроки проведения", "Дата", "Дата проведения",
        "Дата и время проведения",
        "Время проведения", "Ориентировочное время проведения", "Сроки и место проведения", "Месяц",
        "Период реализации, годы (2022-2024)",
    ),
    Column.INDICATOR: (
        "Показатель для контроля", "Результат", "Результаты", "Результат. Вид документа",
        "Ожидаемый результат",
        "Ожидаемый непосредственный результат", "Ожидаемые результаты проекта (мероприятия)",
        "Целевой показатель, для достижения которого выполняется мероприятие",
    ),
    Column.EXECUTORS: (
        "Исполнители", "Исполнители (в установленном порядке)", "Исполнитель", "Ответственный исполнитель",
        "Ответственные исполнители", "Ответственные исполнители мероприятия", "Ответственные",
        "Ответственный",
        "Ответственные лица", "Ответственные за исполнение", "Ответственный за исполнение",
        "Ответственные за проведение", "Ответственный за проведение работ", "Ответственные организации",
        "Отв-ный",
        "Куратор проекта/мероприятия (должность), координатор-исполнитель, соисполнители, участники",
    ),
    Column.OTHER: (
        "Место проведения", "Классы", "Категория участников", "Объем работ", "Количество человек",
        "Количество смен", "Финансовые затраты", "Источники финансирования", "Отметка о выполнении",
        "Отм. о вып.", "Корректировка плана", "Наименование этапа", "Приоритетные задачи", "",
    ),
}  # fmt: skip


@pytest.mark.parametrize(
    ("column", "label"), [(column, each) for column in LABELS for each in LABELS[column]]
)
def test_each_label_beside_others(column: Column, label: str) -> None:
    """Beside the usual other columns, first and last: where it stands doesn't matter."""
    usual = {Column.NUMBER: "№ п/п", Column.ACTIVITY: "Мероприятие", Column.DEADLINE: "Срок"}
    others = {kind: text for kind, text in usual.items() if kind is not column}
    assert columns_of([label, *others.values()]) == (column, *others)
    assert columns_of([*others.values(), label.upper()]) == (*others, column)


@pytest.mark.parametrize(
    ("labels", "columns"),
    [
        ("№|Мероприятие|Срок начала реализации|Срок окончания реализации", "number activity start end"),
        ("Мероприятие|Дата начала|Дата завершения", "activity start end"),
        ("Мероприятие|Дата начала", "activity deadline"),
        ("Мероприятие|Срок|Дата начала", "activity deadline other"),
        ("Дата|Время|Мероприятия", "deadline time activity"),
        ("Мероприятия|Время проведения|Дата", "activity time deadline"),
        ("Мероприятия|Месяц|Дата", "activity time deadline"),
        ("Наименование этапа|Мероприятия|Срок", "other activity deadline"),
        ("Мероприятие|Ответственные|Срок|Ответственные за контроль", "activity executors deadline other"),
        ("Исполни-\nтели|Меропри-\nятие|Срок", "executors activity deadline"),
    ],
)
def test_labels_together(labels: str, columns: str) -> None:
    found = columns_of(labels.split("|"))
    assert found == tuple(map(Column, columns.split()))
    assert is_heading(found)


@pytest.mark.parametrize("label", ["Иванова И. И.", "Школы", "5 мая", "м" * 200, "Управление образования"])
def test_what_is_no_label(label: str) -> None:
    assert columns_of([label]) == (Column.OTHER,)
