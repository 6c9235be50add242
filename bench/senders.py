"""Programs that send one text to everybody, each in its package's own way: `python -m bench.senders …`.

Started again in the same folder they go on with what they kept there; one that keeps nothing begins anew.
"""

import argparse
import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path

import uvloop
from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram_broadcaster import Broadcaster
from aiogram_broadcaster.contents import TextContent
from aiogram_broadcaster.intervals import SimpleInterval
from aiogram_broadcaster.storages import SQLAlchemyStorage
from aiogram_broadcaster.utils.retry_after_handler import setup_retry_after_handler
from telegram.ext import AIORateLimiter, ApplicationBuilder

from bench.town import MORNING, NOTE, TOKEN, bot_in, chats, settle_in
from db.queries.outbox import NewMessage, put
from scheduler.jobs import drain
from scheduler.limits import PER_SECOND, Limits
from scheduler.outbox import LEASE

TEXT = "Объявление: срок 28 февраля 2022 г., осталось 14 дней."
PATIENT = 20  # so often AIORateLimiter tries a message that is refused; by default it never tries again


@dataclass(frozen=True)
class Task:
    """`interval`: seconds between messages; `burst`: so many may go at once; `storage`: it keeps notes."""

    address: str
    folder: str
    people: int
    interval: float
    burst: int
    storage: bool

    @property
    def fresh(self) -> bool:
        """Nothing was kept in the folder yet."""
        return not any(Path(self.folder).iterdir())


async def outbox(task: Task) -> None:
    """Ours. Started again, its clock stands where the lease of what was in flight has ended."""
    fresh = task.fresh
    app = bot_in(task.folder, task.address, limits=Limits(), now=MORNING if fresh else MORNING + LEASE)
    await app.start()
    if fresh:
        await settle_in(app, task.people)
        news = [NewMessage(f"{person}", person, NOTE, {"text": TEXT}) for person in range(1, task.people + 1)]
        async with app.database.transaction() as session:
            await put(session, news, now=app.clock())
    await drain(app.outbox.send_batch)
    await app.close()


async def broadcaster(task: Task) -> None:
    """aiogram-broadcaster, with its handler for 429 and the most durable storage that needs no server."""
    bot = Bot(TOKEN, session=AiohttpSession(api=TelegramAPIServer.from_base(task.address)))
    storage = SQLAlchemyStorage.from_url(f"sqlite+aiosqlite:///{task.folder}/broadcaster.db")
    broadcaster = Broadcaster(bot, storage=storage if task.storage else None)
    setup_retry_after_handler(broadcaster.event)
    await storage.startup()
    if task.storage:
        await broadcaster.restore_mailers()
    if not broadcaster.mailers:
        content = TextContent(text=TEXT)
        interval = SimpleInterval(interval=task.interval)
        await broadcaster.create_mailer(chats=chats(task.people), content=content, interval=interval)
    await asyncio.gather(*(mailer.start() for mailer in broadcaster))
    await storage.shutdown()
    await bot.session.close()


async def limiter(task: Task) -> None:
    """python-telegram-bot with its rate limiter, all messages at once as its documentation has it."""
    limiter = AIORateLimiter(task.burst, task.burst / PER_SECOND, max_retries=PATIENT)
    builder = ApplicationBuilder().token(TOKEN).base_url(f"{task.address}/bot").rate_limiter(limiter)
    async with builder.build() as application:
        await asyncio.gather(*(application.bot.send_message(chat, TEXT) for chat in chats(task.people)))


PROGRAMS: dict[str, Callable[[Task], Awaitable[None]]] = {
    "outbox": outbox,
    "broadcaster": broadcaster,
    "limiter": limiter,
}


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.senders", description=__doc__)
    parser.add_argument("program", choices=PROGRAMS)
    parser.add_argument("address")
    parser.add_argument("folder")
    parser.add_argument("people", type=int)
    parser.add_argument("--interval", type=float, default=0.0)
    parser.add_argument("--burst", type=int, default=PER_SECOND)
    parser.add_argument("--storage", action="store_true")
    arguments = vars(parser.parse_args())
    program = PROGRAMS[arguments.pop("program")]

    async def run() -> None:
        await program(Task(**arguments))

    uvloop.run(run())


if __name__ == "__main__":
    main()
