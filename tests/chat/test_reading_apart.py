"""A document is read in a process of its own, whatever it does there."""

import asyncio
import os
import sys
from pathlib import Path

import pytest

from db.models import DocumentPurpose
from roadmap.errors import UserError
from scheduler import sandbox
from scheduler.sandbox import ReaderDiedError, read_apart, read_roadmap
from tests.city import ROADMAP, City

HOSTILE = """
import sys
from scheduler import reader
def hostile(content, name):
    {}
reader.CPU_SECONDS = 1
reader.READERS["roadmap"] = hostile
reader.main(*sys.argv[1:])
"""


def read_with(monkeypatch: pytest.MonkeyPatch, code: str) -> None:
    """Let the reading be done by Python code, in a process like the reader's."""
    monkeypatch.setattr(sandbox, "_READER", (sys.executable, "-c", code))


async def refusal() -> str:
    with pytest.raises(UserError) as caught:
        await read_roadmap(b"", "plan.txt")
    return caught.value.text_id


async def test_it_reads_what_the_document_says() -> None:
    reading = await read_roadmap(ROADMAP.read_bytes(), "penza.txt")
    assert (reading.year, len(reading.activities)) == (2022, 21)


async def test_what_is_no_roadmap_is_refused_as_ever() -> None:
    assert await refusal() == "import-empty"


@pytest.mark.parametrize(
    "hostile", ["return bytearray(2 << 30)", "while True: pass", "return hostile(content, name)"]
)
async def test_too_much_memory_time_or_depth(hostile: str, monkeypatch: pytest.MonkeyPatch) -> None:
    read_with(monkeypatch, HOSTILE.format(hostile))
    assert await refusal() == "import-too-much"


async def test_a_reader_that_hangs_is_ended(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    alive = tmp_path / "alive"
    code = f"import os, time; open({str(alive)!r}, 'w').write(str(os.getpid())); time.sleep(600)"
    read_with(monkeypatch, code)
    monkeypatch.setattr(sandbox, "PATIENCE_SECONDS", 2.0)
    assert await refusal() == "import-too-long"
    with pytest.raises(ProcessLookupError):
        os.kill(int(alive.read_text()), 0)


async def test_it_can_write_no_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    target = tmp_path / "target"
    write = f"with open({str(target)!r}, 'wb', 0) as file: file.write(b'x')"
    read_with(monkeypatch, HOSTILE.format(write))
    with pytest.raises(ReaderDiedError, match="File too large"):
        await read_roadmap(b"", "plan.txt")
    assert target.read_bytes() == b""


async def test_what_libraries_complain_of_is_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    complain = (
        "import logging; logging.warning('odd'); logging.critical('odd'); return {'complaints': 'none'}"
    )
    read_with(monkeypatch, HOSTILE.format(complain))
    monkeypatch.setattr(sandbox, "_answer", lambda _, *all_said: all_said)
    answer = await read_apart(DocumentPurpose.ROADMAP, b"", "plan.txt")
    assert answer == (b'{"read": {"complaints": "none"}}', b"")


async def test_an_answer_that_is_too_long_is_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    read_with(monkeypatch, HOSTILE.format("return 'x' * reader.LARGEST_ANSWER"))
    assert await refusal() == "import-too-much"


async def test_the_memory_may_end_where_the_answer_is_made(monkeypatch: pytest.MonkeyPatch) -> None:
    read_with(monkeypatch, HOSTILE.format("return ['x' * 1_000_000] * 2_000"))
    assert await refusal() == "import-too-much"


async def test_it_knows_no_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BOT_TOKEN", "4711:secret")
    monkeypatch.setenv("DATABASE_URL", "postgresql://secret")
    read_with(monkeypatch, "import json, os; print(json.dumps({'read': dict(os.environ)}))")
    environment = await read_apart(DocumentPurpose.ROADMAP, b"", "plan.txt")
    assert "secret" not in str(environment)


async def test_other_chats_are_answered_meanwhile(
    small_city: City, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The reader keeps a processor busy until the curator has had five answers."""
    begun, answered = tmp_path / "begun", tmp_path / "answered"
    busy = f"""
import json, os, sys
from scheduler import reader
def busy(content, name):
    open({str(begun)!r}, "w")
    while not os.path.exists({str(answered)!r}): pass
    return reader.read_document(content).to_json()
reader.READERS["roadmap"] = busy
reader._limit_this_process = lambda: None  # it opens a file to tell that it has begun
reader.main(*sys.argv[1:])
"""
    read_with(monkeypatch, busy)
    coordinator, curator = small_city.coordinator, small_city.curator
    await coordinator.sends("/roadmap")
    await coordinator.presses("Загрузить")
    sending = asyncio.create_task(coordinator.sends_file(ROADMAP.read_bytes(), "plan.txt"))
    while not begun.exists():  # noqa: ASYNC110 -- another process
        await asyncio.sleep(0.02)
    for _ in range(5):
        await curator.sends("/help")
        await curator.sees("Отменить начатое")
    assert not sending.done()
    answered.touch()
    await sending
    await coordinator.sees("21 мероприяти")
