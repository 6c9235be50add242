"""Posts updates to the webhook, one after another, until each was taken."""

import asyncio
import contextlib

import aiohttp

from playground.world import World

FIRST_PAUSE = 0.05
LONGEST_PAUSE = 5.0
TIMEOUT = aiohttp.ClientTimeout(total=60)


class Webhook:
    """Runs while the server does. A call in the answer's body, which Telegram would carry out, is ignored."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._new = asyncio.Event()
        self._task: asyncio.Task[None] | None = None
        world.updates.on_new = self._new.set

    def start(self) -> None:
        self._new.set()
        self._task = asyncio.create_task(self._run())

    async def stop(self) -> None:
        if self._task is not None:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task

    async def _run(self) -> None:
        async with aiohttp.ClientSession(timeout=TIMEOUT) as session:
            while True:
                await self._new.wait()
                self._new.clear()
                await self._deliver_all(session)

    async def _deliver_all(self, session: aiohttp.ClientSession) -> None:
        pause = FIRST_PAUSE
        while self._world.updates.webhook is not None:
            if await self._deliver_one(session):
                pause = FIRST_PAUSE
                continue
            if not self._world.updates.pending:
                return
            await asyncio.sleep(pause)
            pause = min(pause * 2, LONGEST_PAUSE)

    async def _deliver_one(self, session: aiohttp.ClientSession) -> bool:
        """Post the oldest update; whether it was taken."""
        updates = self._world.updates
        webhook = updates.webhook
        first = next(iter(updates.pending), None)
        batch = updates.take(1)
        if webhook is None or not batch:
            return False
        headers = {"Content-Type": "application/json"}
        if webhook["secret"]:
            headers["X-Telegram-Bot-Api-Secret-Token"] = webhook["secret"]
        failure = await _posted(session, webhook["url"], batch[0], headers)
        if failure is not None:
            webhook |= {"last_error_date": self._world.now(), "last_error_message": failure}
            return False
        if first is not None and batch[0] == updates.pending.get(first):
            updates.confirm(first + 1)
            self._world.store.flush()
        return True


async def _posted(session: aiohttp.ClientSession, url: str, body: str, headers: dict[str, str]) -> str | None:
    """Why the post failed, in Telegram's words, or None."""
    try:
        async with session.post(url, data=body.encode(), headers=headers) as answer:
            await answer.read()
            if answer.ok:
                return None
            return f"Wrong response from the webhook: {answer.status} {answer.reason}"
    except (aiohttp.ClientError, TimeoutError) as failure:
        return f"Connection failed: {failure}"
