"""The bytes of one file from the platform into the storage, and what is made of them beside it."""

from contextlib import aclosing
from dataclasses import dataclass
from pathlib import Path

from aiogram import Bot

from bot.clock import Clock
from bot.download import download
from bot.inspected import MIME, Inspected
from bot.storage import Storage, Stored
from db.engine import Database
from db.models import RenditionKind
from db.queries.stored_files import expect
from scheduler.inspecting import Inspecting

_PIECE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Kept:
    """Bytes in the storage, what they are, and the rendition made of them, if any."""

    stored: Stored
    inspected: Inspected
    rendition: tuple[RenditionKind, Stored] | None


class BeingRemoved(Exception):  # noqa: N818 - it says what is wrong
    """The same bytes, long unwanted, are on their way out of the storage: soon they can come again."""


class BringingIn:
    def __init__(
        self, database: Database, bot: Bot, storage: Storage, clock: Clock, inspecting: Inspecting
    ) -> None:
        self._database = database
        self._bot = bot
        self._storage = storage
        self._clock = clock
        self._inspecting = inspecting

    async def bring_in(self, file_id: str) -> Kept:
        """Raises what `download`, `Inspecting.look` and the storage raise, and BeingRemoved."""
        async with self._storage.incoming() as incoming:
            async with aclosing(download(self._bot, file_id)) as pieces:
                async for piece in pieces:
                    await incoming.write(piece)
            await incoming.flush()
            looked = await self._inspecting.look(incoming.path)
            try:
                await self._announce(incoming.stored, looked.inspected)
                stored = await incoming.keep()
                return Kept(
                    stored, looked.inspected, await self._rendition(looked.inspected, looked.rendition)
                )
            finally:
                if looked.rendition is not None:
                    looked.rendition.unlink(missing_ok=True)

    async def _rendition(self, original: Inspected, path: Path | None) -> tuple[RenditionKind, Stored] | None:
        if path is None or original.wants is None:
            return None
        async with self._storage.incoming() as incoming:
            with path.open("rb") as made:
                while piece := made.read(_PIECE):
                    await incoming.write(piece)
            await self._announce(incoming.stored, Inspected("jpeg"))
            return RenditionKind(original.wants), await incoming.keep()

    async def _announce(self, stored: Stored, inspected: Inspected) -> None:
        """So that nobody removes the bytes between now and the settlement. Raises BeingRemoved."""
        async with self._database.transaction() as session:
            if not await expect(
                session,
                stored.sha256,
                size=stored.size,
                mime=MIME[inspected.kind],
                pages=inspected.pages,
                now=self._clock(),
                has_position=inspected.has_position,
            ):
                raise BeingRemoved
