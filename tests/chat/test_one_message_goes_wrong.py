"""An exception that nobody foresaw, in sending one message, cut off the calls of all others beside it."""

import asyncio

import pytest
from aiogram import Bot
from aiogram.methods import GetMe, SendMessage

from bot.telegram import Outcome, call
from scheduler import sending
from tests.city import City
from tests.faults.program import add_readers, arrived, fill_outbox, outbox, states

MESSAGES = 10


async def test_those_beside_it_are_settled(
    small_city: City, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    city, sent = small_city, asyncio.Event()

    async def breaks_while_others_are_sent(bot: Bot, method: SendMessage | GetMe) -> Outcome:
        if isinstance(method, SendMessage) and "файл-3-" in method.text:
            raise LookupError("nobody foresaw it")
        outcome = await call(bot, method)
        await asyncio.sleep(0)  # where it would have been cut off
        sent.set()
        return outcome

    await fill_outbox(city, await add_readers(city, MESSAGES), MESSAGES, now=city.clock())
    with monkeypatch.context() as patch:
        patch.setattr(sending, "call", breaks_while_others_are_sent)
        await city.app.work_off()
    assert sent.is_set()
    assert await states(city) == {"sent": MESSAGES - 1, "waiting": 1}
    broken = (await outbox(city))[3]
    assert (broken.attempts, broken.ambiguous) == (1, 1)
    code = (broken.error or "").partition("LookupError, code ")[2]
    assert f"code {code}" in caplog.text
    assert "nobody foresaw it" in caplog.text
    await city.passes(minutes=1)
    assert arrived(city) == dict.fromkeys(range(MESSAGES), 1)


async def test_it_is_given_up_if_it_goes_wrong_again(
    small_city: City, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def breaks(bot: Bot, method: SendMessage | GetMe) -> Outcome:
        if isinstance(method, SendMessage):
            raise TypeError("nobody foresaw it")
        return await call(bot, method)

    monkeypatch.setattr(sending, "call", breaks)
    await fill_outbox(small_city, await add_readers(small_city, 1), 1, now=small_city.clock())
    await small_city.passes(minutes=1)
    assert await states(small_city) == {"failed": 1}
