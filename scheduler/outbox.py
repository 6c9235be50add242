"""The outbox's sender: claim in a short transaction, render what may be said now, send within limits, settle.

A crash repeats at most what was in flight: `scheduler.sending.IN_FLIGHT` messages. After an ambiguous failure
(sent, no answer) a message is repeated once and counted; Telegram has no key against repetition.
"""

import asyncio
import time
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from aiogram import Bot

from bot.clock import Clock
from bot.texts import Texts
from bot.watch import Watch
from db.engine import Database
from db.queries import outbox
from db.queries.outbox import Claimed
from db.trouble import is_passing
from roadmap.calendar import QUIET_FROM, at_local, local_today
from scheduler.limits import Limits
from scheduler.notices import Renderers
from scheduler.rendering import Prepared, Rendering
from scheduler.sending import Sending
from scheduler.settling import Settling
from scheduler.timing import Timely, weigh

BATCH = 120
"""So many messages are claimed at once: with Telegram's limits four seconds of work."""

LEASE = timedelta(minutes=5)
FRESH = timedelta(minutes=1)
"""What was claimed longer ago may say what is no longer true; and no lease may end under way."""


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
        self._limits = limits
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
        until = time.monotonic() + self._fresh(now).total_seconds()
        async with self._database.transaction() as session:
            claimed = await outbox.claim(session, now, LEASE, BATCH)
        if not claimed:
            return False
        try:
            prepared = await self._prepare(claimed)
        except Exception as error:
            # What does not pass keeps its lease: handed back it would come first again, and others never.
            if is_passing(error):
                await self._settling.hand_back(claimed, now + LEASE)
            raise
        untried = await self._sending.send(prepared.rendered, until)
        if untried:
            await self._settling.hand_back(untried, now + LEASE)
        return len(untried) < len(claimed)

    def _fresh(self, now: datetime) -> timedelta:
        """How long messages may be begun that were claimed at `now` (UTC); not into the quiet hours."""
        quiet = at_local(local_today(now, self._zone), QUIET_FROM, self._zone) - now
        return min(FRESH, quiet) if quiet > timedelta() else FRESH

    async def _prepare(self, claimed: list[Claimed]) -> Prepared:
        """What may be sent now. The rest is settled first: a report that is among it counts what is stale."""
        timely = await self._weigh(claimed)
        if len(timely.ready) < len(claimed):
            await self._settling.put_aside(timely)
            stale = set(timely.stale)
            for message in claimed:
                if message.id in stale:
                    self._watch.skipped(message.id, message.kind, "Stale")
        prepared = await self.rendering.prepare(timely.ready)
        if len(prepared.rendered) < len(timely.ready):
            await self._leave_out(prepared)
        return prepared

    async def _weigh(self, claimed: list[Claimed]) -> Timely:
        async with self._database.look() as session:
            timely = await weigh(session, claimed, self._clock(), self._zone)
        timely.ready, timely.behind = self._settling.split_by_turn(timely.ready, self._limits.most_in_a_row)
        return timely

    async def _leave_out(self, prepared: Prepared) -> None:
        await self._settling.left_out(prepared)
        for message in prepared.skipped:
            self._watch.skipped(message.id, message.kind)
        for message, _ in prepared.failed:
            self._watch.unrendered(message.id, message.kind)
