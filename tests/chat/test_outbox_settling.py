"""What can't be written down as it came: nothing goes out again for it, and no other message pays for it."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Account, Message, MessageState, Reach
from db.queries import outbox
from db.queries.outbox import NewMessage, put
from db.queries.people import who_is
from playground.faults import Fault
from scheduler.outbox import LEASE
from tests.city import CURATOR, DIRECTOR, OTHER_CURATOR, City
from tests.engines import both_engines

SEND = "sendMessage"


async def tell(city: City, *chats: int) -> None:
    """A message to each, due at once: that a role is lost which they never had."""
    async with city.app.database.transaction() as session:
        for chat_id in chats:
            person = (await who_is(session, chat_id)).actor.id
            payload = {"role": "department", "school_id": None}
            news = NewMessage(f"test:{chat_id}", person, "membership-removed", payload)
            await put(session, [news], now=city.clock())


async def kept(city: City, chat_id: int) -> Message:
    async with city.app.database.look() as session:
        return (await session.scalars(select(Message).where(Message.key == f"test:{chat_id}"))).one()


async def account(city: City, chat_id: int) -> Account:
    async with city.app.database.look() as session:
        return (await session.scalars(select(Account).where(Account.chat_id == chat_id))).one()


def moved_to(chat_id: int, new: int) -> Fault:
    return Fault(
        SEND,
        "error",
        code=400,
        description="Bad Request: group chat was upgraded to a supergroup chat",
        parameters={"migrate_to_chat_id": new},
        chat_id=chat_id,
    )


@both_engines
async def test_a_chat_that_moved_to_somebody_elses_id_is_out_of_reach(small_city: City) -> None:
    city = small_city
    city.playground.world.faults.add(moved_to(DIRECTOR, CURATOR))
    await tell(city, DIRECTOR, OTHER_CURATOR)
    await city.drain()
    assert (await kept(city, DIRECTOR)).state is MessageState.UNREACHABLE
    assert (await account(city, DIRECTOR)).reach is Reach.BLOCKED
    assert (await account(city, CURATOR)).reach is Reach.OK
    assert (await kept(city, OTHER_CURATOR)).state is MessageState.SENT
    await city.phone(OTHER_CURATOR).sees_all()
    await city.goes_to(city.clock() + LEASE + timedelta(minutes=1))
    await city.phone(OTHER_CURATOR).sees_nothing()


@both_engines
async def test_a_chat_that_moved_is_written_to_under_its_new_id(small_city: City) -> None:
    city = small_city
    city.playground.add_group(-4711, "Учительская")
    city.playground.world.faults.add(moved_to(DIRECTOR, -4711))
    await tell(city, DIRECTOR)
    await city.passes(minutes=1)
    assert (await kept(city, DIRECTOR)).state is MessageState.SENT
    assert (await account(city, -4711)).reach is Reach.OK


@both_engines
async def test_one_that_cannot_be_settled_takes_no_other_with_it(
    small_city: City, monkeypatch: pytest.MonkeyPatch
) -> None:
    city = small_city
    await tell(city, DIRECTOR, CURATOR, OTHER_CURATOR)
    bad = (await kept(city, DIRECTOR)).id
    settle_sent = outbox.settle_sent

    async def refuses_one(session: AsyncSession, sent: dict[int, int | None], now: datetime) -> None:
        await settle_sent(session, sent, now)
        if bad in sent:
            raise IntegrityError("UPDATE", {}, ValueError("not to be written"))

    monkeypatch.setattr(outbox, "settle_sent", refuses_one)
    await city.drain()
    for chat_id in (DIRECTOR, CURATOR, OTHER_CURATOR):
        assert (await kept(city, chat_id)).state is MessageState.SENT
        assert len(await city.phone(chat_id).sees_all()) == 1
    assert "could not be written: IntegrityError" in ((await kept(city, DIRECTOR)).error or "")
    await city.goes_to(city.clock() + LEASE + timedelta(minutes=1))
    for chat_id in (DIRECTOR, CURATOR, OTHER_CURATOR):
        await city.phone(chat_id).sees_nothing()


@both_engines
async def test_whatever_characters_an_error_has_it_is_noted(small_city: City) -> None:
    city = small_city
    city.playground.world.faults.add(Fault(SEND, "error", code=400, description="Bad Request: \0 entity"))
    await tell(city, DIRECTOR)
    await city.drain()
    assert (await kept(city, DIRECTOR)).error == "Bad Request:  entity"
