"""What a coordinator types for a meeting, what is offered, and when people are reminded."""

from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmap.calendar import is_working
from roadmap.errors import UserError
from roadmap.meetings import (
    DAYS_OFFERED,
    FURTHEST_DAYS,
    Draft,
    Step,
    When,
    days_to_offer,
    meeting_day,
    meeting_time,
    protocol_moment,
    reminder_moments,
)

ZONE = ZoneInfo("Europe/Moscow")
TODAY = date(2022, 1, 10)
FULL = Draft(7, day=date(2022, 1, 20), at=time(15), place="Кабинет 12", agenda="", asked=Step.DAY)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("в среду", "meeting-day-unclear"),
        ("09.01.2022", "meeting-day-past"),
        ("9 января", "meeting-day-past"),
        ("20.01.2029", "meeting-day-far"),
    ],
)
def test_a_day_that_cannot_be(text: str, said: str) -> None:
    with pytest.raises(UserError) as error:
        meeting_day(text, TODAY)
    assert error.value.text_id == said


def test_in_december_a_day_of_january_is_next_years() -> None:
    assert meeting_day("15.01", date(2022, 12, 20)) == date(2023, 1, 15)


@given(st.text())
def test_any_text_is_a_day_ahead_or_a_kind_refusal(text: str) -> None:
    day = None
    with suppress(UserError):
        day = meeting_day(text, TODAY)
    assert day is None or TODAY <= day <= TODAY + timedelta(days=FURTHEST_DAYS)


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("15:30", time(15, 30)),
        ("15.30", time(15, 30)),
        ("15-30", time(15, 30)),
        ("15 30", time(15, 30)),
        ("15", time(15)),
        ("в 15 ч", time(15)),
        ("в 9 часов", time(9)),
        ("15 ч 30 мин", time(15, 30)),
        ("8:00", time(8)),
    ],
)
def test_a_time_as_people_write_it(text: str, at: time) -> None:
    assert meeting_time(text) == at


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("после обеда", "meeting-time-unclear"),
        ("25:00", "meeting-time-unclear"),
        ("15:75", "meeting-time-unclear"),
        ("", "meeting-time-unclear"),
        ("3:00", "meeting-time-odd"),
        ("23:30", "meeting-time-odd"),
    ],
)
def test_a_time_that_cannot_be(text: str, said: str) -> None:
    with pytest.raises(UserError) as error:
        meeting_time(text)
    assert error.value.text_id == said


@given(st.dates(date(2022, 1, 1), date(2026, 12, 31)), st.dates(date(2022, 1, 1), date(2026, 12, 31)))
def test_offered_days_are_worked_ahead_and_not_before_the_month(due: date, today: date) -> None:
    days = days_to_offer(due, today)
    assert len(days) == DAYS_OFFERED
    assert days == sorted(set(days))
    assert all(is_working(day) and day > today and day >= due.replace(day=1) for day in days)


def test_reminders_are_at_local_times() -> None:
    starts_at = datetime(2022, 1, 24, 15, 0, tzinfo=ZONE).astimezone(UTC)
    moments = reminder_moments(starts_at, ZONE)
    assert moments[When.DAY_BEFORE] == datetime(2022, 1, 23, 10, 0, tzinfo=ZONE)
    assert moments[When.TWO_HOURS] == datetime(2022, 1, 24, 13, 0, tzinfo=ZONE)


def test_the_protocol_is_asked_for_on_the_next_working_day() -> None:
    friday = datetime(2022, 2, 22, 15, 0, tzinfo=ZONE).astimezone(UTC)
    assert protocol_moment(friday, ZONE) == datetime(2022, 2, 24, 9, 0, tzinfo=ZONE)


def test_a_draft_survives_being_kept() -> None:
    for draft in (FULL, Draft(7), replace(FULL, meeting_id=3, edition=2, asked=None, agenda="О рисках")):
        assert Draft.from_payload(draft.to_payload()) == draft


def test_a_draft_asks_for_what_is_missing_first() -> None:
    assert Draft(7).next_step() is Step.DAY
    assert replace(FULL, at=None).next_step() is Step.TIME
    assert replace(FULL, agenda=None).next_step() is Step.AGENDA
    assert FULL.next_step() is None


def test_a_checksum_tells_contents_apart() -> None:
    assert FULL.checksum() == replace(FULL, asked=None).checksum()
    assert FULL.checksum() != replace(FULL, place="Кабинет 13").checksum()


def test_a_time_that_has_passed_is_asked_anew() -> None:
    now = datetime(2022, 1, 20, 15, 0, tzinfo=ZONE).astimezone(UTC)
    assert FULL.ahead(now, ZONE).at is None
    assert FULL.ahead(now - timedelta(minutes=1), ZONE) == FULL
    with pytest.raises(ValueError, match="not settled"):
        replace(FULL, at=None).starts_at(ZONE)
