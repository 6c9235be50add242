"""When it is reminded of a roadmap or of one activity; for the coordinator alone."""

from datetime import datetime
from typing import Any

from aiogram import Router
from aiogram.types import CallbackQuery, Message
from sqlalchemy.ext.asyncio import AsyncSession

from bot.filters import Awaited, Has
from bot.keyboards.ladders import LadderOfRoadmap, Of, ShowLadder, TakeLadder, TakeRhythm, TypeLadder
from bot.screens import ladders as screens
from bot.screens.screen import Reply, Screen
from bot.texts import Translator
from db.queries.choices import (
    activity_ladder,
    roadmap_ladder,
    set_activity_ladder,
    set_rhythm,
    set_roadmap_ladder,
)
from db.queries.journal import note
from db.queries.pending import await_input, forget_input
from roadmap.access import Actor, Role
from roadmap.errors import UserError
from roadmap.journal import Change
from roadmap.ladder import Ladder
from roadmap.ladders import READY, typed_steps

STEPS = "ladder-steps"


def router() -> Router:
    router = Router(name="ladders")
    coordinator = Has(Role.COORDINATOR)
    router.callback_query.register(show, ShowLadder.filter(), coordinator)
    router.callback_query.register(take_ready, TakeLadder.filter(), coordinator)
    router.callback_query.register(ask_steps, TypeLadder.filter(), coordinator)
    router.message.register(take_steps, Awaited(STEPS), coordinator)
    router.callback_query.register(go_with_the_roadmap, LadderOfRoadmap.filter(), coordinator)
    router.callback_query.register(take_rhythm, TakeRhythm.filter(), coordinator)
    return router


async def show(_: CallbackQuery, callback_data: ShowLadder, session: AsyncSession, t: Translator) -> Screen:
    return await _screen(session, callback_data.of, callback_data.id, callback_data.page, t)


async def take_ready(
    _: CallbackQuery,
    callback_data: TakeLadder,
    session: AsyncSession,
    actor: Actor,
    t: Translator,
    now: datetime,
) -> Reply:
    of, id_ = callback_data.of, callback_data.id
    await _keep(session, of, id_, READY[callback_data.ready], actor, now)
    return await _changed(session, of, id_, callback_data.page, t)


async def ask_steps(
    _: CallbackQuery,
    callback_data: TypeLadder,
    session: AsyncSession,
    actor: Actor,
    t: Translator,
    now: datetime,
) -> Screen:
    ladder = await _ladder_of(session, callback_data.of, callback_data.id)
    payload = {"of": callback_data.of.value, "id": callback_data.id, "page": callback_data.page}
    await await_input(session, actor.id, STEPS, payload, now)
    return screens.ask_steps(t, ladder)


async def take_steps(
    event: Message,
    session: AsyncSession,
    actor: Actor,
    payload: dict[str, Any],
    t: Translator,
    now: datetime,
) -> Reply:
    of, id_ = Of(payload["of"]), payload["id"]
    ladder = typed_steps(event.text or "", await _ladder_of(session, of, id_))
    await _keep(session, of, id_, ladder, actor, now)
    await forget_input(session, actor.id)
    return await _changed(session, of, id_, payload["page"], t)


async def go_with_the_roadmap(
    _: CallbackQuery,
    callback_data: LadderOfRoadmap,
    session: AsyncSession,
    actor: Actor,
    t: Translator,
    now: datetime,
) -> Reply:
    await _keep(session, Of.ACTIVITY, callback_data.activity_id, None, actor, now)
    return await _changed(session, Of.ACTIVITY, callback_data.activity_id, callback_data.page, t)


async def take_rhythm(
    _: CallbackQuery,
    callback_data: TakeRhythm,
    session: AsyncSession,
    actor: Actor,
    t: Translator,
    now: datetime,
) -> Reply:
    kept = await activity_ladder(session, callback_data.activity_id)
    if kept.kind not in screens.LONG_WINDOWS:
        raise UserError("refused")
    await set_rhythm(session, kept.id, callback_data.rhythm)
    old, new = ({"text_id": f"rhythm-{one.value}"} for one in (kept.rhythm, callback_data.rhythm))
    await note(session, now, actor.id, Change.ACTIVITY_RHYTHM, kept.id, kept.title, before=old, after=new)
    return await _changed(session, Of.ACTIVITY, kept.id, callback_data.page, t)


async def _ladder_of(session: AsyncSession, of: Of, id_: int) -> Ladder:
    if of is Of.ROADMAP:
        return (await roadmap_ladder(session, id_)).ladder
    return (await activity_ladder(session, id_)).ladder


async def _keep(
    session: AsyncSession, of: Of, id_: int, ladder: Ladder | None, actor: Actor, now: datetime
) -> None:
    """`ladder` is None for an activity that goes with the roadmap's."""
    if of is Of.ROADMAP and ladder is not None:
        title, change = (await roadmap_ladder(session, id_)).title, Change.ROADMAP_LADDER
        old = await _ladder_of(session, of, id_)
        await set_roadmap_ladder(session, id_, ladder)
    else:
        title, change = (await activity_ladder(session, id_)).title, Change.ACTIVITY_LADDER
        old = await _ladder_of(session, of, id_)
        await set_activity_ladder(session, id_, ladder)
    before, after = {"ladder": old.to_json()}, {"ladder": (await _ladder_of(session, of, id_)).to_json()}
    await note(session, now, actor.id, change, id_, title, before=before, after=after)


async def _changed(session: AsyncSession, of: Of, id_: int, page: int, t: Translator) -> Reply:
    return Reply((await _screen(session, of, id_, page, t),), toast=t.plain("ladder-changed"))


async def _screen(session: AsyncSession, of: Of, id_: int, page: int, t: Translator) -> Screen:
    if of is Of.ROADMAP:
        return screens.roadmap_ladder(t, await roadmap_ladder(session, id_), page)
    return screens.activity_ladder(t, await activity_ladder(session, id_), page)
