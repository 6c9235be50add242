"""Documents that coordinators sent: fetched, read apart, kept as drafts. No transaction is open then."""

import logging
import secrets
from datetime import timedelta

from aiogram import Bot
from sqlalchemy.ext.asyncio import AsyncSession

from bot.clock import Clock
from bot.download import Never, NotYet, download
from db.engine import Database
from db.queries.drafts import Incoming, claim_document, forget_document, postpone_document, save_draft
from db.queries.outbox import NewMessage, put
from roadmap.document import Reading
from roadmap.errors import UserError
from scheduler.sandbox import read_roadmap

log = logging.getLogger(__name__)

LEASE = timedelta(minutes=10)
ATTEMPTS = 10
LONGEST_PAUSE = timedelta(minutes=10)


class Documents:
    def __init__(self, database: Database, bot: Bot, clock: Clock) -> None:
        self._database = database
        self._bot = bot
        self._clock = clock

    async def read_batch(self) -> bool:
        """Deal with the next document. False when none waits."""
        async with self._database.transaction() as session:
            document = await claim_document(session, self._clock(), LEASE)
        if document is None:
            return False
        result = await self._read(document)
        async with self._database.transaction() as session:
            await self._settle(session, document, result)
        return True

    async def _read(self, document: Incoming) -> Reading | UserError | NotYet:
        """What can be made of it. What goes wrong in the reading is told to the sender, not tried again."""
        try:
            content = b"".join([piece async for piece in download(self._bot, document.file_id)])
            return await read_roadmap(content, document.name)
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
        self, session: AsyncSession, document: Incoming, result: Reading | UserError | NotYet
    ) -> None:
        if isinstance(result, NotYet):
            await self._postpone(session, document, result)
        elif await forget_document(session, document.id):
            message = (
                _refusal(document, result)
                if isinstance(result, UserError)
                else await self._keep(session, document, result)
            )
            await put(session, [message], now=self._clock())

    async def _postpone(self, session: AsyncSession, document: Incoming, error: NotYet) -> None:
        log.info("document %s waits: %s", document.id, error)
        pause = min(timedelta(seconds=error.seconds or 2.0**document.attempts), LONGEST_PAUSE)
        await postpone_document(session, document.id, self._clock() + pause)

    async def _keep(self, session: AsyncSession, document: Incoming, reading: Reading) -> NewMessage:
        draft = await save_draft(session, reading, document.name, document.person_id, self._clock())
        return NewMessage(f"roadmap-draft:{draft}", document.person_id, "roadmap-draft", {"draft_id": draft})


def _refusal(document: Incoming, error: UserError) -> NewMessage:
    payload = {"name": document.name, "text_id": error.text_id, "arguments": error.arguments}
    return NewMessage(f"roadmap-refused:{document.id}", document.person_id, "roadmap-refused", payload)
