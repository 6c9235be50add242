"""The playground's clock: stands still or runs, and can be turned forward."""

import time
from datetime import UTC, datetime, timedelta


class TurnableClock:
    """Call it for the time it shows (aware, UTC).

    It stands still unless `running`; then it goes on with the machine's monotonic time.
    """

    def __init__(self, start: datetime, running: bool = False) -> None:  # noqa: FBT001, FBT002 - reads well by name
        self._shown = _utc(start)
        self._running = running
        self._turned_at = time.monotonic()

    def __call__(self) -> datetime:
        if not self._running:
            return self._shown
        return self._shown + timedelta(seconds=time.monotonic() - self._turned_at)

    def turn_to(self, moment: datetime) -> None:
        """Show `moment` (aware) from now on. Raises ValueError for a naive one."""
        self._shown = _utc(moment)
        self._turned_at = time.monotonic()

    def advance(self, by: timedelta) -> None:
        self.turn_to(self() + by)


def _utc(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        raise ValueError(f"a clock needs an aware time, not {moment!r}")
    return moment.astimezone(UTC)
