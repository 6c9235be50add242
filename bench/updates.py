"""Button presses: against bare aiogram dispatch without a database, and with a slow Telegram."""

import asyncio
import itertools
import time

import aiohttp
from aiogram import Bot, Dispatcher
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup
from aiogram.types import Message as TelegramMessage
from sqlalchemy import func, select

from bench.report import Figure
from bench.town import TOKEN, bot_in_town, chats, playground
from bot.app import App
from db.models import HandledUpdate
from scheduler.limits import Limits

PEOPLE, PRESSES, ROUNDS = 200, 5, 3
DATA = "task:1"

Button = tuple[int, str]
"""The message that a button stands under, and its callback data."""


async def against_bare_dispatch() -> Figure:
    """The median of paired rounds: a press is answered and its message edited in both."""
    ratios = []
    for number in range(ROUNDS):
        bare, ours = await _bare(), await _ours("--no-limits")
        ratios.append(ours / bare)
        print(f"  presses, round {number + 1}: bare {bare:.0f}/s, with transactions {ours:.0f}/s")
    return Figure("updates with their transaction / bare aiogram dispatch", sorted(ratios)[ROUNDS // 2], 0.3)


async def with_slow_telegram() -> Figure:
    rate = await _ours("--no-limits", "--delay", "80")
    return Figure("presses a second from 200 chats, 80 ms added to each call", rate, 200)


async def _bare() -> float:
    async with playground("--no-limits", people=PEOPLE) as address:
        bot = Bot(TOKEN, session=AiohttpSession(api=TelegramAPIServer.from_base(address), limit=200))
        keyboard = InlineKeyboardMarkup(
            inline_keyboard=[[InlineKeyboardButton(text="Поручение", callback_data=DATA)]]
        )
        messages = {
            chat: (await bot.send_message(chat, "Меню", reply_markup=keyboard)) for chat in chats(PEOPLE)
        }
        dispatcher, done, handled, numbers = Dispatcher(), asyncio.Event(), 0, itertools.count()

        @dispatcher.callback_query()
        async def press(query: CallbackQuery) -> None:
            nonlocal handled
            assert isinstance(query.message, TelegramMessage)
            number = next(numbers)
            await asyncio.gather(
                bot(query.answer()),
                bot(query.message.edit_text(f"Поручение {number}", reply_markup=keyboard)),
            )
            handled += 1
            if handled == PEOPLE * PRESSES:
                done.set()

        await bot.get_updates(timeout=0, allowed_updates=["callback_query"])
        await _press(address, {chat: (message.message_id, DATA) for chat, message in messages.items()})
        began = time.perf_counter()
        polling = asyncio.create_task(dispatcher.start_polling(bot, handle_signals=False))
        await done.wait()
        seconds = time.perf_counter() - began
        await dispatcher.stop_polling()
        await polling
    return PEOPLE * PRESSES / seconds


async def _ours(*options: str) -> float:
    limits = Limits(per_second=None)
    async with (
        playground(*options, people=PEOPLE) as address,
        bot_in_town(address, people=PEOPLE, limits=limits) as app,
    ):
        await app.drain()
        messages = await _menus(app, address)
        await _press(address, messages)
        before = await _handled(app)
        began = time.perf_counter()
        reading = asyncio.create_task(app.intake.run())
        while not app.intake.idle or await _handled(app) < before + PEOPLE * PRESSES:  # noqa: ASYNC110 -- measured
            await asyncio.sleep(0.02)
        seconds = time.perf_counter() - began
        reading.cancel()
        await asyncio.wait([reading])
    return PEOPLE * PRESSES / seconds


async def _menus(app: App, address: str) -> dict[int, Button]:
    """Everybody asks for their tasks; of each the message that comes, and its first task's button."""
    async with aiohttp.ClientSession(address) as client:
        for chat in chats(PEOPLE):
            await client.post(f"/play/chats/{chat}/text", json={"text": "/tasks"})
        await app.drain()
        found = {}
        for chat in chats(PEOPLE):
            content = await (await client.get(f"/play/chats/{chat}")).json()
            last = [message for message in content["messages"] if message["inline_keyboard"]][-1]
            found[chat] = last["message_id"], last["inline_keyboard"][0][0]["callback_data"]
    return found


async def _press(address: str, buttons: dict[int, Button]) -> None:
    async with aiohttp.ClientSession(address) as client:
        for _ in range(PRESSES):
            for chat, (message_id, data) in buttons.items():
                body = {"message_id": message_id, "data": data}
                answer = await client.post(f"/play/chats/{chat}/press", json=body)
                assert answer.ok, await answer.text()


async def _handled(app: App) -> int:
    async with app.database.look() as session:
        return (await session.scalar(select(func.count()).select_from(HandledUpdate))) or 0
