"""How a deadline becomes dated obligations, and how those of a new edition go on with the old ones.

Whatever goes on keeps its evidence and answers. So activities are recognised by title, not by number, and a
date that moves is the same obligation at another time.
"""

from collections import defaultdict, deque
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from roadmap.deadlines import Deadline, DeadlineKind
from roadmap.likeness import clearly_alike
from roadmap.names import normalise_name, unnumbered


@dataclass(frozen=True, slots=True)
class Window:
    """From which local date an obligation can be met (None: from any), and until which."""

    start: date | None
    due: date


def windows(deadline: Deadline) -> tuple[Window, ...]:
    """The obligations of a deadline, one for each due date and in their order; none where it is unknown.

    A recurring one opens on the day after the due date before it, an item of a list on the first day of its
    month, and everything else where the deadline begins.
    """
    opened = None
    found: list[Window] = []
    for due in deadline.due:
        start = _start(deadline, due, opened)
        found.append(Window(start if start is None or start <= due else None, due))
        opened = due + timedelta(days=1)
    return tuple(found)


def _start(deadline: Deadline, due: date, after_last: date | None) -> date | None:
    """`after_last` is the day after the due date before this one; None for the first."""
    if deadline.kind is DeadlineKind.RECURRING:
        return after_last or deadline.start
    if deadline.kind is DeadlineKind.LIST:
        return max(filter(None, (due.replace(day=1), after_last)))
    return deadline.start


def pair_titles(old: Sequence[str], new: Sequence[str], gone: Collection[int] = ()) -> list[int | None]:
    """For each new title the index of the old one that it goes on with; equal titles in their order.

    A number typed before a title is no part of it: a row put in above changes those of all below. Where no
    title is equal, one that is clearly the same goes on; those that are `gone` come back only by their very
    title.
    """
    old, new = list(map(unnumbered, old)), list(map(unnumbered, new))
    waiting: defaultdict[str, deque[int]] = defaultdict(deque)
    for index, title in enumerate(old):
        waiting[normalise_name(title)].append(index)
    pairs = [waiting[key].popleft() if waiting[key] else None for key in map(normalise_name, new)]
    left = {index: title for index, title in enumerate(old) if index not in {*pairs, *gone}}
    unknown = {index: title for index, title in enumerate(new) if pairs[index] is None}
    for index, old_index in clearly_alike(left, unknown).items():
        pairs[index] = old_index
    return pairs


def pair_dates(in_force: Sequence[date], removed: Collection[date], new: Sequence[date]) -> list[date | None]:
    """For each new due date the old one that it goes on with: the same date, else one that has moved.

    `removed` are dates of earlier editions, which may come back but not move. No old date is taken twice.
    """
    old = {*in_force, *removed}
    left = deque(sorted(set(in_force) - set(new)))
    return [due if due in old else left.popleft() if left else None for due in new]
