"""Telegram's limits: never exceeded, and nobody waits for somebody else's chat."""

import asyncio
import random
import time
from bisect import bisect_right

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduler.limits import PER_SECOND, Limits

PRIVATE, GROUP = 1001, -1001


def most_within(times: list[float], seconds: float) -> int:
    """The most events in any closed stretch of time, as a strict counter on the other side sees them."""
    ordered = sorted(times)
    return max((bisect_right(ordered, t + seconds) - i for i, t in enumerate(ordered)), default=0)


def sent(limits: Limits, chat_id: int, until: float, start: float = 0.0) -> list[float]:
    """When one chat is sent to by somebody who sends as soon as it is allowed."""
    now, times = start, []
    while now < until:
        wait = limits.wait(chat_id, now)
        if wait == 0:
            times.append(now)
        now += wait
    return times


@st.composite
def attempts(draw: st.DrawFn) -> list[tuple[float, int]]:
    """Times and chats of attempts: crowds, gaps and everything between."""
    steps = draw(st.lists(st.tuples(st.sampled_from([0.0, 0.001, 0.03, 0.5, 1.0, 7.0]), st.integers(-3, 60))))
    now, found = draw(st.floats(0, 1e6)), []
    for step, chat_id in steps:
        now += step
        found += [(now, chat_id * 100 + k) for k in range(draw(st.integers(1, 20)))]
    return found


@given(attempts(), st.integers(1, 40))
def test_never_more_than_allowed_in_any_sliding_second(
    tries: list[tuple[float, int]], per_second: int
) -> None:
    limits = Limits(per_second)
    accepted = [(now, chat_id) for now, chat_id in tries if limits.wait(chat_id, now) == 0]
    assert most_within([now for now, _ in accepted], 1.0) <= per_second
    for chat_id in {chat_id for _, chat_id in accepted}:
        times = [now for now, other in accepted if other == chat_id]
        assert most_within(times, 1.0) == 1
        assert chat_id > 0 or most_within(times, 60.0) <= 20


@given(st.integers(0, 2**32), st.floats(0, 0.02), st.floats(0, 0.005))
def test_thirty_a_second_are_reached_and_not_exceeded_on_arrival(seed: int, way: float, sloth: float) -> None:
    """Whatever the way adds to each message (up to 20 ms), however late (up to 5 ms) the sender wakes up."""
    rng = random.Random(seed)
    limits, now, chat_id, starts = Limits(), rng.random() * 1000, 0, []
    begin = now
    while now < begin + 20:
        wait = limits.wait(chat_id, now)
        if wait == 0:
            starts.append(now)
            chat_id += 1
        else:
            now += wait + rng.random() * sloth
    assert most_within([start + rng.random() * way for start in starts], 1.0) <= PER_SECOND
    assert len(starts) / 20 >= 0.97 * PER_SECOND


@given(attempts())
def test_who_waits_as_told_may_send(tries: list[tuple[float, int]]) -> None:
    limits, late = Limits(), 0.0
    for now, chat_id in tries:
        moment = max(now, late)
        wait = limits.wait(chat_id, moment)
        if wait:
            late = moment + wait
            assert limits.wait(chat_id, late) == 0


def test_a_private_chat_gets_one_a_second() -> None:
    assert 97 <= len(sent(Limits(), PRIVATE, 100)) <= 100


def test_a_group_gets_twenty_a_minute() -> None:
    times = sent(Limits(), GROUP, 600)
    assert most_within(times, 60.0) == 20
    assert len(times) >= 195


def test_a_busy_chat_does_not_hold_up_others() -> None:
    limits = Limits()
    assert limits.wait(PRIVATE, 0.0) == 0
    assert limits.wait(PRIVATE, 0.1) == pytest.approx(0.925)
    assert limits.wait(PRIVATE + 1, 0.1) == 0


def test_an_attempt_that_has_to_wait_is_not_counted() -> None:
    limits = Limits(per_second=2)
    assert limits.wait(PRIVATE, 0.0) == 0
    for _ in range(50):
        assert limits.wait(PRIVATE, 0.5) > 0
    assert limits.wait(PRIVATE + 1, 0.5) == 0


def test_pauses() -> None:
    limits = Limits()
    limits.pause(PRIVATE, 10.0)
    limits.pause(PRIVATE, 5.0)
    assert limits.wait(PRIVATE, 4.0) == 6.0
    assert limits.wait(PRIVATE + 1, 4.0) == 0
    limits.pause(None, 20.0)
    assert limits.wait(PRIVATE + 2, 11.0) == 9.0
    assert limits.wait(PRIVATE, 20.0) == 0


def test_idle_chats_and_past_pauses_are_forgotten() -> None:
    limits = Limits()
    for i in range(20_000):
        assert limits.wait(i + 1, i * 0.05) == 0
        limits.pause(i + 1, i * 0.05 + 1)
    assert len(limits._chats) <= 62 / 0.05
    assert len(limits._paused) <= 1 / 0.05 + 1
    assert limits.wait(1, 20_000 * 0.05 + 100) == 0
    assert len(limits._chats) == 1
    assert not limits._paused


async def test_a_pause_that_begins_while_one_waits_is_told_at_once() -> None:
    limits = Limits()
    await limits.turn(1)
    waiting = asyncio.create_task(limits.turn(1, patience=2))
    await asyncio.sleep(0)
    limits.pause(1, time.monotonic() + 600)
    assert await waiting > 500
    assert await limits.turn(2, patience=2) == 0
