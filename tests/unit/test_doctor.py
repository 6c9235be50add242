"""What `kurator doctor` finds, asking the playground in Telegram's place."""

import os
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot import doctor
from bot.doctor import examine
from bot.settings import Settings
from db.engine import Database
from db.schema import migrate
from tests.rig import TOKEN, Rig, open_rig

ALL = [
    "database",
    "evidence storage",
    "calendar",
    "time zone",
    "token",
    "the server's clock",
    "updates",
]


@pytest.fixture
async def rig() -> AsyncIterator[Rig]:
    async with open_rig() as rig:
        yield rig


@pytest.fixture(autouse=True)
def _installation(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, rig: Rig) -> None:
    for name in list(os.environ):
        if name.lower().removesuffix("_file") in Settings.model_fields:
            monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    for name, value in {"BOT_TOKEN": TOKEN, "BOT_API_URL": rig.playground.url, "LOCALE": "en"}.items():
        monkeypatch.setenv(name, value)


async def ailing(capsys: pytest.CaptureFixture[str], *names: str) -> str:
    """The lines that fail; fails itself if they are others, or if the exit status doesn't tell."""
    status = await examine()
    lines = capsys.readouterr().out.splitlines()
    bad = [line for line in lines if line.startswith("✗ ")]
    assert [line[2:].partition(":")[0] for line in bad] == list(names), lines
    assert status == (1 if names else 0)
    return "\n".join(bad)


async def test_all_is_well(capsys: pytest.CaptureFixture[str]) -> None:
    assert await examine() == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.partition(":")[0] for line in lines] == [f"✓ {name}" for name in ALL]
    assert "no tables yet" in lines[0]
    assert lines[-1].endswith("getUpdates, 0 waiting")


async def test_the_newest_schema_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    database = Database("sqlite+aiosqlite:///data/kurator.db")
    await migrate(database)
    await database.close()
    await examine()
    assert "schema 000" in capsys.readouterr().out


async def test_an_older_schema(capsys: pytest.CaptureFixture[str]) -> None:
    database = Database("sqlite+aiosqlite:///data/kurator.db")
    await migrate(database, "0001")
    await database.close()
    said = await ailing(capsys, "database")
    assert "has the schema 0001, the program needs 000" in said
    assert "«kurator migrate» updates the schema" in said


async def test_a_full_disk(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "LEAST_FREE_MEGABYTES", 10**12)
    assert "make room on the disk" in await ailing(capsys, "evidence storage")


async def test_a_folder_that_cannot_be_made(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EVIDENCE_URL", f"{__file__}/evidence")
    assert "let the bot's user write to EVIDENCE_URL" in await ailing(capsys, "evidence storage")


async def test_an_outdated_calendar(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(doctor, "last_known_year", lambda: 2020)
    assert "known up to 2020 only. Update the bot" in await ailing(capsys, "calendar")


async def test_a_clock_that_is_wrong(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(doctor, "LARGEST_SKEW_SECONDS", -1)
    assert "timedatectl set-ntp true" in await ailing(capsys, "the server's clock")


async def test_a_wrong_token(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BOT_TOKEN", "1:another-token-that-is-not-known")
    said = await ailing(capsys, "token")
    assert "Check BOT_TOKEN" in said
    assert "another-token" not in said


async def test_updates_that_go_elsewhere(capsys: pytest.CaptureFixture[str], rig: Rig) -> None:
    await rig.ok("setWebhook", url="https://another.example.org/x")
    said = await ailing(capsys, "updates")
    assert "Telegram has the address https://another.example.org/x, the settings –" in said


async def test_a_webhook_that_fails(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, rig: Rig
) -> None:
    monkeypatch.setenv("WEBHOOK_URL", f"{rig.playground.url}/nobody")
    monkeypatch.setenv("WEBHOOK_SECRET", "word")
    await rig.ok("setWebhook", url=f"{rig.playground.url}/nobody")
    monkeypatch.setitem(rig.playground.world.updates.webhook or {}, "last_error_date", 4_000_000_000)
    monkeypatch.setitem(rig.playground.world.updates.webhook or {}, "last_error_message", "Not Found")
    assert "Telegram can't deliver them: Not Found" in await ailing(capsys, "updates")
