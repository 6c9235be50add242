"""Telegram is out of reach for days, or the bot was: what is late counts as late all the same."""

import re
from datetime import datetime, timedelta
from typing import Any

import pytest
from aiogram import Bot
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.screens.screen import Screen
from bot.telegram import Outcome, Unknown
from bot.texts import Markup
from db.models import Message, MessageState
from db.queries.outbox import NewMessage, put
from db.queries.people import who_is
from db.queries.queue import queue
from roadmap.hearing import Manner
from scheduler import sending
from scheduler.jobs import drain
from scheduler.notices import Speech
from scheduler.notices.manners import MANNERS
from tests.chat.moves import at
from tests.chat.test_reminders import chooses, digests
from tests.city import COORDINATOR, CURATOR, DIRECTOR, City

WORK = "work"


async def render_work(_: AsyncSession, __: dict[str, Any], ___: Speech) -> Screen:
    return Screen(Markup("Пора"))


@pytest.fixture
def working_city(small_city: City, monkeypatch: pytest.MonkeyPatch) -> City:
    """A city whose bot has a kind of message that belongs on a working day."""
    monkeypatch.setitem(MANNERS, WORK, Manner.WORK)
    renderers = {**small_city.app.outbox.rendering.renderers, WORK: render_work}
    monkeypatch.setattr(small_city.app.outbox.rendering, "renderers", renderers)
    return small_city


async def tell(city: City, chat_id: int, due_at: datetime) -> None:
    async with city.app.database.transaction() as session:
        person = (await who_is(session, chat_id)).actor.id
        await put(session, [NewMessage(f"{WORK}:{chat_id}", person, WORK)], now=city.clock(), due_at=due_at)


async def state(city: City, chat_id: int) -> MessageState:
    async with city.app.database.look() as session:
        found = select(Message.state).where(Message.key == f"{WORK}:{chat_id}")
        return (await session.scalars(found)).one()


async def stale(city: City) -> int:
    async with city.app.database.look() as session:
        return await session.scalar(select(func.count()).where(Message.state == MessageState.STALE)) or 0


async def lives_without_telegram(city: City, until: datetime, patch: pytest.MonkeyPatch) -> None:
    """The bot goes on, looking for work every three hours."""

    async def out_of_reach(_: Bot, __: object) -> Outcome:
        return Unknown("Bad Gateway", maybe_done=False)

    with patch.context() as here:
        here.setattr(sending, "call", out_of_reach)
        while city.clock() < until:
            await drain(city.app.reminders.plan_day)
            await drain(city.app.outbox.send_batch)
            city.clock.turn_to(min(until, city.clock() + timedelta(hours=3)))


async def test_an_outage_of_telegram_makes_stale_as_one_of_the_bot_does(
    working_city: City, monkeypatch: pytest.MonkeyPatch
) -> None:
    city = working_city
    await city.goes_to(at(17, 7))
    for person in (COORDINATOR, DIRECTOR, CURATOR):
        await digests(city.phone(person))
    await tell(city, DIRECTOR, at(17, 10))
    await chooses(city, CURATOR, silent_until=at(19, 12))
    await tell(city, CURATOR, at(17, 10))
    await lives_without_telegram(city, at(20, 8), monkeypatch)

    assert await state(city, DIRECTOR) is MessageState.STALE
    assert await state(city, CURATOR) is MessageState.WAITING
    await city.goes_to(at(21, 10))
    assert await state(city, CURATOR) is MessageState.SENT
    told = "".join(one["text"] for one in await digests(city.coordinator))
    counted = re.search(r"За время перерыва не отправлено (\d+) напоминани", told)
    assert counted is not None
    assert int(counted[1]) == await stale(city) > 1
    for person in (DIRECTOR, CURATOR):
        assert len(await digests(city.phone(person))) == 1


async def test_a_short_outage_before_a_weekend_loses_nothing(
    working_city: City, monkeypatch: pytest.MonkeyPatch
) -> None:
    city = working_city
    await city.goes_to(at(21, 20, 30))
    await tell(city, DIRECTOR, at(21, 20, 30))
    await lives_without_telegram(city, at(21, 23), monkeypatch)
    await city.goes_to(at(24, 8, 1))
    assert await state(city, DIRECTOR) is MessageState.SENT


async def test_what_waits_for_monday_is_not_due_and_late_all_the_same(small_city: City) -> None:
    """After a Friday on which the bot was down nothing is to be sent on Saturday, and nothing is wrong."""
    city = small_city
    await city.goes_to(at(17, 8))  # the digests of the 17th are put and not said
    city.clock.turn_to(at(22, 11))
    await city.drain()
    async with city.app.database.look() as session:
        assert (await queue(session, city.clock() + timedelta(hours=6))).length == 0
        waiting = select(func.count()).where(Message.state == MessageState.WAITING)
        missed = await session.scalar(waiting.where(Message.kind == "digest")) or 0
    assert missed > 1
    await city.goes_to(at(24, 10))
    assert await stale(city) == missed
    assert len(await digests(city.curator)) == 1
