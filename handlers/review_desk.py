"""What all modules of the review share: the package that an actor may see, and how it is shown."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncSession

from bot.screens.review import decided_toast, package_screen
from bot.screens.screen import Reply, Screen
from bot.texts import Translator
from db.queries import reviews
from db.queries.outbox import NewMessage, put
from db.queries.review_view import review_view
from db.queries.reviews import Package
from roadmap.access import Actor, may_review, may_see_review
from roadmap.errors import UserError
from roadmap.review_queue import EVERYTHING, Shelf

TOLD_AFTER = timedelta(minutes=1)
"""How long a decision rests before its sender is told, so that one taken back at once is never sent."""


@dataclass(frozen=True, slots=True)
class Desk:
    """What every step of a reviewer needs."""

    session: AsyncSession
    actor: Actor
    t: Translator
    now: datetime
    zone: ZoneInfo

    async def package(self, evidence_id: int) -> Package:
        """Raises UserError when there is none, it was taken back, or it isn't the actor's to review."""
        package = await reviews.package(self.session, evidence_id)
        if package is None or not may_see_review(self.actor, package.facts.school_id):
            raise UserError("refused")
        if package.submitted_at is None:
            raise UserError("review-called-off")
        return package

    async def screen(
        self, package: Package, shelf: Shelf = EVERYTHING, *, following: int | None = None
    ) -> Screen:
        view = await review_view(self.session, package)
        return package_screen(view, self.actor, self.t, self.now, self.zone, shelf=shelf, following=following)

    def decides(self, package: Package) -> bool:
        """Whether it waits for a decision, and the actor may make it."""
        school = package.facts.school_id
        return package.is_waiting and may_review(self.actor, school, awaits_check=package.awaits_check)

    async def decided_before(self, package: Package, shelf: Shelf = EVERYTHING) -> Reply:
        """Somebody was faster: who, when, and the package as it is."""
        screen = await self.screen(package, shelf)
        decision = await reviews.last_decision(self.session, package.id)
        if decision is not None and decision.undone_at is None:
            return Reply((screen,), toast=decided_toast(decision, self.t, self.zone), alert=True)
        if package.is_waiting and not package.awaits_check:
            return Reply((screen,), toast=self.t.plain("review-with-coordinator"), alert=True)
        raise UserError("review-called-off")

    async def tell_senders(self, kind: str, review_id: int, evidence_id: int, due_at: datetime) -> None:
        """Whether there is still something to tell is decided when it is sent."""
        messages = [
            NewMessage(f"{kind}:{review_id}:{person}", person, kind, {"review_id": review_id})
            for person in await reviews.senders(self.session, evidence_id)
            if person != self.actor.id
        ]
        await put(self.session, messages, now=self.now, due_at=due_at)
