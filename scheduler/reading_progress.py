"""«Читаю документ…»: one message for each document, edited while the reading goes on, and at last its result.

The result is an outbox message all the same: it waits a little, and is said only when the edit failed.
"""

import asyncio
import logging
import time
from contextlib import suppress
from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

from aiogram import Bot
from aiogram.methods import EditMessageText, SendMessage, TelegramMethod
from aiogram.types import InlineKeyboardMarkup

from bot.clock import Clock
from bot.screens.roadmap import reading_now
from bot.screens.screen import Screen
from bot.telegram import Outcome, RetryAt, Sent, call, is_as_wanted
from bot.texts import Texts
from db.engine import Database
from db.queries.incoming import Underway, told_where, underway
from db.queries.outbox import NewMessage, say_at_once, settle_said
from db.queries.people import actors_of
from roadmap.calendar import local_today
from scheduler.limits import Limits
from scheduler.notices import Renderers, Speech
from scheduler.sending import PATIENCE_SECONDS

log = logging.getLogger(__name__)

BEAT_SECONDS = 4.0
GRACE = timedelta(seconds=30)
"""How long the result waits in the outbox: an edit is done by then, or the program is gone."""
LAST_EDIT_SECONDS = 5.0


class ReadingProgress:
    def __init__(
        self,
        database: Database,
        bot: Bot,
        limits: Limits,
        texts: Texts,
        clock: Clock,
        zone: ZoneInfo,
        renderers: Renderers,
    ) -> None:
        self._database = database
        self._bot = bot
        self._limits = limits
        self._texts = texts
        self._clock = clock
        self._zone = zone
        self._renderers = renderers

    async def show(self) -> None:
        """Tell everybody who waits how far it is, in the message there is or in a new one."""
        async with self._database.look() as session:
            waiting = await underway(session)
        for one in waiting:
            screen = self._screen(one)
            if one.message_id is not None:
                await self._call(one.chat_id, _edit(one.chat_id, one.message_id, screen))
                continue
            outcome = await self._call(one.chat_id, SendMessage(chat_id=one.chat_id, text=screen.text))
            if isinstance(outcome, Sent) and outcome.message_id is not None:
                async with self._database.transaction() as session:
                    await told_where(session, one.id, outcome.message_id)

    def _screen(self, one: Underway) -> Screen:
        seconds = int((self._clock() - one.created_at).total_seconds())
        return reading_now(self._texts.language(one.locale), one.name, seconds)

    async def follow(self, reading: asyncio.Event) -> None:
        """Show it again every few seconds until the event says that the reading is over."""
        while True:
            with suppress(TimeoutError):
                await asyncio.wait_for(reading.wait(), BEAT_SECONDS)
                return
            await self.show()

    async def end(self, where: Underway, message: NewMessage) -> None:
        """Make the result of the message that told of the reading; where that fails, the outbox says it."""
        screen = await self._result(message)
        if screen is None:
            return
        outcome = await self._call(where.chat_id, _edit(where.chat_id, where.message_id, screen))
        async with self._database.transaction() as session:
            if isinstance(outcome, Sent) or is_as_wanted(outcome):
                await settle_said(session, message.key, where.message_id, self._clock())
            else:
                log.info("document %s: its result is said anew: %s", where.id, outcome)
                await say_at_once(session, message.key, self._clock())

    async def _result(self, message: NewMessage) -> Screen | None:
        now = self._clock()
        today = local_today(now, self._zone)
        async with self._database.look() as session:
            actors = await actors_of(session, {message.person_id}, today=today)
            actor = actors.get(message.person_id)
            if actor is None:
                return None
            speech = Speech(actor, self._texts.language(actor.locale), now, today, self._zone)
            return await self._renderers[message.kind](session, message.payload, speech)

    async def _call(self, chat_id: int, method: TelegramMethod[Any]) -> Outcome:
        paused = await self._limits.turn(chat_id, PATIENCE_SECONDS)
        if paused:
            return RetryAt(paused)
        outcome = await call(self._bot, method)
        if isinstance(outcome, RetryAt):
            self._limits.pause(chat_id, time.monotonic() + outcome.seconds)
        return outcome


def _edit(chat_id: int, message_id: int | None, screen: Screen) -> EditMessageText:
    keyboard = screen.keyboard
    return EditMessageText(
        chat_id=chat_id,
        message_id=message_id,
        text=screen.text,
        reply_markup=keyboard if isinstance(keyboard, InlineKeyboardMarkup) else None,
    )
