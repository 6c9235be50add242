"""Who plans and sends, where several replicas share one PostgreSQL: one of them at a time.

A leader that dies or freezes is followed within 15 s. What it had claimed stays leased, so that a leader that
lost its lock in the middle of a batch and the next one never send the same messages side by side.
"""

import logging
from collections.abc import Awaitable, Callable

from db.advisory import AdvisoryLock
from db.engine import Database

log = logging.getLogger(__name__)

LOOK_SECONDS = 2
_LOCK = 0x6B757261746F72  # "kurator"


class Leadership:
    """`holds()` says whether this process leads now, and makes it the leader if there is none."""

    def __init__(self, database: Database) -> None:
        # SQLite is one process's own: nobody is there to share with.
        self._lock = None if database.is_sqlite else AdvisoryLock(database.url, _LOCK)
        self._led = False

    async def holds(self) -> bool:
        if self._lock is None:
            return True
        leads = await self._lock.hold()
        if leads != self._led:
            log.info("this replica %s", "plans and sends now" if leads else "plans and sends no more")
            self._led = leads
        return leads

    async def watch(self) -> bool:
        """Keep the lead, or take it over; for every LOOK_SECONDS. Always False: there is no more to do."""
        await self.holds()
        return False

    def only(self, do_one: Callable[[], Awaitable[bool]]) -> Callable[[], Awaitable[bool]]:
        """The same portion of work for the leader, and nothing to do for the others. Asked before each."""

        async def do_one_as_leader() -> bool:
            return await self.holds() and await do_one()

        return do_one_as_leader

    async def release(self) -> None:
        """Let another replica lead at once."""
        if self._lock is not None:
            await self._lock.release()
