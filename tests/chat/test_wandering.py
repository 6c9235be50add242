"""People who press and write whatever comes: nothing breaks, in either language."""

import random
from typing import Any

import pytest
from sqlalchemy import select, update

from bot.keyboards.menu import Section
from db.models import Message, MessageState, Person
from tests.chat.busy_city import fill
from tests.city import COORDINATOR, CURATOR, DIRECTOR, HEAD, OTHER_CURATOR, City
from tests.handing_in import pdf, picture
from tests.phone import Phone

STEPS = 150
COMMANDS = [f"/{section}" for section in (*Section, "start", "cancel")]
TEXTS = ("20.02", "15:30", "Да\nНет", "Школа № 907", "<b>Имя & Фамилия</b>", "я" * 3000, "1", "завтра")
PEOPLE = (COORDINATOR, COORDINATOR, COORDINATOR, CURATOR, OTHER_CURATOR, DIRECTOR, HEAD)


@pytest.mark.slow
@pytest.mark.parametrize("language", ["ru", "en"])
@pytest.mark.parametrize("seed", [0, 1])
async def test_whatever_people_do_is_answered(
    small_city: City, language: str, seed: int, caplog: pytest.LogCaptureFixture
) -> None:
    await fill(small_city)
    async with small_city.app.database.transaction() as session:
        await session.execute(update(Person).values(locale=language))
    dice = random.Random(seed)
    done: list[tuple[int, str]] = []
    for step in range(STEPS):
        phone = small_city.phone(dice.choice(PEOPLE))
        done.append((phone.person_id, await does_something(phone, dice)))
        if step % 20 == 0:
            await small_city.passes(hours=dice.choice([1, 5, 24, 72]))
        assert complaints(caplog) == [], done[-8:]
    async with small_city.app.database.look() as session:
        failed = select(Message).where(Message.state == MessageState.FAILED)
        assert (await session.scalars(failed)).all() == []


async def does_something(phone: Phone, dice: random.Random) -> str:
    """Press a button, an old one too; now and then write or send something. What it was."""
    what = dice.random()
    if what < 0.1:
        command = dice.choice(COMMANDS)
        await phone.sends(command)
        return command
    if what < 0.2:
        text = dice.choice(TEXTS)
        await phone.sends(text)
        return text
    if what < 0.25:
        await phone.sends_photo(picture(dice.choice(["red", "blue", "green"])))
        return "a photo"
    if what < 0.27:
        await phone.sends_file(pdf(), "протокол.pdf")
        return "a document"
    return await presses_something(phone, dice)


async def presses_something(phone: Phone, dice: random.Random) -> str:
    messages = [message for message in await phone.messages() if message["inline_keyboard"]]
    if not messages:
        await phone.sends("/tasks")
        return "/tasks"
    # Mostly what was said last, as people do.
    message = messages[-1] if dice.random() < 0.7 else dice.choice(messages)
    buttons: list[dict[str, Any]] = [one for row in message["inline_keyboard"] for one in row]
    button = dice.choice([one for one in buttons if "callback_data" in one])
    await phone.presses_again(message, button["callback_data"])
    return f"[{button['text']}] {button['callback_data']}"


def complaints(caplog: pytest.LogCaptureFixture) -> list[str]:
    """What the program says was wrong with itself, or with what it sent."""
    return [
        record.getMessage()
        for record in caplog.records
        if record.levelname == "ERROR" or "not delivered" in record.getMessage()
    ]
