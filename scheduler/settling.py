"""What became of messages, written down: sent, put off, given up, handed back."""

import asyncio
import logging
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncSession

from bot.clock import Clock
from bot.telegram import Gone, Moved, Outcome, Refused, RetryAt, Sent, Unknown
from db.engine import Database
from db.models import MessageState
from db.queries import outbox
from db.queries.announcements import KIND as ANNOUNCEMENT
from db.queries.handing_over import give_back_unheard
from db.queries.outbox import Claimed
from db.queries.unreachable import note_block, tell_of_block
from db.trouble import is_passing
from scheduler.rendering import Prepared
from scheduler.timing import BEHIND, Timely, put_aside

log = logging.getLogger(__name__)

LONGEST_PAUSE = timedelta(minutes=30)
REPEATS_AFTER_AMBIGUITY = 1
# Seconds between attempts to settle what was sent: together well within the lease.
SETTLING_PAUSES = (0.1, 0.5, 2.0, 5.0, 15.0, 30.0, 60.0)


@dataclass(frozen=True, slots=True)
class Tried:
    """A message with its outcome; `behind` are the next of its chat, which were left for its sake."""

    message: Claimed
    outcome: Outcome
    behind: tuple[Claimed, ...] = ()


class Settling:
    """What isn't settled is sent again when its lease ends: a short trouble is sat out before that."""

    def __init__(self, database: Database, clock: Clock, zone: ZoneInfo) -> None:
        self._database = database
        self._clock = clock
        self._zone = zone
        # Person → until when (UTC) a message of theirs was put off: no later one may overtake it.
        self._put_off: dict[int, datetime] = {}

    def split_by_turn(
        self, claimed: Sequence[Claimed], most_in_a_row: int | None
    ) -> tuple[list[Claimed], dict[datetime, list[int]]]:
        """Those that wait for no message before them; the others' ids by when (UTC) their turn comes.

        Who gets more than `most_in_a_row` at once gets the rest a little later, when others have had theirs.
        """
        now = self._clock()
        self._put_off = {person: until for person, until in self._put_off.items() if until > now}
        ready: list[Claimed] = []
        behind: dict[datetime, list[int]] = {}
        counts: Counter[int] = Counter()
        for message in claimed:
            if most_in_a_row is not None and counts[message.person_id] == most_in_a_row:
                self._put_off.setdefault(message.person_id, now + timedelta(seconds=most_in_a_row))
            until = self._put_off.get(message.person_id)
            if until is None:
                counts[message.person_id] += 1
                ready.append(message)
            else:
                behind.setdefault(until, []).append(message.id)
        return ready, behind

    async def put_aside(self, timely: Timely) -> None:
        """What time keeps from being sent now."""

        async def write(session: AsyncSession) -> None:
            await put_aside(session, timely, self._clock())

        await self._surely(write)

    async def left_out(self, prepared: Prepared) -> None:
        """What matters no more; and what can't be rendered, each with its own error."""
        if prepared.skipped:
            await self._surely(partial(self._write_skipped, prepared.skipped))
        for message, error in prepared.failed:
            await self._surely(partial(self._write_failed, message, error))

    async def _write_skipped(self, skipped: Sequence[Claimed], session: AsyncSession) -> None:
        ids = [message.id for message in skipped]
        now = self._clock()
        await outbox.settle(session, ids, now, MessageState.SKIPPED)
        await give_back_unheard(session, ids, now, self._zone)

    async def _write_failed(self, message: Claimed, error: str, session: AsyncSession) -> None:
        await self._give_up(session, message, self._clock(), MessageState.FAILED, error)

    async def _give_up(
        self, session: AsyncSession, message: Claimed, now: datetime, state: MessageState, error: str
    ) -> None:
        await outbox.settle_failed(session, message.id, now, state, error)
        await give_back_unheard(session, [message.id], now, self._zone)

    async def tried(self, tried: Sequence[Tried]) -> None:
        """What was sent, or met trouble."""

        try:
            await self._surely(partial(self._write_tried, tried))
        except Exception as error:
            if is_passing(error):
                raise
            log.exception("what became of %s messages can't be written together", len(tried))
            for one in tried:
                await self._tried_alone(one)

    async def _tried_alone(self, tried: Tried) -> None:
        """One that can't be settled for its content takes no other with it, and is not said again."""
        try:
            await self._surely(partial(self._write_tried, [tried]))
        except Exception as error:
            if is_passing(error):
                raise
            log.exception("what became of message %s can't be written", tried.message.id)
            await self._surely(partial(self._write_unsettled, tried, type(error).__name__))

    async def _write_tried(self, tried: Sequence[Tried], session: AsyncSession) -> None:
        now = self._clock()
        sent = {t.message.id: t.outcome.message_id for t in tried if isinstance(t.outcome, Sent)}
        if sent:
            await outbox.settle_sent(session, sent, now)
        for one in tried:
            if not isinstance(one.outcome, Sent):
                await self._settle_trouble(session, one, now)

    async def _write_unsettled(self, tried: Tried, error: str, session: AsyncSession) -> None:
        now, outcome = self._clock(), type(tried.outcome).__name__
        state = MessageState.SENT if isinstance(tried.outcome, Sent) else MessageState.FAILED
        why = f"{outcome}, which could not be written: {error}"
        await outbox.settle_failed(session, tried.message.id, now, state, why)
        for message in tried.behind:
            await outbox.postpone(session, message.id, now, error=BEHIND)

    async def hand_back(self, messages: Sequence[Claimed], leased_until: datetime) -> None:
        """They were claimed until `leased_until` (UTC) and not tried: whoever sends next may take them."""

        async def write(session: AsyncSession) -> None:
            await outbox.hand_back(session, [message.id for message in messages], leased_until)

        await self._surely(write)

    async def _surely(self, write: Callable[[AsyncSession], Awaitable[None]]) -> None:
        for pause in (*SETTLING_PAUSES, None):
            try:
                async with self._database.transaction() as session:
                    await write(session)
            except Exception as error:
                if pause is None or not is_passing(error):
                    raise
                log.warning("what became of messages can't be written yet: %s", type(error).__name__)
                await asyncio.sleep(pause)
            else:
                return

    async def _settle_trouble(self, session: AsyncSession, tried: Tried, now: datetime) -> None:
        until = await self._settle_one(session, tried.message, tried.outcome, now)
        if until > now:
            self._put_off[tried.message.person_id] = until
        for message in tried.behind:
            await outbox.postpone(session, message.id, until, error=BEHIND)

    async def _settle_one(
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
            await self._settle_moved(session, message, outcome, now)
        elif isinstance(outcome, Gone):
            await self._settle_gone(session, message, outcome, now)
        elif isinstance(outcome, Refused):
            log.error(
                "message %s (%s %s) refused: %s", message.id, message.kind, message.payload, outcome.reason
            )
            await self._give_up(session, message, now, MessageState.FAILED, outcome.reason)
        return now

    async def _settle_moved(
        self, session: AsyncSession, message: Claimed, outcome: Moved, now: datetime
    ) -> None:
        if await outbox.move_chat(session, message.person_id, message.chat_id or 0, outcome.chat_id):
            await outbox.postpone(session, message.id, now, error="chat moved")
        else:
            gone = Gone(f"the chat has moved to {outcome.chat_id}, which is somebody else's")
            await self._settle_gone(session, message, gone, now)

    async def _settle_gone(
        self, session: AsyncSession, message: Claimed, outcome: Gone, now: datetime
    ) -> None:
        is_news = await note_block(session, message.chat_id or 0, outcome.reason, now)
        await self._give_up(session, message, now, MessageState.UNREACHABLE, outcome.reason)
        if is_news and message.kind != ANNOUNCEMENT:  # whom that did not reach stands in its result
            await tell_of_block(session, message.person_id, now, self._zone)

    async def _settle_unknown(
        self, session: AsyncSession, message: Claimed, outcome: Unknown, now: datetime
    ) -> datetime:
        """What surely was not sent is never given up: an outage may last for days."""
        log.warning("message %s: no clear answer: %s", message.id, outcome.reason)
        if outcome.maybe_done and message.ambiguous >= REPEATS_AFTER_AMBIGUITY:
            await self._give_up(session, message, now, MessageState.FAILED, outcome.reason)
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
