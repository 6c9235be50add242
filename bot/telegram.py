"""One call to Telegram and what its answer means. The only place that knows aiogram's exceptions.

Source of the classes: https://core.telegram.org/bots/api#making-requests and the server's error texts.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from aiogram import Bot
from aiogram.exceptions import (
    ClientDecodeError,
    TelegramAPIError,
    TelegramBadRequest,
    TelegramEntityTooLarge,
    TelegramForbiddenError,
    TelegramMigrateToChat,
    TelegramNetworkError,
    TelegramNotFound,
    TelegramRetryAfter,
    TelegramServerError,
    TelegramUnauthorizedError,
)
from aiogram.methods import (
    AnswerCallbackQuery,
    EditMessageText,
    GetUpdates,
    Response,
    SendMediaGroup,
    SendMessage,
    SetMyCommands,
    TelegramMethod,
)
from aiogram.types import Message


@dataclass(frozen=True, slots=True)
class Sent:
    """Done. `message_id` where the call made a message; `handles` of the files in what it made, in order."""

    message_id: int | None
    handles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RetryAt:
    """Too many requests: nothing was done, come again in `seconds`. Uses up no attempt."""

    seconds: float


@dataclass(frozen=True, slots=True)
class Gone:
    """The chat can't be reached: blocked, never started, deactivated, deleted."""

    reason: str


@dataclass(frozen=True, slots=True)
class Moved:
    """The chat has another id now."""

    chat_id: int


@dataclass(frozen=True, slots=True)
class Refused:
    """A call that will never work as it is: a defect of ours, to be logged with its payload."""

    reason: str


@dataclass(frozen=True, slots=True)
class Unknown:
    """No clear answer. `maybe_done`: the request may have been carried out before the connection broke."""

    reason: str
    maybe_done: bool


Trouble = RetryAt | Gone | Moved | Refused | Unknown
Outcome = Sent | Trouble
T = TypeVar("T")

# aiogram reads every answer into `Response[…]`, and pydantic forgets such a class as soon as nobody holds it:
# making it anew took a third of the time of a call.
_HELD = tuple(
    Response[method.__returning__]  # type: ignore[name-defined]  # a class made at run time, held for its own sake
    for method in (
        AnswerCallbackQuery,
        EditMessageText,
        GetUpdates,
        SendMediaGroup,
        SendMessage,
        SetMyCommands,
    )
)

_GONE_TEXTS = ("chat not found", "user is deactivated", "bot was kicked", "PEER_ID_INVALID")
_NOT_CONNECTED = (
    "ClientConnectorError",
    "ConnectorDNSError",
    "ClientProxyConnectionError",
    "ProxyConnectionError",
    "ProxyError",
    "ProxyTimeoutError",
)


async def call(bot: Bot, method: TelegramMethod[Any], *, request_timeout: int = 30) -> Outcome:
    """Carry out one call; never raises for what Telegram or the network answers."""
    result = await ask(bot, method, request_timeout=request_timeout)
    if isinstance(result, Trouble):
        return result
    if isinstance(result, Message):
        return Sent(result.message_id, _handles([result]))
    return Sent(None, _handles(result) if isinstance(result, list) else ())


def _handles(made: Sequence[object]) -> tuple[str, ...]:
    """The platform's handles of the files; of a photo that of its largest size."""
    files = (
        message.photo[-1] if message.photo else message.document
        for message in made
        if isinstance(message, Message)
    )
    return tuple(file.file_id for file in files if file is not None)


async def ask(bot: Bot, method: TelegramMethod[T], *, request_timeout: int = 30) -> T | Trouble:
    """As `call`, for a call whose result is wanted."""
    try:
        return await bot(method, request_timeout=request_timeout)
    except TelegramRetryAfter as error:
        return RetryAt(float(error.retry_after))
    except TelegramMigrateToChat as error:
        return Moved(error.migrate_to_chat_id)
    except (TimeoutError, TelegramAPIError, ClientDecodeError, OSError) as error:
        return classify(error)


def is_as_wanted(outcome: object) -> bool:
    """An edit was refused because the message says that already: somebody pressed twice."""
    return isinstance(outcome, Refused) and "message is not modified" in outcome.reason


def is_unknown_token(error: Exception) -> bool:
    """A bare 404 has nothing to do with the call: it is for a token of the wrong shape, and all that a server
    says that isn't the Bot API's.
    """
    bare = isinstance(error, TelegramNotFound) and error.message == "Not Found"
    return bare or isinstance(error, TelegramUnauthorizedError)


def classify(error: Exception) -> Gone | Refused | Unknown:
    if isinstance(error, TelegramForbiddenError):
        return Gone(error.message)
    if isinstance(error, TelegramEntityTooLarge):
        return Refused(error.message)
    if isinstance(error, TelegramServerError) or is_unknown_token(error):
        return Unknown(str(error), maybe_done=False)
    if isinstance(error, TelegramBadRequest | TelegramNotFound):
        gone = any(text in error.message for text in _GONE_TEXTS)
        return Gone(error.message) if gone else Refused(error.message)
    if isinstance(error, TelegramNetworkError):
        never_left = any(name in error.message for name in _NOT_CONNECTED)
        return Unknown(error.message, maybe_done=not never_left)
    return Unknown(f"{type(error).__name__}: {error}", maybe_done=True)
