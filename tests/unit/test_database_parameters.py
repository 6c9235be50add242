"""A parameter that the driver doesn't take was a traceback in `run`, and in `doctor`."""

import os
from pathlib import Path

import pytest

from bot.__main__ import main
from bot.settings import Settings

TOKEN = "123456:AAbbCC-dd_ee"
POSTGRES = "postgresql://user:hunter2secret@127.0.0.1:1/db"


@pytest.fixture(autouse=True)
def _installation(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in list(os.environ):
        if name.lower().removesuffix("_file") in Settings.model_fields:
            monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("BOT_TOKEN", TOKEN)


@pytest.mark.parametrize("command", ["run", "doctor", "migrate"])
@pytest.mark.parametrize(
    ("address", "said"),
    [
        (f"{POSTGRES}?foo=1", "must have no parameters but sslmode, ssl, host"),
        (f"{POSTGRES}?connect_timeout=5&sslmode=require", "must have no parameters but sslmode"),
        (f"{POSTGRES}?prepared_statement_cache_size=many", "prepared_statement_cache_size must be a number"),
        ("sqlite+aiosqlite:///data/kurator.db?foo=1", "takes no parameters"),
    ],
)
def test_it_is_told_in_one_line(
    command: str,
    address: str,
    said: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("DATABASE_URL", address)
    assert main([command]) == 1
    written = capsys.readouterr()
    assert written.err.startswith(f"kurator: DATABASE_URL: {said}")
    assert written.err.count("\n") == 1
    assert "hunter2secret" not in written.err


@pytest.mark.parametrize("parameters", ["sslmode=bogus", "sslmode=verify-ca", "host=/nowhere", "ssl=prefer"])
def test_a_known_one_with_a_wrong_value_too(
    parameters: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("DATABASE_URL", f"{POSTGRES}?{parameters}")
    assert main(["migrate"]) == 1
    written = capsys.readouterr()
    assert written.err.count("\n") == 1
    assert "hunter2secret" not in written.err
