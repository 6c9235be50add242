"""The door: everything that a stranger sends ends here, and invitations are opened here by everybody."""

import re
from collections.abc import Awaitable, Callable
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from aiogram import Router
from aiogram.filters import Filter
from aiogram.types import CallbackQuery, Chat, ChatMemberUpdated, Message, TelegramObject, User
from sqlalchemy.ext.asyncio import AsyncSession

from bot.filters import holds_impossible_number
from bot.keyboards.door import Claim, Join, NotNow
from bot.screens import door as screens
from bot.screens.screen import Reply, Screen
from bot.texts import Translator
from db.models import Reach
from db.queries.invitations import Offer, OfferState, note_taken, offer_of, take
from db.queries.memberships import grant
from db.queries.people import heard_from, note_reach, roles_of
from db.queries.people_journal import note_role
from db.queries.unreachable import note_block, tell_of_block
from handlers.claim import Claiming, Named, TypesSetupCode
from handlers.entry import person_in, welcome
from handlers.tasks import tasks_screen_for
from roadmap.access import CITY_ROLES, Actor
from roadmap.journal import Change

_START = re.compile(r"/start(?:@\w+)?(?:\s+(?P<token>[\w-]{1,64}))\s*")
_LINK = re.compile(r"(?:t|telegram)\.me/(?P<bot>\w+)\?start=(?P<token>[\w-]{1,64})", re.ASCII)

_REFUSALS = {
    OfferState.USED: "door-link-used",
    OfferState.EXPIRED: "door-link-expired",
    OfferState.REVOKED: "door-link-revoked",
}


class Stranger(Filter):
    async def __call__(self, event: TelegramObject, actor: Actor) -> bool:  # noqa: ARG002 -- aiogram passes it
        return actor.is_stranger


class Opens(Filter):
    """A message that opens an invitation: `/start TOKEN`, or the link as pasted, or the text with it."""

    async def __call__(self, event: Message, bot_username: str) -> bool | dict[str, Any]:
        token = token_in(event.text or "", bot_username)
        return {"token": token} if token else False


def token_in(text: str, bot_username: str) -> str | None:
    """The invitation's token in a message; None when there is none, or the link is for another bot."""
    if started := _START.fullmatch(text.strip()):
        return started["token"]
    link = _LINK.search(text)
    return link["token"] if link and link["bot"].lower() == bot_username.lower() else None


def router() -> Router:
    router = Router(name="door")
    claiming = Claiming()
    router.message.outer_middleware(_hear)
    router.my_chat_member.register(note_reached)
    router.message.register(claiming.try_code, TypesSetupCode())
    router.message.register(open_invitation, Opens())
    router.message.register(claiming.offer, Named())
    router.message.register(turn_away, Stranger())
    router.callback_query.register(join, Join.filter())
    router.callback_query.register(claiming.claim, Claim.filter())
    router.callback_query.register(not_now, NotNow.filter())
    router.callback_query.register(turn_tap_away, Stranger())
    router.callback_query.register(refuse_forged, holds_impossible_number)
    return router


async def _hear(
    handler: Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]],
    event: TelegramObject,
    data: dict[str, Any],
) -> Any:  # noqa: ANN401 -- whatever the handler returns
    """Who writes is not out of reach, whatever a failed message made us believe."""
    actor: Actor = data["actor"]
    if not actor.is_stranger:
        await heard_from(data["session"], actor.id, data["now"])
    return await handler(event, data)


async def note_reached(
    event: ChatMemberUpdated,
    session: AsyncSession,
    actor: Actor,
    t: Translator,
    now: datetime,
    today: date,
    zone: ZoneInfo,
) -> Screen | None:
    """A person has blocked the bot; or let it in again, and sees what is due now: it was not told of."""
    if event.new_chat_member.status != "kicked":
        is_back = await note_reach(session, event.chat.id, Reach.OK, None, now) and not actor.is_stranger
        return await tasks_screen_for(session, actor, t, today) if is_back else None
    if await note_block(session, event.chat.id, "the person blocked the bot", now) and not actor.is_stranger:
        await tell_of_block(session, actor.id, now, zone)
    return None


async def turn_away(_: Message, t: Translator) -> Screen:
    return screens.needs_invitation(t)


async def turn_tap_away(_: CallbackQuery, t: Translator) -> Reply:
    return Reply(toast=t.plain("door-needs-invitation"), alert=True)


async def refuse_forged(_: CallbackQuery, t: Translator) -> Reply:
    return Reply(toast=t.plain("refused"), alert=True)


async def open_invitation(
    _: Message, token: str, session: AsyncSession, actor: Actor, t: Translator, now: datetime
) -> Screen:
    offer = await offer_of(session, token, now)
    if offer is None:
        return screens.needs_invitation(t) if actor.is_stranger else Screen(t("door-link-unknown"))
    if refusal := _refusal(offer, actor):
        return Screen(t(refusal))
    names = [school.name for school in offer.schools]
    yes, later = Join(token=token), NotNow(token=token)
    if actor.is_stranger:
        return screens.consent(t, offer.role, names, yes, later)
    if await _adds_nothing(session, offer, actor):
        return Screen(t("door-link-adds-nothing"))
    return screens.addition(t, offer.role, names, yes, later)


async def join(
    _: CallbackQuery,
    callback_data: Join,
    session: AsyncSession,
    actor: Actor,
    t: Translator,
    now: datetime,
    today: date,
    event_chat: Chat,
    event_from_user: User,
) -> Reply | Screen:
    """Consent was given: the person, their roles and the used invitation come in one transaction."""
    offer = await offer_of(session, callback_data.token, now)
    if offer is None:
        return screens.needs_invitation(t)
    refusal = _refusal(offer, actor)
    if refusal is None and not await take(session, offer.id, now):
        refusal = "door-link-used"
    if refusal is not None:
        return Screen(t(refusal))
    person_id = await person_in(session, actor, event_chat, event_from_user, t, now)
    await grant(session, person_id, offer.role, offer.school_ids, now)
    await note_taken(session, offer.id, person_id)
    await note_role(session, now, person_id, Change.PERSON_JOINED, person_id, offer.role, offer.school_ids)
    names = [school.name for school in offer.schools]
    first = (
        screens.consented(t, offer.role, names, today)
        if actor.is_stranger
        else screens.added(t, offer.role, names)
    )
    return await welcome(session, person_id, offer.role, first, t, today)


async def not_now(
    _: CallbackQuery,
    callback_data: NotNow,
    session: AsyncSession,
    t: Translator,
    now: datetime,
    zone: ZoneInfo,
) -> Screen:
    offer = await offer_of(session, callback_data.token, now)
    if offer is None or offer.state is not OfferState.OPEN:
        return Screen(t("door-later"))
    return Screen(t("door-link-later", until=t.datetime(offer.expires_at, zone)))


def _refusal(offer: Offer, actor: Actor) -> str | None:
    """The id of the sentence that says why the invitation can't be used; None when it can."""
    if offer.state is OfferState.USED and offer.used_by is not None and offer.used_by == actor.person_id:
        return "door-link-yours"
    if offer.state in _REFUSALS:
        return _REFUSALS[offer.state]
    return "door-link-empty" if offer.is_empty else None


async def _adds_nothing(session: AsyncSession, offer: Offer, actor: Actor) -> bool:
    held = {(member.role, member.school_id) for member in await roles_of(session, [actor.id])}
    places: tuple[int | None, ...] = (None,) if offer.role in CITY_ROLES else offer.school_ids
    return all((offer.role, place) in held for place in places)
