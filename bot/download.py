"""The bytes of a file that somebody sent, piece by piece, and why the platform may not give them.

The address of a file carries the bot's token, so nothing of the network's own errors is passed on.
"""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing

from aiogram import Bot
from aiogram.methods import GetFile
from aiohttp import ClientError, ClientResponseError

from bot.telegram import Refused, RetryAt, Trouble, ask
from roadmap.errors import UserError

LIMIT_MEGABYTES = 20
"""What a bot may download: https://core.telegram.org/bots/api#getfile"""
LIMIT = LIMIT_MEGABYTES * 1024 * 1024
TOTAL_SECONDS = 240
SILENCE_SECONDS = 30
# Said for handles that are wrong and for files that are out of reach at the moment alike.
_PERHAPS_LATER = "temporarily unavailable"
_NO_LONGER_THERE = {404, 410}


class NotYet(Exception):  # noqa: N818 - it says what is wrong
    """The file can't be had now; `seconds` is how long the platform wants to be left alone, if it said so."""

    def __init__(self, reason: str, seconds: float | None = None) -> None:
        super().__init__(reason)
        self.seconds = seconds


class Never(Exception):  # noqa: N818 - it says what is wrong
    """As the platform says, it has no such file. It has said so of files that it gave a while later."""


async def download(bot: Bot, file_id: str) -> AsyncGenerator[bytes, None]:
    """Yield the file. Raises NotYet, Never, or UserError `file-too-big`."""
    for is_last in (False, True):
        path, size = await _place(bot, file_id)
        try:
            async with aclosing(_content(bot, path, size)) as pieces:
                async for piece in pieces:
                    yield piece
        except ClientResponseError as error:
            # An address is good for an hour, as the platform says, and not always so long: it gives another.
            if is_last or error.status not in _NO_LONGER_THERE:
                raise NotYet(f"{type(error).__name__} {error.status}") from None
        except (ClientError, TimeoutError, OSError) as error:
            raise NotYet(type(error).__name__) from None
        else:
            return


async def _content(bot: Bot, path: str, size: int | None) -> AsyncGenerator[bytes, None]:
    url, received = bot.session.api.file_url(bot.token, path), 0
    async with aclosing(bot.session.stream_content(url, timeout=TOTAL_SECONDS)) as pieces:
        while (piece := await _next(aiter(pieces))) is not None:
            received += len(piece)
            if received > LIMIT:
                raise UserError("file-too-big", limit=LIMIT_MEGABYTES)
            yield piece
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
