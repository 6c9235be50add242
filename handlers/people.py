"""The coordinator's picture of schools and people, and who has which role."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from aiogram import Router
from aiogram.types import CallbackQuery, InlineKeyboardButton, TelegramObject
from sqlalchemy.ext.asyncio import AsyncSession

from bot.filters import Asks, Has
from bot.keyboards.menu import Section, commands_for
from bot.keyboards.people import GiveBack, PeopleList, PersonOpen, Withdraw, undo_button
from bot.keyboards.schools import SchoolList
from bot.screens import menu as menu_screens
from bot.screens import people as screens
from bot.screens.people import PEOPLE_A_PAGE, SchoolsPicture
from bot.screens.screen import Reply, Screen
from bot.screens.unheard import unheard_lines
from bot.texts import Translator
from db.queries.invitations import open_offers
from db.queries.memberships import Held, grant, membership, roles_held, withdraw
from db.queries.outbox import NewMessage, put, was_said, withdraw_unsaid
from db.queries.people import (
    actor_of,
    members_of,
    people_count,
    people_page,
    person_card,
    roles_of,
)
from db.queries.people_journal import note_role
from db.queries.schools import SchoolLine, school, schools
from db.queries.unheard import unheard
from roadmap.access import CITY_ROLES, Actor, Role
from roadmap.calendar import local_today, next_speaking_time
from roadmap.errors import UserError
from roadmap.journal import Change
from roadmap.lists import Page

TIME_TO_UNDO = timedelta(minutes=10)


def router() -> Router:
    router = Router(name="people")
    only = Has(Role.COORDINATOR)
    router.message.register(show, Asks(Section.PEOPLE), only)
    router.callback_query.register(show, Asks(Section.PEOPLE), only)
    router.callback_query.register(turn, SchoolList.filter(), only)
    router.callback_query.register(list_people, PeopleList.filter(), only)
    router.callback_query.register(open_person, PersonOpen.filter(), only)
    router.callback_query.register(take_role, Withdraw.filter(), only)
    router.callback_query.register(give_back, GiveBack.filter(), only)
    return router


async def show(_: TelegramObject, session: AsyncSession, t: Translator, now: datetime) -> Screen:
    return await _overview(session, t, now, page=0)


async def turn(
    _: CallbackQuery, callback_data: SchoolList, session: AsyncSession, t: Translator, now: datetime
) -> Screen:
    if callback_data.archived:
        return screens.archive(t, await schools(session, archived=True), callback_data.page)
    return await _overview(session, t, now, callback_data.page)


async def _overview(session: AsyncSession, t: Translator, now: datetime, page: int) -> Screen:
    there = await schools(session)
    members = await members_of(session, [one.id for one in there])
    offers = await open_offers(session, now)
    has_archive = bool(await schools(session, archived=True))
    return screens.overview(t, SchoolsPicture(there, members, offers), page, has_archive=has_archive)


async def list_people(
    _: CallbackQuery, callback_data: PeopleList, session: AsyncSession, t: Translator
) -> Screen:
    total = await people_count(session)
    page = Page.within(callback_data.page, total, PEOPLE_A_PAGE)
    people = await people_page(session, page.offset, page.size)
    roles = await roles_of(session, [person.id for person in people])
    return screens.people_list(t, people, roles, total, page)


async def open_person(
    _: CallbackQuery,
    callback_data: PersonOpen,
    session: AsyncSession,
    t: Translator,
    now: datetime,
    zone: ZoneInfo,
) -> Screen:
    return await _card(session, callback_data.id, t, now, zone, page=callback_data.page)


async def take_role(
    _: CallbackQuery,
    callback_data: Withdraw,
    session: AsyncSession,
    actor: Actor,
    t: Translator,
    now: datetime,
    zone: ZoneInfo,
) -> Reply:
    """The person is told, but only once the time to undo it has passed, and not at night."""
    held = await membership(session, callback_data.membership_id)
    if held is None or held.person_id != callback_data.person_id:
        card = await _card(session, callback_data.person_id, t, now, zone)
        return Reply((card,), toast=t.plain("people-withdrawn-already"))
    await withdraw(session, held)
    await _noted(session, now, actor, Change.PERSON_TAKEN, held.person_id, held.role, held.school_id)
    if held.person_id == actor.id:
        return await _after_own_loss(session, actor, held, t, now, zone)
    await tell_of_loss(session, held.person_id, held.role, held.school_id, now, zone)
    card = await _card(session, held.person_id, t, now, zone, undo=undo_button(t, held))
    return Reply((card,), toast=t.plain("people-withdrawn"))


async def _after_own_loss(
    session: AsyncSession, actor: Actor, held: Held, t: Translator, now: datetime, zone: ZoneInfo
) -> Reply:
    """A coordinator gave up a role of their own: perhaps that of coordinator, and with it this section."""
    now_is = await actor_of(session, actor.id)
    greeting = menu_screens.greeting(t, now_is)
    if not now_is.is_coordinator:
        return Reply((Screen(t("people-withdrawn")), greeting), commands=commands_for(now_is, t))
    return Reply((await _card(session, held.person_id, t, now, zone, undo=undo_button(t, held)),))


async def give_back(
    _: CallbackQuery,
    callback_data: GiveBack,
    session: AsyncSession,
    actor: Actor,
    t: Translator,
    now: datetime,
    zone: ZoneInfo,
) -> Reply:
    """Undo. Who was told of the loss already is told of this too."""
    person_id, role = callback_data.person_id, callback_data.role
    if await person_card(session, person_id) is None:
        raise UserError("people-has-left")
    places = await _places(session, role, callback_data.school_id)
    new = await grant(session, person_id, role, [place.id for place in places], now)
    place = callback_data.school_id or None
    if new:
        await _noted(session, now, actor, Change.PERSON_GIVEN, person_id, role, place)
        await withdraw_unsaid(session, _loss_key(person_id, role, place), now)
    if new and await was_said(session, _loss_key(person_id, role, place)):
        await tell_of_return(session, person_id, role, place, now, zone)
    card = await _card(session, person_id, t, now, zone)
    return Reply((card,), toast=t.plain("people-given-back" if new else "people-given-back-already"))


async def _places(session: AsyncSession, role: Role, school_id: int) -> Sequence[SchoolLine]:
    if role in CITY_ROLES:
        return []
    place = await school(session, school_id)
    if place is None:
        raise UserError("refused")
    return [place]


async def _noted(
    session: AsyncSession,
    now: datetime,
    actor: Actor,
    change: Change,
    person_id: int,
    role: Role,
    place: int | None,
) -> None:
    places = [] if place is None else [place]
    await note_role(session, now, actor.id, change, person_id, role, places)


async def tell_of_loss(
    session: AsyncSession,
    person_id: int,
    role: Role,
    school_id: int | None,
    now: datetime,
    zone: ZoneInfo,
    *,
    after: timedelta = TIME_TO_UNDO,
) -> None:
    """To the person, once the time to undo it has passed, and not at night."""
    key = _loss_key(person_id, role, school_id) + now.isoformat()
    news = _news("membership-removed", key, person_id, role, school_id)
    await put(session, [news], now=now, due_at=next_speaking_time(now + after, zone))


async def tell_of_return(
    session: AsyncSession, person_id: int, role: Role, school_id: int | None, now: datetime, zone: ZoneInfo
) -> None:
    key = f"membership-returned:{person_id}:{role}:{school_id or 'city'}:{now.isoformat()}"
    news = _news("membership-returned", key, person_id, role, school_id)
    await put(session, [news], now=now, due_at=next_speaking_time(now, zone))


def _loss_key(person_id: int, role: Role, school_id: int | None) -> str:
    return f"membership-removed:{person_id}:{role}:{school_id or 'city'}:"


def _news(kind: str, key: str, person_id: int, role: Role, school_id: int | None) -> NewMessage:
    return NewMessage(key, person_id, kind, {"role": role.value, "school_id": school_id})


async def _card(
    session: AsyncSession,
    person_id: int,
    t: Translator,
    now: datetime,
    zone: ZoneInfo,
    *,
    page: int = 0,
    undo: InlineKeyboardButton | None = None,
) -> Screen:
    person = await person_card(session, person_id)
    if person is None:
        raise UserError("people-has-left")
    unheard_of = await unheard(session, now, local_today(now, zone), person_id=person_id)
    lines = [line for one in unheard_of for line in unheard_lines(t, one, zone)]
    return screens.person_card(t, person, await roles_held(session, person_id), lines, page, undo)
