"""Delivery through the outbox: against a bare aiogram loop, and with Telegram's real limits on."""

import asyncio
import time
from collections.abc import Iterator

from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from sqlalchemy import func, select

from bench.report import Figure
from bench.town import NOTE, TOKEN, bot_in_town, chats, playground
from bot.app import App
from db.models import Message, MessageState
from db.queries.outbox import NewMessage, put
from scheduler.jobs import drain
from scheduler.limits import Limits
from scheduler.sending import IN_FLIGHT

MESSAGES, PEOPLE, ROUNDS = 1500, 300, 7
RECIPIENTS, PER_SECOND = 1000, 30


async def against_bare_aiogram() -> Figure:
    """The median of paired rounds: bare loop and outbox in turn, the same texts, server and concurrency."""
    ratios = []
    async with playground("--no-limits", people=PEOPLE) as address:
        for number in range(ROUNDS):
            bare = await _bare(address)
            ours = await _through_outbox(address, number)
            ratios.append(ours / bare)
            print(f"  delivery, round {number + 1}: bare {bare:.0f}/s, outbox {ours:.0f}/s")
    return Figure("delivery through the outbox / bare aiogram loop", sorted(ratios)[ROUNDS // 2], 0.7)


def _texts(round_: object) -> Iterator[tuple[int, str]]:
    for number in range(MESSAGES):
        person = number % PEOPLE
        yield person, f"<b>Сообщение {number}</b> ({round_}). Срок: 28 февраля 2022 г., осталось 14 дней."


async def _bare(address: str) -> float:
    bot = Bot(TOKEN, session=AiohttpSession(api=TelegramAPIServer.from_base(address), limit=200))
    turn = asyncio.Semaphore(IN_FLIGHT)

    async def send(person: int, text: str) -> None:
        async with turn:
            await bot.send_message(chats(PEOPLE)[person], text, parse_mode="HTML")

    began = time.perf_counter()
    await asyncio.gather(*(send(person, text) for person, text in _texts("bare")))
    seconds = time.perf_counter() - began
    await bot.session.close()
    return MESSAGES / seconds


async def _through_outbox(address: str, round_: int) -> float:
    async with bot_in_town(address, people=PEOPLE, limits=Limits(per_second=None)) as app:
        news = [
            NewMessage(f"{number}", person + 1, NOTE, {"text": text})
            for number, (person, text) in enumerate(_texts(round_))
        ]
        await _put(app, news)
        began = time.perf_counter()
        await drain(app.outbox.send_batch)
        seconds = time.perf_counter() - began
        await _all_sent(app, MESSAGES)
    return MESSAGES / seconds


async def with_limits_on() -> tuple[Figure, Figure]:
    async with (
        playground(people=RECIPIENTS) as address,
        bot_in_town(address, people=RECIPIENTS, limits=Limits()) as app,
    ):
        await asyncio.sleep(1)  # the calls of the start are no longer in the server's last second
        news = [NewMessage(f"{n}", n + 1, NOTE, {"text": f"Сообщение {n}"}) for n in range(RECIPIENTS)]
        await _put(app, news)
        began = time.perf_counter()
        await drain(app.outbox.send_batch)
        seconds = time.perf_counter() - began
        await _all_sent(app, RECIPIENTS)
        refused = app.watch.retry_waits
    print(f"  limits on: {RECIPIENTS} messages in {seconds:.1f} s")
    return (
        Figure("delivery with limits on / 30 messages a second", RECIPIENTS / seconds / PER_SECOND, 0.95),
        Figure("answers 429 (none allowed)", refused, 0, at_most=True),
    )


async def _put(app: App, news: list[NewMessage]) -> None:
    async with app.database.transaction() as session:
        await put(session, news, now=app.clock())


async def _all_sent(app: App, wanted: int) -> None:
    async with app.database.look() as session:
        sent = await session.scalar(select(func.count()).where(Message.state == MessageState.SENT))
    assert sent == wanted, f"{sent} of {wanted} were sent"
