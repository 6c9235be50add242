"""Archives that were asked for: one at a time a person, made part by part under a lease."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from db.models import Account, Archive, Person, Rendition, StoredFile
from db.queries.renditions import INSTEAD
from roadmap.evidence_search import Chosen

_FILES, _PARTS = "files", "parts"


@dataclass(frozen=True, slots=True)
class Underway:
    """An archive being made. `ids` of all its files in their order, `parts`: how many files each part has."""

    id: int
    person_id: int
    chat_id: int
    locale: str
    message_id: int | None
    chosen: Chosen
    ids: Sequence[int]
    parts: Sequence[int]
    done: int
    parts_sent: int
    attempts: int
    created_at: datetime

    @property
    def upcoming(self) -> int:
        """How many files the next part has."""
        return self.parts[self.parts_sent]

    @property
    def is_last(self) -> bool:
        return self.parts_sent == len(self.parts) - 1


@dataclass(frozen=True, slots=True)
class HandedOn:
    """What of a file is given away; without a hash it may not be, since it says where it was taken."""

    sha256: str | None
    size: int
    mime: str
    is_original: bool


async def ask(
    session: AsyncSession,
    person_id: int,
    chosen: Chosen,
    ids: Sequence[int],
    parts: Sequence[int],
    message_id: int | None,
    now: datetime,
) -> int | None:
    """Put an archive in line; None if the person has one under way. What it has is settled now."""
    await session.execute(select(Person.id).where(Person.id == person_id).with_for_update())
    if await own(session, person_id) is not None:
        return None
    archive = Archive(
        person_id=person_id,
        chosen={**chosen.to_json(), _FILES: list(ids), _PARTS: list(parts)},
        message_id=message_id,
        files=len(ids),
        try_at=now,
        created_at=now,
    )
    session.add(archive)
    await session.flush()
    return archive.id


async def own(session: AsyncSession, person_id: int) -> Underway | None:
    """What is being made for the person."""
    row = (await session.execute(_underway().where(Archive.person_id == person_id))).first()
    return None if row is None else _read(row)


async def claim(session: AsyncSession, now: datetime, lease: timedelta) -> Underway | None:
    """The one that has waited longest; nobody else takes it until the lease ends."""
    statement = _underway().where(Archive.try_at <= now).order_by(Archive.try_at, Archive.id).limit(1)
    row = (await session.execute(statement)).first()
    if row is None:
        return None
    taken = await session.execute(
        update(Archive)
        .where(Archive.id == row[0].id, Archive.try_at == row[0].try_at, Archive.ended_at.is_(None))
        .values(try_at=now + lease)
        .returning(Archive.id)
        .execution_options(synchronize_session=False)
    )
    return _read(row) if taken.first() is not None else None


async def any_due(session: AsyncSession, now: datetime) -> bool:
    """Whether one may be claimed; who has left is asked no more."""
    statement = _underway().with_only_columns(Archive.id).where(Archive.try_at <= now).limit(1)
    return await session.scalar(statement) is not None


async def next_try(session: AsyncSession, now: datetime) -> datetime | None:
    """The earliest moment after now at which one may be claimed."""
    statement = select(func.min(Archive.try_at)).where(Archive.ended_at.is_(None), Archive.try_at > now)
    earliest: datetime | None = await session.scalar(statement)
    return earliest


async def is_wanted(session: AsyncSession, archive_id: int) -> bool:
    """Whether it was neither called off nor brought to its end."""
    statement = select(Archive.id).where(Archive.id == archive_id, Archive.ended_at.is_(None))
    return await session.scalar(statement) is not None


async def part_sent(session: AsyncSession, archive: Underway, now: datetime) -> None:
    """The next part has arrived; after the last one the archive has ended."""
    await _change(
        session,
        archive.id,
        done=archive.done + archive.upcoming,
        parts_sent=archive.parts_sent + 1,
        attempts=0,
        try_at=now,
        ended_at=now if archive.is_last else None,
    )


async def try_again(session: AsyncSession, archive_id: int, at: datetime, *, attempts: int = 0) -> None:
    """Somebody may claim it from `at` on (UTC); `attempts` are added to those there were."""
    await _change(session, archive_id, try_at=at, attempts=Archive.attempts + attempts)


async def end(session: AsyncSession, archive_id: int, now: datetime) -> None:
    await _change(session, archive_id, ended_at=now)


async def call_off(session: AsyncSession, archive_id: int, person_id: int, now: datetime) -> Underway | None:
    """End what is being made for the person, if it is that one; what it was comes back."""
    archive = await own(session, person_id)
    if archive is None or archive.id != archive_id:
        return None
    await end(session, archive_id, now)
    return archive


async def handed_on(session: AsyncSession, hashes: Collection[str]) -> dict[str, HandedOn]:
    """By the hash of the original: its rendition, else itself unless it says where it was taken."""
    given = aliased(StoredFile)
    rows = await session.execute(
        select(StoredFile, given)
        .outerjoin(Rendition, (Rendition.sha256 == StoredFile.sha256) & Rendition.kind.in_(INSTEAD))
        .outerjoin(given, given.sha256 == Rendition.rendition_sha256)
        .where(StoredFile.sha256.in_(hashes))
    )
    return {original.sha256: _handed_on(original, instead) for original, instead in rows}


def _handed_on(original: StoredFile, instead: StoredFile | None) -> HandedOn:
    if instead is not None:
        return HandedOn(instead.sha256, instead.size, instead.mime, is_original=False)
    sha256 = None if original.has_position else original.sha256
    return HandedOn(sha256, original.size, original.mime, is_original=True)


def _underway() -> Any:  # noqa: ANN401 -- a select that is made longer, by either caller
    return (
        select(Archive, Account.chat_id, Person.locale)
        .join(Person, Person.id == Archive.person_id)
        .join(Account, Account.person_id == Person.id)
        .where(Archive.ended_at.is_(None))
    )


def _read(row: Any) -> Underway:  # noqa: ANN401 -- a row of any columns
    archive, chat_id, locale = row
    values = dict(archive.chosen)
    ids, parts = values.pop(_FILES), values.pop(_PARTS)
    return Underway(
        archive.id,
        archive.person_id,
        chat_id,
        locale,
        archive.message_id,
        Chosen.from_json(values),
        ids,
        parts,
        archive.done,
        archive.parts_sent,
        archive.attempts,
        archive.created_at,
    )


async def _change(session: AsyncSession, archive_id: int, **values: Any) -> None:  # noqa: ANN401 -- any columns
    await session.execute(
        update(Archive)
        .where(Archive.id == archive_id, Archive.ended_at.is_(None))
        .values(**values)
        .execution_options(synchronize_session=False)
    )
