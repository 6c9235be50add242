"""Logs: one line a record, in UTC, without the secrets that addresses and errors carry."""

import logging
import re
import sys
import time
from collections.abc import Iterable
from types import TracebackType
from typing import TextIO

HIDDEN = "***"

# Shorter ones are found in ordinary words; the patterns below catch them in addresses.
_SHORTEST_SECRET = 4
_PATTERNS = (
    (re.compile(r"/bot\d+(?::|%3A)[^/\s\"'<>]+", re.IGNORECASE), f"/bot{HIDDEN}"),
    (re.compile(r"\d+:[A-Za-z0-9_-]{30,}"), HIDDEN),
    (re.compile(r"([a-z][a-z0-9+.-]*://[^\s:/@]*):[^\s/]+@", re.IGNORECASE), rf"\1:{HIDDEN}@"),
)
# They say at INFO what happens all the time.
_TALKATIVE = ("aiogram.event", "aiohttp.access", "apscheduler")


class Formatter(logging.Formatter):
    """Writes a record, its traceback included, as one line, and hides bot tokens, passwords in addresses and
    ``secrets``.
    """

    default_time_format = "%Y-%m-%dT%H:%M:%S"
    default_msec_format = "%s.%03dZ"

    def __init__(self, secrets: Iterable[str] = ()) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")
        self.converter = time.gmtime
        longest_first = sorted(
            {secret for secret in secrets if len(secret) >= _SHORTEST_SECRET}, key=len, reverse=True
        )
        self._secrets = re.compile("|".join(map(re.escape, longest_first)) or r"(?!)")

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        try:
            text = super().format(record)
        except (TypeError, ValueError):  # logging itself would print the arguments, unhidden
            text = f"{record.levelname} {record.name}: {record.msg} {record.args!r}"
        return " | ".join(line.rstrip() for line in self._hide(text).splitlines() if line.strip())

    def _hide(self, text: str) -> str:
        text = self._secrets.sub(HIDDEN, text)
        for pattern, replacement in _PATTERNS:
            text = pattern.sub(replacement, text)
        return text


def set_up_logs(level: str, secrets: Iterable[str] = (), stream: TextIO | None = None) -> None:
    """Send everything that is logged, and the error that ends the program, to ``stream`` (standard error)."""
    handler = logging.StreamHandler(stream)
    handler.setFormatter(Formatter(secrets))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for name in _TALKATIVE:
        logging.getLogger(name).setLevel(logging.DEBUG if level == "DEBUG" else logging.WARNING)
    if level != "DEBUG":
        # A beat that is skipped because the one before still works is meant, and not worth a warning.
        logging.getLogger("apscheduler.scheduler").setLevel(logging.ERROR)
    sys.excepthook = _log_the_last_error


def _log_the_last_error(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    if issubclass(kind, KeyboardInterrupt):
        sys.__excepthook__(kind, error, trace)
        return
    logging.getLogger(__name__).critical("The program ends with an error", exc_info=(kind, error, trace))
