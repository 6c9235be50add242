"""`kurator doctor --evidence`: is every stored file there, and is it what was stored?

Each is read and compared with its hash, whatever that takes; one page of rows and one piece of a file are in
memory at a time. Nothing is changed, and the bot may go on meanwhile.
"""

import hashlib
import sys
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from enum import StrEnum

from bot.doctor import Visit, at_home
from bot.settings import load_settings
from bot.storage import Storage, StorageUnreachable, open_storage
from bot.texts import Translator, load_texts
from db.engine import Database
from db.queries.stored_check import Origin, count_stored, known, origins, referred_to, stored_after
from db.schema import revision_of

PAGE = 500
NAMED = 20
TELL_EVERY = 1000


class Finding(StrEnum):
    MISSING = "missing"
    CHANGED = "changed"
    ORPHANED = "orphaned"


@dataclass(slots=True)
class Found:
    """How many files there are of a kind, and the hashes of the first."""

    count: int = 0
    first: list[str] = field(default_factory=list)

    def add(self, sha256: str) -> None:
        self.count += 1
        if len(self.first) < NAMED:
            self.first.append(sha256)


class EvidenceCheck:
    """Compares what the database knows with what the storage has."""

    def __init__(self, database: Database, storage: Storage, t: Translator) -> None:
        self._database = database
        self._storage = storage
        self._t = t
        self.read = 0
        self.found = {finding: Found() for finding in Finding}

    async def run(self) -> int:
        """Print what was found; 1 if a file is missing or changed. Raises StorageUnreachable."""
        async for page in self._pages():
            await self._compare(page)
        await self._look_for_orphans()
        await self._report()
        return 1 if self.found[Finding.MISSING].count or self.found[Finding.CHANGED].count else 0

    async def _pages(self) -> AsyncIterator[list[str]]:
        last = ""
        while True:
            async with self._database.look() as session:
                page = list(await stored_after(session, last, PAGE))
            if not page:
                return
            yield page
            last = page[-1]

    async def _compare(self, page: list[str]) -> None:
        wrong = {sha256: finding for sha256 in page if (finding := await self._wrong(sha256))}
        async with self._database.look() as session:
            # What came in or was removed meanwhile is nothing that anybody misses.
            missed = await referred_to(session, wrong)
        for sha256 in sorted(missed):
            self.found[wrong[sha256]].add(sha256)

    async def _wrong(self, sha256: str) -> Finding | None:
        found = hashlib.sha256()
        try:
            async for piece in self._storage.stream(sha256):
                found.update(piece)
        except FileNotFoundError:
            return Finding.MISSING
        finally:
            self.read += 1
            await self._tell_progress()
        return None if found.hexdigest() == sha256 else Finding.CHANGED

    async def _tell_progress(self) -> None:
        if self.read % TELL_EVERY == 0:
            async with self._database.look() as session:
                total = await count_stored(session)
            print(self._t.plain("evidence-check-progress", done=self.read, total=total), file=sys.stderr)

    async def _look_for_orphans(self) -> None:
        batch: list[str] = []
        async for stored in self._storage.listed():
            batch.append(stored.sha256)
            if len(batch) == PAGE:
                await self._orphans_among(batch)
                batch.clear()
        await self._orphans_among(batch)

    async def _orphans_among(self, batch: list[str]) -> None:
        async with self._database.look() as session:
            rest = set(batch) - await known(session, batch)
        for sha256 in sorted(rest):
            if await self._storage.exists(sha256):  # else it was removed after it was listed
                self.found[Finding.ORPHANED].add(sha256)

    async def _report(self) -> None:
        t = self._t
        print(t.plain("evidence-check-read", count=self.read))
        for finding, found in self.found.items():
            mark = "✓" if not found.count else "•" if finding is Finding.ORPHANED else "✗"
            print(f"{mark} {t.plain(f'evidence-check-{finding}', count=found.count)}")
            for line in await self._named(finding, found):
                print(f"    {line}")
            if found.count > len(found.first):
                print(f"    {t.plain('evidence-check-more', count=found.count - len(found.first))}")
        unfinished = await self._storage.unfinished()
        if unfinished:
            print(f"• {t.plain('evidence-check-unfinished', count=unfinished)}")

    async def _named(self, finding: Finding, found: Found) -> list[str]:
        if finding is Finding.ORPHANED or not found.first:
            return found.first
        async with self._database.look() as session:
            return [_line(self._t, origin) for origin in await origins(session, found.first)]


def _line(t: Translator, origin: Origin) -> str:
    """Enough to ask the person for the file anew, and to find it in a backup."""
    name = origin.name or t.plain("evidence-check-photo")
    if origin.is_made:
        name = t.plain("evidence-check-made", name=name)
    where = t.plain("evidence-check-unfiled")
    if origin.position is not None and origin.due is not None:
        school = origin.school or t.plain("evidence-check-city")
        where = t.plain("evidence-check-task", position=origin.position, due=origin.due, school=school)
    return t.plain(
        "evidence-check-file",
        name=name,
        where=where,
        person=origin.person,
        sent=origin.sent_at.date(),
        hash=origin.sha256,
    )


async def check_evidence() -> int:
    """Look at database and storage first, then at each file; 0 if all is well, else 1."""
    settings = load_settings()
    visit = Visit(settings, load_texts(settings.locale).default)
    if not await at_home(visit, "database", "storage"):
        return 1
    database = Database(settings.database_url)
    try:
        if await revision_of(database) is None:
            print(visit.t.plain("evidence-check-read", count=0))
            return 0
        return await EvidenceCheck(database, open_storage(settings), visit.t).run()
    except StorageUnreachable as error:
        print(f"✗ {visit.t.plain('evidence-check-cut-off', reason=str(error))}")
        return 1
    finally:
        await database.close()
