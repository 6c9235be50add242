"""How an archive is cut into parts that the platform takes."""

from collections.abc import Iterable

PART_BYTES = 45_000_000
"""Telegram takes 50 MB from a bot (https://core.telegram.org/bots/api#senddocument): the rest is spare."""
PART_FILES = 2_000
MOST_FILES = 10_000
"""Of one archive: what is more is asked for by month or by school."""


def is_too_large(size: int) -> bool:
    """Whether a file of so many bytes goes into no part: it is named alone."""
    return size > PART_BYTES


def cut(sizes: Iterable[int]) -> list[int]:
    """How many files each part has, from their sizes in bytes in order. What is too large takes no room."""
    parts: list[int] = []
    room = 0
    for size in sizes:
        needed = 0 if is_too_large(size) else size
        if not parts or needed > room or parts[-1] == PART_FILES:
            parts.append(0)
            room = PART_BYTES
        parts[-1] += 1
        room -= needed
    return parts
