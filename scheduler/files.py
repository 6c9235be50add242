"""Bytes of evidence from the platform to the disk: claim, download, look inside, keep, settle.

No network call is made in a transaction. A file that was claimed when the program died is fetched again after
its lease; bytes that are on disk already are kept under the same name, so that nothing is there twice.
"""

import asyncio
import logging
from datetime import timedelta
from zoneinfo import ZoneInfo

from aiogram import Bot
from sqlalchemy.ext.asyncio import AsyncSession

from bot.clock import Clock
from bot.download import Never, NotYet
from bot.inspected import OFFICE
from bot.storage import Storage, StorageFull, StorageUnreachable
from bot.watch import Watch
from db.engine import Database
from db.models import FileState
from db.queries.fetching import (
    Waiting,
    claim_files,
    fetch_again,
    lock_owner,
    package_of,
    settle_stored,
    settle_without,
)
from db.queries.office_files import NOT_HERE, takes_office
from db.queries.outbox import NewMessage, put
from db.queries.renditions import note_renditions
from db.queries.stored_files import confirm
from roadmap.errors import UserError
from scheduler.arrivals import Arrival, follow_up, in_time
from scheduler.bringing_in import BeingRemoved, BringingIn, Kept
from scheduler.inspecting import Inspecting

log = logging.getLogger(__name__)

AT_ONCE = 4
LEASE = timedelta(minutes=5)
LOOK_SECONDS = 1.0
SAVING_SECONDS = 3.0
"""What takes longer is said to be on its way."""
FIRST_PAUSE = timedelta(seconds=30)
LONGEST_PAUSE = timedelta(hours=1)
PAUSE_WITHOUT_STORAGE = timedelta(minutes=1)
PAUSE_FOR_REMOVAL = timedelta(seconds=30)
GIVE_UP_AFTER = timedelta(days=1)
# After an outage of our own a file may be a day old at its first attempt.
LEAST_ATTEMPTS = 5


class Files:
    def __init__(
        self,
        database: Database,
        bot: Bot,
        storage: Storage,
        clock: Clock,
        zone: ZoneInfo,
        watch: Watch,
        inspecting: Inspecting,
    ) -> None:
        self._database = database
        self._bringing_in = BringingIn(database, bot, storage, clock, inspecting)
        self._storage = storage
        self._clock = clock
        self._zone = zone
        self._watch = watch
        self._ending = False

    def begin_no_more(self) -> None:
        """The program ends: what is being fetched comes in, what waits stays for the next start."""
        self._ending = True

    async def fetch_batch(self) -> bool:
        """Fetch, some at a time, until none is due; a slow one holds up no other. False if there was none."""
        under_way: set[asyncio.Task[None]] = set()
        any_fetched = False
        try:
            while True:
                free = AT_ONCE - len(under_way)
                under_way |= {asyncio.create_task(self._fetch(file)) for file in await self._claim(free)}
                if not under_way:
                    return any_fetched
                any_fetched = True
                done, under_way = await asyncio.wait(
                    under_way, timeout=LOOK_SECONDS, return_when=asyncio.FIRST_COMPLETED
                )
                for task in done:
                    task.result()
        finally:
            for task in under_way:
                task.cancel()
            await asyncio.gather(*under_way, return_exceptions=True)

    async def sweep_leftovers(self) -> bool:
        """Remove what a crash left half downloaded. Always False: there is no more to do."""
        await self._storage.sweep()
        return False

    async def _claim(self, limit: int) -> list[Waiting]:
        if limit == 0 or self._ending:
            return []
        async with self._database.transaction() as session:
            return await claim_files(session, self._clock(), LEASE, limit)

    async def _fetch(self, file: Waiting) -> None:
        """One file to its end or to its next attempt."""
        try:
            await self._settle_stored(file, await self._bring_in(file))
        except NotYet as trouble:
            await self._try_later(file, trouble)
        except Never as trouble:
            await self._try_later(file, NotYet(str(trouble)))
        except UserError as error:
            await self._settle_without(file, FileState.REFUSED, error.text_id)
        except StorageFull as error:
            log.error("no room for file %s: %s", file.id, error)  # noqa: TRY400 -- the trace says nothing more
            await self._wait_for_storage(file, "no room")
        except StorageUnreachable as error:
            log.error("the storage is out of reach for file %s: %s", file.id, error)  # noqa: TRY400 -- as above
            await self._wait_for_storage(file, "storage unreachable")
        except BeingRemoved:
            await self._wait_for_storage(file, "being removed", PAUSE_FOR_REMOVAL)
        except Exception:
            log.exception("file %s can't be fetched", file.id)
            await self._try_later(file, NotYet("unexpected"))

    async def _bring_in(self, file: Waiting) -> Kept:
        """The sender hears that it takes a while, if it does."""
        bringing = asyncio.create_task(self._bringing_in.bring_in(file.file_id))
        try:
            done, _ = await asyncio.wait([bringing], timeout=SAVING_SECONDS)
            if not done:
                await self._say_saving(file)
            return await bringing
        finally:
            bringing.cancel()
            await asyncio.wait([bringing])

    async def _say_saving(self, file: Waiting) -> None:
        """Once for what comes within ten minutes; when it is said, it counts what is on its way still."""
        now = self._clock()
        key = f"file-saving:{file.person_id}:{now:%Y-%m-%dT%H}:{now.minute // 10}"
        kind = in_time("file-saving", file.sent_at, now)
        async with self._database.transaction() as session:
            await put(session, [NewMessage(key, file.person_id, kind)], now=now)

    async def _settle_stored(self, file: Waiting, kept: Kept) -> None:
        now = self._clock()
        async with self._database.transaction() as session:
            await lock_owner(session, file.id)
            await self._confirm(session, kept)
            if await _is_out_of_place(session, file, kept.inspected.mime):
                raise UserError(NOT_HERE)
            settled = await settle_stored(
                session,
                file.id,
                sha256=kept.stored.sha256,
                size=kept.stored.size,
                mime=kept.inspected.mime,
                pages=kept.inspected.pages,
                now=now,
            )
            await follow_up(session, Arrival(file.id, settled, now, self._zone))
        self._watch.downloaded(FileState.STORED)

    async def _confirm(self, session: AsyncSession, kept: Kept) -> None:
        made = kept.rendition
        for stored in (kept.stored, *([made[1]] if made is not None else [])):
            if not await confirm(session, stored.sha256):
                raise BeingRemoved
        if made is not None:
            await note_renditions(session, kept.stored.sha256, [(made[0], made[1].sha256)])

    async def _settle_without(self, file: Waiting, state: FileState, refusal: str | None = None) -> None:
        now = self._clock()
        async with self._database.transaction() as session:
            await lock_owner(session, file.id)
            settled = await settle_without(session, file.id, state, refusal)
            await follow_up(session, Arrival(file.id, settled, now, self._zone))
        self._watch.downloaded(state)

    async def _try_later(self, file: Waiting, trouble: NotYet) -> None:
        """Again after a pause that grows; after a day the sender is asked for the file anew."""
        now = self._clock()
        log.warning("file %s not fetched, attempt %s: %s", file.id, file.attempts + 1, trouble)
        if (
            trouble.seconds is None
            and file.attempts >= LEAST_ATTEMPTS
            and now - file.sent_at >= GIVE_UP_AFTER
        ):
            await self._settle_without(file, FileState.LOST)
            return
        self._watch.downloaded("later")
        if trouble.seconds is None:
            pause, attempts = min(FIRST_PAUSE * 2 ** min(file.attempts, 10), LONGEST_PAUSE), 1
        else:
            self._watch.told_to_wait(trouble.seconds)
            pause, attempts = timedelta(seconds=trouble.seconds), 0
        async with self._database.transaction() as session:
            await fetch_again(session, file.id, now + pause, attempts=attempts)
            if attempts and not file.attempts:
                # Once for all that come within the hour: when it is said, it counts what is still missing.
                key = f"file-delayed:{file.person_id}:{now:%Y-%m-%dT%H}"
                kind = in_time("file-delayed", file.sent_at, now)
                await put(session, [NewMessage(key, file.person_id, kind)], now=now)

    async def _wait_for_storage(
        self, file: Waiting, outcome: str, pause: timedelta = PAUSE_WITHOUT_STORAGE
    ) -> None:
        """Ours is the trouble, so it is no attempt: the file is fetched whenever the storage takes it."""
        self._watch.downloaded(outcome)
        async with self._database.transaction() as session:
            await fetch_again(session, file.id, self._clock() + pause)


async def _is_out_of_place(session: AsyncSession, file: Waiting, mime: str) -> bool:
    """A Word or Excel file in a package whose activity doesn't allow them. Unfiled ones wait."""
    if mime not in OFFICE:
        return False
    package = await package_of(session, file.id)
    return package is not None and not await takes_office(session, package)
