"""What the bot says of its own accord: one renderer for each kind of outbox message.

A message is rendered when it is sent, from its payload and what the database says then; a renderer returns
None when there is nothing left to say.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncSession

from bot.screens.screen import Screen
from bot.texts import Translator
from roadmap.access import Actor


@dataclass(frozen=True, slots=True)
class Speech:
    """To whom a message speaks and when: `now` is UTC, `today` the local date in `zone`."""

    actor: Actor
    t: Translator
    now: datetime
    today: date
    zone: ZoneInfo


Renderer = Callable[[AsyncSession, dict[str, Any], Speech], Awaitable[Screen | None]]
Renderers = Mapping[str, Renderer]
