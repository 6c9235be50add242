"""The playground alone, with two people and a raw caller of the Bot API: to test the playground itself."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer

from playground.clock import TurnableClock
from playground.server import Playground
from tests.phone import Phone

TOKEN = "1:playground"
OLGA = 1001
PYOTR = 1002
GROUP = -1001
START = datetime(2022, 1, 10, 6, tzinfo=UTC)


class Rig:
    """`await rig.ok("sendMessage", chat_id=OLGA, text="…")`, `await rig.refused(…) == "Bad Request: …"`."""

    def __init__(self, playground: Playground, client: httpx.AsyncClient) -> None:
        self.playground = playground
        self.clock = playground.clock
        self.http = client
        self.olga = Phone(playground.url, OLGA)
        self.pyotr = Phone(playground.url, PYOTR)

    async def call(self, method: str, /, **parameters: Any) -> dict[str, Any]:  # noqa: ANN401 - JSON
        answer = await self.http.post(f"/bot{TOKEN}/{method}", json=parameters)
        result: dict[str, Any] = answer.json()
        assert result["ok"] == answer.is_success
        assert result["ok"] or result["error_code"] == answer.status_code
        return result

    async def ok(self, method: str, /, **parameters: Any) -> Any:  # noqa: ANN401 - JSON
        answer = await self.call(method, **parameters)
        assert answer["ok"], answer
        return answer["result"]

    async def refused(self, method: str, /, **parameters: Any) -> str:  # noqa: ANN401 - JSON
        answer = await self.call(method, **parameters)
        assert not answer["ok"], answer
        return str(answer["description"])

    async def says(self, text: str = "text", **parameters: Any) -> dict[str, Any]:  # noqa: ANN401 - JSON
        """Send a text to Olga."""
        message: dict[str, Any] = await self.ok("sendMessage", chat_id=OLGA, text=text, **parameters)
        return message

    async def updates(self, **parameters: Any) -> list[dict[str, Any]]:  # noqa: ANN401 - JSON
        found: list[dict[str, Any]] = await self.ok("getUpdates", **parameters)
        return found


@asynccontextmanager
async def open_rig(*, limits: bool = False, data: Path | None = None) -> AsyncIterator[Rig]:
    """Olga has started the bot, Pyotr hasn't."""
    playground = Playground(TurnableClock(START), token=TOKEN, limits=limits, data=data)
    playground.add_person(OLGA, "Ольга", "Примерова", "координатор", username="olga_primerova", started=True)
    playground.add_person(PYOTR, "Пётр", "Образцов", "куратор")
    playground.add_group(GROUP, "Координационная группа")
    await playground.start()
    try:
        async with httpx.AsyncClient(base_url=playground.url, timeout=30, trust_env=False) as client:
            yield Rig(playground, client)
    finally:
        await playground.stop()


@asynccontextmanager
async def aiogram_bot(playground: Playground) -> AsyncIterator[Bot]:
    session = AiohttpSession(api=TelegramAPIServer.from_base(playground.url))
    async with Bot(TOKEN, session=session) as bot:
        yield bot
