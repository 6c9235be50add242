"""What evidence is looked for: through a button, through JSON, and taken apart again."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmap.evidence_search import Chosen, Field, Outcome, days_of, month_of, months_between

IDS = st.none() | st.integers(0, 10**9 - 1)
MONTHS = st.none() | st.dates(date(1000, 1, 1), date(2999, 12, 31)).map(month_of)
CHOSEN = st.builds(Chosen, IDS, IDS, IDS, MONTHS, st.none() | st.sampled_from(Outcome))


@given(CHOSEN)
def test_it_comes_back_from_a_button_and_from_json(chosen: Chosen) -> None:
    assert Chosen.unpack(chosen.pack()) == chosen
    assert Chosen.from_json(chosen.to_json()) == chosen
    assert ":" not in chosen.pack()


def test_a_large_city_fits_on_a_button() -> None:
    largest = Chosen(9_999, 9_999_999, 999_999_999, "2022-03", Outcome.RETURNED)
    assert len(largest.pack()) + len("evfind::9999") <= 64


@pytest.mark.parametrize(
    "forged", ["x", "s", "s-1", "s1r1", "m2022-13", "m0000-01", "tq", "s1 ", "r9999999999", "s١"]
)
def test_what_it_never_makes_is_refused(forged: str) -> None:
    with pytest.raises(ValueError, match="no filter of ours"):
        Chosen.unpack(forged)


def test_it_is_narrowed_and_widened_by_one_thing() -> None:
    both = Chosen(roadmap_id=1).with_(Field.SCHOOL, 20).with_(Field.STATE, Outcome.ACCEPTED)
    assert both.narrowed == (Field.SCHOOL, Field.STATE)
    assert both.without(Field.SCHOOL) == Chosen(roadmap_id=1, state=Outcome.ACCEPTED)


def test_months() -> None:
    assert days_of("2024-02") == (date(2024, 2, 1), date(2024, 2, 29))
    assert months_between(date(2021, 12, 31), date(2022, 2, 1)) == ["2021-12", "2022-01", "2022-02"]
