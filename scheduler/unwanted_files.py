"""Bytes that nothing refers to any more leave the storage: claim, remove, forget.

No transaction is open while the storage is asked. What comes in again meanwhile waits for the lease
(`db.queries.stored_files`).
"""

import asyncio
import logging
from datetime import timedelta

from bot.clock import Clock
from bot.storage import Storage, StorageUnreachable
from db.engine import Database
from db.queries.stored_files import any_unwanted, claim_unwanted, forget

log = logging.getLogger(__name__)

AT_ONCE = 50
LEASE = timedelta(minutes=15)
REMOVAL_SECONDS = 300.0
"""For all of them. Far from the lease's end: what got no answer is carried out by then, or never."""


class UnwantedFiles:
    def __init__(self, database: Database, storage: Storage, clock: Clock) -> None:
        self._database = database
        self._storage = storage
        self._clock = clock

    async def remove_unwanted(self) -> bool:
        """Remove some; True if there may be more at this moment."""
        now = self._clock()
        async with self._database.look() as session:
            if not await any_unwanted(session, now):
                return False
        async with self._database.transaction() as session:
            claimed = await claim_unwanted(session, now, LEASE, AT_ONCE)
        removed = await self._remove(claimed)
        async with self._database.transaction() as session:
            await forget(session, removed, now + LEASE, now)
        if removed:
            log.info("%s unwanted files removed", len(removed))
        # What could not be removed keeps its lease: the storage may yet do what it gave no answer to.
        return len(removed) == len(claimed)

    async def _remove(self, claimed: list[str]) -> list[str]:
        removed: list[str] = []
        try:
            async with asyncio.timeout(REMOVAL_SECONDS):
                for sha256 in claimed:
                    await self._storage.remove(sha256)
                    removed.append(sha256)
        except (StorageUnreachable, TimeoutError, OSError) as error:
            log.error("unwanted files can't be removed: %s", error)  # noqa: TRY400 -- the trace says nothing more
        return removed
