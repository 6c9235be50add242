"""From when on a message counts as late, whatever has put it off."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmap.hearing import Hearing, Manner, earliest
from roadmap.lateness import BRIEF, counted_from

ZONE = ZoneInfo("Europe/Moscow")
WORK, DIGEST = Manner.WORK, Manner.DIGEST
SILENT = Hearing(silent_until=datetime(2022, 1, 21, 12, tzinfo=ZONE))
PAUSED = Hearing(paused_until=date(2022, 1, 20))


def at(day: int, hour: float) -> datetime:
    return datetime(2022, 1, day, tzinfo=ZONE).astimezone(UTC) + timedelta(hours=hour)


@pytest.mark.parametrize(
    ("manner", "hearing", "due_at", "now", "until", "late"),
    [
        pytest.param(WORK, Hearing(), at(18, 22), at(18, 22), at(19, 8), at(19, 8), id="a night alone"),
        pytest.param(
            WORK, Hearing(), at(1, 12), at(9, 12), at(10, 8), at(10, 8), id="holidays, then a start"
        ),
        pytest.param(WORK, Hearing(), at(18, 10), at(18, 21), at(19, 8), at(18, 10), id="after a trouble"),
        pytest.param(WORK, Hearing(), at(21, 20.5), at(21, 21), at(24, 8), at(24, 8), id="a brief trouble"),
        pytest.param(WORK, SILENT, at(18, 10), at(18, 10), at(21, 12), at(21, 12), id="silence alone"),
        pytest.param(WORK, SILENT, at(18, 10), at(19, 16), at(21, 12), at(20, 6), id="trouble, then silence"),
        pytest.param(DIGEST, PAUSED, at(18, 9), at(18, 9), at(20, 9), at(20, 9), id="a pause alone"),
        pytest.param(
            DIGEST, Hearing(), at(18, 9), at(18, 21), at(19, 8), at(18, 9), id="a digest in trouble"
        ),
    ],
)
def test_what_counts(
    manner: Manner, hearing: Hearing, due_at: datetime, now: datetime, until: datetime, late: datetime
) -> None:
    assert earliest(manner, hearing, now, ZONE) == until
    assert counted_from(manner, hearing, due_at, now, until, ZONE) == late


moments = st.integers(0, 20 * 24 * 60).map(lambda minutes: at(1, 0) + timedelta(minutes=minutes))


@given(st.sampled_from(list(Manner)), moments, moments, moments, st.none() | moments)
def test_it_is_never_later_than_what_it_waits_for(
    manner: Manner, one: datetime, other: datetime, wait: datetime, silent_until: datetime | None
) -> None:
    due_at, now, until = sorted((one, other, wait))
    hearing = Hearing(silent_until=silent_until)
    until = max(until, earliest(manner, hearing, now, ZONE))
    late = counted_from(manner, hearing, due_at, now, until, ZONE)
    assert due_at <= late <= until
    assert late == until or now - due_at > BRIEF
