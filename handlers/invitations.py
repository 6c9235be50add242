"""Inviting people: role, schools, and a text to forward with a one-time link. For the coordinator alone."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from aiogram import Router
from aiogram.types import CallbackQuery
from sqlalchemy.ext.asyncio import AsyncSession

from bot.filters import Has
from bot.keyboards.invitations import (
    NO_SCHOOL,
    ChooseRole,
    Invite,
    InviteAnew,
    InviteTicked,
    PickSchools,
    StartTicks,
    Tick,
)
from bot.screens import invitations as screens
from bot.screens.screen import Reply, Screen
from bot.texts import Translator
from db.queries import invitations as queries
from db.queries.invitations import Wanted
from db.queries.memberships import roles_held
from db.queries.pending import Pending, await_input, forget_input
from db.queries.people_journal import note_made
from db.queries.schools import schools
from roadmap.access import CITY_ROLES, Actor, Role
from roadmap.errors import UserError

DRAFT = "invitation"
SCHOOLS_AT_MOST = 15


def router() -> Router:
    router = Router(name="invitations")
    only = Has(Role.COORDINATOR)
    router.callback_query.register(choose_role, ChooseRole.filter(), only)
    router.callback_query.register(start_ticks, StartTicks.filter(), only)
    router.callback_query.register(pick, PickSchools.filter(), only)
    router.callback_query.register(tick, Tick.filter(), only)
    router.callback_query.register(invite_ticked, InviteTicked.filter(), only)
    router.callback_query.register(invite, Invite.filter(), only)
    router.callback_query.register(invite_anew, InviteAnew.filter(), only)
    return router


async def choose_role(_: CallbackQuery, t: Translator) -> Screen:
    return screens.choose_role(t)


async def start_ticks(
    _: CallbackQuery,
    callback_data: StartTicks,
    session: AsyncSession,
    actor: Actor,
    t: Translator,
    now: datetime,
) -> Screen:
    ticked = [] if callback_data.school_id == NO_SCHOOL else [callback_data.school_id]
    return await _ticks(session, actor, t, now, callback_data.role, ticked, 0)


async def pick(
    _: CallbackQuery,
    callback_data: PickSchools,
    session: AsyncSession,
    t: Translator,
    pending: Pending | None,
) -> Screen:
    there = await schools(session)
    if not there:
        raise UserError("people-add-schools-first")
    role, page = callback_data.role, callback_data.page
    if role is Role.CURATOR:
        return screens.pick_several(t, role, there, _ticked(pending, role), page)
    return screens.pick_one(t, role, there, page)


async def tick(
    _: CallbackQuery,
    callback_data: Tick,
    session: AsyncSession,
    actor: Actor,
    t: Translator,
    now: datetime,
    pending: Pending | None,
) -> Screen:
    """What is ticked is kept as input begun: it outlives a restart, and goes when one turns elsewhere."""
    ticked = _ticked(pending, callback_data.role)
    school_id = callback_data.school_id
    chosen = [one for one in ticked if one != school_id] if school_id in ticked else [*ticked, school_id]
    return await _ticks(session, actor, t, now, callback_data.role, chosen, callback_data.page)


async def _ticks(
    session: AsyncSession,
    actor: Actor,
    t: Translator,
    now: datetime,
    role: Role,
    ticked: Sequence[int],
    page: int,
) -> Screen:
    there = await schools(session)
    if not there:
        raise UserError("people-add-schools-first")
    in_force = {school.id for school in there}
    chosen = [school_id for school_id in ticked if school_id in in_force]
    if len(chosen) > SCHOOLS_AT_MOST:
        raise UserError("people-too-many-ticks", limit=SCHOOLS_AT_MOST)
    await await_input(session, actor.id, DRAFT, {"role": role.value, "schools": chosen}, now)
    return screens.pick_several(t, role, there, chosen, page)


async def invite_ticked(
    _: CallbackQuery,
    callback_data: InviteTicked,
    session: AsyncSession,
    actor: Actor,
    t: Translator,
    now: datetime,
    zone: ZoneInfo,
    bot_username: str,
    pending: Pending | None,
) -> Reply:
    ticked = _ticked(pending, callback_data.role)
    if not ticked or not await forget_input(session, actor.id):
        raise UserError("people-nothing-ticked")
    return await invitation_made(session, callback_data.role, ticked, actor, t, now, zone, bot_username)


async def invite(
    _: CallbackQuery,
    callback_data: Invite,
    session: AsyncSession,
    actor: Actor,
    t: Translator,
    now: datetime,
    zone: ZoneInfo,
    bot_username: str,
) -> Reply:
    role, school_id = callback_data.role, callback_data.school_id
    places = [] if role in CITY_ROLES else [school_id]
    return await invitation_made(session, role, places, actor, t, now, zone, bot_username)


async def invite_anew(
    _: CallbackQuery,
    callback_data: InviteAnew,
    session: AsyncSession,
    actor: Actor,
    t: Translator,
    now: datetime,
    zone: ZoneInfo,
    bot_username: str,
) -> Reply:
    """For who has lost the way into the bot, with another phone or account perhaps."""
    role = callback_data.role
    held = [one for one in await roles_held(session, callback_data.person_id) if one.role is role]
    if not held:
        raise UserError("people-withdrawn-already")
    places = [one.school_id for one in held if one.school_id is not None]
    return await invitation_made(session, role, places, actor, t, now, zone, bot_username)


def _ticked(pending: Pending | None, role: Role) -> list[int]:
    if pending is None or pending.kind != DRAFT or pending.payload["role"] != role.value:
        return []
    return list(pending.payload["schools"])


async def invitation_made(
    session: AsyncSession,
    role: Role,
    school_ids: Sequence[int],
    actor: Actor,
    t: Translator,
    now: datetime,
    zone: ZoneInfo,
    bot_username: str,
    name: str = "",
    note: str = "",
) -> Reply:
    in_force = {school.id for school in await schools(session)}
    places = [school_id for school_id in school_ids if school_id in in_force]
    if role not in CITY_ROLES and not places:
        raise UserError("people-school-is-gone")
    made = await queries.invite(session, Wanted(role, tuple(places), name, note), by=actor.id, now=now)
    await note_made(session, now, actor.id, made.offer)
    return Reply(tuple(screens.made(t, made.offer, screens.link_to(bot_username, made.token), zone)))
