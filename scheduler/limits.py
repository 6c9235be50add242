"""How fast the bot may send, so that Telegram never has to say «Too Many Requests».

Source of the numbers: https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this
(30 messages a second in all, one a second in a chat, 20 a minute in a group).
"""

import asyncio
import time
from collections import OrderedDict, deque

PER_SECOND = 30

MOST_IN_A_ROW = 10
"""At a message a second in a chat, others wait ten seconds at most for somebody who gets very many."""

_PER_MINUTE_IN_GROUP = 20
# Telegram counts when messages arrive, not when we send them: windows are longer by what the way may vary
# (25 ms in a second), at the price of 2.5 % of the speed.
_MARGIN = 1.025
_SECOND = 1 * _MARGIN
_MINUTE = 60 * _MARGIN
_ROUNDING = 1e-6


class _Window:
    """At most ``limit`` events in any stretch of ``period`` seconds, wherever it begins."""

    def __init__(self, limit: int, period: float) -> None:
        self._period = period
        self._times: deque[float] = deque(maxlen=limit)

    def free_at(self) -> float:
        """The earliest moment for the next event."""
        return self._times[0] + self._period if len(self._times) == self._times.maxlen else float("-inf")

    def count(self, now: float) -> None:
        self._times.append(now)


class _Chat:
    """What was sent to one chat: ids of groups are negative."""

    def __init__(self, chat_id: int) -> None:
        self.last = float("-inf")
        self._windows = [_Window(1, _SECOND)]
        if chat_id < 0:
            self._windows.append(_Window(_PER_MINUTE_IN_GROUP, _MINUTE))

    def free_at(self) -> float:
        return max(window.free_at() for window in self._windows)

    def count(self, now: float) -> None:
        self.last = now
        for window in self._windows:
            window.count(now)


class Limits:
    """The limits of one bot. Times are seconds of a clock that never goes back: ``time.monotonic``."""

    def __init__(self, per_second: int | None = PER_SECOND) -> None:
        """None lifts all limits but the pauses: for a Bot API server of one's own that has none."""
        self._lifted = per_second is None
        self._all = _Window(per_second or 1, _SECOND)
        self._all_paused = float("-inf")
        self._chats: OrderedDict[int, _Chat] = OrderedDict()  # who was written to last is at the end
        self._paused: dict[int, float] = {}

    def wait(self, chat_id: int, now: float) -> float:
        """Seconds until a message to this chat may be sent. 0: send it now, it is counted already."""
        self._forget(now)
        if self._lifted:
            return max(0.0, max(self._all_paused, self._paused.get(chat_id, 0.0)) - now)
        chat = self._chats.get(chat_id) or _Chat(chat_id)
        paused = max(self._all_paused, self._paused.get(chat_id, float("-inf")))
        wait = max(self._all.free_at(), chat.free_at(), paused) - now
        if wait > _ROUNDING:
            return wait
        self._all.count(now)
        chat.count(now)
        self._chats[chat_id] = chat
        self._chats.move_to_end(chat_id)
        return 0.0

    @property
    def most_in_a_row(self) -> int | None:
        """How many messages to one chat may hold up those to others; None where nothing holds up anything."""
        return None if self._lifted else MOST_IN_A_ROW

    async def turn(self, chat_id: int, patience: float = float("inf")) -> float:
        """Sleep until a message to this chat may be sent; it is counted then, and 0 comes back.

        Otherwise the seconds for which the chat has to be left alone, if they are more than `patience`.
        """
        while (seconds := self.wait(chat_id, time.monotonic())) > 0:
            paused = self.paused(chat_id, time.monotonic())
            if paused > patience:
                return paused
            await asyncio.sleep(seconds)
        return 0.0

    def paused(self, chat_id: int, now: float) -> float:
        """Seconds for which Telegram asked to send nothing to this chat, or to nobody."""
        return max(0.0, max(self._all_paused, self._paused.get(chat_id, now)) - now)

    def pause(self, chat_id: int | None, until: float) -> None:
        """Send nothing to this chat, or to nobody (None), before ``until``: Telegram asked for it.

        A pause is never made shorter.
        """
        if chat_id is None:
            self._all_paused = max(self._all_paused, until)
        else:
            self._paused[chat_id] = max(self._paused.get(chat_id, until), until)

    def _forget(self, now: float) -> None:
        """Keep only chats of the last minute, and pauses that last."""
        while self._chats and next(iter(self._chats.values())).last + _MINUTE <= now:
            self._chats.popitem(last=False)
        for chat_id in [chat_id for chat_id, until in self._paused.items() if until <= now]:
            del self._paused[chat_id]
