"""Dates until which reminders are silent."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmap.errors import UserError
from roadmap.pause import LONGEST_PAUSE_DAYS, pause_until

TODAY = date(2022, 12, 20)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("25.12", date(2022, 12, 25)),
        ("10.01", date(2023, 1, 10)),
        ("завтра", date(2022, 12, 21)),
        ("18.02.2023", date(2023, 2, 18)),
    ],
)
def test_dates_are_read(typed: str, day: date) -> None:
    assert pause_until(typed, TODAY) == day


@pytest.mark.parametrize("typed", ["", "скоро", "31.11"])
def test_what_is_no_date(typed: str) -> None:
    with pytest.raises(UserError) as refused:
        pause_until(typed, TODAY)
    assert refused.value.text_id == "settings-pause-unclear"


@pytest.mark.parametrize(
    "typed", ["20.12.2022", "20.12", "19.12.2022", "19.02.2023", "10.01.2022", "01.01.9999"]
)
def test_what_is_too_early_or_too_late(typed: str) -> None:
    with pytest.raises(UserError) as refused:
        pause_until(typed, TODAY)
    assert refused.value.text_id == "settings-pause-out-of-range"


@given(st.dates(date(2000, 1, 1), date(2090, 1, 1)), st.integers(1, LONGEST_PAUSE_DAYS))
def test_every_day_within_reach_can_be_typed_with_and_without_the_year(today: date, ahead: int) -> None:
    day = today + timedelta(days=ahead)
    assert pause_until(f"{day:%d.%m.%Y}", today) == day
    assert pause_until(f"{day:%d.%m}", today) == day
