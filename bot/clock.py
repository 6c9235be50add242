"""The one clock. Everything that asks for the time takes a `Clock`; tests and the playground turn theirs."""

from collections.abc import Callable
from datetime import UTC, datetime

Clock = Callable[[], datetime]


def system_clock() -> datetime:
    """The moment now, aware, in UTC."""
    return datetime.now(UTC)
