"""The parameters of a Bot API call: read off HTTP in each of Telegram's ways, and of the right type.

Stricter than Telegram in two points, so that a slip doesn't go unnoticed: an unknown parameter is an error
(Telegram ignores it), and so is a number or truth value that isn't one (Telegram reads it as 0 or false).
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl

from aiohttp import web
from aiohttp.web_request import FileField

from playground.errors import ApiError, bad_request
from playground.files import MAX_UPLOAD, Upload

TRUTH = {"true": True, "1": True, "yes": True, "false": False, "0": False, "no": False, "": False}
TOO_LARGE = "Request Entity Too Large"


@dataclass(slots=True)
class Call:
    """One call: the method's name and its parameters, `values` checked and `files` by their form field."""

    method: str
    values: dict[str, Any]
    files: dict[str, Upload] = field(default_factory=dict)

    def get(self, name: str, default: Any = None) -> Any:  # noqa: ANN401 - JSON
        return self.values.get(name, default)

    def __getitem__(self, name: str) -> Any:  # noqa: ANN401 - JSON
        return self.values[name]


def integer(name: str, value: object) -> int:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    try:
        return int(str(value))
    except ValueError:
        raise bad_request(f'parameter "{name}" must be an integer, not {value!r}') from None


def text(name: str, value: object) -> str:
    if isinstance(value, str):
        return value
    raise bad_request(f'parameter "{name}" must be a string')


def truth(name: str, value: object) -> bool:
    if isinstance(value, bool):
        return value
    try:
        return TRUTH[str(value).lower()]
    except KeyError:
        raise bad_request(f'parameter "{name}" must be true or false, not {value!r}') from None


def chat(name: str, value: object) -> int | str:
    if isinstance(value, str) and value.startswith("@"):
        return value
    if value == "":
        raise bad_request(f"{name} is empty")
    return integer(name, value)


def structure(name: str, value: object) -> Any:  # noqa: ANN401 - JSON
    """An object or array: in a form it is a string of JSON."""
    if isinstance(value, dict | list):
        return value
    try:
        parsed = json.loads(str(value))
    except ValueError:
        parsed = None
    if not isinstance(parsed, dict | list):
        raise bad_request(f"can't parse {name.replace('_', ' ')} JSON object")
    return parsed


Kind = Callable[[str, object], Any]
KINDS: dict[str, Kind] = {
    **dict.fromkeys(("chat_id", "from_chat_id"), chat),
    **dict.fromkeys(
        ("message_id", "offset", "limit", "timeout", "user_id", "cache_time", "max_connections"), integer
    ),
    **dict.fromkeys(
        (
            "disable_notification", "protect_content", "show_alert", "drop_pending_updates", "has_spoiler",
            "disable_content_type_detection",
        ),
        truth,
    ),
    **dict.fromkeys(
        (
            "allowed_updates", "entities", "caption_entities", "link_preview_options", "reply_parameters",
            "reply_markup", "media", "message_ids", "commands", "scope", "menu_button",
        ),
        structure,
    ),
}  # fmt: skip
MISSING = {
    "chat_id": "chat_id is empty",
    "from_chat_id": "from_chat_id is empty",
    "text": "message text is empty",
    "message_id": "message identifier is not specified",
    "photo": "there is no photo in the request",
    "document": "there is no document in the request",
    "message_ids": "message identifiers are not specified",
    "action": "wrong parameter action in request",
    "callback_query_id": "query is too old and response timeout expired or query ID is invalid",
    "file_id": "file_id not specified",
}


def checked(
    raw: Mapping[str, object], files: Mapping[str, Upload], required: frozenset[str], known: frozenset[str]
) -> dict[str, Any]:
    """`raw` with each value of its type. Raises ApiError for what is missing, unknown or of a wrong type."""
    values = {name: KINDS.get(name, text)(name, value) for name, value in raw.items() if name in known}
    if len(values) < len(raw):
        unknown = sorted(set(raw) - known)
        raise bad_request(f'unknown parameter "{unknown[0]}"')
    for name in required:
        if values.get(name, "") == "" and name not in files:
            raise bad_request(MISSING.get(name, f'parameter "{name}" is required'))
    return values


async def read(request: web.Request) -> tuple[dict[str, object], dict[str, Upload]]:
    """The raw parameters and the files. ApiError 400 for a body not of its type, 413 for a large one."""
    raw: dict[str, object] = dict(request.query)
    files: dict[str, Upload] = {}
    if request.method != "POST" or not request.can_read_body:
        return raw, files
    if request.content_type.startswith("multipart/"):
        await _read_multipart(request, raw, files)
    elif request.content_type == "application/json":
        raw |= _json_object(await _body(request))
    else:
        raw.update(parse_qsl((await _body(request)).decode(), keep_blank_values=True))
    return raw, files


async def _body(request: web.Request) -> bytes:
    try:
        return await request.read()
    except web.HTTPRequestEntityTooLarge:
        raise ApiError(413, TOO_LARGE) from None


def _json_object(body: bytes) -> dict[str, object]:
    try:
        parsed = json.loads(body)
    except ValueError:
        parsed = None
    if not isinstance(parsed, dict):
        raise bad_request("can't parse request JSON object")
    return {name: value for name, value in parsed.items() if value is not None}


async def _read_multipart(request: web.Request, raw: dict[str, object], files: dict[str, Upload]) -> None:
    try:
        form = await request.post()
    except web.HTTPRequestEntityTooLarge:
        raise ApiError(413, TOO_LARGE) from None
    for name, value in form.items():
        if isinstance(value, FileField):
            files[name] = Upload(value.filename, value.content_type, value.file.read())
            value.file.close()
            if len(files[name].content) > MAX_UPLOAD:
                raise ApiError(413, TOO_LARGE)
        else:
            raw[name] = value if isinstance(value, str) else bytes(value).decode()
