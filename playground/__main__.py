"""`python -m playground`: the server alone, for benchmarks and other bots. Prints its address first."""

import argparse
import asyncio
import contextlib
import signal
from datetime import UTC, datetime
from pathlib import Path

import uvloop

from playground.clock import TurnableClock
from playground.server import Playground

FIRST_PERSON = 1001
DEFAULT_TOKEN = "1:playground"  # noqa: S105 - opens nothing but this server


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m playground", description=__doc__)
    parser.add_argument("--port", type=int, default=0, help="0: a free one")
    parser.add_argument("--token", default=DEFAULT_TOKEN)
    parser.add_argument("--people", type=int, default=0, help="so many people, who have all started the bot")
    parser.add_argument(
        "--delay", type=float, default=0.0, metavar="MS", help="milliseconds added to each call"
    )
    parser.add_argument("--no-limits", action="store_true", help="let the bot send as fast as it likes")
    parser.add_argument("--data", type=Path, help="a folder to keep everything in")
    return parser.parse_args()


async def _run(arguments: argparse.Namespace) -> None:
    playground = Playground(
        TurnableClock(datetime.now(UTC), running=True),
        token=arguments.token,
        data=arguments.data,
        limits=not arguments.no_limits,
        delay=arguments.delay / 1000,
    )
    for number in range(arguments.people):
        playground.add_person(FIRST_PERSON + number, f"Person {number + 1}", started=True)
    print(await playground.start(arguments.port), flush=True)
    stop = asyncio.Event()
    for wanted in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(wanted, stop.set)
    await stop.wait()
    await playground.stop()


def main() -> None:
    with contextlib.suppress(KeyboardInterrupt):
        uvloop.run(_run(_arguments()))


if __name__ == "__main__":
    main()
