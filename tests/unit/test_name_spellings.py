"""Spellings of one name, and names that are not one, whatever the word processor made of them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmap.names import normalise_name

WRITTEN = st.text('аеёЕЁЙйшкола№N nоo.«»"-–—\u00a0\u00ad\u200b 0123456789(),;:', max_size=40)


@pytest.mark.parametrize(
    "spelling",
    [
        "МБОУ «Средняя школа № 901»",
        "МБОУ  СРЕДНЯЯ школа №901",
        "мбоу \u00a0 „Средняя школа №\u00a0901“ ",
        'МБОУ "Средняя шко\u00adла N 901".',
        "МБОУ Средняя школа No. 901",
        "МБОУ Средняя школа n901",
    ],
)
def test_spellings_of_one_school_are_one_name(spelling: str) -> None:
    assert normalise_name(spelling) == "мбоу средняя школа №901"


@pytest.mark.parametrize(
    "spelling", ["Школа-интернат «Берёзка»", "школа – интернат Березка", "Школа\u2011интернат БЕРЕ\u0308ЗКА"]
)
def test_dashes_and_yo_make_no_difference(spelling: str) -> None:
    assert normalise_name(spelling) == "школа-интернат березка"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Школа № 901", "Школа № 902"),
        ("Школа № 90 1", "Школа № 901"),
        ("Лицей № 901", "Школа № 901"),
        ("Школа", "Школа № 901"),
    ],
)
def test_different_schools_stay_different(one: str, other: str) -> None:
    assert normalise_name(one) != normalise_name(other)


def test_a_title_with_a_loose_end_is_the_same_activity() -> None:
    assert normalise_name("Проведение  мониторинга;\n") == normalise_name("Проведение мониторинга")


@given(WRITTEN)
def test_a_normalised_name_is_its_own_normal_form(name: str) -> None:
    assert normalise_name(normalise_name(name)) == normalise_name(name)


@given(WRITTEN)
def test_case_and_surrounding_spaces_make_no_difference(name: str) -> None:
    assert normalise_name(f" {name.upper()}\u00a0") == normalise_name(name)
