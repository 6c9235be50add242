"""Archives, part by part: claim, look what is within reach, write the ZIP, send it, settle.

No network call and no reading of the storage is made in a transaction. A part that was being made when the
program died is made again after its lease; one that was sent and not settled is sent once more.
"""

import asyncio
import logging
import time
from collections.abc import Collection, Iterable
from datetime import timedelta
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

from aiogram import Bot
from aiogram.methods import EditMessageText, SendDocument
from aiogram.types import FSInputFile, InlineKeyboardMarkup

from bot.clock import Clock
from bot.screens.archive_register import Part, Placed, place, register_file
from bot.screens.archives import caption, done_screen, failed_screen, part_name, stands
from bot.screens.screen import Screen
from bot.storage import Storage, StorageUnreachable
from bot.telegram import Gone, Outcome, RetryAt, Sent, Unknown, call
from bot.texts import Texts, Translator
from bot.watch import Watch
from db.engine import Database
from db.queries import archives
from db.queries.archives import Underway
from db.queries.found_files import files_by_id, links_of_found
from db.queries.people import actor_of
from reports.evidence_zip import Member, write_zip
from roadmap.archive_parts import MOST_FILES
from roadmap.calendar import local_today
from scheduler.limits import Limits
from scheduler.sending import PATIENCE_SECONDS

log = logging.getLogger(__name__)

LEASE = timedelta(minutes=15)
UPLOAD_SECONDS = 300
FIRST_PAUSE = timedelta(seconds=30)
LONGEST_PAUSE = timedelta(minutes=30)
MOST_ATTEMPTS = 12
"""In a row for one part: with the pauses, about four hours."""


class Archives:
    def __init__(
        self,
        database: Database,
        bot: Bot,
        storage: Storage,
        limits: Limits,
        texts: Texts,
        clock: Clock,
        zone: ZoneInfo,
        watch: Watch,
    ) -> None:
        self._database = database
        self._bot = bot
        self._storage = storage
        self._limits = limits
        self._texts = texts
        self._clock = clock
        self._zone = zone
        self._watch = watch

    async def do_one(self) -> bool:
        """Make and send one part. True if there may be more at this moment."""
        archive = await self._claim()
        if archive is None:
            return False
        try:
            await self._send_part(archive, self._texts.language(archive.locale))
        except (StorageUnreachable, OSError) as error:
            log.error("archive %s has to wait: %s", archive.id, error)  # noqa: TRY400 -- the trace says nothing more
            await self._try_later(archive)
        except Exception:
            log.exception("archive %s can't be made", archive.id)
            await self._try_later(archive)
        return True

    async def _claim(self) -> Underway | None:
        now = self._clock()
        async with self._database.look() as session:
            if not await archives.any_due(session, now):
                return None
        async with self._database.transaction() as session:
            return await archives.claim(session, now, LEASE)

    async def _send_part(self, archive: Underway, t: Translator) -> None:
        await self._show(archive, stands(archive, t))
        part = await self._part(archive, t)
        with TemporaryDirectory(prefix="kurator-archive-") as folder:
            path = Path(folder) / "part.zip"
            missing = await self._write(path, part, t)
            async with self._database.look() as session:
                if not await archives.is_wanted(session, archive.id):
                    return
            outcome = await self._deliver(path, part, missing, t)
        await self._settle(archive, outcome, t)

    async def _part(self, archive: Underway, t: Translator) -> Part:
        """What the person may see at this moment, of what was settled when it was asked for."""
        now = self._clock()
        end = archive.done + archive.upcoming
        ids = archive.ids[archive.done : end]
        async with self._database.look() as session:
            actor = await actor_of(session, archive.person_id, today=local_today(now, self._zone))
            files = await files_by_id(session, actor, archive.ids[:end], self._zone)
            given = await archives.handed_on(session, {one.sha256 for one in files})
            links = (
                await links_of_found(session, actor, archive.chosen, self._zone, None, MOST_FILES)
                if archive.is_last
                else []
            )
        placed = await asyncio.to_thread(place, files, given, frozenset(ids), t, self._zone)
        return Part(archive, placed, links, len(ids) - len(placed), now)

    async def _write(self, path: Path, part: Part, t: Translator) -> list[str]:
        """The paths whose bytes are missing."""
        at = part.at.astimezone(self._zone)
        closing = partial(self._register, part, t)
        with path.open("wb") as file:
            return await write_zip(file, self._members(part.placed), at, closing)

    def _members(self, placed: Iterable[Placed]) -> Iterable[Member]:
        for one in placed:
            if one.left_out is None and one.given.sha256 is not None:
                at = one.found.sent_at.astimezone(self._zone)
                yield Member(one.path, at, one.given.size, self._storage.stream(one.given.sha256))

    def _register(self, part: Part, t: Translator, missing: Collection[str]) -> Iterable[tuple[str, bytes]]:
        return register_file(part, missing, t, self._zone)

    async def _deliver(self, path: Path, part: Part, missing: Collection[str], t: Translator) -> Outcome:
        archive = part.archive
        out = [one.path for one in part.placed if one.left_out is not None or one.path in missing]
        names = [path.rpartition("/")[2] for path in out]
        if paused := await self._limits.turn(archive.chat_id, PATIENCE_SECONDS):
            return RetryAt(paused)
        document = SendDocument(
            chat_id=archive.chat_id,
            document=FSInputFile(path, part_name(archive, t)),
            caption=caption(archive, len(part.placed) - len(out), names, part.gone, t),
        )
        return await call(self._bot, document, request_timeout=UPLOAD_SECONDS)

    async def _settle(self, archive: Underway, outcome: Outcome, t: Translator) -> None:
        now = self._clock()
        if isinstance(outcome, Sent):
            async with self._database.transaction() as session:
                await archives.part_sent(session, archive, now)
            if archive.is_last:
                await self._show(archive, done_screen(archive, t))
        elif isinstance(outcome, RetryAt):
            self._told_to_wait(archive.chat_id, outcome)
            async with self._database.transaction() as session:
                await archives.try_again(session, archive.id, now + timedelta(seconds=outcome.seconds))
        elif isinstance(outcome, Unknown):
            log.warning("a part of archive %s is not sent: %s", archive.id, outcome.reason)
            await self._try_later(archive)
        else:
            if not isinstance(outcome, Gone):
                log.error("a part of archive %s is refused: %s", archive.id, outcome)
            await self._give_up(archive, t)

    async def _try_later(self, archive: Underway) -> None:
        """After a pause that grows; the person reads that it goes on by itself."""
        t = self._texts.language(archive.locale)
        if archive.attempts + 1 >= MOST_ATTEMPTS:
            await self._give_up(archive, t)
            return
        pause = min(FIRST_PAUSE * 2**archive.attempts, LONGEST_PAUSE)
        async with self._database.transaction() as session:
            await archives.try_again(session, archive.id, self._clock() + pause, attempts=1)
        await self._show(archive, stands(archive, t, waits=True))

    async def _give_up(self, archive: Underway, t: Translator) -> None:
        async with self._database.transaction() as session:
            await archives.end(session, archive.id, self._clock())
        await self._show(archive, failed_screen(archive, t))

    async def _show(self, archive: Underway, screen: Screen) -> None:
        """In the message that tells how far it is. What fails here is put right by the next one."""
        if archive.message_id is None or await self._limits.turn(archive.chat_id, PATIENCE_SECONDS):
            return
        keyboard = screen.keyboard
        edit = EditMessageText(
            chat_id=archive.chat_id,
            message_id=archive.message_id,
            text=screen.text,
            reply_markup=keyboard if isinstance(keyboard, InlineKeyboardMarkup) else None,
        )
        outcome = await call(self._bot, edit)
        if isinstance(outcome, RetryAt):
            self._told_to_wait(archive.chat_id, outcome)

    def _told_to_wait(self, chat_id: int, outcome: RetryAt) -> None:
        self._watch.told_to_wait(outcome.seconds)
        self._limits.pause(chat_id, time.monotonic() + outcome.seconds)
