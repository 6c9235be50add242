"""A document is read in a process of its own (`scheduler.reader`): other people's chats go on meanwhile."""

import asyncio
import json
import logging
import os
import signal
import sys
from asyncio.subprocess import PIPE, Process
from pathlib import Path
from typing import Any

from db.models import DocumentPurpose
from roadmap.document import Reading
from roadmap.errors import UserError
from scheduler.reader import OUT_OF_MEMORY

log = logging.getLogger(__name__)

PATIENCE_SECONDS = 90.0
"""Longer than the reader's own limit of processor time: the machine may be busy."""

_READER = (sys.executable, "-m", "scheduler.reader")
_ROOT = Path(__file__).parents[1]
_PASSED_ON = ("PATH", "LANG", "LC_ALL", "PYTHONPATH", "TZ")
_STOPPED_BY_A_LIMIT = {OUT_OF_MEMORY, -signal.SIGXCPU, -signal.SIGKILL}
_CRASHED = {-signal.SIGSEGV, -signal.SIGABRT, -signal.SIGBUS}
"""A library written in C met a document that it can't bear, or too little memory."""


class ReaderDiedError(Exception):
    """The reading process came to an end that nobody foresaw."""


async def read_roadmap(content: bytes, name: str, year: int | None = None) -> Reading:
    """``year`` as for `read_document`. Raises UserError where it is no roadmap, or too much.

    ReaderDiedError tells of a defect of ours.
    """
    return Reading.from_json(await read_apart(DocumentPurpose.ROADMAP, content, name, year))


async def read_apart(purpose: DocumentPurpose, content: bytes, name: str, year: int | None = None) -> Any:  # noqa: ANN401 -- JSON
    """What the reader of this purpose makes of the document, as JSON. Raises as `read_roadmap`."""
    process = await asyncio.create_subprocess_exec(
        *(*_READER, purpose, name, *([] if year is None else [str(year)])),
        stdin=PIPE,
        stdout=PIPE,
        stderr=PIPE,
        cwd=_ROOT,
        env={name: os.environ[name] for name in _PASSED_ON if name in os.environ},
    )
    try:
        async with asyncio.timeout(PATIENCE_SECONDS):
            said, complaint = await process.communicate(content)
    except TimeoutError:
        raise UserError("import-too-long") from None
    finally:
        await _end(process)
    return _answer(process, said, complaint)


async def _end(process: Process) -> None:
    if process.returncode is None:
        process.kill()
        await process.wait()


def _answer(process: Process, said: bytes, complaint: bytes) -> Any:  # noqa: ANN401 -- JSON
    if process.returncode in _STOPPED_BY_A_LIMIT:
        raise UserError("import-too-much")
    if process.returncode in _CRASHED:
        log.warning("the reader crashed, %s", _ended(process, complaint))
        raise UserError("import-too-much")
    if process.returncode != 0:
        raise ReaderDiedError(_ended(process, complaint))
    answer = json.loads(said)
    if "refused" in answer:
        raise UserError(answer["refused"], **answer["arguments"])
    return answer["read"]


def _ended(process: Process, complaint: bytes) -> str:
    return f"status {process.returncode}: {complaint.decode(errors='replace')[-4000:]}"
