"""What the outbox lost, overtook or held up when something around it broke."""

import sqlite3
import time
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.ext.asyncio import AsyncSession

from bot.screens.screen import Screen
from bot.texts import Markup
from db.models import Message, MessageState
from db.queries import outbox
from db.queries.outbox import NewMessage, put
from db.queries.people import who_is
from playground.faults import Fault
from scheduler.notices import Speech
from scheduler.outbox import LEASE
from tests.city import COORDINATOR, CURATOR, City
from tests.engines import both_engines

SEND = "sendMessage"
PLAIN = "plain"


async def render_plain(session: AsyncSession, payload: dict[str, Any], _: Speech) -> Screen:
    await session.execute(text("SELECT 1"))  # all kinds look something up
    return Screen(Markup(payload["text"]))


@pytest.fixture
def telling_city(small_city: City, monkeypatch: pytest.MonkeyPatch) -> City:
    """A city whose bot has a kind of message that says what it is given."""
    renderers = {**small_city.app.outbox.rendering.renderers, PLAIN: render_plain}
    monkeypatch.setattr(small_city.app.outbox.rendering, "renderers", renderers)
    return small_city


async def tell(city: City, chat_id: int, *texts: str, kind: str = PLAIN) -> None:
    async with city.app.database.transaction() as session:
        person = (await who_is(session, chat_id, today=city.clock().date())).actor.id
        news = [NewMessage(f"test:{said}", person, kind, {"text": said}) for said in texts]
        await put(session, news, now=city.clock())


async def kept(city: City, said: str) -> Message:
    async with city.app.database.look() as session:
        return (await session.scalars(select(Message).where(Message.key == f"test:{said}"))).one()


async def texts_of(city: City, chat_id: int) -> list[str]:
    return [message["text"] for message in await city.phone(chat_id).sees_all()]


def too_many_requests(seconds: int) -> Fault:
    return Fault(
        SEND, "error", code=429, description="Too Many Requests", parameters={"retry_after": seconds}
    )


async def test_a_chat_that_must_wait_holds_up_no_other(telling_city: City) -> None:
    telling_city.playground.world.faults.add(too_many_requests(3600))
    await tell(telling_city, CURATOR, "one", "two")
    await telling_city.drain()

    began = time.monotonic()
    await tell(telling_city, CURATOR, "three")
    await tell(telling_city, COORDINATOR, "four")
    await telling_city.drain()
    assert time.monotonic() - began < 60
    assert await texts_of(telling_city, COORDINATOR) == ["four"]
    for said in ("one", "two", "three"):
        message = await kept(telling_city, said)
        assert (message.state, message.attempts) == (MessageState.WAITING, 0)
        assert message.lease_until is not None
        assert message.lease_until > telling_city.clock() + timedelta(minutes=50)


async def test_a_message_does_not_overtake_the_one_before_it(telling_city: City) -> None:
    telling_city.playground.world.faults.add(Fault(SEND, "error", code=502))
    await tell(telling_city, CURATOR, "one", "two")
    await telling_city.passes(minutes=5)
    assert await texts_of(telling_city, CURATOR) == ["one", "two"]


@both_engines
async def test_nor_does_what_is_claimed_only_later(telling_city: City) -> None:
    telling_city.playground.world.faults.add(Fault(SEND, "error", code=502, times=3, chat_id=CURATOR))
    for said in ("one", "two", "three"):
        await tell(telling_city, CURATOR, said)
        await telling_city.drain()
    await tell(telling_city, COORDINATOR, "four")
    await telling_city.drain()
    assert await texts_of(telling_city, CURATOR) == []
    assert await texts_of(telling_city, COORDINATOR) == ["four"]
    assert (await kept(telling_city, "two")).attempts == 0
    await telling_city.passes(minutes=10)
    assert await texts_of(telling_city, CURATOR) == ["one", "two", "three"]


async def test_a_long_outage_of_telegram_loses_nothing(telling_city: City) -> None:
    telling_city.playground.world.faults.add(Fault(SEND, "error", code=502, times=45))
    await tell(telling_city, CURATOR, "one")
    await telling_city.passes(hours=14)
    assert await texts_of(telling_city, CURATOR) == []
    await telling_city.passes(hours=7)
    assert await texts_of(telling_city, CURATOR) == ["one"]


async def test_the_one_repetition_waits_until_telegram_answers_again(telling_city: City) -> None:
    """A connection that hangs, then a server that lets nobody in: the message is not given up meanwhile."""
    faults = telling_city.playground.world.faults
    faults.add(Fault(SEND, "drop_before"))
    faults.add(Fault("getMe", "drop_before", times=5))
    await tell(telling_city, CURATOR, "one")
    await telling_city.passes(minutes=1)
    assert await texts_of(telling_city, CURATOR) == []
    await telling_city.passes(hours=1)
    assert await texts_of(telling_city, CURATOR) == ["one"]
    message = await kept(telling_city, "one")
    assert (message.state, message.ambiguous) == (MessageState.SENT, 1)


async def test_a_database_out_of_reach_while_rendering_loses_no_message(
    telling_city: City, monkeypatch: pytest.MonkeyPatch
) -> None:
    busy = sqlite3.OperationalError("database is locked")
    failures = [OperationalError("SELECT", {}, busy)]

    async def fails_once(session: AsyncSession, payload: dict[str, Any], speech: Speech) -> Screen:
        if failures:
            raise failures.pop()
        return await render_plain(session, payload, speech)

    renderers = {**telling_city.app.outbox.rendering.renderers, PLAIN: fails_once}
    monkeypatch.setattr(telling_city.app.outbox.rendering, "renderers", renderers)
    await tell(telling_city, CURATOR, "one")
    with pytest.raises(OperationalError):
        await telling_city.drain()
    assert (await kept(telling_city, "one")).state is MessageState.WAITING
    await telling_city.goes_to(telling_city.clock() + LEASE)
    assert await texts_of(telling_city, CURATOR) == ["one"]


@both_engines
async def test_a_broken_query_of_one_kind_stops_no_other(
    telling_city: City, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def breaks(session: AsyncSession, _: dict[str, Any], __: Speech) -> Screen:
        await session.execute(text("SELECT nothing FROM nowhere"))
        raise AssertionError

    renderers = {**telling_city.app.outbox.rendering.renderers, "broken": breaks}
    monkeypatch.setattr(telling_city.app.outbox.rendering, "renderers", renderers)
    await tell(telling_city, CURATOR, "one", kind="broken")
    await tell(telling_city, CURATOR, "two")
    await telling_city.drain()
    assert (await kept(telling_city, "one")).state is MessageState.FAILED
    assert await texts_of(telling_city, CURATOR) == ["two"]


async def test_what_was_sent_is_settled_when_the_database_answers_again(
    telling_city: City, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Otherwise the whole batch would be said once more when its lease ends."""
    failures = [OperationalError("UPDATE", {}, sqlite3.OperationalError("database is locked"))]
    settle_sent = outbox.settle_sent

    async def fails_once(session: AsyncSession, sent: dict[int, int | None], now: datetime) -> None:
        if failures:
            raise failures.pop()
        await settle_sent(session, sent, now)

    monkeypatch.setattr(outbox, "settle_sent", fails_once)
    await tell(telling_city, CURATOR, "one")
    await telling_city.drain()
    assert (await kept(telling_city, "one")).state is MessageState.SENT
    await telling_city.goes_to(telling_city.clock() + LEASE)
    assert await texts_of(telling_city, CURATOR) == ["one"]
