"""What people do in several tests: a few taps under one name."""

from datetime import datetime
from typing import Any

from tests.city import ZONE
from tests.phone import Message, Phone


async def hands_in(phone: Phone, task: str) -> None:
    """Open «Поручения», choose the task whose button says `task`, send a photo and be done."""
    await phone.sends("/tasks")
    await phone.presses(task)
    await phone.presses("Сдать")
    await phone.sends_photo()
    await phone.presses("Готово")


def at(day: int, hour: int, minute: int = 0, *, month: int = 1) -> datetime:
    """A moment of 2022 by the city's clocks."""
    return datetime(2022, month, day, hour, minute, tzinfo=ZONE)


def data_of(message: Message, label: str) -> str:
    """What a button carries, so that somebody else can press it."""
    buttons: list[dict[str, Any]] = [one for row in message["inline_keyboard"] for one in row]
    return next(str(one["callback_data"]) for one in buttons if label in one["text"])
