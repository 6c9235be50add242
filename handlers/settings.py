"""Settings of a person: language, name, silence for a while, and leaving."""

from datetime import date, datetime, timedelta

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
from bot.screens import menu as menu_screens
from bot.screens import settings as screens
from bot.screens.screen import Reply, Screen
from bot.texts import Texts, Translator
from db.queries.memberships import leave as leave_for_good
from db.queries.memberships import refuse_the_last_coordinator
from db.queries.pending import await_input, forget_input
from db.queries.people import pause, person_card, set_locale, set_name
from roadmap.access import Actor
from roadmap.errors import UserError
from roadmap.names import person_name
from roadmap.pause import pause_until

NAME = "settings-name"
PAUSE = "settings-pause"
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


async def show(_: TelegramObject, session: AsyncSession, actor: Actor, t: Translator, today: date) -> Screen:
    person = await person_card(session, actor.id)
    if person is None:
        raise UserError("refused")
    return screens.overview(t, person, today)


async def choose_language(_: CallbackQuery, t: Translator, texts: Texts) -> Screen:
    return screens.languages(t, texts)


async def speak_in(
    event: CallbackQuery,
    callback_data: SpeakIn,
    session: AsyncSession,
    actor: Actor,
    texts: Texts,
    today: date,
) -> Reply:
    """The settings, the menu and the commands in the new language."""
    if callback_data.code not in texts.languages:
        raise UserError("refused")
    await set_locale(session, actor.id, callback_data.code)
    t = texts.language(callback_data.code)
    overview = await show(event, session, actor, t, today)
    said = menu_screens.say(t, actor, "settings-language-set")
    return Reply((overview, said), commands=commands_for(actor, t))


async def ask_name(
    _: CallbackQuery, session: AsyncSession, actor: Actor, t: Translator, now: datetime
) -> Screen:
    await await_input(session, actor.id, NAME, {}, now)
    return screens.ask_name(t, actor.name)


async def take_name(event: Message, session: AsyncSession, actor: Actor, t: Translator, today: date) -> Reply:
    await set_name(session, actor.id, person_name(event.text or ""))
    await forget_input(session, actor.id)
    return Reply((await show(event, session, actor, t, today),), toast=t.plain("settings-name-set"))


async def choose_pause(_: CallbackQuery, t: Translator) -> Screen:
    return screens.pauses(t)


async def pause_for(
    event: CallbackQuery,
    callback_data: PauseFor,
    session: AsyncSession,
    actor: Actor,
    t: Translator,
    today: date,
) -> Reply:
    if callback_data.length not in PAUSES:
        raise UserError("refused")
    return await _paused(event, session, actor, t, today, today + PAUSES[callback_data.length])


async def ask_pause_date(
    _: CallbackQuery, session: AsyncSession, actor: Actor, t: Translator, now: datetime, today: date
) -> Screen:
    await await_input(session, actor.id, PAUSE, {}, now)
    return screens.ask_pause_date(t, today + EXAMPLE_AHEAD)


async def take_pause_date(
    event: Message, session: AsyncSession, actor: Actor, t: Translator, today: date
) -> Reply:
    until = pause_until(event.text or "", today)
    await forget_input(session, actor.id)
    return await _paused(event, session, actor, t, today, until)


async def resume(
    event: CallbackQuery, session: AsyncSession, actor: Actor, t: Translator, today: date
) -> Reply:
    await pause(session, actor.id, None)
    return Reply((await show(event, session, actor, t, today),), toast=t.plain("settings-resumed"))


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
    await leave_for_good(session, actor.id, texts.default.plain("settings-left-name"), now)
    return Reply((screens.left(t),), commands=_commands_of_strangers(t))


async def _paused(
    event: TelegramObject, session: AsyncSession, actor: Actor, t: Translator, today: date, until: date
) -> Reply:
    await pause(session, actor.id, until)
    toast = t.plain("settings-paused", day=until)
    return Reply((await show(event, session, actor, t, today),), toast=toast)


def _commands_of_strangers(t: Translator) -> tuple[BotCommand, ...]:
    return tuple(
        BotCommand(command=name, description=t.plain(f"command-{name}")) for name in ("start", "help")
    )
