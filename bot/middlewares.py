"""The way of an update: transaction → seen before? → who is this → handler → commit. Talking comes after.

What the handler returns is given back as a `Reply`, to be said once the transaction has committed.
"""

import logging
import secrets
from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from aiogram import BaseMiddleware
from aiogram.dispatcher.event.bases import UNHANDLED
from aiogram.types import TelegramObject, Update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.clock import Clock
from bot.filters import OUTLIVES_MENU
from bot.keyboards.menu import asked_section
from bot.screens.screen import Reply, Screen, as_reply
from bot.texts import Texts, Translator
from bot.updates import chat_of
from db.engine import Database
from db.queries.pending import Pending, forget_input
from db.queries.people import Who, who_is
from db.queries.updates import remember_update
from db.trouble import is_passing
from roadmap.calendar import local_today
from roadmap.errors import UserError

log = logging.getLogger(__name__)

Handler = Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]]


class Transaction(BaseMiddleware):
    """One update, one transaction. Raises only when the database is in trouble: the update is tried again."""

    def __init__(self, database: Database, texts: Texts, clock: Clock, zone: ZoneInfo) -> None:
        self._database = database
        self._texts = texts
        self._clock = clock
        self._zone = zone

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Reply:
        assert isinstance(event, Update)  # noqa: S101 -- registered on updates alone
        now = self._clock()
        try:
            return await self._in_transaction(handler, event, data, now)
        except Exception as error:
            if is_passing(error):
                raise
            return await self._settle_failed(event, data, now, error)

    async def _in_transaction(
        self, handler: Handler, event: Update, data: dict[str, Any], now: datetime
    ) -> Reply:
        data["t"] = self._texts.default
        async with self._database.transaction() as session:
            chat_id = chat_of(event)
            if chat_id is None or not await remember_update(session, event.update_id, now):
                return Reply()
            today = local_today(now, self._zone)
            who = await who_is(session, chat_id, today=today)
            pending = await self._pending_after_menu(session, event, who)
            data.update(
                session=session,
                actor=who.actor,
                pending=pending,
                t=self._translator(event, who),
                texts=self._texts,
                now=now,
                today=today,
                zone=self._zone,
            )
            answer = await handler(event, data)
        return as_reply(None if answer is UNHANDLED else answer)

    async def _pending_after_menu(self, session: AsyncSession, event: Update, who: Who) -> Pending | None:
        """A person who turns to a section has given up the sentence they were asked for."""
        if who.pending is None or who.pending.kind in OUTLIVES_MENU or event.message is None:
            return who.pending
        if asked_section(event.message.text or "", self._texts) is None:
            return who.pending
        await forget_input(session, who.actor.id)
        return None

    def _translator(self, event: Update, who: Who) -> Translator:
        if not who.actor.is_stranger:
            return self._texts.language(who.actor.locale)
        event_itself = event.message or event.callback_query or event.my_chat_member
        user = event_itself.from_user if event_itself is not None else None
        return self._texts.language(user.language_code if user is not None else None)

    async def _settle_failed(
        self, event: Update, data: dict[str, Any], now: datetime, error: Exception
    ) -> Reply:
        """Nothing of the update was kept. It is marked as handled, and the person is told what to do."""
        async with self._database.transaction() as session:
            await remember_update(session, event.update_id, now)
        t: Translator = data["t"]
        if isinstance(error, UserError):
            return _told(event, t, error.text_id, **error.arguments)
        code = secrets.token_hex(3).upper()
        log.error("update %s failed, code %s", event.update_id, code, exc_info=error)
        return _told(event, t, "error-unexpected", code=code)


def _told(event: Update, t: Translator, text_id: str, **arguments: str | int) -> Reply:
    if event.callback_query is not None:
        return Reply(toast=t.plain(text_id, **arguments), alert=True)
    return Reply((Screen(t(text_id, **arguments)),))
