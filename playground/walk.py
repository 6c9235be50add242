"""Let time pass as it would: stop at each moment at which the bot has something to do, and let it do it."""

from datetime import datetime, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

from playground.clock import TurnableClock

JUST_AFTER_MIDNIGHT = timedelta(minutes=1)


class Worker(Protocol):
    """The part of the running bot that a walk needs."""

    async def work_off(self) -> None: ...

    async def next_due(self) -> datetime | None: ...


async def walk(worker: Worker, clock: TurnableClock, target: datetime, zone: ZoneInfo) -> None:
    """Turn the clock to `target` (UTC) by way of every new day and every moment at which something falls due.

    A target in the past turns the clock back at once.
    """
    while clock() < target:
        await worker.work_off()
        due = await worker.next_due()
        stops = [target, _next_day(clock(), zone), *([due] if due is not None and due > clock() else [])]
        clock.turn_to(min(stops))
    clock.turn_to(target)
    await worker.work_off()


def _next_day(now: datetime, zone: ZoneInfo) -> datetime:
    local = now.astimezone(zone)
    midnight = local.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
    return (midnight + JUST_AFTER_MIDNIGHT).astimezone(now.tzinfo)
