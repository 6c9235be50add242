"""The process that reads one document: `python -m scheduler.reader PURPOSE NAME`, the bytes come by stdin.

It may be hostile, or just too much: the process is given little memory and time, no file to write and none of
the program's secrets, and gives way to everything else on the machine. It answers with one JSON object:
`{"read": …}`, or `{"refused": text id, "arguments": …}`; where its memory is too little even for that, it
ends with a status of its own.
"""

import json
import logging
import os
import resource
import sys
from collections.abc import Callable
from typing import Any

from roadmap.document import read_document
from roadmap.errors import UserError
from roadmap.roster import read_roster

MEMORY = 512 * 1024 * 1024
"""The largest roadmap that is read takes 80 MB; a small server has a gigabyte in all."""
CPU_SECONDS = 60
LARGEST_ANSWER = 16 * 1024 * 1024
"""Characters: a cell merged over thousands of rows is in each of them, and the bot has to keep it."""
OUT_OF_MEMORY = 3
_NICE = 10
_TOO_MUCH = json.dumps({"refused": "import-too-much", "arguments": {}})


def _roadmap(content: bytes, name: str, year: int | None = None) -> dict[str, Any]:
    return read_document(content, name=name, year=year).to_json()


def _people(content: bytes, _: str) -> list[dict[str, Any]]:
    return read_roster(content).to_json()


READERS: dict[str, Callable[..., Any]] = {"roadmap": _roadmap, "people": _people}
"""By the purpose of the document: from its bytes, its name and, if it is said, the year to JSON."""


def main(purpose: str, name: str, *year: str) -> None:
    _limit_this_process()
    # Libraries complain of every odd spot, and a hostile document has millions of them.
    logging.disable()
    try:
        answer = _answer(purpose, sys.stdin.buffer.read(), name, *map(int, year))
        sys.stdout.buffer.write(answer.encode())
    except MemoryError:
        sys.exit(OUT_OF_MEMORY)


def _answer(purpose: str, content: bytes, name: str, *year: int) -> str:
    try:
        answer = json.dumps({"read": READERS[purpose](content, name, *year)}, ensure_ascii=False)
    except UserError as error:
        return json.dumps({"refused": error.text_id, "arguments": error.arguments})
    except RecursionError:
        return _TOO_MUCH
    return answer if len(answer) <= LARGEST_ANSWER else _TOO_MUCH


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
