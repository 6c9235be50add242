"""The outbox's sender: claim in a short transaction, render what may be said now, send within limits, settle.

A crash repeats at most what was in flight: `scheduler.sending.IN_FLIGHT` messages. After an ambiguous failure
(sent, no answer) a message is repeated once and counted; Telegram has no key against repetition.
"""

import asyncio
from datetime import timedelta
from zoneinfo import ZoneInfo

from aiogram import Bot

from bot.clock import Clock
from bot.texts import Texts
from bot.watch import Watch
from db.engine import Database
from db.queries import outbox
from db.queries.outbox import Claimed
from scheduler.limits import Limits
from scheduler.notices import Renderers
from scheduler.rendering import Prepared, Rendering
from scheduler.sending import Sending
from scheduler.settling import Settling
from scheduler.timing import Timely, weigh

BATCH = 120
"""So many messages are claimed at once: with Telegram's limits four seconds of work."""

LEASE = timedelta(minutes=5)


class Outbox:
    def __init__(
        self,
        database: Database,
        bot: Bot,
        limits: Limits,
        texts: Texts,
        clock: Clock,
        zone: ZoneInfo,
        renderers: Renderers,
        watch: Watch,
    ) -> None:
        self.rendering = Rendering(database, texts, clock, zone, renderers)
        self._settling = Settling(database, clock, zone)
        self._sending = Sending(bot, limits, watch, self._settling)
        self._database = database
        self._clock = clock
        self._zone = zone
        self._watch = watch
        self._at_work = asyncio.Lock()

    async def send_batch(self) -> bool:
        """Deal with the next due messages, one batch at a time. False when none of them may be tried."""
        async with self._at_work:
            return await self._send_batch()

    def begin_no_more(self) -> None:
        """Finish what is in flight; the rest of the batch is handed back."""
        self._sending.begin_no_more()

    async def _send_batch(self) -> bool:
        now = self._clock()
        async with self._database.transaction() as session:
            claimed = await outbox.claim(session, now, LEASE, BATCH)
        if not claimed:
            return False
        timely = await self._weigh(claimed)
        prepared = await self.rendering.prepare(timely.now)
        if len(prepared.rendered) < len(claimed):
            await self._leave_out(claimed, timely, prepared)
        untried = await self._sending.send(prepared.rendered)
        if untried:
            await self._settling.hand_back(untried, now + LEASE)
        return len(untried) < len(claimed)

    async def _weigh(self, claimed: list[Claimed]) -> Timely:
        async with self._database.look() as session:
            timely = await weigh(session, claimed, self._clock(), self._zone)
        timely.now, timely.behind = self._settling.in_turn(timely.now)
        return timely

    async def _leave_out(self, claimed: list[Claimed], timely: Timely, prepared: Prepared) -> None:
        await self._settling.left_out(timely, prepared)
        stale = set(timely.stale)
        for message in claimed:
            if message.id in stale:
                self._watch.skipped(message.id, message.kind, "Stale")
        for message in prepared.skipped:
            self._watch.skipped(message.id, message.kind)
        for message, _ in prepared.failed:
            self._watch.unrendered(message.id, message.kind)
