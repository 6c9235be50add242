"""The program's HTTP side: Telegram's webhook, /health and /metrics.

A webhook is answered only once the transaction of its update has committed. Whatever isn't answered with 200
Telegram sends again. Source: https://core.telegram.org/bots/api#setwebhook
"""

import asyncio
import hmac
import json
import logging
from typing import Any

from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest
from aiogram.methods import SetWebhook
from aiogram.types import Update
from aiohttp import web
from asyncpg.exceptions import PostgresError
from pydantic import SecretStr, ValidationError
from sqlalchemy.exc import SQLAlchemyError

from bot.clock import Clock
from bot.intake import ALLOWED, Intake
from bot.settings import Settings, SettingsError
from bot.watch import Watch
from db.engine import Database
from db.queries.queue import queue

log = logging.getLogger(__name__)

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 -- the name of the header
LARGEST_BODY = 1024 * 1024
"""Bytes. An update takes some ten thousand at most."""
AT_ONCE = 40
ANSWER_SECONDS = 50
LOOK_SECONDS = 5
LATE_SECONDS = 300
FINISH_SECONDS = 0.5


class Web:
    """Listens from `start` to `stop`; the webhook is taken if there is an address for it in the settings."""

    def __init__(
        self, settings: Settings, intake: Intake, database: Database, clock: Clock, watch: Watch
    ) -> None:
        self._settings = settings
        self._intake = intake
        self._database = database
        self._clock = clock
        self._watch = watch
        self._runner: web.AppRunner | None = None
        self._ending = False

    async def start(self) -> None:
        """Does nothing when it listens already. Raises SettingsError where it can't."""
        if self._runner is not None:
            return
        app = web.Application(client_max_size=LARGEST_BODY)
        app.router.add_get("/health", self._health)
        app.router.add_get("/metrics", self._metrics)
        if self._settings.webhook_url:
            app.router.add_post(self._settings.webhook_path or "/", self._take)
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=FINISH_SECONDS)
        await runner.setup()
        host, port = self._settings.web_host, self._settings.web_port
        try:
            await web.TCPSite(runner, host, port).start()
        except OSError as error:
            await runner.cleanup()
            raise SettingsError(f"WEB_PORT: can't listen on {host}, port {port}: {error.strerror}") from None
        self._runner = runner

    def begin_no_more(self) -> None:
        """The program ends: what comes now is for the next start, or for another replica."""
        self._ending = True

    async def stop(self) -> None:
        """Give those who wait their answers, and close the port."""
        runner, self._runner = self._runner, None
        if runner is not None:
            await runner.cleanup()

    async def _take(self, request: web.Request) -> web.Response:
        if not self._is_telegram(request):
            log.warning("webhook: a request from %s without the right secret", request.remote)
            return web.Response(status=403)
        update = _read(await request.read())
        if update is None:
            return web.Response()
        if self._ending:
            return web.Response(status=503)
        return web.Response(status=200 if await self._is_committed(update) else 503)

    def _is_telegram(self, request: web.Request) -> bool:
        secret = self._settings.webhook_secret or SecretStr("")
        given = request.headers.get(SECRET_HEADER, "")
        return hmac.compare_digest(given.encode(errors="replace"), secret.get_secret_value().encode())

    async def _is_committed(self, update: Update) -> bool:
        """The update goes its way even if nobody waits for the answer any more."""
        try:
            return await asyncio.wait_for(asyncio.shield(self._intake.accept(update)), ANSWER_SECONDS)
        except TimeoutError:
            return False

    async def _health(self, _: web.Request) -> web.Response:
        """Red when the database doesn't answer, Telegram refuses the token, or the oldest due message is five
        minutes late.
        """
        now = self._clock()
        try:
            async with asyncio.timeout(LOOK_SECONDS), self._database.look() as session:
                waiting = await queue(session, now)
        except (SQLAlchemyError, PostgresError, OSError) as error:  # a TimeoutError is an OSError
            log.warning("health: the database doesn't answer: %s", type(error).__name__)
            return _json({"status": "red", "database": "no answer"})
        late, refused = waiting.oldest_seconds(now), self._watch.token_refused
        return _json(
            {
                "status": "red" if refused or late > LATE_SECONDS else "green",
                "database": "ok",
                "token": "refused" if refused else "ok",
                "queue_length": waiting.length,
                "oldest_unsent_seconds": round(late),
            }
        )

    async def _metrics(self, _: web.Request) -> web.Response:
        from bot import metrics

        try:
            async with asyncio.timeout(LOOK_SECONDS):
                text = await metrics.exposition(self._database, self._watch, self._clock())
        except (SQLAlchemyError, PostgresError, OSError) as error:
            log.warning("metrics: the database doesn't answer: %s", type(error).__name__)
            return web.Response(status=503)
        return web.Response(body=text, headers={"Content-Type": metrics.CONTENT_TYPE})


def _read(body: bytes) -> Update | None:
    """None for an update of an unknown shape: sent again it would be the same. Raises HTTPBadRequest."""
    try:
        content: Any = json.loads(body)
    except (ValueError, RecursionError):
        raise web.HTTPBadRequest from None
    if not isinstance(content, dict) or not isinstance(content.get("update_id"), int):
        raise web.HTTPBadRequest
    try:
        return Update.model_validate(content)
    except ValidationError as error:
        log.error("update %s can't be read: %s", content["update_id"], error.errors(include_input=False)[0])  # noqa: TRY400 -- its text has the input
        return None


def _json(content: dict[str, object]) -> web.Response:
    return web.json_response(content, status=200 if content["status"] == "green" else 503)


async def ask_for_updates(bot: Bot, settings: Settings) -> None:
    """Tell Telegram where to send updates. Raises SettingsError if it refuses, and aiogram's other errors."""
    assert settings.webhook_url is not None  # noqa: S101 -- called where there is one
    assert settings.webhook_secret is not None  # noqa: S101 -- the settings go together
    method = SetWebhook(
        url=settings.webhook_url,
        secret_token=settings.webhook_secret.get_secret_value(),
        allowed_updates=ALLOWED,
        max_connections=AT_ONCE,
    )
    try:
        await bot(method)
    except TelegramBadRequest as error:
        raise SettingsError(f"WEBHOOK_URL: Telegram refuses it: {error.message}") from None
