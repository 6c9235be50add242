"""What Telegram and the way to it can do to the running program: each message and update is accounted for."""

import asyncio
import socket
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from db.models import Message
from playground.faults import Fault
from tests.city import DIRECTOR, City
from tests.faults.program import (
    FIRST_READER,
    add_readers,
    all_settled,
    arrived,
    fill_outbox,
    outbox,
    running,
    states,
    until,
)
from tests.faults.writers import open_packages, written
from tests.phone import Phone

SEND, UPDATES = "sendMessage", "getUpdates"
NAMES = Path(__file__).with_name("names")
SUPERGROUP = -1_002_003_004_005
SILENCE_SECONDS = 30

too_many = partial(
    Fault, kind="error", code=429, description="Too Many Requests", parameters={"retry_after": 2}
)
refused = partial(Fault, kind="error", code=400, description="Bad Request: message is too long")
migrated = partial(
    Fault,
    kind="error",
    code=400,
    description="Bad Request: group chat was upgraded to a supergroup chat",
    parameters={"migrate_to_chat_id": SUPERGROUP},
)


@dataclass(frozen=True)
class Trouble:
    """What meets the first of a chat's two messages; how often each then stands in a chat, how they end."""

    name: str
    fault: Callable[..., Fault] | None
    times: tuple[int, int] = (1, 1)
    ends: tuple[str, str] = ("sent", "sent")
    attempts: int = 0
    ambiguous: int = 0


TROUBLES = (
    Trouble("none", None),
    Trouble("429 with retry_after", too_many),
    Trouble("500", partial(Fault, kind="error", code=500, description="Internal Server Error"), attempts=1),
    Trouble("502", partial(Fault, kind="error"), attempts=1),
    Trouble("dropped after accept", partial(Fault, kind="drop"), (2, 1), attempts=1, ambiguous=1),
    Trouble("dropped before", partial(Fault, kind="drop_before"), attempts=1, ambiguous=1),
    Trouble("slow", partial(Fault, kind="delay", seconds=3)),
    Trouble("refused", refused, (0, 1), ("failed", "sent")),
    Trouble("migrated to a supergroup", migrated),
    Trouble("blocked", None, (0, 0), ("unreachable", "unreachable")),
)
BLOCKED = FIRST_READER + len(TROUBLES) - 1


@pytest.mark.slow
@pytest.mark.timeout(300)
async def test_whatever_telegram_answers_each_message_is_accounted_for(small_city: City) -> None:
    city = small_city
    readers = await add_readers(city, len(TROUBLES))
    await fill_outbox(city, readers, 2 * len(readers))
    for chat_id, trouble in enumerate(TROUBLES, FIRST_READER):
        if trouble.fault is not None:
            city.playground.world.faults.add(trouble.fault(SEND, chat_id=chat_id))
    city.playground.add_group(SUPERGROUP, "Читатели")
    await Phone(city.playground.url, BLOCKED).blocks()

    async with running(city) as program:
        await until(lambda: all_settled(city), program)

    assert not city.playground.world.faults.planned
    counts, ended = arrived(city), await outbox(city)
    for number, trouble in enumerate(TROUBLES):
        first, second = ended[number], ended[number + len(TROUBLES)]
        assert (counts[number], counts[number + len(TROUBLES)]) == trouble.times, trouble.name
        assert (first.state, second.state) == trouble.ends, trouble.name
        assert (first.attempts, first.ambiguous) == (trouble.attempts, trouble.ambiguous), trouble.name
        assert (second.attempts, second.ambiguous) == (0, 0), trouble.name
    assert await _told_of_unreachable(city) > 0
    assert not program.has_said("Traceback"), "".join(program.log)


async def _told_of_unreachable(city: City) -> int:
    async with city.app.database.look() as session:
        statement = select(func.count()).where(Message.kind == "unreachable")
        return await session.scalar(statement) or 0


INCOMING = (
    Fault(UPDATES, "error", code=500, description="Internal Server Error"),
    Fault(UPDATES, "error", code=409, description="Conflict: terminated by other getUpdates request"),
    too_many(UPDATES),
    Fault(UPDATES, "drop"),
    Fault(UPDATES, "drop_before"),
    Fault(UPDATES, "silence", seconds=2),
)


@pytest.mark.slow
@pytest.mark.timeout(300)
async def test_however_updates_are_held_up_each_takes_effect_once(small_city: City) -> None:
    city = small_city
    package = (await open_packages(city))[0]
    director = Phone(city.playground.url, DIRECTOR)
    texts: list[str] = []
    async with running(city) as program:
        await program.is_ready()
        for fault in INCOMING:
            city.playground.world.faults.add(fault)
            for _ in range(3):  # the first ends the poll under way, the others meet the fault
                texts.append(f"№ {len(texts)}")
                await director.sends(texts[-1])
            await until(lambda: all_settled(city), program)
    assert not city.playground.world.faults.planned
    assert await written(city, package) == texts
    assert not program.has_said("Traceback"), "".join(program.log)


@pytest.mark.slow
@pytest.mark.timeout(300)
async def test_thirty_seconds_of_silence_are_outlived(small_city: City) -> None:
    city = small_city
    package = (await open_packages(city))[0]
    readers = await add_readers(city, 3)
    async with running(city) as program:
        await program.is_ready()
        faults = city.playground.world.faults
        faults.add(Fault("*", "silence", times=1000, seconds=SILENCE_SECONDS + 2))
        await fill_outbox(city, readers, 6)
        await Phone(city.playground.url, DIRECTOR).sends("№ 0")
        await asyncio.sleep(SILENCE_SECONDS)
        faults.clear()
        await Phone(city.playground.url, DIRECTOR).sends("№ 1")
        await until(lambda: all_settled(city), program)
    assert await states(city) == {"sent": 6}
    assert arrived(city) == dict.fromkeys(range(6), 1)
    assert await written(city, package) == ["№ 0", "№ 1"]
    assert {message.ambiguous for message in (await outbox(city)).values()} == {0, 1}
    assert not program.has_said("Traceback"), "".join(program.log)


async def test_a_name_is_asked_for_until_it_can_be_found(small_city: City, tmp_path: Path) -> None:
    city = small_city
    package = (await open_packages(city))[0]
    await fill_outbox(city, await add_readers(city, 3), 3)
    await Phone(city.playground.url, DIRECTOR).sends("№ 0")
    named = city.settings.bot_api_url.replace("127.0.0.1", "telegram.test")
    environment = {"BOT_API_URL": named, "PYTHONPATH": str(NAMES), "KURATOR_TEST_NAMES": str(tmp_path)}
    async with running(city, **environment) as program:
        await program.says("out of reach")
        assert program.process.returncode is None
        (tmp_path / "telegram.test").touch()
        await until(lambda: all_settled(city), program)
    assert program.has_said("ClientConnectorDNSError")
    assert arrived(city) == dict.fromkeys(range(3), 1)
    assert await states(city) == {"sent": 3}
    assert await written(city, package) == ["№ 0"]


async def test_a_name_that_is_lost_under_way_costs_no_repetition(
    small_city: City, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The name is remembered for an hour: it is forgotten here, in a program that runs in this process."""
    city, found = small_city, [True]
    ask = socket.getaddrinfo

    def answer(host: object, *more: Any, **named: Any) -> Any:  # noqa: ANN401 -- whatever getaddrinfo takes
        if host == "telegram.test":
            if not found:
                raise socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")
            host = "127.0.0.1"
        return ask(host, *more, **named)  # type: ignore[arg-type]  # passed on as it comes

    monkeypatch.setattr(socket, "getaddrinfo", answer)
    readers = await add_readers(city, 1, now=city.clock())
    named = city.settings.bot_api_url.replace("127.0.0.1", "telegram.test")
    city.settings = city.settings.model_copy(update={"bot_api_url": named})
    await city.restarts()
    found.clear()
    await city.app.bot.session.close()
    await fill_outbox(city, readers, 1, now=city.clock())
    await city.app.work_off()
    waiting = (await outbox(city))[0]
    assert (waiting.state, waiting.attempts, waiting.ambiguous) == ("waiting", 1, 0)
    found.append(True)
    await city.passes(minutes=1)
    assert arrived(city) == {0: 1}
