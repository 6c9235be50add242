"""What the running program counts of itself: plain numbers in memory, for the log and for /metrics."""

import logging
from bisect import bisect_left
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field
from itertools import accumulate

from aiogram.types import Update

from bot.clock import Clock
from bot.telegram import Outcome, RetryAt, Sent

log = logging.getLogger(__name__)

TICK_BOUNDS = (0.01, 0.05, 0.25, 1.0, 5.0, 30.0, 120.0)
FAILURES = ("Gone", "Moved", "Refused", "Unknown", "Unrendered")
LAG_BOUNDS = (1.0, 2.0, 5.0, 15.0, 60.0, 300.0, 3600.0)


@dataclass(slots=True)
class Spread:
    """How often a number of seconds was at most each of `bounds`, or above them all; and their sum."""

    bounds: tuple[float, ...]
    total: float = 0.0
    counts: Counter[int] = field(default_factory=Counter)

    def add(self, seconds: float) -> None:
        self.counts[bisect_left(self.bounds, seconds)] += 1
        self.total += seconds

    @property
    def at_most(self) -> list[int]:
        """For each bound, and for infinity at the end: how many were not above it."""
        return list(accumulate(self.counts[place] for place in range(len(self.bounds) + 1)))


class Watch:
    """One of a program. Nothing here waits or fails."""

    def __init__(self, clock: Clock, kinds: Collection[str] = ()) -> None:
        """`kinds` of messages: those of which there was none yet are told too."""
        self._clock = clock
        self.kinds = tuple(kinds)
        self.sent: Counter[str] = Counter()
        self.failed: Counter[str] = Counter()
        self.left_out: Counter[str] = Counter()
        self.downloads: Counter[str] = Counter()
        self.token_refused = False
        self.updates = 0
        self.retry_waits = 0
        self.retry_seconds = 0.0
        self.ticks: dict[str, Spread] = {}
        self.update_lag = Spread(LAG_BOUNDS)

    def delivered(self, message_id: int, kind: str, outcome: Outcome, seconds: float) -> None:
        """An attempt to send a message of the outbox, with how long the platform took for its answer."""
        name = type(outcome).__name__
        if isinstance(outcome, Sent):
            self.sent[kind] += 1
        elif isinstance(outcome, RetryAt):
            self.told_to_wait(outcome.seconds)
        else:
            self.failed[name] += 1
        _tell(message_id, kind, name, seconds)

    def told_to_wait(self, seconds: float) -> None:
        """The platform's «Too Many Requests»."""
        self.retry_waits += 1
        self.retry_seconds += seconds

    def skipped(self, message_id: int, kind: str, outcome: str = "Skipped") -> None:
        """A message that mattered no more when its turn came, or before, or came too late: `outcome`."""
        self.left_out[kind] += 1
        _tell(message_id, kind, outcome)

    def unrendered(self, message_id: int, kind: str) -> None:
        """A message whose text can't be made: our defect."""
        self.failed["Unrendered"] += 1
        _tell(message_id, kind, "Unrendered")

    def handled(self, update: Update) -> None:
        """An update whose transaction has committed. How late that is, only messages tell."""
        self.updates += 1
        if update.message is not None:
            lag = (self._clock() - update.message.date).total_seconds()
            self.update_lag.add(max(0.0, lag))

    def downloaded(self, result: str) -> None:
        """A file of evidence: stored, later, lost, refused."""
        self.downloads[result] += 1

    def ticked(self, job: str, seconds: float) -> None:
        """A beat of the metronome, with all the work that it found."""
        self.ticks.setdefault(job, Spread(TICK_BOUNDS)).add(seconds)


def _tell(message_id: int, kind: str, outcome: str, seconds: float = 0.0) -> None:
    """One line for each message that was dealt with: no text, no names."""
    fields = {"kind": kind, "id": message_id, "outcome": outcome, "ms": round(seconds * 1000)}
    log.info("delivery", extra=fields)
