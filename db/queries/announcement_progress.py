"""The message that shows a coordinator how an announcement goes out, where it is behind."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Account, Message, MessageState, Person
from db.queries.announcements import AnnouncementFacts, close, followed, progress_key, tallies
from roadmap.announcements import Tally

# In the payload of a progress message, beside the id of its announcement.
SHOWN = "shown"


@dataclass(frozen=True, slots=True)
class Outdated:
    """A delivered progress message, and what it should say now."""

    message_id: int
    chat_id: int
    platform_message_id: int
    locale: str
    announcement: AnnouncementFacts
    tally: Tally


@dataclass(frozen=True, slots=True)
class Following:
    """Of the announcements that are followed: what is behind, and the ids of those that are over."""

    outdated: list[Outdated]
    over: list[int]


async def progress(session: AsyncSession) -> Following:
    """Once all are over, this is a look at an index."""
    sent = {progress_key(facts.id): facts for facts in await followed(session)}
    found = Following([], [])
    if not sent:
        return found
    shown = {row.key: row for row in await _shown(session, list(sent))}
    counted = await tallies(session, [facts.id for facts in sent.values()])
    for key, facts in sent.items():
        tally, row = counted[facts.id], shown.get(key)
        if row is not None and row.state is MessageState.WAITING:
            continue
        if row is None or row.platform_message_id is None or row.payload.get(SHOWN) == asdict(tally):
            found.over.extend([facts.id] if tally.is_final else [])
        else:
            found.outdated.append(
                Outdated(row.id, row.chat_id, row.platform_message_id, row.locale, facts, tally)
            )
    return found


async def _shown(session: AsyncSession, keys: Sequence[str]) -> Sequence[Row[*tuple[Any, ...]]]:
    """The progress messages of people with an account; without a platform's id it stands in no chat."""
    rows = await session.execute(
        select(
            Message.id,
            Message.key,
            Message.state,
            Message.payload,
            Message.platform_message_id,
            Account.chat_id,
            Person.locale,
        )
        .join(Person, Person.id == Message.person_id)
        .join(Account, Account.person_id == Person.id)
        .where(Message.key.in_(keys))
    )
    return rows.all()


async def note_shown(session: AsyncSession, one: Outdated, now: datetime, *, closed: bool) -> None:
    """Remember what the message says; `closed`: it is final, or can't be changed any more."""
    payload = {"announcement_id": one.announcement.id, SHOWN: asdict(one.tally)}
    await session.execute(update(Message).where(Message.id == one.message_id).values(payload=payload))
    if closed:
        await close(session, [one.announcement.id], now)
