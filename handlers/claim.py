"""How a coordinator claims a new bot: with the one-time setup code, or by being named in the settings."""

import hashlib
import re
from datetime import date, datetime, timedelta
from typing import Any

from aiogram.filters import Filter
from aiogram.types import CallbackQuery, Chat, Message, User
from sqlalchemy.ext.asyncio import AsyncSession

from bot.keyboards.door import Claim, NotNow
from bot.screens import door as screens
from bot.screens.screen import Reply, Screen
from bot.settings import Settings
from bot.texts import Translator
from db.queries.installation import is_setup_code, keep_setup_code, spend_setup_code
from db.queries.memberships import grant
from db.queries.people_journal import note_role
from handlers.entry import person_in, welcome_coordinator
from roadmap.access import Actor, Role
from roadmap.errors import UserError
from roadmap.journal import Change

WRONG_CODES_AN_HOUR = 5
_HOUR = timedelta(hours=1)
_DASH = r"[-‐-―−\s]?"
_CODE = re.compile(rf"(/start(?:@\w+)?\s+)?(\d{{4}}){_DASH}(\d{{4}}){_DASH}(\d{{4}})", re.ASCII)


class TypesSetupCode(Filter):
    """A setup code after `/start`, or typed by a stranger as it is, with whatever dashes the phone made."""

    async def __call__(self, event: Message, actor: Actor) -> bool | dict[str, Any]:
        found = _CODE.fullmatch((event.text or "").strip())
        if found is None or not (actor.is_stranger or found[1]):
            return False
        return {"code": "-".join(found.group(2, 3, 4))}


class Named(Filter):
    """`/start` from a chat that the settings name as a coordinator's, and that has not claimed it yet."""

    async def __call__(self, event: Message, actor: Actor, settings: Settings) -> bool:
        asked = (event.text or "").strip().partition("@")[0] == "/start"
        return asked and event.chat.id in settings.coordinator_ids and not actor.is_coordinator


class Guesses:
    """When each chat gave wrong codes. In memory: only an operator's restart forgets them."""

    def __init__(self) -> None:
        self._wrong: dict[int, list[datetime]] = {}

    def refuse_too_many(self, chat_id: int, now: datetime) -> None:
        """Raises UserError after `WRONG_CODES_AN_HOUR`."""
        if len([at for at in self._wrong.get(chat_id, ()) if at > now - _HOUR]) >= WRONG_CODES_AN_HOUR:
            raise UserError("door-code-too-often")

    def note(self, chat_id: int, now: datetime) -> None:
        recent = {chat: [at for at in times if at > now - _HOUR] for chat, times in self._wrong.items()}
        self._wrong = {chat: times for chat, times in recent.items() if times}
        self._wrong.setdefault(chat_id, []).append(now)


class Claiming:
    """The handlers of a claim, with what they remember of wrong codes."""

    def __init__(self) -> None:
        self._guesses = Guesses()

    async def try_code(
        self,
        _: Message,
        code: str,
        session: AsyncSession,
        actor: Actor,
        t: Translator,
        now: datetime,
        event_chat: Chat,
    ) -> Screen:
        self._guesses.refuse_too_many(event_chat.id, now)
        if not await is_setup_code(session, _hash(code)):
            self._guesses.note(event_chat.id, now)
            raise UserError("door-code-wrong")
        return _consent(actor, t, Claim(code=code))

    async def offer(self, _: Message, actor: Actor, t: Translator) -> Screen:
        return _consent(actor, t, Claim())

    async def claim(
        self,
        _: CallbackQuery,
        callback_data: Claim,
        session: AsyncSession,
        actor: Actor,
        t: Translator,
        now: datetime,
        today: date,
        event_chat: Chat,
        event_from_user: User,
        settings: Settings,
    ) -> Reply | Screen:
        if actor.is_coordinator:
            return Screen(t("door-claimed-already"))
        if callback_data.code:
            await self._spend(session, callback_data.code, event_chat.id, now)
        elif event_chat.id not in settings.coordinator_ids:
            raise UserError("refused")
        await keep_setup_code(session, None)
        person_id = await person_in(session, actor, event_chat, event_from_user, t, now)
        await grant(session, person_id, Role.COORDINATOR, (), now)
        await note_role(session, now, person_id, Change.PERSON_JOINED, person_id, Role.COORDINATOR)
        first = screens.consented(t, Role.COORDINATOR, (), today)
        return await welcome_coordinator(session, person_id, first, t)

    async def _spend(self, session: AsyncSession, code: str, chat_id: int, now: datetime) -> None:
        """A button can be forged: it is counted as a guess like typed text."""
        self._guesses.refuse_too_many(chat_id, now)
        if not await spend_setup_code(session, _hash(code)):
            self._guesses.note(chat_id, now)
            raise UserError("door-code-wrong")


def _consent(actor: Actor, t: Translator, yes: Claim) -> Screen:
    show = screens.consent if actor.is_stranger else screens.addition
    return show(t, Role.COORDINATOR, (), yes, NotNow())


def _hash(code: str) -> str:
    return hashlib.sha256(code.encode()).hexdigest()
