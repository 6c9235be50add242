"""The clock jumps an hour, or the time zone is set anew: people hear what they would have heard, and once."""

from collections import Counter
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from playground.faults import Fault
from playground.walk import walk
from tests.chat.moves import at
from tests.city import DIRECTOR, ZONE, City, open_city
from tests.faults.program import add_readers, arrived, fill_outbox, states
from tests.faults.writers import open_packages, written

HOUR = timedelta(hours=1)
EAST, WEST = ZoneInfo("Asia/Vladivostok"), ZoneInfo("Europe/Kaliningrad")
END = at(25, 23)
MESSAGES = 5
# On 17 and 24 January a step of the ladder falls due, and everybody gets a digest at nine.
JUMPS = {
    "back when the digests were said": [(at(17, 9, 1), -HOUR), (at(24, 9, 30), -HOUR)],
    "back before they are": [(at(17, 8, 59), -HOUR), (at(24, 8, 1), -HOUR)],
    "back into the day before": [(at(17, 0, 30), -HOUR), (at(24, 0, 2), -HOUR)],
    "forward over the digests": [(at(17, 8, 30), HOUR), (at(24, 8, 59), HOUR)],
    "forward into the day": [(at(16, 23, 30), HOUR), (at(23, 23, 59), HOUR)],
    "forward, and back again": [(at(17, 8, 30), HOUR), (at(17, 9, 31), -HOUR)],
    "back, and forward again": [(at(17, 9, 1), -HOUR), (at(17, 8, 2), HOUR)],
}
MOVES = {
    "east before the digests": [(at(17, 1), EAST)],
    "east when they were said": [(at(17, 9, 1), EAST)],
    "east in the evening, where it is tomorrow": [(at(16, 18), EAST)],
    "east and back": [(at(16, 18), EAST), (at(17, 4), ZONE)],
    "west before the digests": [(at(17, 8, 59), WEST)],
    "west when they were said": [(at(17, 9, 1), WEST)],
    "west over midnight": [(at(17, 0, 30), WEST)],
    "west and back": [(at(17, 9, 1), WEST), (at(17, 9, 30), ZONE)],
}


@pytest.fixture(scope="module")
def undisturbed() -> dict[str, Counter[tuple[int, str]]]:
    """What is heard without any trouble, once it is known."""
    return {}


@pytest.mark.parametrize("name", JUMPS)
async def test_a_clock_that_jumps(
    small_city: City, undisturbed: dict[str, Counter[tuple[int, str]]], tmp_path: Path, name: str
) -> None:
    city = small_city
    packages = await open_packages(city)
    readers = await add_readers(city, MESSAGES, now=city.clock())
    for number, (moment, by) in enumerate(JUMPS[name]):
        await city.goes_to(moment)
        if number == 0:
            await _is_busy(city, readers)
        city.clock.advance(by)
        await city.phone(DIRECTOR).sends(f"№ {number}")
    await city.goes_to(END)
    await _is_complete(city)
    assert await written(city, packages[0]) == [f"№ {number}" for number in range(len(JUMPS[name]))]
    assert _digests(city) == await _wanted(undisturbed, tmp_path)


@pytest.mark.parametrize("name", MOVES)
async def test_a_time_zone_set_anew(
    small_city: City, undisturbed: dict[str, Counter[tuple[int, str]]], tmp_path: Path, name: str
) -> None:
    city = small_city
    readers = await add_readers(city, MESSAGES, now=city.clock())
    for number, (moment, zone) in enumerate(MOVES[name]):
        await _goes_to(city, moment)
        if number == 0:
            await _is_busy(city, readers)
        city.settings = city.settings.model_copy(update={"timezone": zone})
        await city.restarts()
    await _goes_to(city, END)
    await _is_complete(city)
    assert _digests(city) == await _wanted(undisturbed, tmp_path)


async def _goes_to(city: City, moment: datetime) -> None:
    """By way of the midnights of the zone in force: the program plans its day soon after each."""
    await city.drain()
    await walk(city.app, city.clock, moment, city.settings.timezone)


async def _is_busy(city: City, readers: list[int]) -> None:
    """Messages are on their way at this moment; some will be tried again, one was perhaps sent."""
    faults = city.playground.world.faults
    faults.add(Fault("sendMessage", "error", times=2))
    faults.add(Fault("sendMessage", "drop_before"))
    await fill_outbox(city, readers, MESSAGES, now=city.clock())
    await city.drain()


async def _is_complete(city: City) -> None:
    assert await states(city) == {"sent": MESSAGES}
    assert arrived(city) == dict.fromkeys(range(MESSAGES), 1)


def _digests(city: City) -> Counter[tuple[int, str]]:
    """How often each digest stands in each chat."""
    return Counter(
        (chat_id, message["text"])
        for chat_id, chat in city.playground.world.chats.items()
        for message in chat.messages.values()
        if message.get("text", "").startswith("Сегодня, ")
    )


async def _wanted(known: dict[str, Counter[tuple[int, str]]], folder: Path) -> Counter[tuple[int, str]]:
    if not known:
        url = f"sqlite+aiosqlite:///{folder}/undisturbed.db"
        async with open_city(url, folder / "undisturbed") as city:
            await city.settle_in()
            await add_readers(city, MESSAGES, now=city.clock())
            await city.goes_to(END)
            assert len(_digests(city)) > 10
            known["heard"] = _digests(city)
    return known["heard"]
