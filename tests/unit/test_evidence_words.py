"""Evidence asked for in words, as people type them."""

import pytest

from roadmap.evidence_search import Chosen, Outcome
from roadmap.evidence_words import Asked, understand

SCHOOLS = {1: "МБОУ «Школа № 20»", 2: "Школа № 120", 3: "Лицей № 5", 4: "Школа № 5", 5: "Гимназия «Ёлочка»"}
ACTIVITIES = [(3, 33), (8, 88)]
MONTHS = ["2021-09", "2021-10", "2022-03"]


def asked(text: str) -> Asked:
    return understand(text, Chosen(roadmap_id=9), SCHOOLS, ACTIVITIES, MONTHS, 2022)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("школа 20 март", Chosen(9, school_id=1, month="2022-03")),
        ("что школа 20 сделала в марте?", Chosen(9, school_id=1, month="2022-03")),
        ("ШКОЛА №20 за март 2023 года", Chosen(9, school_id=1, month="2023-03")),
        ("20", Chosen(9, school_id=1)),
        ("школы № 5", Chosen(9, school_id=4)),
        ("лицей 5", Chosen(9, school_id=3)),
        ("елочка сентябрь", Chosen(9, school_id=5, month="2021-09")),
        ("в мае", Chosen(9, month="2022-05")),
        ("№ 8 принятые", Chosen(9, activity_id=88, state=Outcome.ACCEPTED)),
        ("мероприятие 3 школа 120", Chosen(9, activity_id=33, school_id=2)),
        ("возвращено", Chosen(9, state=Outcome.RETURNED)),
        ("на проверке за октябрь", Chosen(9, month="2021-10", state=Outcome.SUBMITTED)),
        ("", Chosen(9)),
    ],
)
def test_what_is_understood(text: str, wanted: Chosen) -> None:
    assert asked(text) == Asked(wanted)


def test_several_schools_are_offered() -> None:
    assert asked("5 март") == Asked(Chosen(9, month="2022-03"), schools=(3, 4))


@pytest.mark.parametrize("text", ["школа 77", "№ 77", "абракадабра"])
def test_what_is_not_understood_is_said(text: str) -> None:
    found = asked(text)
    assert found.chosen == Chosen(9)
    assert found.unclear
