"""Logs: one line a record, in UTC, for people or as JSON, without the secrets of addresses and errors.

Everybody logs through the standard library, aiogram, aiohttp and SQLAlchemy too; what stands in `extra`
becomes a field of its own.
"""

import json
import logging
import re
import sys
from collections.abc import Iterable
from datetime import UTC, datetime
from types import TracebackType
from typing import Any, Literal, TextIO

from structlog.processors import format_exc_info
from structlog.stdlib import ProcessorFormatter
from structlog.typing import EventDict

HIDDEN = "***"
Format = Literal["human", "json"]

# Shorter ones are found in ordinary words; the patterns below catch them in addresses.
_SHORTEST_SECRET = 4
_PATTERNS = (
    (re.compile(r"/bot\d+(?::|%3A)[^/\s\"'<>]+", re.IGNORECASE), f"/bot{HIDDEN}"),
    (re.compile(r"\d+:[A-Za-z0-9_-]{30,}"), HIDDEN),
    (re.compile(r"([a-z][a-z0-9+.-]*://[^\s:/@]*):[^\s/]+@", re.IGNORECASE), rf"\1:{HIDDEN}@"),
)
# They say at INFO what happens all the time.
_TALKATIVE = ("aiogram.event", "aiohttp.access", "apscheduler")
# What the standard library itself writes on a record; the rest came by `extra`.
_ITS_OWN = {*vars(logging.LogRecord("", 0, "", 0, "", (), None)), "message", "asctime", "taskName"}


class Formatter(ProcessorFormatter):
    """Writes a record, its traceback included, as one line, and hides bot tokens, passwords in addresses and
    ``secrets``, wherever in the record they stand.
    """

    def __init__(self, secrets: Iterable[str] = (), form: Format = "human") -> None:
        super().__init__(
            foreign_pre_chain=[_fields, format_exc_info],
            processors=[
                ProcessorFormatter.remove_processors_meta,
                Hiding(secrets),
                _for_people if form == "human" else _as_json,
            ],
        )

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        try:
            return super().format(record)
        except (TypeError, ValueError):  # logging itself would print the arguments, unhidden
            shown = logging.makeLogRecord(record.__dict__)
            shown.msg, shown.args = f"{record.msg} {record.args!r}", ()
            return super().format(shown)


class Hiding:
    """Replaces secrets in the fields of a record and in whatever is nested in them."""

    def __init__(self, secrets: Iterable[str] = ()) -> None:
        longest_first = sorted(
            {secret for secret in secrets if len(secret) >= _SHORTEST_SECRET}, key=len, reverse=True
        )
        self._secrets = re.compile("|".join(map(re.escape, longest_first)) or r"(?!)")

    def __call__(self, _logger: object, _method: str, fields: EventDict) -> EventDict:
        return {name: self._hidden(value) for name, value in fields.items()}

    def _hidden(self, value: object) -> Any:  # noqa: ANN401 -- of the kind that JSON has for what it was given
        if value is None or isinstance(value, bool | int | float):
            return value
        if isinstance(value, dict):
            return {self.hide(str(name)): self._hidden(item) for name, item in value.items()}
        if isinstance(value, list | tuple):
            return [self._hidden(item) for item in value]
        return self.hide(value if isinstance(value, str) else repr(value))

    def hide(self, text: str) -> str:
        text = self._secrets.sub(HIDDEN, text)
        for pattern, replacement in _PATTERNS:
            text = pattern.sub(replacement, text)
        return text


def set_up_logs(
    level: str, secrets: Iterable[str] = (), stream: TextIO | None = None, form: Format = "human"
) -> None:
    """Send everything that is logged, and the error that ends the program, to ``stream`` (standard error)."""
    handler = logging.StreamHandler(stream)
    handler.setFormatter(Formatter(secrets, form))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for name in _TALKATIVE:
        logging.getLogger(name).setLevel(logging.DEBUG if level == "DEBUG" else logging.WARNING)
    if level != "DEBUG":
        # A beat that is skipped because the one before still works is meant, and not worth a warning.
        logging.getLogger("apscheduler.scheduler").setLevel(logging.ERROR)
    sys.excepthook = _log_the_last_error


def _fields(_logger: object, _method: str, fields: EventDict) -> EventDict:
    record: logging.LogRecord = fields["_record"]
    moment = datetime.fromtimestamp(record.created, UTC)
    stamp = f"{moment:%Y-%m-%dT%H:%M:%S}.{moment.microsecond // 1000:03d}Z"
    given = {name: value for name, value in vars(record).items() if name not in _ITS_OWN}
    return {"time": stamp, "level": record.levelname, "logger": record.name, **given, **fields}


def _for_people(_logger: object, _method: str, fields: EventDict) -> str:
    head = f"{fields.pop('time')} {fields.pop('level')} {fields.pop('logger')}: {fields.pop('event')}"
    trace = [fields.pop(name) for name in ("exception", "stack_info") if name in fields]
    text = "\n".join([" ".join([head, *(f"{name}={value}" for name, value in fields.items())]), *trace])
    return " | ".join(line.rstrip() for line in text.splitlines() if line.strip())


def _as_json(_logger: object, _method: str, fields: EventDict) -> str:
    return json.dumps(fields, ensure_ascii=False)


def _log_the_last_error(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    if issubclass(kind, KeyboardInterrupt):
        sys.__excepthook__(kind, error, trace)
        return
    logging.getLogger(__name__).critical("The program ends with an error", exc_info=(kind, error, trace))
