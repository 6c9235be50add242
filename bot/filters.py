"""Filters that handlers share: which section is asked for, which role is needed, what input is awaited."""

import re
from typing import Any

from aiogram.filters import Filter
from aiogram.types import CallbackQuery, Message, TelegramObject

from bot.keyboards.menu import Go, GoBelow, Section, asked_section
from bot.texts import Texts
from db.queries.pending import Pending
from roadmap.access import Actor, Role, has_reviews

# Sending files goes on while one looks into another section; a half-typed sentence doesn't.
OUTLIVES_MENU = frozenset({"evidence"})
# No id and no page has as many digits; beyond them a database refuses a number, and so does a list's offset.
_IMPOSSIBLE_NUMBER = re.compile(r"(?:^|:)-?\d{16,}(?::|$)")


class Asks(Filter):
    """A message or a button that asks for a section."""

    def __init__(self, section: Section) -> None:
        self.section = section
        self._buttons = frozenset({Go(section=section).pack(), GoBelow(section=section).pack()})

    async def __call__(self, event: TelegramObject, texts: Texts) -> bool:
        if isinstance(event, Message):
            return asked_section(event.text or "", texts) is self.section
        return isinstance(event, CallbackQuery) and event.data in self._buttons


class Has(Filter):
    """The actor has one of the roles. Without it the update falls through to the kind refusal at the end."""

    def __init__(self, *roles: Role) -> None:
        self.roles = frozenset(roles)

    async def __call__(self, event: TelegramObject, actor: Actor) -> bool:  # noqa: ARG002 -- aiogram passes it
        return bool(self.roles & actor.roles)


class Reviews(Filter):
    """The actor has a queue of packages: a coordinator, and a curator who looks first."""

    async def __call__(self, event: TelegramObject, actor: Actor) -> bool:  # noqa: ARG002 -- aiogram passes it
        return has_reviews(actor)


class Awaited(Filter):
    """A text message while the bot waits for input of this kind; the handler gets the `payload`."""

    def __init__(self, kind: str) -> None:
        self.kind = kind

    async def __call__(self, event: Message, pending: Pending | None) -> bool | dict[str, Any]:
        if pending is None or pending.kind != self.kind or not event.text or event.text.startswith("/"):
            return False
        return {"payload": pending.payload}


def holds_impossible_number(event: CallbackQuery) -> bool:
    """Whether the button was forged: its data can be anything, and none of ours holds such a number."""
    return _IMPOSSIBLE_NUMBER.search(event.data or "") is not None
