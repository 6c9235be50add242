"""The queue of updates: numbered, kept until confirmed, handed out by long polling or to a webhook."""

import asyncio
import itertools
from collections import OrderedDict
from collections.abc import Callable, Iterable
from typing import Any

from playground.errors import ApiError
from playground.store import Store, dumps

FIRST_UPDATE_ID = 700_000_001
MAX_LIMIT = 100
MAX_TIMEOUT = 50
REMEMBERED = 1000
# Telegram sends these only to a bot that asks for them by name.
ON_REQUEST = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
TERMINATED = (
    "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running",
    "Conflict: terminated by setWebhook request",
)
WEBHOOK_ACTIVE = (
    "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook"
    " first"
)


class Updates:
    """Pending updates as JSON, in order. Telegram forgets them after 24 hours; here they stay."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.pending: OrderedDict[int, str] = OrderedDict()
        self._again: list[str] = []
        self._recent: OrderedDict[int, str] = OrderedDict()
        self._waiting: asyncio.Future[str | None] | None = None
        self.on_new: Callable[[], None] | None = None
        self.webhook: dict[str, Any] | None = None
        self.allowed: list[str] = []
        self._next_id = FIRST_UPDATE_ID
        self._load()

    def _load(self) -> None:
        state = dict(self._store.rows("meta"))
        self._next_id = state.get("next_update_id", FIRST_UPDATE_ID)
        self.allowed = state.get("allowed_updates", [])
        self.webhook = state.get("webhook")
        kept = sorted((int(key), text) for key, text in self._store.rows("update"))
        self.pending.update(kept)

    def add(self, kind: str, content: object) -> int | None:
        """Queue an update of `kind` ("message", …) and return its id, or None if it isn't asked for."""
        if kind not in self.allowed if self.allowed else kind in ON_REQUEST:
            return None
        update_id = self._next_id
        self._next_id += 1
        text = f'{{"update_id":{update_id},"{kind}":{dumps(content)}}}'
        self.pending[update_id] = self._recent[update_id] = text
        if len(self._recent) > REMEMBERED:
            self._recent.popitem(last=False)
        self._store.put("update", update_id, text)
        self._store.put("meta", "next_update_id", self._next_id)
        self._announce()
        return update_id

    def duplicate(self, update_id: int | None) -> int:
        """Hand out the last update, or that one, once more. KeyError if it is not among the last thousand."""
        chosen = next(reversed(self._recent)) if update_id is None and self._recent else update_id
        if chosen is None or chosen not in self._recent:
            raise KeyError(update_id)
        self._again.append(self._recent[chosen])
        self._announce()
        return chosen

    def confirm(self, offset: int) -> None:
        """Forget what comes before `offset`; a negative one counts from the end of the queue."""
        if offset < 0:
            last = list(self.pending)[offset:]
            offset = last[0] if last else 0
        while self.pending:
            first = next(iter(self.pending))
            if first >= offset:
                break
            del self.pending[first]
            self._store.put("update", first, None)

    def drop_all(self) -> None:
        for update_id in self.pending:
            self._store.put("update", update_id, None)
        self.pending.clear()
        self._again.clear()

    def take(self, limit: int) -> list[str]:
        """Up to `limit` updates to hand out now: duplicates ordered once, then what is pending."""
        again, self._again = self._again[:limit], self._again[limit:]
        return [*again, *itertools.islice(self.pending.values(), limit - len(again))]

    def allow(self, kinds: Iterable[str] | None) -> None:
        """Only these kinds from now on; an empty list stands for the default, None changes nothing."""
        if kinds is not None:
            self.allowed = list(kinds)
            self._store.put("meta", "allowed_updates", self.allowed)

    def set_webhook(self, webhook: dict[str, Any] | None) -> None:
        self.webhook = webhook
        self._store.put("meta", "webhook", webhook)
        if webhook is not None:
            self.release(TERMINATED[1])
        self._announce()

    async def poll(self, offset: int, limit: int, timeout: int) -> list[str]:  # noqa: ASYNC109 - as above
        """getUpdates: raises ApiError 409 when a webhook is set or another poll takes over."""
        if self.webhook is not None:
            raise ApiError(409, WEBHOOK_ACTIVE)
        self.release(TERMINATED[0])
        self.confirm(offset)
        if timeout > 0 and not self.pending and not self._again:
            await self._wait(timeout)
        return self.take(limit)

    async def _wait(self, timeout: int) -> None:  # noqa: ASYNC109 - it is Telegram's parameter
        waiting: asyncio.Future[str | None] = asyncio.get_running_loop().create_future()
        self._waiting = waiting
        handle = asyncio.get_running_loop().call_later(timeout, _settle, waiting, None)
        try:
            conflict = await waiting
        finally:
            handle.cancel()
            if self._waiting is waiting:
                self._waiting = None
        if conflict is not None:
            raise ApiError(409, conflict)

    def release(self, conflict: str | None = None) -> None:
        """End the poll that waits, with nothing or with Telegram's 409."""
        if self._waiting is not None:
            _settle(self._waiting, conflict)
            self._waiting = None

    def _announce(self) -> None:
        if self.webhook is None:
            self.release()
        elif self.on_new is not None:
            self.on_new()


def _settle(waiting: asyncio.Future[str | None], conflict: str | None) -> None:
    if not waiting.done():
        waiting.set_result(conflict)
