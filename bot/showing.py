"""Files shown in a chat: by the platform's handle, else from the storage, else named in a sentence."""

import logging
from collections.abc import AsyncGenerator, Iterator, Sequence
from typing import Any, Protocol

from aiogram import Bot
from aiogram.methods import SendDocument, SendMediaGroup, SendMessage, SendPhoto, TelegramMethod
from aiogram.types import InputFile, InputMediaDocument, InputMediaPhoto

from bot.screens.screen import Attachment
from bot.storage import Storage, StorageUnreachable
from bot.telegram import Outcome, Refused, Sent
from db.engine import Database
from db.queries.renditions import remember_handle

log = logging.getLogger(__name__)

ALBUM = 10
UPLOAD_SECONDS = 180
"""For files that travel up a slow line; a call without one is answered much sooner."""


class CarryOut(Protocol):
    async def __call__(
        self, method: TelegramMethod[Any], chat_id: int | None = None, *, seconds: int = ...
    ) -> Outcome: ...


class StoredInput(InputFile):
    """A file of the storage on its way to the platform, piece by piece."""

    def __init__(self, storage: Storage, sha256: str, name: str) -> None:
        super().__init__(filename=name)
        self._storage = storage
        self._sha256 = sha256

    async def read(self, bot: Bot) -> AsyncGenerator[bytes, None]:  # noqa: ARG002 -- as aiogram calls it
        async for piece in self._storage.stream(self._sha256):
            yield piece


class Showing:
    def __init__(self, database: Database, storage: Storage) -> None:
        self._database = database
        self._storage = storage

    async def show(self, chat_id: int, files: Sequence[Attachment], carry_out: CarryOut) -> None:
        """All of them, in albums. Where an album is refused, each by itself and by any way there is."""
        shown = [file for file in files if file.file_id is not None or file.sha256 is not None]
        for album in albums(shown):
            ways = [await self._way(file) for file in album]
            outcome: Outcome = Refused("not all of them can be had")
            if None not in ways:
                method = files_method(chat_id, album, [way for way in ways if way is not None])
                outcome = await carry_out(method, chat_id, seconds=_patience(ways))
            if isinstance(outcome, Sent):
                await self._remember(album, ways, outcome)
            elif isinstance(outcome, Refused):
                for file in album:
                    await self._show_alone(chat_id, file, carry_out)
        for file in files:
            if file not in shown and file.otherwise is not None:
                await carry_out(SendMessage(chat_id=chat_id, text=file.otherwise), chat_id)

    async def _way(self, file: Attachment) -> str | InputFile | None:
        """The handle, or the bytes; None if there is neither."""
        return file.file_id if file.file_id is not None else await self._upload(file)

    async def _upload(self, file: Attachment) -> InputFile | None:
        if file.sha256 is None:
            return None
        try:
            if await self._storage.exists(file.sha256):
                return StoredInput(self._storage, file.sha256, file.name or "file")
        except (OSError, StorageUnreachable) as error:
            log.warning("a file can't be shown from the storage: %s", error)
            return None
        log.error("the storage doesn't have %s", file.sha256)
        return None

    async def _show_alone(self, chat_id: int, file: Attachment, carry_out: CarryOut) -> None:
        """1. by its handle, 2. from the storage, 3. what is no photo for the platform as a document."""
        ways = [file.file_id, await self._upload(file)]
        for as_photo in (True, False) if file.is_photo else (False,):
            for way in ways:
                if way is None:
                    continue
                outcome = await carry_out(
                    one_method(chat_id, file, way, is_photo=as_photo), chat_id, seconds=_patience([way])
                )
                if not isinstance(outcome, Refused):
                    if isinstance(outcome, Sent):
                        await self._remember([file], [way], outcome)
                    return
        if file.otherwise is not None:
            await carry_out(SendMessage(chat_id=chat_id, text=file.otherwise), chat_id)

    async def _remember(
        self, files: Sequence[Attachment], ways: Sequence[str | InputFile | None], sent: Sent
    ) -> None:
        """The handles of renditions that were uploaded: next time they need no upload."""
        if len(sent.handles) != len(files):
            return
        new = [
            (file.made, handle)
            for file, way, handle in zip(files, ways, sent.handles, strict=True)
            if file.made is not None and isinstance(way, InputFile)
        ]
        if new:
            async with self._database.transaction() as session:
                for made, handle in new:
                    await remember_handle(session, made, handle)


def albums(files: Sequence[Attachment]) -> Iterator[tuple[Attachment, ...]]:
    """Photos together and documents together, ten at the most: Telegram mixes the two in no album."""
    for is_photo in (True, False):
        alike = [file for file in files if file.is_photo is is_photo]
        for start in range(0, len(alike), ALBUM):
            yield tuple(alike[start : start + ALBUM])


def files_method(
    chat_id: int, files: Sequence[Attachment], ways: Sequence[str | InputFile]
) -> TelegramMethod[Any]:
    if len(files) == 1:
        return one_method(chat_id, files[0], ways[0], is_photo=files[0].is_photo)
    media = InputMediaPhoto if files[0].is_photo else InputMediaDocument
    return SendMediaGroup(
        chat_id=chat_id,
        media=[media(media=way, caption=file.caption) for file, way in zip(files, ways, strict=True)],
    )


def one_method(
    chat_id: int, file: Attachment, way: str | InputFile, *, is_photo: bool
) -> TelegramMethod[Any]:
    if is_photo:
        return SendPhoto(chat_id=chat_id, photo=way, caption=file.caption)
    return SendDocument(chat_id=chat_id, document=way, caption=file.caption)


def _patience(ways: Sequence[str | InputFile | None]) -> int:
    return UPLOAD_SECONDS if any(isinstance(way, InputFile) for way in ways) else 30
