"""How much of the outbox is under way at once, and what becomes of the rest of a batch."""

from collections.abc import Sequence
from datetime import timedelta

import pytest
from aiogram import Bot
from aiogram.methods import SendMessage

from bot.telegram import Outcome, call
from db.models import Message, MessageState
from db.queries import outbox
from scheduler import outbox as outbox_module
from scheduler import sending
from scheduler.limits import Limits
from scheduler.outbox import LEASE
from scheduler.settling import Settling, Tried
from tests.chat.moves import at
from tests.city import City
from tests.engines import both_engines
from tests.faults.program import add_readers, arrived, claimable, fill_outbox, states

MESSAGES = 40


@pytest.fixture
async def filled_city(small_city: City) -> City:
    """A city with messages to forty readers in its outbox."""
    readers = await add_readers(small_city, MESSAGES)
    await fill_outbox(small_city, readers, MESSAGES, now=small_city.clock())
    return small_city


@both_engines
async def test_no_more_are_under_way_than_a_crash_may_repeat(
    filled_city: City, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sending, "IN_FLIGHT", 5)
    monkeypatch.setattr(sending, "TOGETHER", 3)
    tried = Settling.tried
    under_way, most = 0, 0

    async def counted_call(bot: Bot, method: SendMessage) -> Outcome:
        nonlocal under_way, most
        under_way += 1
        most = max(most, under_way)
        return await call(bot, method)

    async def counted_settling(settling: Settling, back: Sequence[Tried]) -> None:
        nonlocal under_way
        await tried(settling, back)
        under_way -= len(back)

    monkeypatch.setattr(sending, "call", counted_call)
    monkeypatch.setattr(Settling, "tried", counted_settling)
    await filled_city.app.outbox.send_batch()
    assert (most, under_way) == (5, 0)
    assert await states(filled_city) == {"sent": MESSAGES}
    assert sorted(arrived(filled_city).elements()) == list(range(MESSAGES))


@both_engines
async def test_a_stop_hands_back_what_was_not_begun(
    filled_city: City, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun = 0

    async def stops_after_ten(bot: Bot, method: SendMessage) -> Outcome:
        nonlocal begun
        begun += 1
        if begun == 10:
            filled_city.app.outbox.begin_no_more()
        return await call(bot, method)

    monkeypatch.setattr(sending, "call", stops_after_ten)
    await filled_city.app.outbox.send_batch()
    assert await states(filled_city) == {"sent": begun, "waiting": MESSAGES - begun}
    assert await claimable(filled_city) == MESSAGES - begun > 0
    await filled_city.restarts()
    await filled_city.drain()
    assert sorted(arrived(filled_city).elements()) == list(range(MESSAGES))


async def test_what_was_rendered_too_long_ago_is_rendered_again(
    filled_city: City, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(outbox_module, "FRESH", timedelta(seconds=-1))
        await filled_city.app.outbox.send_batch()
    assert await claimable(filled_city) == MESSAGES
    await filled_city.drain()
    assert sorted(arrived(filled_city).elements()) == list(range(MESSAGES))


@both_engines
async def test_nobody_hands_back_what_is_somebody_elses_by_now(filled_city: City) -> None:
    """A process that was frozen for longer than its lease wakes up."""
    database, now = filled_city.app.database, filled_city.clock()
    later = now + LEASE + timedelta(seconds=1)
    async with database.transaction() as session:
        frozen = await outbox.claim(session, now, LEASE, 10)
    async with database.transaction() as session:
        others = await outbox.claim(session, later, LEASE, 4)
    async with database.transaction() as session:
        await outbox.hand_back(session, [message.id for message in frozen], now + LEASE)
    async with database.transaction() as session:
        free = await outbox.claim(session, later, LEASE, MESSAGES)
    assert len(others) == 4
    assert not {message.id for message in free} & {message.id for message in others}
    assert len(free) == MESSAGES - len(others)


@both_engines
async def test_a_refused_token_hands_back_what_was_not_begun(
    filled_city: City, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each would be refused for the same reason, and put off for longer and longer."""
    monkeypatch.setattr(sending, "IN_FLIGHT", 5)
    world, outbox = filled_city.playground.world, filled_city.app.outbox
    token, world.token = world.token, "100500:another"
    assert await outbox.send_batch()
    assert await claimable(filled_city) >= MESSAGES - 2 * 5
    assert not await outbox.send_batch()
    world.token = token
    await filled_city.passes(minutes=1)
    assert sorted(arrived(filled_city).elements()) == list(range(MESSAGES))


async def test_one_persons_many_messages_hold_up_nobody(
    small_city: City, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of fifty that fall due for one person ten go first; then it is the turn of who comes after them."""
    busy, other = await add_readers(small_city, 2)
    await fill_outbox(small_city, [busy] * 50 + [other], 51, now=small_city.clock())
    monkeypatch.setattr(outbox_module, "BATCH", 30)
    monkeypatch.setattr(Limits, "most_in_a_row", 10)
    await small_city.app.outbox.send_batch()
    assert sorted(arrived(small_city)) == list(range(10))
    await small_city.drain()
    assert sorted(arrived(small_city)) == [*range(10), 50]
    await small_city.passes(minutes=2)
    assert sorted(arrived(small_city).elements()) == list(range(51))


async def test_a_trouble_before_sending_hands_the_batch_back(
    filled_city: City, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def out_of_reach(*_: object) -> None:
        raise ConnectionRefusedError

    with monkeypatch.context() as patch:
        patch.setattr(filled_city.app.outbox.rendering, "prepare", out_of_reach)
        with pytest.raises(ConnectionRefusedError):
            await filled_city.app.outbox.send_batch()
    assert await claimable(filled_city) == MESSAGES
    await filled_city.drain()
    assert sorted(arrived(filled_city).elements()) == list(range(MESSAGES))


async def test_a_defect_before_sending_does_not_come_first_again_and_again(
    filled_city: City, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def breaks(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(outbox_module, "BATCH", 10)
    with monkeypatch.context() as patch:
        patch.setattr(filled_city.app.outbox.rendering, "prepare", breaks)
        with pytest.raises(ZeroDivisionError):
            await filled_city.app.outbox.send_batch()
    await filled_city.drain()
    assert sorted(arrived(filled_city)) == list(range(10, MESSAGES))
    await filled_city.goes_to(filled_city.clock() + LEASE)
    assert sorted(arrived(filled_city).elements()) == list(range(MESSAGES))


@both_engines
async def test_whatever_an_error_says_can_be_noted(filled_city: City) -> None:
    """Half a surrogate pair and a NUL: no database keeps them, and the message would come again and again."""
    now = filled_city.clock()
    async with filled_city.app.database.transaction() as session:
        message, *_ = await outbox.claim(session, now, LEASE, 1)
        await outbox.settle_failed(session, message.id, now, MessageState.FAILED, "\ud800 \0 why")
    async with filled_city.app.database.look() as session:
        assert (await session.get_one(Message, message.id)).error == "?  why"


def test_nothing_is_begun_in_the_quiet_hours_that_was_claimed_before_them(small_city: City) -> None:
    fresh = small_city.app.outbox._fresh
    assert fresh(at(17, 12)) == outbox_module.FRESH
    assert fresh(at(17, 19, 59) + timedelta(seconds=50)) == timedelta(seconds=10)
    assert fresh(at(17, 21)) == outbox_module.FRESH
