"""An announcement's progress message counts up: it is edited in place as the outbox works.

What it says last stands in its row, so it goes on after a restart. The edits are calls outside transactions,
one beat of the metronome apart.
"""

import logging
import time

from aiogram import Bot
from aiogram.methods import EditMessageText
from aiogram.types import InlineKeyboardMarkup

from bot.clock import Clock
from bot.screens.announcements import result_screen
from bot.telegram import RetryAt, Sent, Unknown, call, is_as_wanted
from bot.texts import Texts
from bot.watch import Watch
from db.engine import Database
from db.queries.announcement_progress import Outdated, note_shown, progress
from db.queries.announcements import close
from scheduler.limits import Limits
from scheduler.sending import PATIENCE_SECONDS

log = logging.getLogger(__name__)


class Progress:
    def __init__(
        self, database: Database, bot: Bot, limits: Limits, texts: Texts, clock: Clock, watch: Watch
    ) -> None:
        self._database = database
        self._bot = bot
        self._limits = limits
        self._texts = texts
        self._clock = clock
        self._watch = watch

    async def show(self) -> bool:
        """Bring the messages that are behind up to date, each once. False: more only at the next beat."""
        async with self._database.look() as session:
            found = await progress(session)
        for one in found.outdated:
            await self._show(one)
        if found.over:
            async with self._database.transaction() as session:
                await close(session, found.over, self._clock())
        return False

    async def _show(self, one: Outdated) -> None:
        if await self._limits.turn(one.chat_id, PATIENCE_SECONDS):
            return  # the next beat tries again; others' progress goes on
        outcome = await call(self._bot, self._edit(one))
        if isinstance(outcome, RetryAt):
            self._watch.told_to_wait(outcome.seconds)
            self._limits.pause(one.chat_id, time.monotonic() + outcome.seconds)
        if isinstance(outcome, RetryAt | Unknown):
            return
        changed = isinstance(outcome, Sent) or is_as_wanted(outcome)
        if not changed:
            log.warning("progress of announcement %s is shown no more: %s", one.announcement.id, outcome)
        async with self._database.transaction() as session:
            await note_shown(session, one, self._clock(), closed=one.tally.is_final or not changed)

    def _edit(self, one: Outdated) -> EditMessageText:
        screen = result_screen(one.announcement, one.tally, self._texts.language(one.locale))
        keyboard = screen.keyboard
        return EditMessageText(
            chat_id=one.chat_id,
            message_id=one.platform_message_id,
            text=screen.text,
            reply_markup=keyboard if isinstance(keyboard, InlineKeyboardMarkup) else None,
        )
