"""How assignments are laid out under headings and in views."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmap.standing import AWAITED, AssignmentStatus, Standing, standing
from roadmap.worklist import Heading, View, heading, rank, view_of

TODAY = date(2022, 1, 10)
days = st.integers(-400, 400).map(lambda number: TODAY + timedelta(days=number))
statuses = st.sampled_from(AssignmentStatus)


@pytest.mark.parametrize(
    ("status", "start", "due", "expected"),
    [
        (AssignmentStatus.OPEN, None, date(2022, 1, 9), Heading.OVERDUE),
        (AssignmentStatus.RETURNED, None, date(2022, 1, 9), Heading.OVERDUE),
        (AssignmentStatus.OPEN, None, TODAY, Heading.DUE_SOON),
        (AssignmentStatus.OPEN, None, date(2022, 1, 24), Heading.DUE_SOON),
        (AssignmentStatus.OPEN, date(2022, 1, 1), date(2022, 1, 31), Heading.STARTED),
        (AssignmentStatus.OPEN, date(2022, 1, 1), date(2022, 12, 31), Heading.AHEAD),
        (AssignmentStatus.OPEN, date(2022, 1, 11), date(2022, 1, 31), Heading.AHEAD),
        (AssignmentStatus.RETURNED, date(2022, 1, 1), date(2022, 12, 31), Heading.RETURNED),
        (AssignmentStatus.SUBMITTED, None, date(2022, 1, 9), Heading.IN_REVIEW),
        (AssignmentStatus.ACCEPTED, None, date(2022, 1, 9), Heading.DONE),
        (AssignmentStatus.NOT_APPLICABLE, None, TODAY, Heading.DONE),
    ],
)
def test_headings(status: AssignmentStatus, start: date | None, due: date, expected: Heading) -> None:
    assert heading(status, start, due, TODAY) is expected


@given(status=statuses, due=days, window=st.integers(0, 400), today=days)
def test_what_is_owed_and_presses_is_never_out_of_sight(
    status: AssignmentStatus, due: date, window: int, today: date
) -> None:
    start = due - timedelta(days=window)
    under = heading(status, start, due, today)
    stands = standing(status, start, due, today)
    assert (view_of(under) is View.DONE) == (stands is Standing.DONE)
    if stands in {Standing.OVERDUE, Standing.DUE_SOON, Standing.IN_REVIEW}:
        assert view_of(under) is View.NOW
    if status is AssignmentStatus.RETURNED:
        assert view_of(under) is View.NOW
    if view_of(under) is View.AHEAD:
        assert status in AWAITED
        assert due > today


def test_overdue_comes_first_and_done_last() -> None:
    pairs = [(under, TODAY) for under in Heading]
    assert sorted(pairs, key=lambda pair: rank(*pair)) == pairs
    assert rank(Heading.OVERDUE, date(2022, 1, 1)) < rank(Heading.OVERDUE, TODAY)
