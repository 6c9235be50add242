"""Names as typed, and their order in lists."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmap.errors import UserError
from roadmap.names import PERSON_NAME_LIMIT, clean_name, is_name, natural_order, person_name


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Ольга   Примерова ", "Ольга Примерова"),
        ("Ольга\nПримерова\t", "Ольга Примерова"),
        ("Школа\u00a0№\u202f901", "Школа № 901"),
        ("\u202eОльга\u200b Примерова\u2069", "Ольга Примерова"),
        ("и\u0306од", "йод"),
        ("\u0000\u200b", ""),
        ("<b>&", "<b>&"),
    ],
)
def test_a_name_becomes_one_visible_line(typed: str, kept: str) -> None:
    assert clean_name(typed) == kept


@given(st.text())
def test_cleaning_twice_changes_nothing(text: str) -> None:
    once = clean_name(text)
    assert clean_name(once) == once
    assert once == once.strip()
    assert "\n" not in once


@pytest.mark.parametrize(
    ("name", "good"), [("№ 5", True), ("Лицей", True), ("—", False), ("", False), ("!?", False)]
)
def test_a_name_has_a_letter_or_a_digit(name: str, good: bool) -> None:
    assert is_name(name) is good


@pytest.mark.parametrize(
    ("typed", "text_id"),
    [
        ("12", "settings-name-unclear"),
        ("\u200b", "settings-name-unclear"),
        ("Я" * (PERSON_NAME_LIMIT + 1), "settings-name-too-long"),
    ],
)
def test_what_is_no_name_of_a_person(typed: str, text_id: str) -> None:
    with pytest.raises(UserError) as refused:
        person_name(typed)
    assert refused.value.text_id == text_id


def test_numbers_are_put_in_order_as_numbers() -> None:
    names = ["Школа № 18", "гимназия № 44", "Школа № 9", "Лицей", "Школа № 9а", "100 друзей"]
    assert sorted(names, key=natural_order) == [
        "100 друзей",
        "гимназия № 44",
        "Лицей",
        "Школа № 9",
        "Школа № 9а",
        "Школа № 18",
    ]


@given(st.lists(st.text()))
def test_any_names_can_be_put_in_order(names: list[str]) -> None:
    assert len(sorted(names, key=natural_order)) == len(names)
