"""aiohttp_socks' errors are no `ClientError`: they broke whatever met them."""

import asyncio
import contextlib
import os
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from aiogram.client.session.aiohttp import AiohttpSession
from aiohttp import ClientError

from bot.doctor import examine
from bot.download import NotYet, download
from bot.serve import start_when_possible
from bot.settings import Settings
from tests.city import TOKEN, City
from tests.faults.balancer import free_port
from tests.faults.program import add_readers, arrived, fill_outbox, outbox

MESSAGES = 5


def behind(city: City, proxy: str) -> City:
    assert isinstance(city.app.bot.session, AiohttpSession)
    city.app.bot.session.proxy = proxy
    return city


@pytest.fixture(params=["absent", "hangs up"])
async def proxy(request: pytest.FixtureRequest) -> AsyncIterator[str]:
    """The address of one that does nothing of use."""

    async def hang_up(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.close()
        await writer.wait_closed()

    if request.param == "absent":
        yield f"socks5://u:secret@127.0.0.1:{free_port()}"
        return
    async with await asyncio.start_server(hang_up, "127.0.0.1", 0) as server:
        yield f"socks5://u:secret@127.0.0.1:{server.sockets[0].getsockname()[1]}"


async def test_messages_wait_and_none_is_repeated(small_city: City, proxy: str) -> None:
    city = small_city
    await fill_outbox(city, await add_readers(city, MESSAGES), MESSAGES, now=city.clock())
    await behind(city, proxy).app.work_off()
    for message in (await outbox(city)).values():
        assert (message.state, message.attempts, message.ambiguous) == ("waiting", 1, 0)
        assert "Proxy" in (message.error or "")
    await city.restarts()
    await city.passes(minutes=1)
    assert arrived(city) == dict.fromkeys(range(MESSAGES), 1)


async def test_a_file_waits(small_city: City, proxy: str) -> None:
    bot = behind(small_city, proxy).app.bot
    with pytest.raises(NotYet):
        await anext(download(bot, "any"))
    with pytest.raises(ClientError, match="Proxy"):
        await anext(bot.session.stream_content("http://127.0.0.1/file"))


async def test_the_start_waits(small_city: City, proxy: str, caplog: pytest.LogCaptureFixture) -> None:
    app = behind(small_city, proxy).app
    app.bot._me = None  # asked once, it is remembered
    with contextlib.suppress(TimeoutError):
        await asyncio.wait_for(start_when_possible(app), 0.5)
    assert "Telegram is out of reach" in caplog.text


async def test_the_doctor_says_it(
    proxy: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    for name in list(os.environ):
        if name.lower().removesuffix("_file") in Settings.model_fields:
            monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    for name, value in {"BOT_TOKEN": TOKEN, "BOT_PROXY": proxy, "LOCALE": "en"}.items():
        monkeypatch.setenv(name, value)
    assert await examine() == 1
    said = [line for line in capsys.readouterr().out.splitlines() if line.startswith("✗ ")]
    assert len(said) == 1
    assert said[0].startswith("✗ token: ")
    assert said[0].endswith("check BOT_PROXY")
    assert "secret" not in said[0]
