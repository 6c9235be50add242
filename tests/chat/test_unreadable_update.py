"""An update of a kind that is newer than the bot stood in the way of everybody else's for ever."""

import logging

import pytest

from tests.city import CURATOR, City

NOBODY_KNOWS = {
    "message_id": 1,
    "date": 1641798000,
    "chat": {"id": CURATOR, "type": "private"},
    "from": {"id": CURATOR, "is_bot": False, "first_name": "Пётр"},
    "text": "/tasks",
    "forward_origin": {"type": "from a parallel world", "date": 1641798000},
}


async def test_what_cannot_be_read_stops_nobody(small_city: City, caplog: pytest.LogCaptureFixture) -> None:
    updates = small_city.playground.world.updates
    unreadable = updates.add("message", NOBODY_KNOWS)
    with caplog.at_level(logging.ERROR, logger="bot.intake"):
        await small_city.curator.sends("/tasks")
    await small_city.curator.sees("Сейчас: 2 поручения")
    assert f"update {unreadable} " in caplog.text
    await small_city.drain()
    assert unreadable not in updates.pending
    assert len(caplog.records) == 1
