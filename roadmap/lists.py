"""Lists that are shown page by page."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a list. `number` counts from 0, `count` is how many there are, at least one."""

    number: int
    count: int
    size: int

    @staticmethod
    def within(wanted: int, items: int, size: int) -> "Page":
        """The page wanted, or the nearest there is: the list may have changed since the button was made."""
        count = max(1, -(-items // size))
        return Page(min(max(wanted, 0), count - 1), count, size)

    @property
    def offset(self) -> int:
        """How many items stand on the pages before."""
        return self.number * self.size

    def cut(self, items: Sequence[T]) -> Sequence[T]:
        """Of all items those that stand on this page."""
        return items[self.offset : self.offset + self.size]
