"""The comment that goes with evidence."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmap.comments import joined_comment, says_enough


def test_parts_stand_on_lines_of_their_own() -> None:
    assert joined_comment(None, " Протокол ") == "Протокол"
    assert joined_comment("Протокол", "Фото из зала") == "Протокол\nФото из зала"


def test_a_part_is_not_repeated_and_nothing_adds_nothing() -> None:
    assert joined_comment("Протокол\nФото", "Фото") == "Протокол\nФото"
    assert joined_comment("Протокол", "  ") == "Протокол"
    assert joined_comment(None, "") == ""


@given(st.one_of(st.none(), st.text()), st.text())
def test_nothing_said_before_is_lost(comment: str | None, more: str) -> None:
    joined = joined_comment(comment, more)
    assert joined.startswith(comment or "")
    assert more.strip() in joined


@pytest.mark.parametrize("comment", ["https://sh1.ru", "school.ru", "Размещено на сайте", "1234567890"])
def test_a_link_or_some_words_are_enough(comment: str) -> None:
    assert says_enough(comment)


@pytest.mark.parametrize("comment", [None, "", "готово", "  да   ", "         ."])
def test_less_is_not(comment: str | None) -> None:
    assert not says_enough(comment)
