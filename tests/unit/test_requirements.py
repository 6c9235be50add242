"""What an indicator asks for, and which of it a file is."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmap.requirements import Part, asked_for, likely_part, link_part, still_asked

DATA = Path(__file__).parent.parent / "data"
PENZA = json.loads((DATA / "penza-500plus-2022.expected.json").read_text(encoding="utf-8"))["activities"]
LINES = (DATA / "requirements.tsv").read_text(encoding="utf-8").splitlines()
TABLE = [
    (indicator, tuple(filter(None, asked.split("|")))) for indicator, asked in (x.split("\t") for x in LINES)
]
PARTS = [Part(1, "приказ"), Part(2, "договор"), Part(3, "Список участников")]


@pytest.mark.parametrize(("indicator", "asked"), TABLE)
def test_what_an_indicator_asks_for(indicator: str, asked: tuple[str, ...]) -> None:
    assert asked_for(indicator) == asked


def test_every_indicator_of_penza_is_in_the_table() -> None:
    assert {one["indicator"] for one in PENZA} <= {indicator for indicator, _ in TABLE}


@pytest.mark.parametrize(
    ("texts", "part"),
    [
        (("Приказ № 12.pdf", None), 1),
        (("prikaz_12.pdf", None), 1),
        (("scan.pdf", "договор с техникумом"), 2),
        (("scan.pdf", "Это соглашение"), 2),
        (("список-участников.pdf", None), 3),
        (("участники.pdf", None), None),
        (("Приказ.pdf", "и договор"), None),
        (("IMG_1.jpg", None), None),
        ((None, "приказали прислать"), None),
        ((None, None), None),
    ],
)
def test_which_part_a_file_is(texts: tuple[str | None, str | None], part: int | None) -> None:
    assert likely_part(texts, PARTS) == part


def test_what_is_asked_for_already_is_not_suggested() -> None:
    assert still_asked("Приказ, протоколы", [Part(1, "Копия приказа")]) == ("протокол",)
    assert still_asked("Приказ, протоколы", []) == ("приказ", "протокол")


def test_two_parts_of_a_kind_are_not_guessed() -> None:
    assert likely_part(["приказ.pdf"], [Part(1, "Приказ о группе"), Part(2, "Приказ о плане")]) is None


def test_any_address_is_the_link() -> None:
    assert link_part([*PARTS, Part(4, "Ссылка на сайт")]) == 4
    assert link_part(PARTS) is None


@given(st.text(max_size=200))
def test_whatever_is_written_is_read(text: str) -> None:
    asked = asked_for(text)
    assert len(set(asked)) == len(asked)
    assert likely_part([text], PARTS) in {None, 1, 2, 3}
