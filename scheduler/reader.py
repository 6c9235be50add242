"""The process that reads one document: `python -m scheduler.reader PURPOSE NAME`, the bytes come by stdin.

It may be hostile, or just too much: the process is given little memory and time, no file to write and none of
the program's secrets, and gives way to everything else on the machine. It answers with one JSON object:
`{"read": …}`, or `{"refused": text id, "arguments": …}`.
"""

import json
import os
import resource
import sys
from collections.abc import Callable
from typing import Any

from roadmap.document import read_document
from roadmap.errors import UserError
from roadmap.roster import read_roster

MEMORY = 768 * 1024 * 1024
CPU_SECONDS = 60
_NICE = 10


def _roadmap(content: bytes, name: str) -> dict[str, Any]:
    return read_document(content, name=name).to_json()


def _people(content: bytes, _: str) -> list[dict[str, Any]]:
    return read_roster(content).to_json()


READERS: dict[str, Callable[[bytes, str], Any]] = {"roadmap": _roadmap, "people": _people}
"""By the purpose of the document; what comes back is JSON."""


def main(purpose: str, name: str) -> None:
    _limit_this_process()
    json.dump(_answer(purpose, sys.stdin.buffer.read(), name), sys.stdout)


def _answer(purpose: str, content: bytes, name: str) -> dict[str, Any]:
    try:
        return {"read": READERS[purpose](content, name)}
    except UserError as error:
        return {"refused": error.text_id, "arguments": error.arguments}
    except (MemoryError, RecursionError):
        return {"refused": "import-too-much", "arguments": {}}


def _limit_this_process() -> None:
    os.nice(_NICE)
    for what, limit in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, CPU_SECONDS),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (limit, limit))


if __name__ == "__main__":
    main(*sys.argv[1:3])
