"""Days as people type them, whatever they are typed for."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmap.days import read_day

TODAY = date(2022, 1, 10)
A_YEAR = timedelta(days=366)


def read(text: str, today: date = TODAY) -> date | None:
    return read_day(text, today, next_year_within=A_YEAR)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("20.01", date(2022, 1, 20)),
        (" 20.1. ", date(2022, 1, 20)),
        ("до 20.01.2022", date(2022, 1, 20)),
        ("20/01/22", date(2022, 1, 20)),
        ("20-01-2022", date(2022, 1, 20)),
        ("20.01.2022 г.", date(2022, 1, 20)),
        ("2022-01-20", date(2022, 1, 20)),
        ("20 января", date(2022, 1, 20)),
        ("20  Января 2022 года", date(2022, 1, 20)),
        ("20 января 22 г", date(2022, 1, 20)),
        ("20 янв.", date(2022, 1, 20)),
        ("20 авг", date(2022, 8, 20)),
        ("3 мая", date(2022, 5, 3)),
        ("3 марта", date(2022, 3, 3)),
        ("3 May", date(2022, 5, 3)),
        ("20 January 2023", date(2023, 1, 20)),
        ("сегодня", TODAY),
        ("Завтра", date(2022, 1, 11)),
        ("10.01", TODAY),
        ("20.12", date(2022, 12, 20)),
        ("20.01.2021", date(2021, 1, 20)),
    ],
)
def test_a_day_as_people_write_it(text: str, day: date) -> None:
    assert read(text) == day


@pytest.mark.parametrize(
    "text",
    [
        "", "в среду", "31.02", "20.13", "0.1", "20 брюмера", "20", "1.2.3.4", "12.2022", "10.01.123", "٢٠.٠٠"
    ],
)  # fmt: skip
def test_what_is_no_day(text: str) -> None:
    assert read(text) is None


def test_a_day_that_has_passed_is_next_years_within_reach() -> None:
    december = date(2022, 12, 20)
    assert read_day("15.01", december, next_year_within=timedelta(days=26)) == date(2023, 1, 15)
    assert read_day("15.01", december, next_year_within=timedelta(days=25)) == date(2022, 1, 15)


def test_a_leap_day_without_a_year() -> None:
    assert read("29.02", date(2023, 12, 1)) == date(2024, 2, 29)
    assert read("29.02", date(2022, 1, 10)) is None


@given(st.text())
def test_any_text_is_a_day_or_none(text: str) -> None:
    read(text)


@given(st.dates(date(2000, 1, 1), date(2098, 1, 1)), st.integers(0, 300))
def test_a_date_is_read_back_to_itself(today: date, ahead: int) -> None:
    day = today + timedelta(days=ahead)
    for text in (f"{day:%d.%m.%Y}", f"{day:%d.%m.%y}", f"{day:%d.%m}", day.isoformat()):
        assert read(text, today) == day
