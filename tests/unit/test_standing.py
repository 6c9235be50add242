"""How an assignment stands on a day."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmap.standing import AWAITED, AssignmentStatus, Standing, days_left, standing

TODAY = date(2022, 4, 15)
statuses = st.sampled_from(AssignmentStatus)
days = st.dates(date(2020, 1, 1), date(2030, 12, 31))


@pytest.mark.parametrize("status", [AssignmentStatus.OPEN, AssignmentStatus.RETURNED])
@pytest.mark.parametrize(
    ("left", "expected"),
    [
        (-1, Standing.OVERDUE),
        (0, Standing.DUE_SOON),
        (14, Standing.DUE_SOON),
        (15, Standing.AHEAD),
    ],
)
def test_what_is_awaited_stands_by_its_date(status: AssignmentStatus, left: int, expected: Standing) -> None:
    assert standing(status, None, TODAY + timedelta(days=left), TODAY) is expected


def test_a_window_not_open_yet_is_ahead() -> None:
    due = TODAY + timedelta(days=5)
    assert standing(AssignmentStatus.OPEN, TODAY + timedelta(days=1), due, TODAY) is Standing.AHEAD
    assert standing(AssignmentStatus.OPEN, TODAY, due, TODAY) is Standing.DUE_SOON


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        (AssignmentStatus.SUBMITTED, Standing.IN_REVIEW),
        (AssignmentStatus.ACCEPTED, Standing.DONE),
        (AssignmentStatus.NOT_APPLICABLE, Standing.DONE),
        (AssignmentStatus.CANCELLED, Standing.DONE),
    ],
)
def test_what_is_answered_is_never_overdue(status: AssignmentStatus, expected: Standing) -> None:
    assert standing(status, None, TODAY - timedelta(days=30), TODAY) is expected


@given(statuses, days, st.integers(0, 400), days)
def test_overdue_means_awaited_and_past(
    status: AssignmentStatus, start: date, length: int, today: date
) -> None:
    due = start + timedelta(days=length)
    stands = standing(status, start, due, today)
    assert (stands is Standing.OVERDUE) == (status in AWAITED and days_left(due, today) < 0)
