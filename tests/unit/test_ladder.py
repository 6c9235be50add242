"""The dates on which the reminder ladder speaks of an occurrence."""

import json
from datetime import date, timedelta

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from roadmap.calendar import add_working_days, is_working, working_day_on_or_before
from roadmap.deadlines import DeadlineKind
from roadmap.ladder import (
    DEFAULT_LADDER,
    LOOK_BACK_DAYS,
    USUAL_PACE,
    Ladder,
    Pace,
    Step,
    StepKind,
    ladder_of,
    late_by,
    not_before,
    overdue_by,
    speaking_on,
    speaks,
    spoken_of,
    steps,
)
from roadmap.rhythm import Rhythm, checks, rhythm_of, rhythms_on

OPENS, CHECK, BEFORE, DUE, OVERDUE = StepKind

days = st.dates(date(2020, 1, 1), date(2030, 12, 31))
ladders = st.builds(
    Ladder,
    before=st.lists(st.integers(0, 40), max_size=5).map(tuple),
    overdue_every=st.integers(1, 10),
    overdue_times=st.integers(0, 6),
)
some_pace = st.builds(Pace, st.one_of(st.just(DEFAULT_LADDER), ladders), st.sampled_from(Rhythm))


@st.composite
def windows(draw: st.DrawFn) -> tuple[date | None, date]:
    due = draw(days)
    length = draw(st.none() | st.integers(0, 30) | st.integers(0, 400))
    return (None if length is None else due - timedelta(days=length)), due


def iso(*texts: str) -> list[date]:
    return [date.fromisoformat(text) for text in texts]


def test_a_months_window_is_spoken_of_at_every_step() -> None:
    assert steps(date(2022, 4, 1), date(2022, 4, 29)) == (
        Step(OPENS, date(2022, 4, 1)),
        Step(BEFORE, date(2022, 4, 15)),
        Step(BEFORE, date(2022, 4, 22)),
        Step(BEFORE, date(2022, 4, 26)),
        Step(BEFORE, date(2022, 4, 28)),
        Step(DUE, date(2022, 4, 29)),
        Step(OVERDUE, date(2022, 5, 6)),
        Step(OVERDUE, date(2022, 5, 13)),
        Step(OVERDUE, date(2022, 5, 18)),
        Step(OVERDUE, date(2022, 5, 23)),
        Step(OVERDUE, date(2022, 5, 26)),
    )


def test_steps_on_days_off_meet_on_the_working_day_before() -> None:
    spoken = steps(None, date(2022, 5, 2), Pace(Ladder(overdue_times=0)))
    assert [step.on for step in spoken] == iso("2022-04-18", "2022-04-25", "2022-04-29")
    assert spoken[-1].kind is DUE


def test_the_opening_on_a_day_off_waits_for_a_working_day() -> None:
    assert steps(date(2022, 1, 1), date(2022, 1, 31))[0] == Step(OPENS, date(2022, 1, 10))


def test_a_window_of_days_off_only_is_told_before_it_opens() -> None:
    spoken = steps(date(2022, 1, 1), date(2022, 1, 8), Pace(Ladder(overdue_times=1)))
    assert spoken == (Step(DUE, date(2021, 12, 30)), Step(OVERDUE, date(2022, 1, 12)))


def test_a_worked_saturday_carries_a_step() -> None:
    assert Step(DUE, date(2022, 3, 5)) in steps(None, date(2022, 3, 5))


def test_a_window_turned_round_is_refused() -> None:
    with pytest.raises(ValueError, match="after its due date"):
        steps(date(2022, 2, 1), date(2022, 1, 31))


@pytest.mark.parametrize(("before", "every", "times"), [((3, -1), 3, 5), ((1,), 0, 5), ((1,), 3, -1)])
def test_a_ladder_that_makes_no_sense_is_refused(before: tuple[int, ...], every: int, times: int) -> None:
    with pytest.raises(ValueError, match="not a ladder"):
        Ladder(before, every, times)


@given(windows(), some_pace)
def test_every_step_is_a_working_day_and_no_day_has_two(window: tuple[date | None, date], pace: Pace) -> None:
    on = [step.on for step in steps(*window, pace)]
    assert all(map(is_working, on))
    assert on == sorted(set(on))


@given(windows(), some_pace)
def test_only_overdue_steps_come_after_the_due_date(window: tuple[date | None, date], pace: Pace) -> None:
    spoken = steps(*window, pace)
    assert all((step.on > window[1]) == (step.kind is OVERDUE) for step in spoken)
    assert sum(step.kind is OVERDUE for step in spoken) == pace.ladder.overdue_times


@given(windows(), some_pace)
def test_nothing_is_said_before_the_window_opens_unless_it_has_no_working_day(
    window: tuple[date | None, date], pace: Pace
) -> None:
    start, due = window
    assume(start is not None)
    assert start is not None
    inside = [start + timedelta(days=number) for number in range((due - start).days + 1)]
    early = [step for step in steps(start, due, pace) if step.on < start]
    assert not early or not any(map(is_working, inside))


@given(days, st.integers(15, 400))
def test_a_long_window_is_spoken_of_before_its_deadline(start: date, length: int) -> None:
    due = start + timedelta(days=length)
    assert any(start <= step.on < due for step in steps(start, due))


@given(windows(), st.integers(-60, 120), st.integers(1, 60) | st.none(), some_pace)
@example((date(2022, 1, 1), date(2022, 1, 8)), -9, None, Pace(Ladder(before=())))
@example((date(2022, 1, 1), date(2022, 1, 31)), -21, None, USUAL_PACE)
def test_what_speaks_is_found_by_its_dates(
    window: tuple[date | None, date], offset: int, gap: int | None, pace: Pace
) -> None:
    start, due = window
    day = due + timedelta(days=offset)
    since = None if gap is None else day - timedelta(days=gap)
    spoken = speaking_on(day, since, pace.ladder)
    if speaks(start, due, day, since, pace):
        checked = pace.rhythm in rhythms_on(not_before(day, since), day)
        assert due in spoken.due_dates or start in spoken.start_dates or checked
    assert speaks(None, due, day, since, pace) == (due in spoken.due_dates)


@given(days, st.integers(1, 30) | st.none())
def test_what_is_found_by_its_start_opens_then_or_lies_in_days_off(day: date, gap: int | None) -> None:
    since = None if gap is None else day - timedelta(days=gap)
    for start in speaking_on(day, since).start_dates:
        opens = steps(start, start + timedelta(days=200))[0].on
        assert (since or day - timedelta(days=1)) < opens
        assert opens <= day or not any(
            is_working(start - timedelta(days=number)) for number in range((start - day).days)
        )


@given(days)
def test_planning_day_by_day_finds_what_planning_at_once_finds(first: date) -> None:
    last = first + timedelta(days=20)
    daily = [speaking_on(first + timedelta(days=number)) for number in range(1, 21)]
    at_once = speaking_on(last, first)
    assert frozenset().union(*(spoken.due_dates for spoken in daily)) == at_once.due_dates
    assert at_once.start_dates <= frozenset().union(*(spoken.start_dates for spoken in daily))


def test_a_day_planned_already_says_nothing() -> None:
    spoken = speaking_on(date(2022, 4, 29), since=date(2022, 4, 29))
    assert not spoken.due_dates
    assert not speaks(None, date(2022, 4, 29), date(2022, 4, 29), since=date(2022, 4, 29))


def test_a_day_off_says_nothing() -> None:
    assert not speaking_on(date(2022, 5, 1)).due_dates


def test_the_longest_outage_is_bounded() -> None:
    day = date(2022, 12, 1)
    bounded = speaking_on(day, since=day - timedelta(days=LOOK_BACK_DAYS))
    assert speaking_on(day, since=date(2001, 1, 1)) == bounded
    assert len(bounded.due_dates) < LOOK_BACK_DAYS + 60
    assert len(bounded.start_dates) < LOOK_BACK_DAYS + 20
    assert not speaks(None, date(2019, 4, 29), day, since=date(2001, 1, 1))
    assert speaks(None, date(2022, 1, 31), day, since=date(2001, 1, 1))


def test_the_nearest_ladder_counts() -> None:
    own, roadmaps = Ladder(before=(5, 0)), Ladder(overdue_times=0)
    assert ladder_of(None, None) == DEFAULT_LADDER
    assert ladder_of(None, roadmaps.to_json()) == roadmaps
    assert ladder_of(own.to_json(), roadmaps.to_json()) == own


@given(ladders)
def test_a_ladder_is_kept_as_json(ladder: Ladder) -> None:
    assert Ladder.from_json(json.loads(json.dumps(ladder.to_json()))) == ladder


def test_what_a_kept_ladder_leaves_out_is_the_default() -> None:
    assert Ladder.from_json({"overdue_times": 2}) == Ladder(overdue_times=2)
    with pytest.raises(ValueError, match="not a ladder"):
        Ladder.from_json({"before": [-1]})


def test_a_years_window_is_asked_about_each_quarter() -> None:
    pace = Pace(Ladder(before=(14, 0), overdue_times=0), Rhythm.QUARTER)
    assert steps(date(2022, 1, 1), date(2022, 12, 31), pace) == (
        Step(OPENS, date(2022, 1, 10)),
        Step(CHECK, date(2022, 3, 31)),
        Step(CHECK, date(2022, 6, 30)),
        Step(CHECK, date(2022, 9, 30)),
        Step(BEFORE, date(2022, 12, 16)),
        Step(DUE, date(2022, 12, 30)),
    )


def test_a_check_on_a_day_off_comes_before_it() -> None:
    assert list(checks(date(2022, 4, 1), date(2022, 8, 31), Rhythm.MONTH)) == iso(
        "2022-04-29", "2022-05-31", "2022-06-30", "2022-07-29"
    )


@pytest.mark.parametrize(
    ("kind", "start", "rhythm"),
    [
        (DeadlineKind.ONGOING, date(2022, 12, 1), Rhythm.MONTH),
        (DeadlineKind.RANGE, date(2022, 1, 1), Rhythm.MONTH),
        (DeadlineKind.RANGE, date(2022, 11, 1), Rhythm.NEVER),
        (DeadlineKind.ONCE, None, Rhythm.NEVER),
    ],
)
def test_long_windows_have_a_rhythm(kind: DeadlineKind, start: date | None, rhythm: Rhythm) -> None:
    assert rhythm_of(kind, start, date(2022, 12, 31), Rhythm.MONTH) is rhythm


@given(days, st.integers(1, 12), st.integers(1, 30))
def test_due_dates_long_past_are_found_on_their_day(due: date, working_days: int, gap: int) -> None:
    day = add_working_days(due, working_days)
    assert due in overdue_by(working_days, day, day - timedelta(days=gap))
    assert due not in overdue_by(working_days, day - timedelta(days=1), day - timedelta(days=1 + gap))


def test_what_is_returned_after_its_due_date_is_spoken_of_the_next_working_day_and_on() -> None:
    due, returned = date(2022, 1, 31), date(2022, 3, 1)
    spoken = steps(date(2022, 1, 10), due, owed_on=returned)
    assert [step.on for step in spoken if step.kind is OVERDUE] == iso(
        "2022-03-02", "2022-03-04", "2022-03-10", "2022-03-15", "2022-03-18"
    )


def test_what_was_returned_in_time_keeps_its_steps() -> None:
    due = date(2022, 1, 31)
    assert steps(None, due, owed_on=date(2022, 1, 28)) == steps(None, due)
    without = Pace(Ladder(overdue_times=0))
    assert steps(None, due, without, date(2022, 3, 1)) == steps(None, due, without)


@given(windows(), some_pace, st.integers(-40, 200))
def test_each_time_it_is_owed_anew_it_has_so_many_overdue_steps_at_most(
    window: tuple[date | None, date], pace: Pace, offset: int
) -> None:
    start, due = window
    owed_on = due + timedelta(days=offset)
    overdue = [step.on for step in steps(start, due, pace, owed_on) if step.kind is OVERDUE]
    assert len(overdue) == pace.ladder.overdue_times
    assert all(is_working(day) and day > due for day in overdue)
    if overdue and owed_on >= working_day_on_or_before(due):
        assert overdue[0] == add_working_days(owed_on, 1)


@given(windows(), some_pace, st.integers(-20, 60), st.integers(1, 60) | st.none(), st.integers(-40, 60))
def test_what_is_owed_anew_is_found_by_since_when(
    window: tuple[date | None, date], pace: Pace, offset: int, gap: int | None, owed_after: int
) -> None:
    start, due = window
    day, owed_on = due + timedelta(days=offset), due + timedelta(days=owed_after)
    since = None if gap is None else day - timedelta(days=gap)
    spans = spoken_of(start, due, day, since, pace)
    found = [owed_on in span for span in spans]
    assert any(found) == speaks(start, due, day, since, pace, owed_on)
    assert sum(found) <= 1


@given(days, st.integers(-20, 60), st.integers(1, 10), st.integers(-10, 60), st.integers(1, 30))
def test_lateness_counts_from_when_it_was_owed_anew(
    due: date, owed_after: int, working_days: int, offset: int, gap: int
) -> None:
    day, owed_on = due + timedelta(days=offset), due + timedelta(days=owed_after)
    after = day - timedelta(days=gap)
    span = late_by(working_days, due, day, after)
    is_found = span is not None and owed_on in span
    assert is_found == (after < add_working_days(max(due, owed_on), working_days) <= day)
