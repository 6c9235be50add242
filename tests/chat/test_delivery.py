"""What becomes of a message when Telegram answers otherwise than «sent», and of updates when things break."""

from datetime import timedelta

from sqlalchemy import func, select

from db.models import Account, HandledUpdate, Message, MessageState, Reach
from db.queries.outbox import NewMessage, put
from db.queries.people import who_is
from playground.faults import Fault
from tests.city import COORDINATOR, CURATOR, DIRECTOR, City
from tests.engines import both_engines

SEND = "sendMessage"


async def say(city: City, chat_id: int = CURATOR, key: str = "test:1", kind: str = "digest") -> None:
    """Put a message into the outbox, due at once. On 10 January everybody has something that is due."""
    async with city.app.database.transaction() as session:
        person = (await who_is(session, chat_id)).actor.id
        await put(session, [NewMessage(key, person, kind)], now=city.clock())


async def kept(city: City, key: str = "test:1") -> Message:
    async with city.app.database.look() as session:
        return (await session.scalars(select(Message).where(Message.key == key))).one()


@both_engines
async def test_a_message_is_sent_once_and_settled(small_city: City) -> None:
    await say(small_city)
    await small_city.drain()
    await small_city.drain()

    digests = [m for m in await small_city.curator.sees_all() if "Сегодня" in m["text"]]
    assert len(digests) == 1
    message = await kept(small_city)
    assert message.state is MessageState.SENT
    assert message.platform_message_id == digests[0]["message_id"]


async def test_the_same_key_is_said_once(small_city: City) -> None:
    await say(small_city)
    await say(small_city)
    await small_city.drain()
    assert len(await small_city.curator.sees_all()) == 1


async def test_too_many_requests_wait_as_told_and_use_up_no_attempt(small_city: City) -> None:
    small_city.playground.world.faults.add(
        Fault(SEND, "error", code=429, description="Too Many Requests", parameters={"retry_after": 30})
    )
    await say(small_city)
    await small_city.drain()
    waiting = await kept(small_city)
    assert (waiting.state, waiting.attempts) == (MessageState.WAITING, 0)
    assert waiting.lease_until == small_city.clock() + timedelta(seconds=30)


async def test_a_server_error_is_tried_again_later(small_city: City) -> None:
    small_city.playground.world.faults.add(Fault(SEND, "error", code=502))
    await say(small_city)
    await small_city.drain()
    assert (await kept(small_city)).attempts == 1
    await small_city.curator.sees_nothing()

    await small_city.passes(minutes=1)
    await small_city.curator.sees("Сегодня")
    assert (await kept(small_city)).state is MessageState.SENT


async def test_after_a_dropped_connection_it_is_repeated_once_and_counted(small_city: City) -> None:
    small_city.playground.world.faults.add(Fault(SEND, "drop"))
    await say(small_city)
    await small_city.drain()
    await small_city.passes(minutes=1)

    assert len([m for m in await small_city.curator.sees_all() if "Сегодня" in m["text"]]) == 2
    message = await kept(small_city)
    assert (message.state, message.ambiguous) == (MessageState.SENT, 1)


async def test_a_connection_that_always_breaks_is_not_repeated_forever(small_city: City) -> None:
    small_city.playground.world.faults.add(Fault(SEND, "drop", times=50))
    await say(small_city)
    await small_city.passes(hours=1)
    assert (await kept(small_city)).state is MessageState.FAILED
    assert len([m for m in await small_city.curator.sees_all() if "Сегодня" in m["text"]]) == 2


async def test_who_has_blocked_the_bot_is_noted_and_the_coordinator_is_told_once(small_city: City) -> None:
    async with small_city.app.database.transaction() as session:
        person = (await who_is(session, DIRECTOR)).actor.id
        news = [NewMessage(f"test:{number}", person, "digest") for number in range(3)]
        await put(session, news, now=small_city.clock())
    await small_city.phone(DIRECTOR).blocks()
    await small_city.passes(minutes=10)

    assert (await kept(small_city, "test:0")).state is MessageState.UNREACHABLE
    told = [m for m in await small_city.coordinator.sees_all() if "Анна Тестова" in m["text"]]
    assert len(told) == 1
    async with small_city.app.database.look() as session:
        account = (await session.scalars(select(Account).where(Account.chat_id == DIRECTOR))).one()
    assert account.reach is Reach.BLOCKED


async def test_a_message_telegram_refuses_is_our_defect_and_not_retried(small_city: City) -> None:
    small_city.playground.world.faults.add(Fault(SEND, "error", code=400, description="Bad Request: broken"))
    await say(small_city)
    await small_city.passes(hours=1)
    message = await kept(small_city)
    assert message.state is MessageState.FAILED
    assert message.error is not None
    assert "broken" in message.error


async def test_a_message_of_one_broken_kind_stops_no_other(small_city: City) -> None:
    await say(small_city, COORDINATOR, "test:broken", kind="nobody renders this")
    await say(small_city)
    await small_city.drain()
    assert (await kept(small_city, "test:broken")).state is MessageState.FAILED
    await small_city.curator.sees("Сегодня")


@both_engines
async def test_an_update_delivered_twice_is_handled_once(small_city: City) -> None:
    await small_city.curator.sends("/tasks")
    await small_city.curator.sees("Сейчас")
    await small_city.curator.repeats()
    await small_city.drain()
    await small_city.curator.sees_nothing()


async def test_an_update_is_confirmed_only_once_it_is_committed(small_city: City) -> None:
    async with small_city.app.database.look() as session:
        before = await session.scalar(select(func.count()).select_from(HandledUpdate))
    await small_city.curator.sends("/tasks")
    async with small_city.app.database.look() as session:
        after = await session.scalar(select(func.count()).select_from(HandledUpdate))
    assert (before or 0) + 1 == after
