"""`make bench`: every figure beside what is wanted. Exit status 1 if one is missed."""

import sys

import uvloop

from bench import cost, delivery, startup, updates
from bench.report import Figure


async def main() -> list[Figure]:
    return [
        await delivery.against_bare_aiogram(),
        *await delivery.with_limits_on(),
        await updates.against_bare_dispatch(),
        await updates.with_slow_telegram(),
        *await startup.ready_and_idle(),
        *await cost.of_size(),
    ]


if __name__ == "__main__":
    figures = uvloop.run(main())
    print(*figures, sep="\n")
    sys.exit(0 if all(figure.good for figure in figures) else 1)
