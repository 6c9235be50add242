"""Invitations that wait: who has not joined yet, a new link, revoking and undoing it, whom one is for."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from aiogram import Router
from aiogram.types import CallbackQuery, Message
from sqlalchemy.ext.asyncio import AsyncSession

from bot.filters import Awaited, Has
from bot.keyboards.invitations import BringBack, InvitationList, NameInvitation, Renew, Revoke
from bot.screens import invitations as screens
from bot.screens.screen import Reply, Screen
from bot.texts import Translator
from db.queries import invitations as queries
from db.queries.invitations import Offer, OfferState
from db.queries.pending import await_input, forget_input
from db.queries.people_journal import note_made, note_named, note_revoked
from handlers.invitations import invitation_made
from roadmap.access import Actor, Role
from roadmap.errors import UserError
from roadmap.names import person_name

NAME = "invitation-name"


def router() -> Router:
    router = Router(name="waiting invitations")
    only = Has(Role.COORDINATOR)
    router.callback_query.register(list_waiting, InvitationList.filter(), only)
    router.callback_query.register(renew, Renew.filter(), only)
    router.callback_query.register(ask_name, NameInvitation.filter(), only)
    router.message.register(take_name, Awaited(NAME), only)
    router.callback_query.register(revoke, Revoke.filter(), only)
    router.callback_query.register(bring_back, BringBack.filter(), only)
    return router


async def list_waiting(
    _: CallbackQuery,
    callback_data: InvitationList,
    session: AsyncSession,
    t: Translator,
    now: datetime,
    zone: ZoneInfo,
) -> Screen:
    return screens.waiting(t, await queries.awaited_offers(session, now), callback_data.page, zone)


async def renew(
    _: CallbackQuery,
    callback_data: Renew,
    session: AsyncSession,
    actor: Actor,
    t: Translator,
    now: datetime,
    zone: ZoneInfo,
    bot_username: str,
) -> Reply:
    """The old link stops working: only its fingerprint is kept, it can't be shown again."""
    offer = await queries.offer(session, callback_data.id, now)
    if offer is None:
        raise UserError("refused")
    if not await queries.revoke(session, offer.id, now):
        raise UserError("people-invitation-over")
    await note_revoked(session, now, actor.id, offer)
    return await invitation_made(
        session, offer.role, offer.school_ids, actor, t, now, zone, bot_username, offer.name, offer.note
    )


async def ask_name(
    _: CallbackQuery,
    callback_data: NameInvitation,
    session: AsyncSession,
    actor: Actor,
    t: Translator,
    now: datetime,
) -> Reply:
    """In a new message: the text to be forwarded stays where it is."""
    offer = await _open(session, callback_data.id, now)
    await await_input(session, actor.id, NAME, {"invitation_id": offer.id}, now)
    return Reply((screens.ask_name(t, offer),), in_place=False)


async def take_name(
    event: Message,
    payload: dict[str, Any],
    session: AsyncSession,
    actor: Actor,
    t: Translator,
    now: datetime,
    zone: ZoneInfo,
) -> Screen:
    name = person_name(event.text or "")
    offer = await _open(session, payload["invitation_id"], now)
    await queries.name_invitation(session, offer.id, name)
    await note_named(session, now, actor.id, offer)
    await forget_input(session, actor.id)
    return screens.waiting(t, await queries.awaited_offers(session, now), 0, zone)


async def _open(session: AsyncSession, invitation_id: int, now: datetime) -> Offer:
    offer = await queries.offer(session, invitation_id, now)
    if offer is None:
        raise UserError("refused")
    if offer.state is not OfferState.OPEN:
        raise UserError("people-invitation-over")
    return offer


async def revoke(
    _: CallbackQuery,
    callback_data: Revoke,
    session: AsyncSession,
    actor: Actor,
    t: Translator,
    now: datetime,
    zone: ZoneInfo,
) -> Reply:
    """It can be undone: the same link works again then."""
    offer = await queries.offer(session, callback_data.id, now)
    done = offer is not None and await queries.revoke(session, offer.id, now)
    if offer is not None and done:
        await note_revoked(session, now, actor.id, offer)
    waiting = await queries.awaited_offers(session, now)
    screen = screens.waiting(t, waiting, 0, zone, undo=offer if done else None)
    return Reply((screen,), toast=t.plain("people-revoked" if done else "people-invitation-over"))


async def bring_back(
    _: CallbackQuery,
    callback_data: BringBack,
    session: AsyncSession,
    actor: Actor,
    t: Translator,
    now: datetime,
    zone: ZoneInfo,
) -> Reply:
    offer = await queries.offer(session, callback_data.id, now)
    if offer is None:
        raise UserError("refused")
    done = await queries.bring_back(session, offer.id)
    if done:
        await note_made(session, now, actor.id, offer)
    screen = screens.waiting(t, await queries.awaited_offers(session, now), 0, zone)
    return Reply((screen,), toast=t.plain("people-brought-back" if done else "people-invitation-over"))
