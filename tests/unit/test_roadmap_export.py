"""The roadmap as the annex of an order: read back, it is the same roadmap."""

import shutil
import subprocess
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from reports.forms import FORMS
from reports.roadmap_xlsx import roadmap_xlsx
from roadmap.deadlines import Deadline, DeadlineKind, Period, read_deadline
from roadmap.document import Audience, ReadActivity, Reading, read_document
from roadmap.document.executors import audience_of
from roadmap.order import order_of, written
from tests.city import ROADMAP

PENZA = read_document(ROADMAP.read_bytes())
OFFICE = shutil.which("soffice") or shutil.which("libreoffice")


def told(reading: Reading) -> list[tuple[object, ...]]:
    """What has to be the same when it is read again."""
    return [
        (
            one.position,
            one.title,
            one.deadline.due,
            one.deadline.kind,
            one.indicator,
            one.executors,
            one.audience,
            one.meeting,
        )
        for one in reading.activities
    ]


def read_again(reading: Reading, form: str) -> Reading:
    return read_document(FORMS[form](order_of(reading)))


@pytest.mark.parametrize("form", FORMS)
def test_penzas_roadmap_is_read_back_to_itself(form: str) -> None:
    again = read_again(PENZA, form)
    assert told(again) == told(PENZA)
    assert (again.title, again.year) == (PENZA.title, PENZA.year)
    assert [one.deadline.phrase for one in again.activities] == [
        one.deadline.phrase for one in PENZA.activities
    ]
    assert again.warnings == ()


PHRASES = (
    "Февраль 2022 года",
    "Январь-февраль 2022 года",
    "Июнь, сентябрь 2022 года",
    "1 раз в месяц в течение 2022 года",
    "В течение 2022 года",
    "до 15 марта 2022",
    "ежеквартально",
    "II-III квартал",
    "ежемесячно, до 5 числа",
    "последний четверг марта",
    "по отдельному графику",
    "",
)
EXECUTORS = (
    "Управление образования города Пензы",
    "МКУ «ЦКОиМОУО г. Пензы»",
    "Общеобразовательные учреждения г. Пензы",
    "Кураторы школ",
    "",
)
WORDS = st.text(st.sampled_from("абвгдежзиклмнопрстуфхцчшщыэюя"), min_size=2, max_size=9)
SENTENCES = st.lists(WORDS, min_size=1, max_size=12).map(lambda words: " ".join(words).capitalize())


@st.composite
def readings(draw: st.DrawFn) -> Reading:
    """Roadmaps as documents give them: titles that don't begin with a number, phrases as they are written."""
    period = Period.year(2022)
    activities = []
    for position in range(1, draw(st.integers(2, 6)) + 1):
        executors = draw(st.sampled_from(EXECUTORS))
        title = f"Проведение: {draw(SENTENCES).lower()}"
        activities.append(
            ReadActivity(
                position,
                title,
                read_deadline(draw(st.sampled_from(PHRASES)), period),
                draw(st.one_of(st.just(""), SENTENCES)),
                executors,
                audience_of(executors),
                meeting=False,
                line=0,
            )
        )
    return Reading("Дорожная карта, 2022 год", 2022, tuple(activities))


@given(readings(), st.sampled_from(sorted(FORMS)))
@settings(max_examples=25)
def test_any_roadmap_is_read_back_to_itself(reading: Reading, form: str) -> None:
    """A row that has nothing but a title gets a dash for a deadline, which says nothing either."""
    again = read_again(reading, form)
    assert told(again) == told(reading)
    assert again.year == reading.year


def corrected(deadline: Deadline) -> Reading:
    one, *others = PENZA.activities
    return replace(PENZA, activities=(replace(one, deadline=deadline), *others))


DAY, LATER = date(2022, 2, 18), date(2022, 11, 3)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    "deadline",
    [
        Deadline("по графику", DeadlineKind.ONCE, DAY, DAY, (DAY,)),
        Deadline("по графику", DeadlineKind.ONCE, None, DAY, (DAY,)),
        Deadline("по графику", DeadlineKind.RANGE, DAY, LATER, (LATER,)),
        Deadline("по графику", DeadlineKind.LIST, DAY, LATER, (DAY, LATER)),
        Deadline("по графику", DeadlineKind.RECURRING, date(2022, 1, 1), date(2022, 12, 31), (DAY, LATER)),
    ],
)
def test_dates_that_were_corrected_are_written_as_dates(deadline: Deadline, form: str) -> None:
    again = read_again(corrected(deadline), form)
    assert again.activities[0].deadline.due == deadline.due
    assert [one.deadline for one in again.activities[1:]] == [one.deadline for one in PENZA.activities[1:]]


def test_the_phrase_stays_where_it_says_the_dates() -> None:
    period = Period.year(2022)
    for phrase in PHRASES:
        assert written(read_deadline(phrase, period), period) == phrase


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    ("title", "year", "again"),
    [
        ("План работы с кураторами", 2023, "План работы с кураторами"),
        ("Дорожная карта города Пензы, проект «500+», 2022 год", 2023, "Дорожная карта на 2023 год"),
        ("Без названия", 2023, "Дорожная карта на 2023 год"),
    ],
)
def test_the_year_is_always_said(form: str, title: str, year: int, again: str) -> None:
    activity = replace(PENZA.activities[0], deadline=read_deadline("Март", Period.year(year)))
    read = read_again(Reading(title, year, (activity, replace(activity, position=2))), form)
    assert read.year == year
    assert read.title == again
    assert read.activities[0].deadline.due == (date(year, 3, 31),)


@pytest.mark.parametrize("form", FORMS)
def test_a_school_year_stays_one(form: str) -> None:
    period = Period.school_year(2022)
    phrases = ("Сентябрь", "Январь", "I полугодие", "ежемесячно")
    activities = tuple(
        replace(PENZA.activities[0], position=number, deadline=read_deadline(phrase, period))
        for number, phrase in enumerate(phrases, start=1)
    )
    for title in ("План наставничества", "Дорожная карта, 2022/2023 учебный год"):
        again = read_again(Reading(title, 2022, activities), form)
        assert [one.deadline for one in again.activities] == [one.deadline for one in activities]


DANGEROUS = (
    '=HYPERLINK("http://example.org")',
    "+1+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(A1)",
    "\t=1+1",
    "\x00=1",
)


def dangerous() -> Reading:
    activities = tuple(
        replace(PENZA.activities[0], position=number, title=text, indicator=text, executors=text)
        for number, text in enumerate(DANGEROUS, start=1)
    )
    return Reading("=1+1 дорожная карта на 2022 год", 2022, activities)


def test_nothing_typed_is_a_formula() -> None:
    book = load_workbook(BytesIO(roadmap_xlsx(order_of(dangerous()))))
    cells = [cell for row in book.active.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f"]
    started = [cell for cell in cells if str(cell.value or "").startswith(("=", "+", "-", "@"))]
    assert len(started) == 1 + 3 * len(DANGEROUS)
    assert all(cell.quotePrefix for cell in started)


def test_what_no_document_can_hold_is_left_out() -> None:
    text = "Опрос\x00 \ufffeшкол\ud800 <b>&amp;</b>"
    reading = replace(PENZA, activities=(replace(PENZA.activities[0], title=text),))
    for form in FORMS:
        again = read_again(reading, form)
        assert again.activities[0].title == "Опрос школ <b>&amp;</b>"


def test_whom_it_is_for_is_read_from_the_executors() -> None:
    assert {Audience.SCHOOLS} <= {
        word for one in read_again(PENZA, "docx").activities for word in one.audience
    }


if OFFICE:  # where it is not installed there is nothing to skip: in .ci/run a skip is a failure

    @pytest.mark.slow
    @pytest.mark.parametrize("form", FORMS)
    def test_an_office_suite_opens_it(form: str, tmp_path: Path) -> None:
        file = tmp_path / f"roadmap.{form}"
        file.write_bytes(FORMS[form](order_of(PENZA)))
        profile = f"-env:UserInstallation=file://{tmp_path}/profile"
        command = [str(OFFICE), profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path)]
        subprocess.run([*command, str(file)], check=True, timeout=110)
        assert (tmp_path / "roadmap.pdf").read_bytes().startswith(b"%PDF")
