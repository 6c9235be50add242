"""`make bench`: every figure beside what is wanted. Exit status 1 if one is missed.

`python -m bench PART …` runs these parts alone.
"""

import argparse
import sys
from collections.abc import Awaitable, Callable, Sequence

import uvloop

from bench import archive, broadcasters, cost, delivery, reading, startup, updates
from bench.report import Figure


async def _delivery() -> list[Figure]:
    return [await delivery.against_bare_aiogram(), *await delivery.with_limits_on()]


async def _updates() -> list[Figure]:
    return [await updates.against_bare_dispatch(), await updates.with_slow_telegram()]


PARTS: dict[str, Callable[[], Awaitable[Sequence[Figure]]]] = {
    "delivery": _delivery,
    "broadcasters": broadcasters.against_broadcasters,
    "updates": _updates,
    "startup": startup.ready_and_idle,
    "cost": cost.of_size,
    "reading": reading.of_documents,
    "archive": archive.of_many_files,
}


async def main(parts: Sequence[str]) -> list[Figure]:
    return [figure for part in parts for figure in await PARTS[part]()]


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m bench")
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"of {', '.join(PARTS)}; all by default")
    chosen = parser.parse_args().parts
    if unknown := set(chosen) - PARTS.keys():
        parser.error(f"no such part: {', '.join(sorted(unknown))}")
    figures = uvloop.run(main(chosen or list(PARTS)))
    print(*figures, sep="\n")
    sys.exit(0 if all(figure.good for figure in figures) else 1)
