"""Say a handler's reply to the person who acted, after the commit: toast, files, then screens."""

import asyncio
import html
import logging
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

from aiogram import Bot
from aiogram.methods import (
    AnswerCallbackQuery,
    EditMessageText,
    SendDocument,
    SendMessage,
    SetMyCommands,
    TelegramMethod,
)
from aiogram.types import (
    BotCommandScopeChat,
    BufferedInputFile,
    InlineKeyboardMarkup,
    Update,
)

from bot.keyboards.menu import GoBelow
from bot.screens.screen import FreshFile, Reply, Screen
from bot.showing import Showing
from bot.telegram import Outcome, Refused, RetryAt, Sent, Unknown, call, is_as_wanted
from bot.updates import chat_of, pressed_message
from bot.watch import Watch
from scheduler.limits import Limits

log = logging.getLogger(__name__)
ATTEMPTS = 4
ANSWER_SECONDS = 30
MOMENT_SECONDS = 0.7
"""What is looked up within it needs no word that it is being looked up."""


class Replies:
    """Sends replies within the limits. A reply is not durable: what must arrive goes through the outbox."""

    def __init__(self, bot: Bot, limits: Limits, watch: Watch, showing: Showing) -> None:
        self._bot = bot
        self._showing = showing
        self._limits = limits
        self._watch = watch

    async def say(self, update: Update, reply: Reply) -> None:
        chat_id = chat_of(update)
        if chat_id is None:
            return
        await asyncio.gather(self._answer_tap(update, reply), self._show(update, chat_id, reply))

    async def _answer_tap(self, update: Update, reply: Reply) -> None:
        """Stop the button's spinner, with the toast if there is one."""
        if update.callback_query is None:
            return
        await self._carry_out(
            AnswerCallbackQuery(
                callback_query_id=update.callback_query.id,
                text=reply.toast[:200] if reply.toast else None,
                show_alert=reply.alert or None,
            )
        )

    async def _show(self, update: Update, chat_id: int, reply: Reply) -> None:
        if update.callback_query is None and reply.toast:
            await self._carry_out(SendMessage(chat_id=chat_id, text=html.escape(reply.toast)), chat_id)
        if reply.commands:
            scope = BotCommandScopeChat(chat_id=chat_id)
            await self._carry_out(SetMyCommands(commands=list(reply.commands), scope=scope))
        await self._showing.show(chat_id, reply.files, self._carry_out)
        pressed = None if reply.files or not reply.in_place or _stays(update) else pressed_message(update)
        if reply.later is not None:
            await self._look_up(chat_id, pressed, reply.screens, reply.later)
            return
        for screen in reply.screens:
            await self._say_screen(chat_id, pressed, screen)
            pressed = None
        if reply.fresh is not None:
            await self._send_fresh(chat_id, reply.fresh)

    async def _send_fresh(self, chat_id: int, file: FreshFile) -> None:
        content = await asyncio.to_thread(file.make)
        document = BufferedInputFile(content, file.name)
        outcome = await self._carry_out(SendDocument(chat_id=chat_id, document=document), chat_id)
        if not isinstance(outcome, Sent):
            await self._say_screen(chat_id, None, file.otherwise)

    async def _look_up(
        self,
        chat_id: int,
        pressed: int | None,
        meanwhile: Sequence[Screen],
        later: Callable[[], Awaitable[Screen]],
    ) -> None:
        looking = asyncio.ensure_future(later())
        try:
            await asyncio.wait([looking], timeout=MOMENT_SECONDS)
            if not looking.done():
                for screen in meanwhile:
                    pressed = await self._say_screen(chat_id, pressed, screen)
            await self._say_screen(chat_id, pressed, await looking)
        finally:
            looking.cancel()  # cut off by a stop, it would go on by itself

    async def _say_screen(self, chat_id: int, pressed: int | None, screen: Screen) -> int | None:
        """In place of the pressed message if that can be; the id of the message where it stands now."""
        if pressed is not None and await self._replace(chat_id, pressed, screen):
            return pressed
        outcome = await self._carry_out(send_method(chat_id, screen), chat_id)
        return outcome.message_id if isinstance(outcome, Sent) else None

    async def _replace(self, chat_id: int, message_id: int, screen: Screen) -> bool:
        """Edit the pressed message. False when that can't be done and a new one is needed."""
        if screen.keyboard is not None and not isinstance(screen.keyboard, InlineKeyboardMarkup):
            return False
        outcome = await self._carry_out(
            EditMessageText(
                chat_id=chat_id, message_id=message_id, text=screen.text, reply_markup=screen.keyboard
            )
        )
        return not isinstance(outcome, Refused)

    async def _carry_out(
        self, method: TelegramMethod[Any], chat_id: int | None = None, *, seconds: int = ANSWER_SECONDS
    ) -> Outcome:
        """Do it, waiting for the limits where the call makes a message in `chat_id`.

        `seconds`: how long to wait for the answer.
        """
        outcome: Outcome = Unknown("not tried", maybe_done=False)
        for attempt in range(ATTEMPTS):
            if chat_id is not None:
                await self._limits.turn(chat_id)
            outcome = await call(self._bot, method, request_timeout=seconds)
            if isinstance(outcome, RetryAt):
                self._watch.told_to_wait(outcome.seconds)
            pause = _pause_before_next(outcome, attempt)
            if pause is None:
                break
            await asyncio.sleep(pause)
        if is_as_wanted(outcome):
            return Sent(None)
        if not isinstance(outcome, Sent):
            log.warning("reply not delivered: %s %s", type(method).__name__, outcome)
        return outcome


def _pause_before_next(outcome: Outcome, attempt: int) -> float | None:
    """Seconds until another try makes sense; None when the outcome is final or may have been carried out."""
    if isinstance(outcome, RetryAt):
        return outcome.seconds
    if isinstance(outcome, Unknown) and not outcome.maybe_done:
        return float(2**attempt)
    return None


def send_method(chat_id: int, screen: Screen) -> SendMessage:
    return SendMessage(chat_id=chat_id, text=screen.text, reply_markup=screen.keyboard)


def _stays(update: Update) -> bool:
    """Whether the message with the pressed button has to stay, whatever section the button leads to."""
    query = update.callback_query
    return query is not None and (query.data or "").startswith(f"{GoBelow.__prefix__}:")
