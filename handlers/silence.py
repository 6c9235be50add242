"""When the bot speaks to a person: the hour of the morning message, and silence until a moment."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from aiogram import Router
from aiogram.types import CallbackQuery, Message
from sqlalchemy.ext.asyncio import AsyncSession

from bot.filters import Awaited
from bot.keyboards.choices import ChooseHour, ChooseSilence, EndSilence, SilentFor, SpeakAt
from bot.screens import choices as screens
from bot.screens.screen import Reply, Screen
from bot.texts import Translator
from db.queries.choices import end_silence, own_choices, set_digest_hour, set_silence
from db.queries.handing_over import give_back
from db.queries.installation import hold_planning
from db.queries.outbox import release
from db.queries.pending import await_input, forget_input
from handlers.settings import settings_screen_for, unsaid_screens
from roadmap.access import Actor
from roadmap.calendar import local_today
from roadmap.silence import quiet_until, typed_silence

SILENCE = "silence"


def router() -> Router:
    router = Router(name="silence")
    router.callback_query.register(choose_hour, ChooseHour.filter())
    router.callback_query.register(speak_at, SpeakAt.filter())
    router.callback_query.register(choose_silence, ChooseSilence.filter())
    router.callback_query.register(silent_for, SilentFor.filter())
    router.message.register(take_silence, Awaited(SILENCE))
    router.callback_query.register(speak_again, EndSilence.filter())
    return router


async def choose_hour(_: CallbackQuery, session: AsyncSession, actor: Actor, t: Translator) -> Screen:
    return screens.hours(t, (await own_choices(session, actor.id)).digest_hour)


async def speak_at(
    _: CallbackQuery,
    callback_data: SpeakAt,
    session: AsyncSession,
    actor: Actor,
    t: Translator,
    now: datetime,
) -> Reply:
    """The hours stay in sight: one more tap takes it back."""
    await set_digest_hour(session, actor.id, callback_data.hour)
    await release(session, actor.id, now)
    toast = t.plain("hour-set", hour=callback_data.hour)
    return Reply((screens.hours(t, callback_data.hour),), toast=toast)


async def choose_silence(
    _: CallbackQuery, session: AsyncSession, actor: Actor, t: Translator, now: datetime, today: date
) -> Screen:
    await await_input(session, actor.id, SILENCE, {}, now)
    return screens.silences(t, today)


async def silent_for(
    _: CallbackQuery,
    callback_data: SilentFor,
    session: AsyncSession,
    actor: Actor,
    t: Translator,
    now: datetime,
    zone: ZoneInfo,
) -> Reply:
    return await _silent(session, actor, quiet_until(callback_data.until, now, zone), t, now, zone)


async def take_silence(
    event: Message, session: AsyncSession, actor: Actor, t: Translator, now: datetime, zone: ZoneInfo
) -> Reply:
    return await _silent(session, actor, typed_silence(event.text or "", now, zone), t, now, zone)


async def _silent(
    session: AsyncSession, actor: Actor, until: datetime, t: Translator, now: datetime, zone: ZoneInfo
) -> Reply:
    today = local_today(now, zone)
    await hold_planning(session)
    await set_silence(session, actor.id, until)
    await release(session, actor.id, now)
    await give_back(session, actor.id, today, now, zone)
    await forget_input(session, actor.id)
    below = await unsaid_screens(session, actor, t, today, local_today(until, zone))
    screen = await settings_screen_for(session, actor, t, now, zone)
    return Reply((screen, *below), toast=t.plain("silence-set", until=t.datetime(until, zone)))


async def speak_again(
    _: CallbackQuery, session: AsyncSession, actor: Actor, t: Translator, now: datetime, zone: ZoneInfo
) -> Reply:
    await end_silence(session, actor.id)
    await release(session, actor.id, now)
    screen = await settings_screen_for(session, actor, t, now, zone)
    return Reply((screen,), toast=t.plain("silence-ended"))
