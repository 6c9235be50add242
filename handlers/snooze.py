"""«Напомнить позже» for one assignment of one's own; its deadline stays where it is."""

from datetime import date
from zoneinfo import ZoneInfo

from aiogram import Router
from aiogram.types import CallbackQuery
from sqlalchemy.ext.asyncio import AsyncSession

from bot.keyboards.snooze import ChooseSnooze, SnoozeList, SnoozeTask, UnsnoozeTask
from bot.screens import snooze as screens
from bot.screens.screen import Reply, Screen
from bot.screens.tasks import in_order
from bot.texts import Translator
from db.queries.assignments import AssignmentFacts, assignment_details, own_assignments
from db.queries.choices import snooze, unsnooze
from handlers.tasks import card_screen_for
from roadmap.access import Actor, may_submit
from roadmap.errors import UserError
from roadmap.snooze import can_snooze, is_cut_short, last_snooze_day, snooze_until
from roadmap.standing import AWAITED
from roadmap.worklist import View, view_of


def router() -> Router:
    router = Router(name="snooze")
    router.callback_query.register(choose_task, SnoozeList.filter())
    router.callback_query.register(choose_day, ChooseSnooze.filter())
    router.callback_query.register(put_off, SnoozeTask.filter())
    router.callback_query.register(remind_as_usual, UnsnoozeTask.filter())
    return router


async def choose_task(
    _: CallbackQuery,
    callback_data: SnoozeList,
    session: AsyncSession,
    actor: Actor,
    t: Translator,
    today: date,
) -> Reply:
    listed = in_order(await own_assignments(session, actor, AWAITED), today)
    tasks = [
        item.facts for item in listed if view_of(item.under) is View.NOW and can_snooze(item.facts.due, today)
    ]
    screen = screens.which(t, tasks, callback_data.page)
    return Reply((screen,), in_place=not callback_data.below)


async def choose_day(
    _: CallbackQuery,
    callback_data: ChooseSnooze,
    session: AsyncSession,
    actor: Actor,
    t: Translator,
    today: date,
    zone: ZoneInfo,
) -> Screen | Reply:
    facts = await _own(session, callback_data.id, actor)
    if facts.status not in AWAITED:
        card = await card_screen_for(session, facts.id, actor, t, today, zone)
        return Reply((card,), toast=t.plain("snooze-not-owed"))
    if not can_snooze(facts.due, today):
        raise UserError("snooze-too-late")
    return screens.until_when(t, facts, last_snooze_day(facts.due))


async def put_off(
    _: CallbackQuery,
    callback_data: SnoozeTask,
    session: AsyncSession,
    actor: Actor,
    t: Translator,
    today: date,
    zone: ZoneInfo,
) -> Reply:
    facts = await _own(session, callback_data.id, actor)
    if facts.status not in AWAITED:
        card = await card_screen_for(session, facts.id, actor, t, today, zone)
        return Reply((card,), toast=t.plain("snooze-not-owed"))
    until = snooze_until(callback_data.later, facts.due, today)
    await snooze(session, actor.id, facts.id, until)
    card = await card_screen_for(session, facts.id, actor, t, today, zone)
    cut = is_cut_short(callback_data.later, until, today)
    toast = t.plain("snooze-set-earlier" if cut else "snooze-set", day=t.day(until))
    return Reply((card,), toast=toast, alert=cut)


async def remind_as_usual(
    _: CallbackQuery,
    callback_data: UnsnoozeTask,
    session: AsyncSession,
    actor: Actor,
    t: Translator,
    today: date,
    zone: ZoneInfo,
) -> Reply:
    facts = await _own(session, callback_data.id, actor)
    await unsnooze(session, actor.id, facts.id)
    card = await card_screen_for(session, facts.id, actor, t, today, zone)
    return Reply((card,), toast=t.plain("snooze-ended"))


async def _own(session: AsyncSession, assignment_id: int, actor: Actor) -> AssignmentFacts:
    details = await assignment_details(session, assignment_id)
    if details is None or not may_submit(actor, details.facts.assignee, details.facts.school_id):
        raise UserError("refused")
    return details.facts
