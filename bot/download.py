"""The bytes of a file that somebody sent, piece by piece, and why the platform may not give them.

The address of a file carries the bot's token, so nothing of the network's own errors is passed on.
"""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing

from aiogram import Bot
from aiogram.methods import GetFile
from aiohttp import ClientError

from bot.telegram import Refused, RetryAt, Trouble, ask
from roadmap.errors import UserError

LIMIT_MEGABYTES = 20
"""What a bot may download: https://core.telegram.org/bots/api#getfile"""
LIMIT = LIMIT_MEGABYTES * 1024 * 1024
TOTAL_SECONDS = 240
SILENCE_SECONDS = 30
# Said for handles that are wrong and for files that are out of reach at the moment alike.
_PERHAPS_LATER = "temporarily unavailable"


class NotYet(Exception):  # noqa: N818 - it says what is wrong
    """The file can't be had now; `seconds` is how long the platform wants to be left alone, if it said so."""

    def __init__(self, reason: str, seconds: float | None = None) -> None:
        super().__init__(reason)
        self.seconds = seconds


class Never(Exception):  # noqa: N818 - it says what is wrong
    """The platform will not give this file, however often it is asked."""


async def download(bot: Bot, file_id: str) -> AsyncGenerator[bytes, None]:
    """Yield the file. Raises NotYet, Never, or UserError `file-too-big`."""
    path, size = await _place(bot, file_id)
    url = bot.session.api.file_url(bot.token, path)
    received = 0
    try:
        async with aclosing(bot.session.stream_content(url, timeout=TOTAL_SECONDS)) as pieces:
            while (piece := await _next(aiter(pieces))) is not None:
                received += len(piece)
                if received > LIMIT:
                    raise UserError("file-too-big", limit=LIMIT_MEGABYTES)
                yield piece
    except (ClientError, TimeoutError, OSError) as error:
        raise NotYet(type(error).__name__) from None
    if size is not None and received != size:
        raise NotYet(f"{received} bytes of {size}")


async def _place(bot: Bot, file_id: str) -> tuple[str, int | None]:
    """Path and size of the file; the path is good for an hour, so it is asked for every time."""
    file = await ask(bot, GetFile(file_id=file_id))
    if isinstance(file, RetryAt):
        raise NotYet("too many requests", file.seconds)
    if isinstance(file, Refused):
        if "file is too big" in file.reason:
            raise UserError("file-too-big", limit=LIMIT_MEGABYTES)
        raise NotYet(file.reason) if _PERHAPS_LATER in file.reason else Never(file.reason)
    if isinstance(file, Trouble):
        raise NotYet(type(file).__name__)
    if file.file_path is None:
        raise NotYet("no path")
    if file.file_size is not None and file.file_size > LIMIT:
        raise UserError("file-too-big", limit=LIMIT_MEGABYTES)
    return file.file_path, file.file_size


async def _next(pieces: AsyncIterator[bytes]) -> bytes | None:
    async with asyncio.timeout(SILENCE_SECONDS):
        return await anext(pieces, None)
