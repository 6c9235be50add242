"""Updates from Telegram to the handlers, so that none is lost and none is handled twice.

An update is confirmed (by the next offset, or by the answer to the webhook) only once its transaction has
committed. Updates of one chat stay in order, chats don't wait for each other, and saying a reply holds up no
confirmation. aiogram's own polling confirms before the handler ends, so it is not used.
Source: https://core.telegram.org/bots/api#getupdates
"""

import asyncio
import logging
from collections import deque
from typing import Any

from aiogram import Bot, Dispatcher
from aiogram.exceptions import ClientDecodeError, TelegramRetryAfter
from aiogram.types import Update
from pydantic import ValidationError

from bot.replies import Replies
from bot.screens.screen import Reply
from bot.updates import chat_of
from bot.watch import Watch

log = logging.getLogger(__name__)

ALLOWED = ["message", "callback_query", "my_chat_member"]
LONG_POLL_SECONDS = 25
# How long to wait for open transactions before asking for more updates while the oldest is still at work.
PATIENCE_SECONDS = 0.2
LONGEST_PAUSE_SECONDS = 30.0


class Intake:
    """The one way in for updates. `patient`: an update that can't be kept now is tried until it can; else its
    sender is told so, and sends it once more.
    """

    def __init__(
        self, bot: Bot, dispatcher: Dispatcher, replies: Replies, watch: Watch, *, patient: bool = True
    ) -> None:
        self._bot = bot
        self._dispatcher = dispatcher
        self._replies = replies
        self._watch = watch
        self._patient = patient
        self._lanes: dict[int, deque[Update]] = {}
        self._workers: set[asyncio.Task[None]] = set()
        self._talking: dict[int, asyncio.Task[None]] = {}
        self._open: dict[int, asyncio.Future[bool]] = {}
        self._next = 0

    async def run(self) -> None:
        """Read until cancelled."""
        failures = 0
        while True:
            try:
                await self.take(0 if self._open else LONG_POLL_SECONDS)
                failures = 0
            except TelegramRetryAfter as error:
                self._watch.told_to_wait(error.retry_after)
                await asyncio.sleep(error.retry_after)
            except Exception as error:  # noqa: BLE001 -- whatever it is, people's updates wait at Telegram
                failures += 1
                log.warning("no updates: %s: %s", type(error).__name__, error)
                await asyncio.sleep(min(2.0**failures / 2, LONGEST_PAUSE_SECONDS))

    async def take(self, timeout: int) -> int:  # noqa: ASYNC109 -- Telegram's long polling, in seconds
        """Ask once and hand the new updates to their chats' lanes. How many were new."""
        oldest_open = next(iter(self._open), None)
        offset = self._next if oldest_open is None else oldest_open
        updates = await self._ask(offset, timeout)
        # After a quiet week Telegram begins anew with any number: a lower one is fresh when nothing was open.
        fresh = [update for update in updates if oldest_open is None or update.update_id >= self._next]
        for update in fresh:
            self.accept(update)
        if self._workers:
            await asyncio.wait(self._workers, timeout=PATIENCE_SECONDS)
        return len(fresh)

    async def _ask(self, offset: int, timeout: int) -> list[Update]:  # noqa: ASYNC109 -- as above
        try:
            return await self._bot.get_updates(
                offset=offset, timeout=timeout, allowed_updates=ALLOWED, request_timeout=timeout + 30
            )
        except ClientDecodeError as error:
            if not isinstance(error.data, dict):
                raise  # no JSON: perhaps a proxy's page
            return [self._readable(raw) for raw in error.data["result"]]

    def _readable(self, raw: dict[str, Any]) -> Update:
        """The update; an empty one, which nobody handles, if it is of a kind newer than this program.

        Otherwise one such update would stand before everybody else's for a day.
        """
        try:
            return Update.model_validate(raw, context={"bot": self._bot})
        except ValidationError as error:
            if raw["update_id"] >= self._next:
                log.error("update %s can't be read: %s", raw["update_id"], error.errors(include_input=False))  # noqa: TRY400 -- the trace says nothing more
            return Update(update_id=raw["update_id"])

    def accept(self, update: Update) -> asyncio.Future[bool]:
        """Put an update at the end of its chat's lane; the result is whether it has been committed."""
        self._next = update.update_id + 1
        if update.update_id in self._open:
            return self._open[update.update_id]
        future = self._open[update.update_id] = asyncio.get_running_loop().create_future()
        chat = chat_of(update) or 0
        lane = self._lanes.get(chat)
        if lane is None:
            self._lanes[chat] = deque([update])
            self._start_worker(chat)
        else:
            lane.append(update)
        return future

    def _start_worker(self, chat: int) -> None:
        worker = asyncio.create_task(self._work_off(chat))
        self._workers.add(worker)
        worker.add_done_callback(self._workers.discard)

    async def _work_off(self, chat: int) -> None:
        lane = self._lanes[chat]
        while lane:
            reply = await self._handle(lane[0])
            if reply is None:
                self._give_back(lane)
                break
            update = lane.popleft()
            self._open.pop(update.update_id).set_result(True)
            self._watch.handled(update)
            self._say_in_turn(chat, update, reply)
        del self._lanes[chat]

    def _give_back(self, lane: deque[Update]) -> None:
        """What came after an update in its chat may not overtake it."""
        for update in lane:
            self._open.pop(update.update_id).set_result(False)

    async def _handle(self, update: Update) -> Reply | None:
        """Until it is committed: a database out of reach is waited for, the update stays unconfirmed.

        None where that isn't waited for.
        """
        pause = 0.5
        while True:
            try:
                reply = await self._dispatcher.feed_update(self._bot, update)
            except Exception as error:  # noqa: BLE001 -- whatever it is, nothing was committed
                log.error("update %s waits: %s: %s", update.update_id, type(error).__name__, error)  # noqa: TRY400
                if not self._patient:
                    return None
                await asyncio.sleep(pause)
                pause = min(pause * 2, LONGEST_PAUSE_SECONDS)
            else:
                return reply if isinstance(reply, Reply) else Reply()

    def _say_in_turn(self, chat: int, update: Update, reply: Reply) -> None:
        before = self._talking.get(chat)
        task = asyncio.create_task(self._say(update, reply, before))
        self._talking[chat] = task
        task.add_done_callback(lambda done: self._quiet(chat, done))

    async def _say(self, update: Update, reply: Reply, before: asyncio.Task[None] | None) -> None:
        if before is not None:
            await asyncio.wait([before])
        try:
            await self._replies.say(update, reply)
        except Exception:
            log.exception("reply to update %s not said", update.update_id)

    def _quiet(self, chat: int, done: asyncio.Task[None]) -> None:
        if self._talking.get(chat) is done:
            del self._talking[chat]

    @property
    def idle(self) -> bool:
        """Whether everything accepted is committed and said."""
        return not self._workers and not self._talking

    async def settle(self) -> None:
        """Wait until everything accepted is committed and said."""
        while not self.idle:
            await asyncio.wait([*self._workers, *self._talking.values()])
