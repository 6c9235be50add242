"""Messages that end without their turn in the outbox: told once the transaction has committed."""

from collections.abc import Iterable

from sqlalchemy.ext.asyncio import AsyncSession

from db.engine import UNSAID


def note_unsaid(session: AsyncSession, message_ids: Iterable[int], kind: str, outcome: str) -> None:
    """`outcome` is one word for the log: why they are not said."""
    session.info.setdefault(UNSAID, []).extend((message_id, kind, outcome) for message_id in message_ids)
