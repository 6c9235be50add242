"""The outbox's sender: claim in a short transaction, render what may be said now, send within limits, settle.

A crash repeats at most one batch, the messages in flight. After an ambiguous failure (sent, no answer) a
message is repeated once and counted; Telegram has no key against repetition.
"""

import asyncio
import logging
import time
from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from aiogram import Bot
from aiogram.methods import GetMe
from sqlalchemy.ext.asyncio import AsyncSession

from bot.clock import Clock
from bot.replies import send_method
from bot.screens.screen import Screen
from bot.telegram import Gone, Moved, Outcome, Refused, RetryAt, Sent, Unknown, call
from bot.texts import Texts
from bot.watch import Watch
from db.engine import Database
from db.models import MessageState, Reach
from db.queries import outbox
from db.queries.outbox import Claimed, NewMessage
from db.queries.people import actors_of, note_reach, people_with
from db.trouble import is_passing
from roadmap.access import Actor, Role
from roadmap.calendar import local_today
from scheduler.limits import Limits
from scheduler.notices import Renderers, Speech
from scheduler.timing import Timely, put_aside, weigh

log = logging.getLogger(__name__)

BATCH = 30
LEASE = timedelta(minutes=5)
LONGEST_PAUSE = timedelta(minutes=30)
REPEATS_AFTER_AMBIGUITY = 1
# A chat that has to be left alone for longer holds up no other: its messages are put off.
PATIENCE_SECONDS = 2.0
# Seconds between attempts to settle what was sent: together well within the lease.
SETTLING_PAUSES = (0.1, 0.5, 2.0, 5.0, 15.0, 30.0, 60.0)


@dataclass(frozen=True, slots=True)
class Rendered:
    message: Claimed
    screen: Screen


@dataclass(frozen=True, slots=True)
class Tried:
    message: Claimed
    outcome: Outcome


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
        self._database = database
        self._bot = bot
        self._limits = limits
        self._texts = texts
        self._clock = clock
        self._zone = zone
        self._renderers = renderers
        self._watch = watch
        self._sending = asyncio.Lock()

    async def send_batch(self) -> bool:
        """Deal with the next due messages. False when there were none. One batch at a time."""
        async with self._sending:
            return await self._send_batch()

    async def _send_batch(self) -> bool:
        async with self._database.transaction() as session:
            claimed = await outbox.claim(session, self._clock(), LEASE, BATCH)
        if not claimed:
            return False
        timely = await self._weigh(claimed)
        rendered, failed = await self._render(timely.now)
        tried = await self._send(rendered)
        await self._settle_surely(timely, rendered, failed, tried)
        return True

    async def _settle_surely(
        self, timely: Timely, rendered: list[Rendered], failed: dict[int, str], tried: list[Tried]
    ) -> None:
        """What isn't settled is sent again when its lease ends: a short trouble is sat out before that."""
        for pause in (*SETTLING_PAUSES, None):
            try:
                async with self._database.transaction() as session:
                    await put_aside(session, timely, self._clock())
                    await self._settle(session, timely.now, rendered, failed, tried)
            except Exception as error:
                if pause is None or not is_passing(error):
                    raise
                log.warning("what was sent can't be settled yet: %s", type(error).__name__)
                await asyncio.sleep(pause)
            else:
                return

    async def _weigh(self, claimed: list[Claimed]) -> Timely:
        async with self._database.look() as session:
            return await weigh(session, claimed, self._clock(), self._zone)

    async def _render(self, claimed: list[Claimed]) -> tuple[list[Rendered], dict[int, str]]:
        """Screens of what still matters; and the messages that can't be rendered (our defect), with why."""
        rendered: list[Rendered] = []
        failed: dict[int, str] = {}
        async with self._database.look() as session:
            people = {message.person_id for message in claimed}
            actors = await actors_of(session, people, today=local_today(self._clock(), self._zone))
            for message in claimed:
                try:
                    screen = await self._screen(session, message, actors.get(message.person_id))
                except Exception as error:
                    if is_passing(error):
                        raise
                    log.exception("message %s of kind %s can't be rendered", message.id, message.kind)
                    failed[message.id] = f"{type(error).__name__}: {error}"
                    self._watch.unrendered(message.id, message.kind)
                    await session.rollback()  # PostgreSQL answers nothing more in a transaction that failed
                    continue
                if screen is not None:
                    rendered.append(Rendered(message, screen))
        return rendered, failed

    async def _screen(self, session: AsyncSession, message: Claimed, actor: Actor | None) -> Screen | None:
        if actor is None or message.chat_id is None:
            return None
        now = self._clock()
        speech = Speech(
            actor, self._texts.language(actor.locale), now, local_today(now, self._zone), self._zone
        )
        return await self._renderers[message.kind](session, message.payload, speech)

    async def _send(self, rendered: list[Rendered]) -> list[Tried]:
        """Chats side by side; the messages of one chat in order."""
        by_chat: dict[int | None, list[Rendered]] = defaultdict(list)
        for item in rendered:
            by_chat[item.message.chat_id].append(item)
        results = await asyncio.gather(*(self._send_in_order(items) for items in by_chat.values()))
        return [tried for result in results for tried in result]

    async def _send_in_order(self, items: list[Rendered]) -> list[Tried]:
        tried: list[Tried] = []
        for item in items:
            outcome = await self._send_one(item)
            tried.append(Tried(item.message, outcome))
            if not isinstance(outcome, Sent | Refused):
                break
        return tried

    async def _send_one(self, item: Rendered) -> Outcome:
        chat_id = item.message.chat_id or 0
        paused = self._limits.paused(chat_id, time.monotonic())
        if paused > PATIENCE_SECONDS:
            return RetryAt(paused)
        if item.message.ambiguous and not isinstance(await call(self._bot, GetMe()), Sent):
            # The one repetition is not wasted on a Telegram that is still out of reach.
            return Unknown("Telegram is still out of reach", maybe_done=False)
        await self._limits.turn(chat_id)
        began = time.monotonic()
        outcome = await call(self._bot, send_method(chat_id, item.screen))
        self._watch.delivered(item.message.id, item.message.kind, outcome, time.monotonic() - began)
        if isinstance(outcome, RetryAt):
            self._limits.pause(chat_id, time.monotonic() + outcome.seconds)
        return outcome

    async def _settle(
        self,
        session: AsyncSession,
        claimed: list[Claimed],
        rendered: list[Rendered],
        failed: dict[int, str],
        tried: list[Tried],
    ) -> None:
        now = self._clock()
        sent = {t.message.id: t.outcome.message_id for t in tried if isinstance(t.outcome, Sent)}
        if sent:
            await outbox.settle_sent(session, sent, now)
        for message_id, error in failed.items():
            await outbox.settle_failed(session, message_id, now, MessageState.FAILED, error)
        wanted = {item.message.id for item in rendered} | failed.keys()
        skipped = [message for message in claimed if message.id not in wanted]
        if skipped:
            await outbox.settle(session, [message.id for message in skipped], now, MessageState.SKIPPED)
        for message in skipped:
            self._watch.skipped(message.id, message.kind)
        waits = {
            item.message.chat_id: await self._settle_trouble(session, item.message, item.outcome, now)
            for item in tried
            if not isinstance(item.outcome, Sent)
        }
        known = {item.message.id for item in tried}
        for message in (item.message for item in rendered if item.message.id not in known):
            until = waits.get(message.chat_id, now)
            await outbox.postpone(session, message.id, until, error="waits for the message before it")

    async def _settle_trouble(
        self, session: AsyncSession, message: Claimed, outcome: Outcome, now: datetime
    ) -> datetime:
        """Until when (UTC) the chat's next messages have to wait for this one."""
        if isinstance(outcome, RetryAt):
            until = now + timedelta(seconds=outcome.seconds)
            await outbox.postpone(session, message.id, until, error="too many requests")
            return until
        if isinstance(outcome, Unknown):
            return await self._settle_unknown(session, message, outcome, now)
        if isinstance(outcome, Moved):
            await outbox.move_chat(session, message.chat_id or 0, outcome.chat_id)
            await outbox.postpone(session, message.id, now, error="chat moved")
        elif isinstance(outcome, Gone):
            await self._settle_gone(session, message, outcome, now)
        elif isinstance(outcome, Refused):
            log.error(
                "message %s (%s %s) refused: %s", message.id, message.kind, message.payload, outcome.reason
            )
            await outbox.settle_failed(session, message.id, now, MessageState.FAILED, outcome.reason)
        return now

    async def _settle_gone(
        self, session: AsyncSession, message: Claimed, outcome: Gone, now: datetime
    ) -> None:
        await outbox.settle_failed(session, message.id, now, MessageState.UNREACHABLE, outcome.reason)
        await note_reach(session, message.chat_id or 0, Reach.BLOCKED, outcome.reason, now)
        day = local_today(now, self._zone).isoformat()
        news = [
            NewMessage(
                f"unreachable:{message.person_id}:{day}:{coordinator}",
                coordinator,
                "unreachable",
                {"person_id": message.person_id},
            )
            for coordinator in await people_with(session, Role.COORDINATOR)
            if coordinator != message.person_id
        ]
        await outbox.put(session, news, now=now)

    async def _settle_unknown(
        self, session: AsyncSession, message: Claimed, outcome: Unknown, now: datetime
    ) -> datetime:
        """What surely was not sent is never given up: an outage may last for days."""
        log.warning("message %s: no clear answer: %s", message.id, outcome.reason)
        if outcome.maybe_done and message.ambiguous >= REPEATS_AFTER_AMBIGUITY:
            await outbox.settle_failed(session, message.id, now, MessageState.FAILED, outcome.reason)
            return now
        until: datetime = now + min(timedelta(seconds=5) * 2 ** min(message.attempts, 10), LONGEST_PAUSE)
        await outbox.postpone(
            session,
            message.id,
            until,
            error=outcome.reason,
            attempts=1,
            ambiguous=int(outcome.maybe_done),
        )
        return until
