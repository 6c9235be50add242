"""Settings of a person: language, name, silence for a while, and leaving."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from aiogram import Router
from aiogram.types import BotCommand, CallbackQuery, Message, TelegramObject
from sqlalchemy.ext.asyncio import AsyncSession

from bot.filters import Asks, Awaited
from bot.keyboards.menu import Section, commands_for
from bot.keyboards.settings import (
    PAUSES,
    ChooseLanguage,
    ChoosePause,
    CorrectName,
    Leave,
    PauseFor,
    PauseUntil,
    Resume,
    SpeakIn,
)
from bot.screens import choices as choice_screens
from bot.screens import menu as menu_screens
from bot.screens import settings as screens
from bot.screens.screen import Reply, Screen
from bot.texts import Texts, Translator
from db.queries.assignments import own_assignments
from db.queries.choices import own_choices, substitutions_of
from db.queries.first_check import curators_check_first
from db.queries.handing_over import give_back
from db.queries.installation import hold_planning
from db.queries.journal import note
from db.queries.memberships import leave as leave_for_good
from db.queries.memberships import refuse_the_last_coordinator
from db.queries.outbox import release
from db.queries.pending import Pending, await_input, forget_input, stop_awaiting
from db.queries.people import pause, person_card, set_locale, set_name
from roadmap.access import Actor
from roadmap.calendar import local_today
from roadmap.errors import UserError
from roadmap.journal import Change
from roadmap.names import person_name
from roadmap.pause import pause_until
from roadmap.standing import AWAITED

NAME = "settings-name"
PAUSE = "settings-pause"
TYPED = ("settings-", "silence", "substitute-")
"""How the kinds of input begin that are asked for from here; «Назад» gives them up."""
EXAMPLE_AHEAD = timedelta(days=10)


def router() -> Router:
    router = Router(name="settings")
    router.message.register(show, Asks(Section.SETTINGS))
    router.callback_query.register(show, Asks(Section.SETTINGS))
    router.callback_query.register(choose_language, ChooseLanguage.filter())
    router.callback_query.register(speak_in, SpeakIn.filter())
    router.callback_query.register(ask_name, CorrectName.filter())
    router.message.register(take_name, Awaited(NAME))
    router.callback_query.register(choose_pause, ChoosePause.filter())
    router.callback_query.register(pause_for, PauseFor.filter())
    router.callback_query.register(ask_pause_date, PauseUntil.filter())
    router.message.register(take_pause_date, Awaited(PAUSE))
    router.callback_query.register(resume, Resume.filter())
    router.callback_query.register(leave, Leave.filter())
    return router


async def show(
    _: TelegramObject,
    session: AsyncSession,
    actor: Actor,
    t: Translator,
    now: datetime,
    zone: ZoneInfo,
    pending: Pending | None,
) -> Screen:
    await stop_awaiting(session, actor.id, pending, *TYPED)
    return await settings_screen_for(session, actor, t, now, zone)


async def settings_screen_for(
    session: AsyncSession, actor: Actor, t: Translator, now: datetime, zone: ZoneInfo
) -> Screen:
    """Everything a person has chosen, as it is now; what is about reminders only for who has a role."""
    person = await person_card(session, actor.id)
    if person is None:
        raise UserError("refused")
    today = local_today(now, zone)
    if not actor.roles:
        return screens.overview(t, person, None, now, zone)
    chosen = screens.Chosen(
        await own_choices(session, actor.id),
        await substitutions_of(session, [actor.id], today),
        await curators_check_first(session) if actor.is_coordinator else None,
    )
    return screens.overview(t, person, chosen, now, zone)


async def choose_language(_: CallbackQuery, t: Translator, texts: Texts) -> Screen:
    return screens.languages(t, texts)


async def speak_in(
    _: CallbackQuery,
    callback_data: SpeakIn,
    session: AsyncSession,
    actor: Actor,
    texts: Texts,
    now: datetime,
    zone: ZoneInfo,
) -> Reply:
    """The settings, the menu and the commands in the new language."""
    if callback_data.code not in texts.languages:
        raise UserError("refused")
    await set_locale(session, actor.id, callback_data.code)
    t = texts.language(callback_data.code)
    overview = await settings_screen_for(session, actor, t, now, zone)
    said = menu_screens.say(t, actor, "settings-language-set")
    return Reply((overview, said), commands=commands_for(actor, t))


async def ask_name(
    _: CallbackQuery, session: AsyncSession, actor: Actor, t: Translator, now: datetime
) -> Screen:
    await await_input(session, actor.id, NAME, {}, now)
    return screens.ask_name(t, actor.name)


async def take_name(
    event: Message, session: AsyncSession, actor: Actor, t: Translator, now: datetime, zone: ZoneInfo
) -> Reply:
    name = person_name(event.text or "")
    if name != actor.name:
        await note(session, now, actor.id, Change.PERSON_RENAMED, actor.id)
    await set_name(session, actor.id, name)
    await forget_input(session, actor.id)
    screen = await settings_screen_for(session, actor, t, now, zone)
    return Reply((screen,), toast=t.plain("settings-name-set"))


async def choose_pause(_: CallbackQuery, t: Translator) -> Screen:
    return screens.pauses(t)


async def pause_for(
    _: CallbackQuery,
    callback_data: PauseFor,
    session: AsyncSession,
    actor: Actor,
    t: Translator,
    now: datetime,
    zone: ZoneInfo,
) -> Reply:
    if callback_data.length not in PAUSES:
        raise UserError("refused")
    until = local_today(now, zone) + PAUSES[callback_data.length]
    return await _paused(session, actor, t, now, zone, until)


async def ask_pause_date(
    _: CallbackQuery, session: AsyncSession, actor: Actor, t: Translator, now: datetime, today: date
) -> Screen:
    await await_input(session, actor.id, PAUSE, {}, now)
    return screens.ask_pause_date(t, today + EXAMPLE_AHEAD)


async def take_pause_date(
    event: Message, session: AsyncSession, actor: Actor, t: Translator, now: datetime, zone: ZoneInfo
) -> Reply:
    until = pause_until(event.text or "", local_today(now, zone))
    await forget_input(session, actor.id)
    return await _paused(session, actor, t, now, zone, until)


async def resume(
    _: CallbackQuery, session: AsyncSession, actor: Actor, t: Translator, now: datetime, zone: ZoneInfo
) -> Reply:
    await pause(session, actor.id, None)
    await release(session, actor.id, now)
    screen = await settings_screen_for(session, actor, t, now, zone)
    return Reply((screen,), toast=t.plain("settings-resumed"))


async def leave(
    _: CallbackQuery,
    callback_data: Leave,
    session: AsyncSession,
    actor: Actor,
    t: Translator,
    texts: Texts,
    now: datetime,
) -> Reply | Screen:
    if not callback_data.sure:
        await refuse_the_last_coordinator(session, actor.id)
        return screens.ask_whether_to_leave(t)
    await note(session, now, actor.id, Change.PERSON_LEFT, actor.id)
    await leave_for_good(session, actor.id, texts.default.plain("settings-left-name"), now)
    return Reply((screens.left(t),), commands=_commands_of_strangers(t))


async def _paused(
    session: AsyncSession, actor: Actor, t: Translator, now: datetime, zone: ZoneInfo, until: date
) -> Reply:
    today = local_today(now, zone)
    await hold_planning(session)
    await pause(session, actor.id, until)
    await release(session, actor.id, now)
    await give_back(session, actor.id, today, now, zone)
    screens_below = await unsaid_screens(session, actor, t, today, until)
    screen = await settings_screen_for(session, actor, t, now, zone)
    return Reply((screen, *screens_below), toast=t.plain("settings-paused", day=until))


async def unsaid_screens(
    session: AsyncSession, actor: Actor, t: Translator, today: date, until: date
) -> tuple[Screen, ...]:
    """A warning when something of the person's own falls due before the local date on which they hear again.

    What falls due while somebody stands in for them is said to that one.
    """
    away = [one for one in await substitutions_of(session, [actor.id], today) if one.person_id == actor.id]
    unsaid = [
        facts.due
        for facts in await own_assignments(session, actor, AWAITED)
        if today <= facts.due < until and not any(one.first_day <= facts.due <= one.last_day for one in away)
    ]
    return (choice_screens.unsaid(t, len(unsaid), min(unsaid)),) if unsaid else ()


def _commands_of_strangers(t: Translator) -> tuple[BotCommand, ...]:
    return tuple(
        BotCommand(command=name, description=t.plain(f"command-{name}")) for name in ("start", "help")
    )
