"""Which claimed messages may be said now, which wait, and which have come too late."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncSession

from db.models import MessageState
from db.queries import outbox
from db.queries.digests import day_of, had_digest
from db.queries.outbox import Claimed
from db.queries.reminders import hearings_of
from roadmap.calendar import local_today
from roadmap.hearing import Hearing, Manner, earliest, is_stale
from roadmap.lateness import counted_from
from scheduler.notices.manners import MANNERS

BEHIND = "waits for the message before it"
MISSED = "waits for the next digest"
UNTIL_PLANNED = timedelta(minutes=5)
"""A digest of an earlier day waits for the planner, who puts today's in its place."""


@dataclass(frozen=True, slots=True)
class Delay:
    """Until when (UTC) a message waits, and from when on it counts as late."""

    until: datetime
    late_since: datetime


@dataclass(slots=True)
class Timely:
    """Claimed messages by what time does to them; ids of those that wait, by how long they do.

    `held` would disturb now, `missed` are digests of another day; `behind` others, until when (UTC).
    """

    ready: list[Claimed] = field(default_factory=list)
    stale: list[int] = field(default_factory=list)
    held: defaultdict[Delay, list[int]] = field(default_factory=lambda: defaultdict(list))
    missed: defaultdict[Delay, list[int]] = field(default_factory=lambda: defaultdict(list))
    behind: dict[datetime, list[int]] = field(default_factory=dict)


async def weigh(session: AsyncSession, claimed: list[Claimed], now: datetime, zone: ZoneInfo) -> Timely:
    """Sort the messages by what may become of them at `now` (UTC)."""
    hearings = await hearings_of(session, {message.person_id for message in claimed})
    today = local_today(now, zone)
    digests = {message.person_id for message in claimed if _day(message) is not None}
    served = await had_digest(session, digests, today, zone) if digests else set()
    timely = Timely()
    for message in claimed:
        manner, day = _manner(message), _day(message)
        hearing = hearings.get(message.person_id, Hearing())
        until = earliest(manner, hearing, now, zone, day)
        if day is not None and (day < today or message.person_id in served):
            late = counted_from(manner, hearing, message.late_since, now, until, zone, day)
            timely.missed[Delay(max(until, now + UNTIL_PLANNED), late)].append(message.id)
        elif is_stale(manner, earliest(manner, hearing, message.late_since, zone), now):
            timely.stale.append(message.id)
        elif until > now:
            late = counted_from(manner, hearing, message.late_since, now, until, zone, day)
            timely.held[Delay(until, late)].append(message.id)
        else:
            timely.ready.append(message)
    return timely


async def put_aside(session: AsyncSession, timely: Timely, now: datetime) -> None:
    """Settle what is too late, and put off what waits; no attempt is used up by it."""
    if timely.stale:
        await outbox.settle(session, timely.stale, now, MessageState.STALE)
    for delay, message_ids in timely.held.items():
        await outbox.hold(session, message_ids, delay.until, delay.late_since, outbox.HELD)
    for delay, message_ids in timely.missed.items():
        await outbox.hold(session, message_ids, delay.until, delay.late_since, MISSED)
    for until, message_ids in timely.behind.items():
        for message_id in message_ids:
            await outbox.postpone(session, message_id, until, error=BEHIND)


def _manner(message: Claimed) -> Manner:
    """A digest without a day was not put by the planner: it belongs to no day, and is said as asked for."""
    if message.kind == outbox.DIGEST and _day(message) is None:
        return Manner.ANSWER
    return MANNERS.get(message.kind, Manner.ANSWER)


def _day(message: Claimed) -> date | None:
    return day_of(message.payload) if message.kind == outbox.DIGEST else None
