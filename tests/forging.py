"""What no phone sends: a forged callback, a button of a message long gone, a text as handled."""

import secrets
from datetime import UTC, datetime

from aiogram.types import CallbackQuery, Chat, InaccessibleMessage, Message, Update, User

from bot.screens.screen import Reply
from tests.city import City


async def press(city: City, chat_id: int, data: str) -> Reply:
    """What the bot answers to `data` from that chat, whatever buttons it has."""
    chat = Chat(id=chat_id, type="private")
    query = CallbackQuery(
        id=secrets.token_hex(8),
        from_user=User(id=chat_id, is_bot=False, first_name="Кто-то"),
        chat_instance="test",
        message=InaccessibleMessage(chat=chat, message_id=1, date=0),
        data=data,
    )
    update = Update(update_id=secrets.randbits(40), callback_query=query)
    reply = await city.app.dispatcher.feed_update(city.app.bot, update)
    assert isinstance(reply, Reply)
    return reply


async def refusal(city: City, chat_id: int, data: str) -> str:
    """The toast that the press is answered with."""
    return (await press(city, chat_id, data)).toast or ""


async def says(city: City, chat_id: int, text: str) -> Reply:
    """What the bot answers to a text, as it is handled."""
    message = Message(
        message_id=secrets.randbits(20),
        date=datetime.now(UTC),
        chat=Chat(id=chat_id, type="private"),
        from_user=User(id=chat_id, is_bot=False, first_name="Кто-то"),
        text=text,
    )
    update = Update(update_id=secrets.randbits(40), message=message)
    reply = await city.app.dispatcher.feed_update(city.app.bot, update)
    assert isinstance(reply, Reply)
    return reply
