import io
import json
import logging
import os
import re
import subprocess
import sys
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.logs import Formatter, set_up_logs

TOKEN = "123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw_"
SHORT = "1:abc"


@pytest.fixture
def stream() -> Iterator[io.StringIO]:
    root = logging.getLogger()
    others, level, hook = root.handlers[:], root.level, sys.excepthook
    root.handlers.clear()  # setting up would close those of pytest
    stream = io.StringIO()
    set_up_logs("INFO", [SHORT, "s3cret-word", "x"], stream)
    (ours,) = root.handlers
    root.handlers[:] = [*others, ours]
    yield stream
    root.removeHandler(ours)
    root.setLevel(level)
    sys.excepthook = hook


log = logging.getLogger("kurator.test")


def test_one_line_a_record_in_utc(stream: io.StringIO) -> None:
    log.info("first %s", "line\nforged 2022-01-01 line\r\n")
    log.debug("unseen")
    lines = stream.getvalue().splitlines()
    assert len(lines) == 1
    stamp = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z"
    assert re.fullmatch(stamp + r" INFO kurator\.test: first line \| forged 2022-01-01 line", lines[0])


def test_the_time_is_utc() -> None:
    record = logging.LogRecord("x", logging.INFO, "", 0, "text", None, None)
    record.created, record.msecs = 1641805200.5, 500
    assert Formatter().format(record) == "2022-01-10T09:00:00.500Z INFO x: text"


@pytest.mark.parametrize(
    ("message", "shown"),
    [
        (f"token {TOKEN}.", "token ***."),
        (f"https://api.telegram.org/bot{TOKEN}/getMe", "https://api.telegram.org/bot***/getMe"),
        ("http://127.0.0.1/bot42:demo/getMe", "http://127.0.0.1/bot***/getMe"),
        ("http://127.0.0.1/file/bot42%3Ademo/photos/1.jpg", "http://127.0.0.1/file/bot***/photos/1.jpg"),
        (f"secret {SHORT} and s3cret-word", "secret *** and ***"),
        (
            "postgresql+asyncpg://kurator:p@ss:w@db:5432/kurator",
            "postgresql+asyncpg://kurator:***@db:5432/kurator",
        ),
        ("socks5://u:p@h", "socks5://u:***@h"),
        ("redis://:p@h", "redis://:***@h"),
        ("at 09:30 in http://h:80/x, mail a@b.ru, x", "at 09:30 in http://h:80/x, mail a@b.ru, x"),
    ],
)
def test_secrets_are_hidden_in_messages_and_arguments(stream: io.StringIO, message: str, shown: str) -> None:
    log.warning(message)
    log.warning("%s", message)
    log.warning("%(m)r", {"m": message})
    plain, argument, shown_repr = (line.partition(": ")[2] for line in stream.getvalue().splitlines())
    assert (plain, argument, shown_repr) == (shown, shown, repr(shown))


def test_secrets_are_hidden_in_tracebacks_and_their_causes(stream: io.StringIO) -> None:
    def connect() -> None:
        raise OSError(f"cannot connect to https://api.telegram.org/bot{TOKEN}/sendMessage")

    try:
        try:
            connect()
        except OSError as error:
            raise RuntimeError(f"gave up on {SHORT}") from error
    except RuntimeError:
        log.exception("sending failed")
    text = stream.getvalue()
    assert "/bot***/sendMessage" in text
    assert "RuntimeError: gave up on ***" in text
    assert TOKEN not in text
    assert len(text.splitlines()) == 1


def test_fields_stand_behind_the_sentence(stream: io.StringIO) -> None:
    log.info("delivery", extra={"kind": "digest", "outcome": "Sent", "milliseconds": 12})
    assert stream.getvalue().endswith(": delivery kind=digest outcome=Sent milliseconds=12\n")


def test_json_has_the_fields_and_hides_what_is_nested() -> None:
    record = logging.LogRecord("x", logging.ERROR, "", 0, "to %s", (f"/bot{TOKEN}/getMe",), None)
    record.payload = {"url": f"https://h/bot{TOKEN}/x", SHORT: [SHORT, 7, None], "error": OSError(TOKEN)}
    line = Formatter([SHORT], "json").format(record)
    assert "\n" not in line
    fields = json.loads(line)
    assert fields.pop("time").endswith("Z")
    assert fields == {
        "level": "ERROR",
        "logger": "x",
        "event": "to /bot***/getMe",
        "payload": {"url": "https://h/bot***/x", "***": ["***", 7, None], "error": "OSError('***')"},
    }


def test_json_hides_secrets_in_tracebacks() -> None:
    try:
        os.stat(f"/nowhere/bot{TOKEN}/sendMessage")  # noqa: PTH116 -- for the error, which names it
    except OSError:
        record = logging.LogRecord("x", logging.ERROR, "", 0, "failed", (), sys.exc_info())
    line = Formatter(form="json").format(record)
    assert TOKEN not in line
    assert "/nowhere/bot***/sendMessage" in json.loads(line)["exception"]


@pytest.mark.parametrize("name", ["aiogram.dispatcher", "aiohttp.server", "sqlalchemy.engine"])
def test_what_libraries_log_goes_the_same_way(stream: io.StringIO, name: str) -> None:
    logging.getLogger(name).warning("of %s", TOKEN)
    assert stream.getvalue().endswith(f" WARNING {name}: of ***\n")


def test_a_wrong_call_of_the_log_is_shown_without_secrets() -> None:
    record = logging.LogRecord("x", logging.INFO, "", 0, "%d of them", (TOKEN,), None)
    assert Formatter().format(record).endswith("Z INFO x: %d of them ('***',)")


def test_the_last_error_of_a_program_is_hidden_too() -> None:
    code = f"from bot.logs import set_up_logs; set_up_logs('INFO'); raise OSError('/bot{TOKEN}/getMe')"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=30
    )
    assert done.returncode == 1
    assert "CRITICAL bot.logs: The program ends with an error" in done.stderr
    assert "/bot***/getMe" in done.stderr
    assert TOKEN not in done.stderr


def test_the_talkative_are_quiet(stream: io.StringIO) -> None:
    logging.getLogger("apscheduler.executors").info("ran")
    logging.getLogger("aiogram.event").info("handled")
    logging.getLogger("apscheduler.scheduler").warning("skipped: maximum number of running instances reached")
    assert stream.getvalue() == ""


@given(st.text(max_size=30), st.text(max_size=30))
def test_whatever_stands_around_a_token_it_is_hidden(before: str, after: str) -> None:
    record = logging.LogRecord("x", logging.INFO, "", 0, f"{before}{TOKEN}{after}", None, None)
    assert TOKEN not in Formatter([TOKEN]).format(record)
    assert TOKEN not in Formatter().format(record)
