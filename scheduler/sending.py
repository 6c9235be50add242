"""Rendered messages on their way: chats side by side, within the limits, settled as they come back."""

import asyncio
import logging
import secrets
import time
from collections import defaultdict
from collections.abc import Sequence
from contextlib import suppress

from aiogram import Bot
from aiogram.methods import GetMe

from bot.replies import send_method
from bot.telegram import Outcome, Refused, RetryAt, Sent, Unknown, call
from bot.watch import Watch
from db.queries.outbox import Claimed
from scheduler.limits import Limits
from scheduler.rendering import Rendered
from scheduler.settling import Settling, Tried

log = logging.getLogger(__name__)

IN_FLIGHT = 60
"""So many messages at most are between request and commit of the outcome: a crash repeats no more."""

# A commit costs as much as several messages: so many share one, unless they keep it waiting for so long.
TOGETHER = 40
GATHERING_SECONDS = 0.05

# A chat that has to be left alone for longer holds up no other: its messages are put off.
PATIENCE_SECONDS = 2.0


class Sending:
    def __init__(self, bot: Bot, limits: Limits, watch: Watch, settling: Settling) -> None:
        self._bot = bot
        self._limits = limits
        self._watch = watch
        self._settling = settling
        self._stopping = False

    def begin_no_more(self) -> None:
        """Finish what is in flight, try nothing else."""
        self._stopping = True

    async def send(self, rendered: Sequence[Rendered], until: float) -> list[Claimed]:
        """Send them and settle what became of them. Returns those that were not tried.

        None is begun after `until`, of `time.monotonic`.
        """
        if not rendered:
            return []
        lanes: defaultdict[int | None, list[Rendered]] = defaultdict(list)
        for item in rendered:
            lanes[item.message.chat_id].append(item)
        flight = _Flight(self._settling, until)
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(flight.land())
            on_the_way = [tasks.create_task(self._in_order(items, flight)) for items in lanes.values()]
            await asyncio.wait(on_the_way)
            flight.end()
        return [message for lane in on_the_way for message in lane.result()]

    async def _in_order(self, items: Sequence[Rendered], flight: "_Flight") -> Sequence[Claimed]:
        """The messages of one chat, until one is in trouble. Returns those left for another batch."""
        for position, item in enumerate(items):
            await flight.boards()
            paused = await self._limits.turn(item.message.chat_id or 0, PATIENCE_SECONDS)
            if self._stopping or self._watch.token_refused or time.monotonic() > flight.until:
                flight.steps_off()
                return [left.message for left in items[position:]]
            outcome = RetryAt(paused) if paused else await self._try(item)
            if not isinstance(outcome, Sent | Refused):
                behind = tuple(left.message for left in items[position + 1 :])
                flight.is_back(Tried(item.message, outcome, behind))
                break
            flight.is_back(Tried(item.message, outcome))
        return ()

    async def _try(self, item: Rendered) -> Outcome:
        """What nobody has foreseen concerns one message; raised, it would cut off those beside it."""
        try:
            return await self._send_one(item)
        except Exception as error:
            name, code = type(error).__name__, secrets.token_hex(3).upper()
            log.exception("message %s (%s): code %s", item.message.id, item.message.kind, code)
            outcome = Unknown(f"{name}, code {code}", maybe_done=True)
            self._watch.delivered(item.message.id, item.message.kind, outcome, 0.0)
            return outcome

    async def _send_one(self, item: Rendered) -> Outcome:
        if item.message.ambiguous and not isinstance(await call(self._bot, GetMe()), Sent):
            # The one repetition is not wasted on a Telegram that is still out of reach.
            return Unknown("Telegram is still out of reach", maybe_done=False)
        chat_id = item.message.chat_id or 0
        began = time.monotonic()
        outcome = await call(self._bot, send_method(chat_id, item.screen))
        self._watch.delivered(item.message.id, item.message.kind, outcome, time.monotonic() - began)
        if isinstance(outcome, RetryAt):
            self._limits.pause(chat_id, time.monotonic() + outcome.seconds)
        return outcome


class _Flight:
    """The places in flight: a message keeps its place until its outcome is committed."""

    def __init__(self, settling: Settling, until: float) -> None:
        self.until = until
        self._settling = settling
        self._places = asyncio.Semaphore(IN_FLIGHT)
        self._tried: asyncio.Queue[Tried | None] = asyncio.Queue()

    async def boards(self) -> None:
        await self._places.acquire()

    def steps_off(self) -> None:
        self._places.release()

    def is_back(self, tried: Tried) -> None:
        """Its place is free again once it is settled."""
        self._tried.put_nowait(tried)

    def end(self) -> None:
        """No more will be tried."""
        self._tried.put_nowait(None)

    async def land(self) -> None:
        """Settle what has come back, several in one transaction, until the end."""
        ended = False
        while not ended:
            back = await self._gather()
            tried = [one for one in back if one is not None]
            ended = len(tried) < len(back)
            if tried:
                await self._settling.tried(tried)
            for _ in tried:
                self._places.release()

    async def _gather(self) -> list[Tried | None]:
        back = [await self._tried.get()]
        with suppress(TimeoutError):
            async with asyncio.timeout(GATHERING_SECONDS):
                while len(back) < TOGETHER and back[-1] is not None:
                    back.append(await self._tried.get())
        return back
