"""The bot's token is revoked under the running program: it stops sending, says so, and loses nothing."""

import asyncio
import signal

import httpx
import pytest

from tests.city import DIRECTOR, TOKEN, City
from tests.faults.balancer import free_port
from tests.faults.program import (
    Program,
    add_readers,
    all_settled,
    arrived,
    fill_outbox,
    outbox,
    running,
    states,
    until,
)
from tests.faults.writers import open_packages, written
from tests.phone import Phone

MESSAGES = 60
NEW_TOKEN = TOKEN.replace("test", "next")
# Long enough for what has met the refusal to be tried again, if it were.
REFUSED_SECONDS = 8


@pytest.mark.slow
@pytest.mark.timeout(300)
async def test_nothing_is_sent_or_lost_while_the_token_is_refused(small_city: City) -> None:
    city, port = small_city, free_port()
    package = (await open_packages(city))[0]
    await fill_outbox(city, await add_readers(city, MESSAGES), MESSAGES)
    async with running(city, METRICS="on", WEB_PORT=str(port)) as program:
        await _is_revoked(city, program)
        await Phone(city.playground.url, DIRECTOR).sends("№ 0")
        await asyncio.sleep(REFUSED_SECONDS)
        waiting = (await states(city))["waiting"]
        assert waiting == MESSAGES - arrived(city).total() > 0
        assert max(message.attempts for message in (await outbox(city)).values()) == 1, "it went on trying"
        async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}") as watcher:
            red = await watcher.get("/health")
            assert (red.status_code, red.json()["token"]) == (503, "refused")
            assert "kurator_token_refused 1.0" in (await watcher.get("/metrics")).text
            city.playground.world.token = TOKEN
            await until(lambda: all_settled(city), program)
            assert (await watcher.get("/health")).json()["token"] == "ok"
    assert program.has_said("ERROR bot.token: Telegram refuses BOT_TOKEN (401)")
    await _is_complete(city, package)


@pytest.mark.slow
@pytest.mark.timeout(300)
async def test_a_new_token_goes_on_where_the_old_one_ended(small_city: City) -> None:
    city = small_city
    package = (await open_packages(city))[0]
    await fill_outbox(city, await add_readers(city, MESSAGES), MESSAGES)
    async with running(city) as program:
        await _is_revoked(city, program)
        await Phone(city.playground.url, DIRECTOR).sends("№ 0")
        program.process.send_signal(signal.SIGTERM)
        assert await asyncio.wait_for(program.process.wait(), 30) == 0
    city.playground.world.token = NEW_TOKEN
    async with running(city) as program:
        assert await asyncio.wait_for(program.process.wait(), 30) == 1
    assert program.has_said("BOT_TOKEN: Telegram does not know this token; ask @BotFather")
    async with running(city, BOT_TOKEN=NEW_TOKEN) as program:
        await until(lambda: all_settled(city), program)
    await _is_complete(city, package)


async def _is_revoked(city: City, program: Program) -> None:
    """In the middle of its work, and it has noticed."""

    async def some_arrived() -> bool:
        return arrived(city).total() >= 10

    await until(some_arrived, program)
    city.playground.world.token = "100500:another"
    await program.says("Telegram refuses BOT_TOKEN")


async def _is_complete(city: City, package: int) -> None:
    assert await states(city) == {"sent": MESSAGES}
    assert arrived(city) == dict.fromkeys(range(MESSAGES), 1)
    assert await written(city, package) == ["№ 0"]
