"""Files are looked into by a process of their own (`scheduler.inspector`), which is started with the first.

It ends when it had nothing to do for a while. Whatever a file does to it, other people's chats go on.
"""

import asyncio
import json
import logging
import os
import secrets
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from contextlib import suppress
from pathlib import Path
from typing import Any

from bot.inspected import Looked
from roadmap.errors import UserError

log = logging.getLogger(__name__)

AT_ONCE = 2
IDLE_SECONDS = 300.0
PATIENCE_SECONDS = 60.0
"""Longer than the inspector gives a file: it is hung itself then."""
ATTEMPTS = 2
"""What ends the inspector itself twice is refused."""

_INSPECTOR = (sys.executable, "-m", "scheduler.inspector")
_ROOT = Path(__file__).parents[1]
_PASSED_ON = ("PATH", "LANG", "LC_ALL", "PYTHONPATH", "TZ")


class InspectorDiedError(Exception):
    """It came to an end, or gave no answer, while a file was being looked into."""


class Inspecting:
    def __init__(self) -> None:
        self._places = asyncio.Semaphore(AT_ONCE)
        self._starting = asyncio.Lock()
        self._process: Process | None = None
        self._listening: asyncio.Task[None] | None = None
        self._resting: set[asyncio.Task[int]] = set()
        self._idle: asyncio.TimerHandle | None = None
        self._asked: dict[int, asyncio.Future[dict[str, Any]]] = {}
        self._last = 0
        self.peak_kb = 0
        """The most memory that any child took."""

    async def look(self, path: Path) -> Looked:
        """What the file is; a rendition of it lies beside it, and is for the caller to remove.

        Raises UserError where it isn't taken, and OSError where it can't be read.
        """
        target = path.with_name(f"{path.stem}-{secrets.token_hex(4)}.part")
        async with self._places:
            for _ in range(ATTEMPTS):
                try:
                    return _looked(await self._ask(path, target))
                except InspectorDiedError as error:
                    log.warning("the inspector died over a file: %s", error)
                    await self.end()
            target.unlink(missing_ok=True)
            raise UserError("file-too-complex")

    async def end(self) -> None:
        """Let go of the process; the next file starts another."""
        process, self._process = self._process, None
        if self._idle is not None:
            self._idle.cancel()
        if process is not None:
            with suppress(ProcessLookupError):
                process.kill()
            await process.wait()
        if self._listening is not None:
            await asyncio.gather(self._listening, return_exceptions=True)
        await asyncio.gather(*self._resting)

    async def _ask(self, path: Path, target: Path) -> dict[str, Any]:
        process = await self._running()
        self._last += 1
        number = self._last
        answer: asyncio.Future[dict[str, Any]] = asyncio.get_running_loop().create_future()
        self._asked[number] = answer
        try:
            assert process.stdin is not None  # noqa: S101 -- it was asked for
            process.stdin.write(_request(number, path, target))
            async with asyncio.timeout(PATIENCE_SECONDS):
                await process.stdin.drain()
                return await answer
        except (TimeoutError, OSError) as error:
            raise InspectorDiedError(type(error).__name__) from None
        finally:
            self._asked.pop(number, None)
            self._rest_later()

    async def _running(self) -> Process:
        async with self._starting:
            if self._idle is not None:
                self._idle.cancel()
            if self._process is None or self._process.returncode is not None:
                self._process = await asyncio.create_subprocess_exec(
                    *_INSPECTOR,
                    stdin=PIPE,
                    stdout=PIPE,
                    stderr=DEVNULL,
                    cwd=_ROOT,
                    env={name: os.environ[name] for name in _PASSED_ON if name in os.environ},
                )
                self._listening = asyncio.create_task(self._listen(self._process))
            return self._process

    async def _listen(self, process: Process) -> None:
        assert process.stdout is not None  # noqa: S101 -- it was asked for
        while line := await process.stdout.readline():
            answer = json.loads(line)
            self.peak_kb = max(self.peak_kb, answer["peak_kb"])
            waiting = self._asked.get(answer["id"])
            if waiting is not None and not waiting.done():
                waiting.set_result(answer)
        for waiting in self._asked.values():
            if not waiting.done():
                waiting.set_exception(InspectorDiedError("it ended"))

    def _rest_later(self) -> None:
        if not self._asked and self._process is not None:
            if self._idle is not None:
                self._idle.cancel()
            self._idle = asyncio.get_running_loop().call_later(IDLE_SECONDS, self._rest)

    def _rest(self) -> None:
        """The end of its stdin is its end."""
        process, self._process = self._process, None
        if process is not None and process.stdin is not None:
            process.stdin.close()
            going = asyncio.create_task(process.wait())
            self._resting.add(going)
            going.add_done_callback(self._resting.discard)


def _request(number: int, path: Path, target: Path) -> bytes:
    """The inspector lives in another folder."""
    asked = {"id": number, "path": str(path.absolute()), "target": str(target.absolute())}
    return json.dumps(asked).encode() + b"\n"


def _looked(answer: dict[str, Any]) -> Looked:
    if "refused" in answer:
        raise UserError(answer["refused"], **answer["arguments"])
    if "trouble" in answer:
        raise OSError(answer["trouble"])
    return Looked.of_json(answer)
