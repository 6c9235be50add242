"""Telegram's limits on sending: 30 messages a second in all, 1 a second to a chat, 20 a minute to a group.

Measured on the machine's monotonic clock, because the bot paces itself by it too. Telegram publishes no
tolerance; here a second is counted as 0.95 s and a minute as 59 s, so that a bot which keeps the limits
exactly isn't refused for the network's jitter. An album counts as its messages in all and in a group, and
once for a chat (or none could be sent). Telegram lets short bursts to one chat pass; here none do.
"""

import math
import time
from collections import deque

from playground.errors import ApiError

OVERALL = 30
PER_GROUP = 20
SECOND = 0.95
MINUTE = 59.0


class SendLimits:
    def __init__(self) -> None:
        self._all: deque[float] = deque()
        self._chats: dict[int, float] = {}
        self._groups: dict[int, deque[float]] = {}

    def spend(self, chat_id: int, messages: int = 1) -> None:
        """Count a send of so many messages. Raises ApiError 429 with retry_after; then nothing is counted."""
        now = time.monotonic()
        waits = [
            self._chats.get(chat_id, -math.inf) + SECOND - now,
            _wait(self._all, OVERALL, SECOND, now, messages),
        ]
        group = self._groups.setdefault(chat_id, deque()) if chat_id < 0 else None
        if group is not None:
            waits.append(_wait(group, PER_GROUP, MINUTE, now, messages))
        if max(waits) > 0:
            raise too_many_requests(math.ceil(max(waits)))
        self._chats[chat_id] = now
        for spent in (self._all, group):
            if spent is not None:
                spent.extend([now] * messages)


def too_many_requests(seconds: int) -> ApiError:
    return ApiError(429, f"Too Many Requests: retry after {seconds}", {"retry_after": seconds})


def _wait(spent: deque[float], limit: int, window: float, now: float, messages: int) -> float:
    """How long until `messages` more fit in the window."""
    while spent and spent[0] <= now - window:
        spent.popleft()
    over = len(spent) + messages - limit
    return spent[over - 1] + window - now if over > 0 else 0.0
