"""A school goes to another curator, a representative is replaced: by who is in the bot, or an invitation."""

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from aiogram import Router
from aiogram.types import CallbackQuery, InlineKeyboardButton, Message
from sqlalchemy.ext.asyncio import AsyncSession

from bot.filters import Awaited, Has
from bot.keyboards.people import undo_button
from bot.keyboards.successors import NOBODY, HandByInvitation, HandOver, HandTo, TakeBack, take_back_button
from bot.screens import successors as screens
from bot.screens.screen import Reply, Screen
from bot.texts import Translator
from db.queries import successors as queries
from db.queries.invitations import Wanted, invite
from db.queries.memberships import roles_held, withdraw
from db.queries.outbox import NewMessage, put, was_said, withdraw_unsaid
from db.queries.pending import Pending, await_input, stop_awaiting
from db.queries.people import Member, person_card
from db.queries.people_journal import note_made, note_role
from db.queries.schools import SchoolLine, school
from handlers.people import TIME_TO_UNDO, tell_of_loss, tell_of_return
from handlers.schools import school_card_for
from roadmap.access import SCHOOL_ROLES, Actor, Role
from roadmap.calendar import next_speaking_time
from roadmap.errors import UserError
from roadmap.journal import Change
from roadmap.names import clean_name
from roadmap.search import WORD_LIMIT

NAME = "successor-name"
KIND = "school-handed-over"


def router() -> Router:
    router = Router(name="successors")
    only = Has(Role.COORDINATOR)
    router.callback_query.register(ask, HandOver.filter(), only)
    router.message.register(filter_people, Awaited(NAME), only)
    router.callback_query.register(hand_to, HandTo.filter(), only)
    router.callback_query.register(take_back, TakeBack.filter(), only)
    router.callback_query.register(hand_by_invitation, HandByInvitation.filter(), only)
    return router


async def ask(
    _: CallbackQuery,
    callback_data: HandOver,
    session: AsyncSession,
    actor: Actor,
    t: Translator,
    now: datetime,
    pending: Pending | None,
) -> Screen:
    """Whose role it is, where several have it; then to whom it goes."""
    place = await _school(session, callback_data.school_id)
    there = await queries.holders(session, callback_data.role, place.id)
    if not there:
        raise UserError("successor-gone")
    if callback_data.from_id == NOBODY and len(there) > 1:
        return screens.ask_whose(t, callback_data.role, place, there)
    from_id = callback_data.from_id or there[0].person_id
    asked = callback_data.model_copy(update={"from_id": from_id})
    return await _list(session, actor, t, now, asked, _typed(pending, asked))


async def filter_people(
    event: Message,
    payload: dict[str, Any],
    session: AsyncSession,
    actor: Actor,
    t: Translator,
    now: datetime,
) -> Screen:
    word = clean_name(event.text or "")[:WORD_LIMIT]
    asked = HandOver(**{name: payload[name] for name in ("role", "school_id", "from_id")})
    return await _list(session, actor, t, now, asked, word)


async def _list(
    session: AsyncSession, actor: Actor, t: Translator, now: datetime, asked: HandOver, word: str
) -> Screen:
    place = await _school(session, asked.school_id)
    holder = await _holder(session, asked)
    people = await queries.successors(session, asked.role, place.id, word)
    of = {"role": asked.role.value, "school_id": place.id, "from_id": asked.from_id}
    await await_input(session, actor.id, NAME, {**of, "word": word}, now)
    return screens.ask_to_whom(t, asked, place, holder.name, word, people)


def _typed(pending: Pending | None, asked: HandOver) -> str:
    """What the list was filtered by, if it is the same list."""
    if pending is None or pending.kind != NAME:
        return ""
    known = pending.payload
    same = (known["role"], known["school_id"], known["from_id"]) == (
        asked.role.value,
        asked.school_id,
        asked.from_id,
    )
    return str(known["word"]) if same else ""


async def hand_to(
    _: CallbackQuery,
    callback_data: HandTo,
    session: AsyncSession,
    actor: Actor,
    t: Translator,
    now: datetime,
    zone: ZoneInfo,
    pending: Pending | None,
) -> Reply:
    """Both are told, but only once the time to undo it has passed, and in working time."""
    role, place = _of_school(callback_data.role), await _school(session, callback_data.school_id)
    from_id, to_id = callback_data.from_id, callback_data.to_id
    old, new = await person_card(session, from_id), await person_card(session, to_id)
    if old is None or new is None:
        raise UserError("people-has-left")
    if not await queries.pass_on(session, role, place.id, from_id, to_id, now):
        raise UserError("successor-gone")
    await stop_awaiting(session, actor.id, pending, NAME)
    await note_role(session, now, actor.id, Change.PERSON_TAKEN, from_id, role, [place.id])
    await note_role(session, now, actor.id, Change.PERSON_GIVEN, to_id, role, [place.id])
    payload = {"role": role.value, "school_id": place.id, "from_id": from_id, "to_id": to_id}
    news = [
        NewMessage(f"{_key(callback_data, person)}{now.isoformat()}", person, KIND, payload)
        for person in (from_id, to_id)
        if person != actor.id
    ]
    await put(session, news, now=now, due_at=next_speaking_time(now + TIME_TO_UNDO, zone))
    undo = take_back_button(t, callback_data, old.name)
    return await _done(session, place, t, now, t.plain("successor-done", name=new.name), undo)


async def take_back(
    _: CallbackQuery,
    callback_data: TakeBack,
    session: AsyncSession,
    actor: Actor,
    t: Translator,
    now: datetime,
    zone: ZoneInfo,
) -> Reply:
    """Undo. Who was told already is told of this too."""
    role, place = _of_school(callback_data.role), await _school(session, callback_data.school_id)
    from_id, to_id = callback_data.from_id, callback_data.to_id
    if await person_card(session, from_id) is None:
        raise UserError("people-has-left")
    if not await queries.pass_on(session, role, place.id, to_id, from_id, now):
        raise UserError("successor-gone")
    await note_role(session, now, actor.id, Change.PERSON_TAKEN, to_id, role, [place.id])
    await note_role(session, now, actor.id, Change.PERSON_GIVEN, from_id, role, [place.id])
    done = HandTo(**callback_data.model_dump())
    for person in (from_id, to_id):
        await withdraw_unsaid(session, _key(done, person), now)
    if await was_said(session, _key(done, from_id)):
        await tell_of_return(session, from_id, role, place.id, now, zone)
    if await was_said(session, _key(done, to_id)):
        await tell_of_loss(session, to_id, role, place.id, now, zone, after=timedelta())
    return await _done(session, place, t, now, t.plain("people-given-back"))


async def hand_by_invitation(
    _: CallbackQuery,
    callback_data: HandByInvitation,
    session: AsyncSession,
    actor: Actor,
    t: Translator,
    now: datetime,
    zone: ZoneInfo,
    bot_username: str,
    pending: Pending | None,
) -> Reply:
    """The role is taken away at once; who gets it comes by a link."""
    role, place = _of_school(callback_data.role), await _school(session, callback_data.school_id)
    held = next(
        (
            one
            for one in await roles_held(session, callback_data.from_id)
            if (one.role, one.school_id) == (role, place.id)
        ),
        None,
    )
    holder = await person_card(session, callback_data.from_id)
    if held is None or holder is None or place.archived:
        raise UserError("successor-gone")
    await stop_awaiting(session, actor.id, pending, NAME)
    await withdraw(session, held)
    await note_role(session, now, actor.id, Change.PERSON_TAKEN, held.person_id, role, [place.id])
    if held.person_id != actor.id:
        await tell_of_loss(session, held.person_id, role, place.id, now, zone)
    made = await invite(session, Wanted(role, (place.id,)), by=actor.id, now=now)
    await note_made(session, now, actor.id, made.offer)
    left = screens.left(t, role, place, holder.name)
    said = screens.invited_instead(t, left, made, bot_username, zone, undo_button(t, held, holder.name))
    return Reply(tuple(said), toast=t.plain("people-withdrawn"))


def _of_school(role: Role) -> Role:
    """Raises UserError for a role in the city: such a button is forged."""
    if role not in SCHOOL_ROLES:
        raise UserError("refused")
    return role


async def _school(session: AsyncSession, school_id: int) -> SchoolLine:
    found = await school(session, school_id)
    if found is None:
        raise UserError("refused")
    return found


async def _holder(session: AsyncSession, asked: HandOver) -> Member:
    there = await queries.holders(session, asked.role, asked.school_id)
    found = next((one for one in there if one.person_id == asked.from_id), None)
    if found is None:
        raise UserError("successor-gone")
    return found


async def _done(
    session: AsyncSession,
    place: SchoolLine,
    t: Translator,
    now: datetime,
    toast: str,
    undo: InlineKeyboardButton | None = None,
) -> Reply:
    return Reply((await school_card_for(session, place, t, now, undo=undo),), toast=toast)


def _key(done: HandTo, person_id: int) -> str:
    """How the keys of the news begin for one of the two."""
    return f"{KIND}:{done.school_id}:{done.role.value}:{done.from_id}:{done.to_id}:{person_id}:"
