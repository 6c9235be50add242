"""Whether Telegram takes the bot's token: once it answers 401, nothing more is sent until it takes it again.
A bare 404 means the same, or that Telegram isn't where BOT_API_URL says.

A revoked token is the operator's to replace, and no message's fault: what waits goes on waiting.
Source: https://core.telegram.org/bots/api#making-requests
"""

import logging
import time
from collections.abc import Awaitable, Callable

from aiogram import Bot
from aiogram.client.session.middlewares.base import BaseRequestMiddleware, NextRequestMiddlewareType
from aiogram.exceptions import TelegramAPIError, TelegramNotFound
from aiogram.methods import GetMe, Response, TelegramMethod
from aiogram.methods.base import TelegramType

from bot.telegram import call, is_unknown_token
from bot.watch import Watch

log = logging.getLogger(__name__)

LOOK_SECONDS = 5.0


class Token(BaseRequestMiddleware):
    """Sees the answer to each of a bot's calls; what is to be known of it stands in `Watch.token_refused`."""

    def __init__(self, bot: Bot, watch: Watch) -> None:
        self._bot = bot
        self._watch = watch
        self._look_at = float("-inf")
        bot.session.middleware(self)

    async def __call__(
        self,
        make_request: NextRequestMiddlewareType[TelegramType],
        bot: Bot,
        method: TelegramMethod[TelegramType],
    ) -> Response[TelegramType]:
        try:
            response = await make_request(bot, method)
        except TelegramAPIError as error:
            if is_unknown_token(error):
                self._note_refused(error)
            raise
        self._note_taken()
        return response

    def _note_refused(self, error: TelegramAPIError) -> None:
        if self._watch.token_refused:
            return
        self._watch.token_refused = True
        if isinstance(error, TelegramNotFound):
            log.error("404 instead of Telegram: nothing is sent until BOT_TOKEN and BOT_API_URL are right")
        else:
            log.error("Telegram refuses BOT_TOKEN (401): nothing is sent until it is valid; ask @BotFather")

    def _note_taken(self) -> None:
        if self._watch.token_refused:
            self._watch.token_refused = False
            log.warning("Telegram takes BOT_TOKEN again: sending goes on")

    def only(self, do_one: Callable[[], Awaitable[bool]]) -> Callable[[], Awaitable[bool]]:
        """The same portion of work while the token is taken, and nothing to do else. Asked before each."""

        async def do_one_if_allowed() -> bool:
            return await self._is_taken() and await do_one()

        return do_one_if_allowed

    async def _is_taken(self) -> bool:
        """Once refused, it is tried every LOOK_SECONDS: with a webhook nothing else would."""
        if self._watch.token_refused and time.monotonic() >= self._look_at:
            self._look_at = time.monotonic() + LOOK_SECONDS
            await call(self._bot, GetMe())
        return not self._watch.token_refused
