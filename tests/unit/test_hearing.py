"""When messages may be said, by what people chose and by the clock."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmap.calendar import in_quiet_hours, is_working, local_today
from roadmap.escalation import is_late_by, last_day_late_by
from roadmap.hearing import Hearing, Manner, earliest, is_stale
from scheduler.notices.manners import MANNERS
from scheduler.notices.registry import RENDERERS

ZONE = ZoneInfo("Europe/Moscow")
days = st.dates(date(2021, 1, 1), date(2025, 12, 31))
moments = st.integers(0, 5 * 365 * 24 * 60).map(
    lambda minutes: datetime(2021, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
)
hearings = st.builds(
    Hearing,
    digest_hour=st.integers(8, 19),
    paused_until=st.none() | days,
    silent_until=st.none() | moments,
)
zones = st.sampled_from(["Europe/Moscow", "Asia/Vladivostok", "Europe/Kaliningrad", "America/New_York"]).map(
    ZoneInfo
)


def moscow(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


def test_every_kind_has_its_manner() -> None:
    assert RENDERERS.keys() <= MANNERS.keys()


@given(hearings, moments, zones)
def test_an_answer_comes_at_once(hearing: Hearing, now: datetime, zone: ZoneInfo) -> None:
    assert earliest(Manner.ANSWER, hearing, now, zone) == now


@given(st.sampled_from(sorted(set(Manner) - {Manner.ANSWER})), hearings, moments, zones, st.none() | days)
def test_nothing_else_disturbs(
    manner: Manner, hearing: Hearing, now: datetime, zone: ZoneInfo, day: date | None
) -> None:
    said = earliest(manner, hearing, now, zone, day if manner is Manner.DIGEST else None)
    assert said >= now
    assert not in_quiet_hours(said, zone)
    assert hearing.silent_until is None or said >= hearing.silent_until
    assert earliest(manner, hearing, said, zone, day if manner is Manner.DIGEST else None) == said
    if manner in {Manner.DIGEST, Manner.WORK, Manner.NEWS}:
        assert is_working(local_today(said, zone))
    if manner is Manner.DIGEST and hearing.paused_until is not None:
        assert local_today(said, zone) >= hearing.paused_until


def test_a_digest_keeps_to_the_hour_that_was_chosen() -> None:
    now = moscow("2022-01-17 08:30")
    said = earliest(Manner.DIGEST, Hearing(digest_hour=15), now, ZONE, date(2022, 1, 17))
    assert said == moscow("2022-01-17 15:00")


def test_news_waits_for_the_end_of_a_silence_and_of_the_night() -> None:
    hearing = Hearing(silent_until=moscow("2022-01-17 21:00"))
    assert earliest(Manner.NEWS, hearing, moscow("2022-01-17 12:00"), ZONE) == moscow("2022-01-18 08:00")


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("deadline-moved", "2022-01-17 08:00"),
        ("survey-invitation", "2022-01-17 08:00"),
        ("review-request", "2022-01-17 08:00"),
        ("announcement", "2022-01-15 11:00"),
        ("meeting-cancelled", "2022-01-15 11:00"),
        ("receipt", "2022-01-15 11:00"),
    ],
)
def test_on_a_day_off_only_what_may_be_about_the_day_is_said(kind: str, said: str) -> None:
    saturday = moscow("2022-01-15 11:00")
    assert earliest(MANNERS[kind], Hearing(), saturday, ZONE) == moscow(said)


@pytest.mark.parametrize(
    ("manner", "hours", "stale"),
    [
        (Manner.REMINDER, 48, False),
        (Manner.REMINDER, 49, True),
        (Manner.WORK, 49, True),
        (Manner.NEWS, 1000, False),
        (Manner.ANSWER, 1000, False),
    ],
)
def test_only_reminders_go_stale(manner: Manner, hours: int, stale: bool) -> None:
    now = moscow("2022-01-17 12:00")
    assert is_stale(manner, now - timedelta(hours=hours), now) is stale


@given(days, st.integers(1, 10))
def test_the_latest_date_that_is_late(today: date, working_days: int) -> None:
    last = last_day_late_by(working_days, today)
    assert is_late_by(working_days, last, today)
    assert not is_late_by(working_days, last + timedelta(days=1), today)
