"""The message that shows a coordinator how an announcement goes out, where it is behind."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Account, Message, MessageState, Person
from db.queries.announcements import AnnouncementFacts, progress_key, sent_after, tallies
from roadmap.announcements import Tally

# In the payload of a progress message, beside the id of its announcement.
SHOWN, CLOSED = "shown", "closed"


@dataclass(frozen=True, slots=True)
class Outdated:
    """A delivered progress message, and what it should say now."""

    message_id: int
    chat_id: int
    platform_message_id: int
    locale: str
    announcement: AnnouncementFacts
    tally: Tally


async def outdated(session: AsyncSession, since: datetime) -> list[Outdated]:
    """Of the announcements sent after `since` (UTC) those whose progress message is behind.

    Once all are final, this is a look at the few announcements of the last days.
    """
    recent = {progress_key(facts.id): facts for facts in await sent_after(session, since)}
    shown = await _shown(session, list(recent)) if recent else []
    unfinished = [row for row in shown if not row.payload.get(CLOSED)]
    counted = await tallies(session, [recent[row.key].id for row in unfinished]) if unfinished else {}
    found = (
        Outdated(
            row.id,
            row.chat_id,
            row.platform_message_id,
            row.locale,
            recent[row.key],
            counted[recent[row.key].id],
        )
        for row in unfinished
        if row.payload.get(SHOWN) != asdict(counted[recent[row.key].id])
    )
    return list(found)


async def _shown(session: AsyncSession, keys: Sequence[str]) -> Sequence[Row[*tuple[Any, ...]]]:
    """The progress messages that stand in a chat."""
    rows = await session.execute(
        select(
            Message.id,
            Message.key,
            Message.payload,
            Message.platform_message_id,
            Account.chat_id,
            Person.locale,
        )
        .join(Person, Person.id == Message.person_id)
        .join(Account, Account.person_id == Person.id)
        .where(
            Message.key.in_(keys),
            Message.state == MessageState.SENT,
            Message.platform_message_id.is_not(None),
        )
    )
    return rows.all()


async def note_shown(session: AsyncSession, one: Outdated, *, closed: bool) -> None:
    """Remember what the message says; `closed`: it is final, or can't be changed any more."""
    payload = {"announcement_id": one.announcement.id, SHOWN: asdict(one.tally), CLOSED: closed}
    await session.execute(update(Message).where(Message.id == one.message_id).values(payload=payload))
