"""What a typed word finds."""

import pytest

from roadmap.search import matches


@pytest.mark.parametrize(
    ("word", "texts", "found"),
    [
        ("20", ("Школа № 20",), True),
        ("№20", ("Школа № 20",), True),
        ("N 20", ("Школа № 20",), True),
        ("20", ("Школа № 120",), False),
        ("20", ("Школа № 201",), False),
        ("школа 20", ("ШКОЛА №20",), True),
        ("петр", ("Пётр Условный",), True),
        ("условный пётр", ("Петр Условный",), True),
        ("образ", ("Иван Образцов", "Школа № 901"), True),
        ("иван 901", ("Иван Образцов", "Школа № 901"), True),
        ("!!!", ("Иван",), False),
        ("", ("Иван",), False),
    ],
)
def test_words(word: str, texts: tuple[str, ...], *, found: bool) -> None:
    assert matches(word, *texts) is found
