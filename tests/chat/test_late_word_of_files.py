"""«The file is lost», a day after it was sent, came in the middle of the night as if it were an answer."""

from datetime import timedelta

from sqlalchemy import select

from db.models import EvidenceFile, FileState
from playground.faults import Fault
from tests.chat.moves import at
from tests.city import DIRECTOR, City
from tests.phone import Phone

LOST = "Telegram так и не отдал этот файл"


async def said(city: City) -> list[str]:
    return [message["text"] for message in await city.phone(DIRECTOR).sees_all()]


async def fate(city: City) -> FileState:
    async with city.app.database.look() as session:
        return (await session.scalars(select(EvidenceFile.state))).one()


async def test_a_file_lost_in_the_night_is_told_in_the_morning(small_city: City) -> None:
    faults = small_city.playground.world.faults
    await small_city.goes_to(at(10, 23))
    faults.add(Fault("getFile", "error", times=10_000))
    await Phone(small_city.playground.url, DIRECTOR).sends_photo()
    await small_city.drain()
    assert any("Telegram" in text for text in await said(small_city)), "that it is late answers the sender"
    await small_city.goes_to(at(11, 23, 30) + timedelta(hours=1))
    assert await fate(small_city) is FileState.LOST
    assert not any(LOST in text for text in await said(small_city))
    await small_city.goes_to(at(12, 8, 1))
    assert any(LOST in text for text in await said(small_city))


async def test_a_file_saved_in_the_night_is_asked_about_in_the_morning(small_city: City) -> None:
    faults = small_city.playground.world.faults
    await small_city.goes_to(at(10, 21, 30))
    faults.add(Fault("getFile", "error", times=10_000))
    await Phone(small_city.playground.url, DIRECTOR).sends_photo()
    await small_city.goes_to(at(11, 1))
    faults.clear()
    await said(small_city)
    await small_city.goes_to(at(11, 3))
    assert await fate(small_city) is FileState.STORED
    assert await said(small_city) == []
    await small_city.goes_to(at(11, 8, 1))
    assert any("К какому поручению" in text for text in await said(small_city))


async def test_at_once_it_answers_even_at_night(small_city: City) -> None:
    await small_city.goes_to(at(10, 23))
    await small_city.phone(DIRECTOR).sends_photo()
    assert any("К какому поручению" in text for text in await said(small_city))
