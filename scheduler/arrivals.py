"""What follows when a file has arrived, was refused or is lost: who is told, what becomes of its package."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncSession

from db.models import EvidenceState, FileState
from db.queries.evidence import Package, change_state, find_package, tally
from db.queries.evidence_files import batch_of
from db.queries.fetching import Settled
from db.queries.outbox import NewMessage, put
from db.queries.submission import Submission, submit

AT_ONCE = timedelta(minutes=10)
"""What is said of a file within this time answers its sender; later, they don't wait for it any more."""
LATE = "late-"


@dataclass(frozen=True, slots=True)
class Arrival:
    """A file that was just settled, in the open transaction. `now` is UTC."""

    file_id: int
    settled: Settled
    now: datetime
    zone: ZoneInfo

    @property
    def failed(self) -> bool:
        return self.settled.state in (FileState.REFUSED, FileState.LOST)

    def kind(self, kind: str) -> str:
        """`kind`, or its twin that keeps out of the quiet hours."""
        return in_time(kind, self.settled.sent_at, self.now)


def in_time(kind: str, sent_at: datetime, now: datetime) -> str:
    """The kind of a message about a file that was sent at `sent_at` (UTC)."""
    return kind if now - sent_at <= AT_ONCE else f"{LATE}{kind}"


async def follow_up(session: AsyncSession, arrival: Arrival) -> None:
    """Put the messages that the arrival calls for, and finish a package that waited for nothing else."""
    settled = arrival.settled
    package = None if settled.evidence_id is None else await find_package(session, settled.evidence_id)
    state = None if package is None else package.state
    if settled.state is FileState.REMOVED or state is EvidenceState.DROPPED:
        return
    if arrival.failed:
        await _tell_sender(session, arrival, f"file-{settled.state.value}", {"file_id": arrival.file_id})
    if package is None:
        await _tell_when_complete(session, arrival, "which-task")
    elif state is EvidenceState.COLLECTING:
        await _tell_when_complete(session, arrival, "package-status")
    elif state is EvidenceState.CLOSING:
        await _close(session, package, arrival)


async def _tell_when_complete(session: AsyncSession, arrival: Arrival, kind: str) -> None:
    """Once for files sent together, when the last of them is here. The renderer sees if more came since."""
    settled = arrival.settled
    batch = await batch_of(session, settled.person_id, settled.evidence_id)
    if batch.stored and not batch.pending:
        await _tell_sender(
            session, arrival, kind, {"evidence_id": settled.evidence_id, "newest": batch.newest}
        )


async def _tell_sender(
    session: AsyncSession, arrival: Arrival, kind: str, payload: dict[str, int | None]
) -> None:
    key = f"{kind}:{arrival.file_id}"
    message = NewMessage(key, arrival.settled.person_id, arrival.kind(kind), payload)
    await put(session, [message], now=arrival.now)


async def _close(session: AsyncSession, package: Package, arrival: Arrival) -> None:
    """«Готово» was tapped while bytes were on their way."""
    if arrival.failed:
        await change_state(session, package.id, EvidenceState.COLLECTING)
        await _tell_closer(session, package, arrival, "package-reopened")
        return
    if (await tally(session, package.id)).pending or package.submitted_by is None:
        return
    outcome = await submit(session, package, package.submitted_by, arrival.now, arrival.zone)
    if outcome is Submission.NOT_AWAITED:
        await change_state(session, package.id, EvidenceState.DROPPED)
        await _tell_closer(session, package, arrival, "package-obsolete")


async def _tell_closer(session: AsyncSession, package: Package, arrival: Arrival, kind: str) -> None:
    person = package.submitted_by or package.created_by
    payload = {"evidence_id": package.id}
    message = NewMessage(f"{kind}:{arrival.file_id}", person, arrival.kind(kind), payload)
    await put(session, [message], now=arrival.now)
