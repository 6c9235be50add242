"""A bare 404 at run time gave up messages and files for good, one after the other."""

import pytest
from sqlalchemy import select

from bot import token
from db.models import EvidenceFile, FileState
from playground.faults import Fault
from tests.city import DIRECTOR, City
from tests.faults.program import add_readers, arrived, fill_outbox, outbox, states
from tests.phone import Phone

MESSAGES = 8


async def test_a_bare_404_stops_the_sending_and_loses_nothing(
    small_city: City, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(token, "LOOK_SECONDS", 0.0)
    city, app = small_city, small_city.app
    await Phone(city.playground.url, DIRECTOR).sends_photo()
    await app.intake.take(timeout=0)
    await app.intake.settle()
    await fill_outbox(city, await add_readers(city, MESSAGES), MESSAGES, now=city.clock())
    faults = city.playground.world.faults
    faults.add(Fault("*", "error", times=1000, code=404, description="Not Found"))

    await app.files.fetch_batch()
    assert await fate_of_the_file(city) is FileState.PENDING
    await app.outbox.send_batch()
    assert is_refused(city)
    assert "nothing is sent until BOT_TOKEN and BOT_API_URL are right" in caplog.text
    assert not await app.token.only(app.outbox.send_batch)()
    assert await states(city) == {"waiting": MESSAGES}
    assert {one.ambiguous for one in (await outbox(city)).values()} == {0}

    faults.clear()
    await app.token.only(app.outbox.send_batch)()
    assert not is_refused(city)
    await city.passes(minutes=1)
    assert arrived(city) == dict.fromkeys(range(MESSAGES), 1)
    assert await fate_of_the_file(city) is FileState.STORED


async def fate_of_the_file(city: City) -> FileState:
    async with city.app.database.look() as session:
        return (await session.scalars(select(EvidenceFile.state))).one()


def is_refused(city: City) -> bool:
    return city.app.watch.token_refused
