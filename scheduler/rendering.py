"""What claimed messages say now. Content is decided when it is sent: what matters no more is not said."""

import logging
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncSession

from bot.clock import Clock
from bot.screens.screen import Screen
from bot.texts import Texts
from db.engine import Database
from db.queries.outbox import Claimed
from db.queries.people import actors_of
from db.trouble import is_passing
from roadmap.access import Actor
from roadmap.calendar import local_today
from scheduler.notices import Renderers, Speech

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Rendered:
    message: Claimed
    screen: Screen


@dataclass(slots=True)
class Prepared:
    """Messages to be sent; those that matter no more; and those that can't be rendered, with why."""

    rendered: list[Rendered] = field(default_factory=list)
    skipped: list[Claimed] = field(default_factory=list)
    failed: list[tuple[Claimed, str]] = field(default_factory=list)


class Rendering:
    def __init__(
        self, database: Database, texts: Texts, clock: Clock, zone: ZoneInfo, renderers: Renderers
    ) -> None:
        self.renderers = renderers
        self._database = database
        self._texts = texts
        self._clock = clock
        self._zone = zone

    async def prepare(self, messages: list[Claimed]) -> Prepared:
        """What each says now. One that can't be rendered is a defect of ours; it stops no other."""
        prepared = Prepared()
        async with self._database.look() as session:
            people = {message.person_id for message in messages}
            actors = await actors_of(session, people, today=local_today(self._clock(), self._zone))
            for message in messages:
                try:
                    screen = await self._screen(session, message, actors.get(message.person_id))
                except Exception as error:
                    if is_passing(error):
                        raise
                    log.exception("message %s of kind %s can't be rendered", message.id, message.kind)
                    prepared.failed.append((message, f"{type(error).__name__}: {error}"))
                    await session.rollback()  # PostgreSQL answers nothing more in a transaction that failed
                    continue
                if screen is None:
                    prepared.skipped.append(message)
                else:
                    prepared.rendered.append(Rendered(message, screen))
        return prepared

    async def _screen(self, session: AsyncSession, message: Claimed, actor: Actor | None) -> Screen | None:
        if actor is None or message.chat_id is None:
            return None
        now = self._clock()
        speech = Speech(
            actor, self._texts.language(actor.locale), now, local_today(now, self._zone), self._zone
        )
        return await self.renderers[message.kind](session, message.payload, speech)
