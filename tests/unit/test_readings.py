"""How a deadline was read, said in sentences: every reason that the reader gives has its own words."""

import re
from pathlib import Path

import pytest

from bot.readings import reading_lines
from bot.texts import load_texts
from roadmap.deadlines import Deadline, Period, read_deadline
from tests.unit.test_deadlines import rows as real_rows
from tests.unit.test_deadlines_unseen import rows as unseen_rows

LOCALES = Path(__file__).parents[2] / "locales"
PERIODS = (None, Period.year(2022), Period.school_year(2022))
# Reasons that the tables of phrases don't give.
MORE = (
    "весна", "2 раза в неделю", "ежемесячно, ежеквартально", "5 сентября 2022, вторник", "С 5 апреля",
    "примерно", "примерно 5 мая", "10-12 класс", "до 5 числа", "декабрь 2026", "по запросу до 5 мая",
    "по плану, май", "май, дата уточняется", "май 2029 г.", "за период обучения", "срок уточняется",
    "3 мая - 5 мая 2021 по согласованию", "2 раза в год, март",
)  # fmt: skip


def readings() -> list[Deadline]:
    phrases = [row["phrase"] for row in (*real_rows(), *unseen_rows())]
    return [read_deadline(phrase, period) for phrase in (*phrases, *MORE) for period in PERIODS]


def variants(language: str, text: str) -> set[str]:
    """The words that a text of many variants knows, wherever it stands."""
    contents = "\n".join(file.read_text(encoding="utf-8") for file in (LOCALES / language).glob("*.ftl"))
    body = contents.split(f"\n{text} =\n")[1].split("\n    }\n")[0]
    return set(re.findall(r"\[([a-z-]+)\]", body)) - {"other"}


def said(phrase: str) -> list[str]:
    reading = read_deadline(phrase, Period.year(2022))
    return [line.replace("\u00a0", " ") for line in reading_lines(reading, load_texts("ru").default)]


@pytest.mark.parametrize("language", ["ru", "en"])
def test_every_reason_has_its_own_words_and_every_word_its_reason(language: str) -> None:
    read = readings()
    why = {word for deadline in read for word in deadline.why}
    doubts = {word for deadline in read for word in deadline.warnings}
    reasons = {deadline.reason for deadline in read if deadline.reason} - {"not-understood"}
    assert variants(language, "deadline-why") == why
    assert variants(language, "deadline-doubt") == doubts
    assert variants(language, "roadmap-reason") == reasons


def test_every_reading_carries_why() -> None:
    assert all(bool(deadline.why) != bool(deadline.reason) for deadline in readings())


@pytest.mark.parametrize(
    ("phrase", "lines"),
    [
        (
            "март-апрель",
            [
                "Срок – период: с 1 марта 2022 г. по 30 апреля 2022 г.",
                "Контрольный срок: 30 апреля 2022 г.",
                "Срок периода – его последний день.",
                "Срок в месяце – его последний день.",
                "Год не назван, взят год плана.",
            ],
        ),
        (
            "до 1 марта, 1 июня 2022 г.",
            [
                "Сроков несколько: до 1 июня 2022 г. включительно.",
                "Контрольные сроки: 1 марта 2022 г.; 1 июня 2022 г.",
                "«До», «к», «по» и «не позднее»: названный день ещё входит в срок.",
                "Назван день.",
                "Год назван один раз и относится ко всем датам рядом.",
                "У каждой части перечня свой срок.",
            ],
        ),
        (
            "22 июня 2022 г., 12.00, площадь Мира (по согласованию)",
            [
                "Срок один: 22 июня 2022 г.",
                "Контрольный срок: 22 июня 2022 г.",
                "Время: 12:00.",
                "Место: площадь Мира.",
                "Назван день.",
                "Пометка «по согласованию» на срок не влияет.",
            ],
        ),
        (
            "в семидневный срок со дня утверждения",
            ["Срок не прочитан: он считается от события, даты которого нет.", "Отсчёт: со дня утверждения."],
        ),
        ("Наличие приказа", ["Срок не прочитан: такую запись я не умею читать."]),
    ],
)
def test_a_reading_is_said_in_russian(phrase: str, lines: list[str]) -> None:
    assert said(phrase) == lines


def test_of_many_dates_the_first_and_the_last_are_said() -> None:
    total = "Всего 52 контрольных срока: первый 2 января 2022 г., последний 25 декабря 2022 г."
    assert said("еженедельно")[1] == total
