"""The shape of an answer. A handler returns one; it is said only after its transaction has committed."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from aiogram.types import BotCommand, InlineKeyboardMarkup, ReplyKeyboardMarkup, ReplyKeyboardRemove

from db.queries.renditions import Made
from roadmap.lists import Page

Keyboard = InlineKeyboardMarkup | ReplyKeyboardMarkup | ReplyKeyboardRemove


@dataclass(frozen=True, slots=True)
class Screen:
    """One message: HTML of at most 4,096 characters after entities, and the buttons below it."""

    text: str
    keyboard: Keyboard | None = None


def paged(texts: Sequence[str], wanted: int, keyboard: Callable[[Page], InlineKeyboardMarkup]) -> Screen:
    """One of the texts, page by page: the wanted one (from 0), or the nearest there is."""
    page = Page.within(wanted, len(texts), 1)
    return Screen(texts[page.number], keyboard(page))


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file to be shown: by the platform's handle where there is one, else its bytes from the storage.

    `sha256`: its bytes, uploaded under `name` if the platform has no handle or knows it no more. `made`: the
    rendition for which the new handle is remembered. `otherwise`: the sentence, HTML, that stands for it
    where neither can be had; with no handle and no bytes it is said at once.
    """

    file_id: str | None
    is_photo: bool
    caption: str | None = None
    sha256: str | None = None
    name: str | None = None
    made: Made | None = None
    otherwise: str | None = None


@dataclass(frozen=True, slots=True)
class FreshFile:
    """A file that the platform has not seen yet: its bytes are made after the commit, off the event loop.

    It isn't kept anywhere: `otherwise` is said when it can't be sent.
    """

    name: str
    make: Callable[[], bytes]
    otherwise: Screen


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer of several parts, said in this order: toast, files, screens, the fresh file.

    With `in_place` the first screen replaces the message whose button was pressed; typed input is always
    answered with new messages. `commands` sets the chat's command menu anew (after a change of role or
    language).

    What takes long to look up is `later`: it is asked after the commit, and takes the place of the screens,
    which are said only when it takes more than a moment.
    """

    screens: tuple[Screen, ...] = ()
    toast: str | None = None
    alert: bool = False
    in_place: bool = True
    files: tuple[Attachment, ...] = ()
    fresh: FreshFile | None = None
    commands: tuple[BotCommand, ...] = ()
    later: Callable[[], Awaitable[Screen]] | None = None


Answer = Screen | Reply | None


def as_reply(answer: Answer) -> Reply:
    if answer is None:
        return Reply()
    return Reply((answer,)) if isinstance(answer, Screen) else answer
