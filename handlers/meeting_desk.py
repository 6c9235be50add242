"""The desk at which a coordinator sets a meeting: what every step of it needs, handed over in one piece."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from aiogram.filters import Filter
from aiogram.types import TelegramObject
from sqlalchemy.ext.asyncio import AsyncSession

from bot.texts import Translator
from db.queries.pending import Pending
from roadmap.access import Actor
from roadmap.meetings import Draft

MEETING = "meeting"


@dataclass(frozen=True, slots=True)
class Desk:
    """What every step needs: who acts, when, and where it is kept."""

    session: AsyncSession
    actor: Actor
    t: Translator
    now: datetime
    today: date
    zone: ZoneInfo
    pending: Pending | None

    def draft(self, occurrence_id: int) -> Draft | None:
        """The draft for this month; None when it was given up, or another one was begun since."""
        if self.pending is None or self.pending.kind != MEETING:
            return None
        draft = Draft.from_payload(self.pending.payload)
        return draft if draft.occurrence_id == occurrence_id else None


class AtDesk(Filter):
    """Hands a handler the `desk`."""

    async def __call__(
        self,
        event: TelegramObject,  # noqa: ARG002 -- aiogram passes it
        session: AsyncSession,
        actor: Actor,
        t: Translator,
        now: datetime,
        today: date,
        zone: ZoneInfo,
        pending: Pending | None,
    ) -> dict[str, Desk]:
        return {"desk": Desk(session, actor, t, now, today, zone, pending)}
