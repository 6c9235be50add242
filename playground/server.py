"""The playground as a whole: one HTTP server, the Bot API on one side, people with their app on the other."""

import socket
from collections.abc import Awaitable, Callable
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from aiohttp import web

from playground.bot_api import BotApi
from playground.clock import TurnableClock
from playground.people import Person
from playground.play_api import STOPPED, PlayApi
from playground.webhook import Webhook
from playground.world import World

MAX_BODY = 64 * 1024 * 1024
SHUTDOWN_SECONDS = 1.0


class Playground:
    """A local Bot API server as strict as Telegram's, and the people who chat with the bot.

    `clock` gives the time of everything in it; `data` is a folder whose playground.db keeps it all over a
    restart; without `limits` the bot may send as fast as it likes; `delay` seconds are added to each call
    of the Bot API. `on_turn` is awaited with the UTC time that someone turns the clock to, in place of just
    setting it.
    """

    def __init__(
        self,
        clock: TurnableClock,
        *,
        token: str,
        username: str = "kurator_demo_bot",
        data: Path | None = None,
        limits: bool = True,
        timezone: str = "Europe/Moscow",
        delay: float = 0.0,
    ) -> None:
        self.clock = clock
        self.token = token
        self.username = username
        self.url = ""
        self.on_turn: Callable[[datetime], Awaitable[None]] | None = None
        self.world = World(clock, username, token, data)
        if not limits:
            self.world.limits = None
        self.bot_api = BotApi(self.world, delay)
        self._play_api = PlayApi(self.world, clock, ZoneInfo(timezone), self._turn)
        self._webhook = Webhook(self.world)
        self._runner: web.AppRunner | None = None

    def add_person(
        self,
        id: int,  # noqa: A002 - Telegram's word
        first_name: str,
        last_name: str = "",
        note: str = "",
        username: str | None = None,
        *,
        started: bool = False,
    ) -> Person:
        """Someone who may chat with the bot; who is there already keeps the chat and takes these names.

        `started`: has already written to the bot, so that it may write first.
        """
        person = self.world.add_person(Person(id, first_name, last_name, note, username, started=started))
        self.world.store.flush()
        return person

    def add_group(self, id: int, title: str) -> None:  # noqa: A002 - Telegram's word
        """A supergroup (negative id) that the bot is a member of."""
        self.world.add_group(id, title)
        self.world.store.flush()

    async def start(self, port: int = 0, host: str = "127.0.0.1") -> str:
        """Listen, on a free port unless told which, and return the address to give as BOT_API_URL."""
        app = web.Application(client_max_size=MAX_BODY)
        app.add_routes([*self.bot_api.routes(), *self._play_api.routes()])
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=SHUTDOWN_SECONDS)
        await self._runner.setup()
        listener = socket.create_server((host, port), backlog=1024)
        await web.SockSite(self._runner, listener).start()
        self._webhook.start()
        self.url = f"http://{host}:{listener.getsockname()[1]}"
        return self.url

    async def stop(self) -> None:
        """End what waits, close the port, and leave everything kept."""
        self.world.updates.release()
        self.world.tell(STOPPED)
        await self._webhook.stop()
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None
        self.world.store.close()

    async def _turn(self, target: datetime) -> None:
        if self.on_turn is None:
            self.clock.turn_to(target)
        else:
            await self.on_turn(target)
