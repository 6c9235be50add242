"""The process that looks into files: `python -m scheduler.inspector`, a line of JSON for each by stdin.

It has the libraries in memory and forks a child for every file, so that a photo costs no start of Python. A
child may be killed by the file: it is given little memory and time, no file to write but the one rendition,
and gives way to everything else. Answers come by stdout, a line each, in the order in which they are ready:
`{"id", "inspected", "rendition"}`, or `{"id", "refused", "arguments"}`.
"""

import gc
import json
import logging
import os
import resource
import select
import signal
import sys
import time
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from bot.inspected import Inspected
from bot.inspection import inspect
from bot.renditions import render
from roadmap.errors import UserError

MEMORY = 230 * 1024 * 1024
"""What a child may take beyond what the libraries take already: less than 300 MB in all."""
CPU_SECONDS = 20
SECONDS = 40.0
LARGEST_RENDITION = 40 * 1024 * 1024
_NICE = 10
_TOO_COMPLEX = {"refused": "file-too-complex", "arguments": {}}
_PIECE = 65536


@dataclass
class _Child:
    """A file that is being looked into; `said` is what the child has said so far."""

    id: int
    pid: int
    until: float
    target: str
    said: bytes = field(default=b"")


def main() -> None:
    logging.disable()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the terminal sends it to all; ours is the end of stdin
    gc.freeze()
    asked = sys.stdin.fileno()
    children: dict[int, _Child] = {}
    rest, ended = b"", False
    while children or not ended:
        wait = min((child.until for child in children.values()), default=time.monotonic() + 3600)
        sources = [*children, *([] if ended else [asked])]
        ready, _, _ = select.select(sources, [], [], max(0.0, wait - time.monotonic()))
        if asked in ready:
            piece = os.read(asked, _PIECE)
            ended = not piece
            *lines, rest = (rest + piece).split(b"\n")
            for line in lines:
                pipe, child = _begin(json.loads(line))
                children[pipe] = child
        for pipe in [pipe for pipe in ready if pipe in children]:
            piece = os.read(pipe, _PIECE)
            children[pipe].said += piece
            if not piece:
                _end(pipe, children.pop(pipe))
        for child in children.values():
            if time.monotonic() > child.until:
                os.kill(child.pid, signal.SIGKILL)
        if ended:
            for child in children.values():
                os.kill(child.pid, signal.SIGKILL)


def _begin(request: dict[str, Any]) -> tuple[int, _Child]:
    reading, writing = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(reading)
        _child(request, writing)
    os.close(writing)
    return reading, _Child(request["id"], pid, time.monotonic() + SECONDS, request["target"])


def _end(pipe: int, child: _Child) -> None:
    os.close(pipe)
    _, status, used = os.wait4(child.pid, 0)
    lines = [json.loads(line) for line in child.said.split(b"\n")[:-1]]
    answer: dict[str, Any] = lines[0] if lines else _TOO_COMPLEX
    rendition = lines[1]["rendition"] if len(lines) > 1 else None
    if rendition is None:
        Path(child.target).unlink(missing_ok=True)
    about = {"id": child.id, "rendition": rendition, "peak_kb": used.ru_maxrss, "status": status}
    sys.stdout.buffer.write(json.dumps(about | answer).encode() + b"\n")
    sys.stdout.buffer.flush()


def _child(request: dict[str, Any], pipe: int) -> None:
    """1. What the file is, 2. a rendition: if that is too much, the file itself is good nevertheless."""
    path, target = Path(request["path"]), Path(request["target"])
    try:
        _limit_this_process()
        inspected = _looked(path, pipe)
        if inspected is not None:
            _say(pipe, {"rendition": str(target) if render(path, inspected, target) else None})
    finally:
        os._exit(0)


def _looked(path: Path, pipe: int) -> Inspected | None:
    """What it is, said to the inspector as well; None where it isn't taken."""
    try:
        inspected = inspect(path)
    except UserError as error:
        _say(pipe, {"refused": error.text_id, "arguments": error.arguments})
    except OSError as error:
        _say(pipe, {"trouble": f"{type(error).__name__}: {error}"})
    except Exception:  # noqa: BLE001 -- what trips a library does so again; too little memory is among it
        _say(pipe, _TOO_COMPLEX)
    else:
        _say(pipe, {"inspected": asdict(inspected)})
        return inspected
    return None


def _say(pipe: int, line: dict[str, Any]) -> None:
    os.write(pipe, json.dumps(line).encode() + b"\n")


def _limit_this_process() -> None:
    os.nice(_NICE)
    for what, limit in (
        (resource.RLIMIT_DATA, _data_taken() + MEMORY),
        (resource.RLIMIT_CPU, CPU_SECONDS),
        (resource.RLIMIT_FSIZE, LARGEST_RENDITION),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (limit, limit))


def _data_taken() -> int:
    """Bytes of private memory that this process has from its parent."""
    pages = Path("/proc/self/statm").read_text(encoding="ascii").split()
    return int(pages[5]) * resource.getpagesize()


if __name__ == "__main__":
    main()
