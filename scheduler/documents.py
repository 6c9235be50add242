"""Documents that coordinators sent: fetched, read apart, kept as drafts. No transaction is open then."""

import asyncio
import logging
import secrets
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from aiogram import Bot
from sqlalchemy.ext.asyncio import AsyncSession

from bot.clock import Clock
from bot.download import Never, NotYet, download
from db.engine import Database
from db.models import DocumentPurpose
from db.queries.drafts import draft_there, save_draft
from db.queries.incoming import (
    Incoming,
    Underway,
    claim_document,
    forget_document,
    postpone_document,
    underway,
)
from db.queries.outbox import NewMessage, put
from db.queries.roster import save_roster
from roadmap.document import Reading
from roadmap.errors import UserError
from roadmap.roster import Roster
from scheduler.reading_progress import GRACE, LAST_EDIT_SECONDS, ReadingProgress
from scheduler.sandbox import read_apart

log = logging.getLogger(__name__)

LEASE = timedelta(minutes=10)
ATTEMPTS = 10
LONGEST_PAUSE = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What is said in the end, and the message that told of the reading, if there is one."""

    message: NewMessage
    where: Underway | None


class Documents:
    def __init__(self, database: Database, bot: Bot, clock: Clock, progress: ReadingProgress) -> None:
        self._database = database
        self._bot = bot
        self._clock = clock
        self._progress = progress

    async def read_batch(self) -> bool:
        """Deal with the next document. False when none waits."""
        async with self._database.transaction() as session:
            document = await claim_document(session, self._clock(), LEASE)
        if document is None:
            return False
        result = await self._read_in_sight(document)
        async with self._database.transaction() as session:
            outcome = await self._settle(session, document, result)
        if outcome is not None and outcome.where is not None:
            await self._progress.end(outcome.where, outcome.message)
        return True

    async def _read_in_sight(self, document: Incoming) -> Any:  # noqa: ANN401 -- JSON, or why there is none
        """The sender, and whoever waits besides, sees how far it is."""
        await self._progress.show()
        is_over = asyncio.Event()
        following = asyncio.create_task(self._progress.follow(is_over))
        try:
            return await self._read(document)
        finally:
            is_over.set()
            # An edit under way is waited for, lest it come after the result.
            await asyncio.wait({following}, timeout=LAST_EDIT_SECONDS)
            following.cancel()

    async def _read(self, document: Incoming) -> Any:  # noqa: ANN401 -- JSON, or why there is none
        """What can be made of it. What goes wrong in the reading is told to the sender, not tried again."""
        try:
            content = b"".join([piece async for piece in download(self._bot, document.file_id)])
            return await read_apart(document.purpose, content, document.name)
        except NotYet as error:
            return error if document.attempts < ATTEMPTS else UserError("roadmap-document-lost")
        except Never as error:
            log.warning("document %s: the platform will not give it: %s", document.id, error)
            return UserError("roadmap-document-lost")
        except UserError as error:
            return error
        except Exception:
            code = secrets.token_hex(3).upper()
            log.exception("document %s can't be read, code %s", document.id, code)
            return UserError("error-unexpected", code=code)

    async def _settle(
        self,
        session: AsyncSession,
        document: Incoming,
        result: Any,  # noqa: ANN401 -- JSON, or why there is none
    ) -> Outcome | None:
        """None when it is to be tried again, or somebody else has settled it."""
        if isinstance(result, NotYet):
            await self._postpone(session, document, result)
            return None
        where = next((one for one in await underway(session) if one.id == document.id), None)
        if not await forget_document(session, document.id):
            return None
        now = self._clock()
        message = await self._message(session, document, result, now)
        if where is None or where.message_id is None:
            await put(session, [message], now=now)
            return None
        await put(session, [message], now=now, due_at=now + GRACE)
        return Outcome(message, where)

    async def _message(
        self,
        session: AsyncSession,
        document: Incoming,
        result: Any,  # noqa: ANN401 -- JSON, or why there is none
        now: datetime,
    ) -> NewMessage:
        try:
            if isinstance(result, UserError):
                raise result
            return await KEEPERS[document.purpose](session, document, result, now)
        except UserError as error:
            payload = {"name": document.name, "text_id": error.text_id, "arguments": error.arguments}
            kind = f"{document.purpose.value}-refused"
            return NewMessage(f"{kind}:{document.id}", document.person_id, kind, payload)

    async def _postpone(self, session: AsyncSession, document: Incoming, error: NotYet) -> None:
        log.info("document %s waits: %s", document.id, error)
        pause = min(timedelta(seconds=error.seconds or 2.0**document.attempts), LONGEST_PAUSE)
        await postpone_document(session, document.id, self._clock() + pause)


async def _keep_roadmap(
    session: AsyncSession,
    document: Incoming,
    read: Any,  # noqa: ANN401 -- JSON
    now: datetime,
) -> NewMessage:
    """It takes the place of a draft that its sender knew of, not of one that came meanwhile."""
    there = await draft_there(session)
    if there is not None and there.created_at > document.created_at:
        raise UserError("draft-there-already", there=there.source_name, by=there.by)
    draft = await save_draft(session, Reading.from_json(read), document.name, document.person_id, now)
    return NewMessage(f"roadmap-draft:{draft}", document.person_id, "roadmap-draft", {"draft_id": draft})


async def _keep_people(
    session: AsyncSession,
    document: Incoming,
    read: Any,  # noqa: ANN401 -- JSON
    now: datetime,
) -> NewMessage:
    draft = await save_roster(session, Roster.from_json(read), document.name, document.person_id, now)
    return NewMessage(f"people-draft:{draft}", document.person_id, "people-draft", {"draft_id": draft})


Keeper = Callable[[AsyncSession, Incoming, Any, datetime], Awaitable[NewMessage]]
KEEPERS: Mapping[DocumentPurpose, Keeper] = {
    DocumentPurpose.ROADMAP: _keep_roadmap,
    DocumentPurpose.PEOPLE: _keep_people,
}
"""By the purpose of a document: what was read is kept, and what is said of it comes back."""
