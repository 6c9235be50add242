"""«Поручения»: a person's own assignments, the card of one, the files that were handed in."""

from collections import Counter
from datetime import date
from zoneinfo import ZoneInfo

from aiogram import Router
from aiogram.types import CallbackQuery, TelegramObject
from sqlalchemy.ext.asyncio import AsyncSession

from bot.filters import Asks
from bot.keyboards.menu import Section
from bot.keyboards.tasks import ListTasks, ListTasksBelow, OpenTask, OpenTaskBelow, ShowFiles
from bot.screens.attached import attachments
from bot.screens.evidence_links import link_lines
from bot.screens.screen import Reply, Screen
from bot.screens.task_card import Card, card_screen
from bot.screens.tasks import in_order, tasks_screen
from bot.texts import Translator
from db.queries.assignments import (
    AssignmentFacts,
    assignment_details,
    assignment_of,
    history,
    kept_files,
    own_assignments,
    packages,
)
from db.queries.choices import snoozed_until
from db.queries.evidence_links import links_of
from db.queries.not_applicable import why_not_applicable
from db.queries.required_parts import parts_of_assignment
from roadmap.access import Actor, may_see
from roadmap.errors import UserError
from roadmap.snooze import silent_until
from roadmap.standing import AssignmentStatus
from roadmap.worklist import Heading, View, view_of


def router() -> Router:
    router = Router(name="tasks")
    router.message.register(show_tasks, Asks(Section.TASKS))
    router.callback_query.register(show_tasks, Asks(Section.TASKS))
    router.callback_query.register(turn_page, ListTasks.filter())
    router.callback_query.register(list_below, ListTasksBelow.filter())
    router.callback_query.register(open_task, OpenTask.filter())
    router.callback_query.register(open_task_below, OpenTaskBelow.filter())
    router.callback_query.register(show_files, ShowFiles.filter())
    return router


async def show_tasks(
    _: TelegramObject, session: AsyncSession, actor: Actor, t: Translator, today: date
) -> Screen:
    return await tasks_screen_for(session, actor, t, today)


async def turn_page(
    _: CallbackQuery,
    callback_data: ListTasks,
    session: AsyncSession,
    actor: Actor,
    t: Translator,
    today: date,
) -> Screen:
    return await tasks_screen_for(session, actor, t, today, callback_data.page, callback_data.view)


async def list_below(
    _: CallbackQuery,
    callback_data: ListTasksBelow,
    session: AsyncSession,
    actor: Actor,
    t: Translator,
    today: date,
) -> Reply:
    screen = await tasks_screen_for(session, actor, t, today, view=callback_data.view)
    return Reply((screen,), in_place=False)


async def tasks_screen_for(
    session: AsyncSession, actor: Actor, t: Translator, today: date, page: int = 0, view: View = View.NOW
) -> Screen:
    """The person's own assignments on the local date `today`: the most urgent first, the last done first."""
    listed = in_order(await own_assignments(session, actor), today)
    counts = Counter(view_of(item.under) for item in listed)
    ahead = (item.facts.due for item in listed if item.under is Heading.AHEAD)
    shown = [item for item in listed if view_of(item.under) is view]
    if view is View.DONE:
        shown.reverse()
    return tasks_screen(shown, view, page, counts, min(ahead, default=None), t, today)


async def open_task(
    _: CallbackQuery,
    callback_data: OpenTask,
    session: AsyncSession,
    actor: Actor,
    t: Translator,
    today: date,
    zone: ZoneInfo,
) -> Screen:
    return await card_screen_for(session, callback_data.id, actor, t, today, zone)


async def open_task_below(
    _: CallbackQuery,
    callback_data: OpenTaskBelow,
    session: AsyncSession,
    actor: Actor,
    t: Translator,
    today: date,
    zone: ZoneInfo,
) -> Reply:
    screen = await card_screen_for(session, callback_data.id, actor, t, today, zone)
    return Reply((screen,), in_place=False)


async def card_screen_for(
    session: AsyncSession, assignment_id: int, actor: Actor, t: Translator, today: date, zone: ZoneInfo
) -> Screen:
    """Raises UserError when there is no such assignment, or not for this person."""
    details = await assignment_details(session, assignment_id)
    if details is None or not may_see(actor, details.facts.assignee, details.facts.school_id):
        raise UserError("refused")
    card = Card(
        details,
        await history(session, assignment_id),
        await packages(session, assignment_id),
        await _snoozed_until(session, details.facts, actor, today),
        await _why_not(session, details.facts),
        await parts_of_assignment(session, assignment_id) if details.has_parts else [],
    )
    return card_screen(card, actor, t, today, zone)


async def _why_not(session: AsyncSession, facts: AssignmentFacts) -> str | None:
    if facts.status is not AssignmentStatus.NOT_APPLICABLE:
        return None
    return await why_not_applicable(session, facts.id)


async def _snoozed_until(
    session: AsyncSession, facts: AssignmentFacts, actor: Actor, today: date
) -> date | None:
    kept = await snoozed_until(session, actor.id, facts.id, today)
    until = None if kept is None else silent_until(kept, facts.due)
    return until if until is not None and until > today else None


async def show_files(
    _: CallbackQuery,
    callback_data: ShowFiles,
    session: AsyncSession,
    actor: Actor,
    t: Translator,
    today: date,
    zone: ZoneInfo,
) -> Reply:
    """The files and links, and below them the card again, so that its buttons are at hand."""
    facts = await assignment_of(session, callback_data.evidence_id)
    if facts is None or not may_see(actor, facts.assignee, facts.school_id):
        raise UserError("refused")
    files = await kept_files(session, callback_data.evidence_id)
    links = link_lines(await links_of(session, callback_data.evidence_id), t, zone)
    screen = await card_screen_for(session, facts.id, actor, t, today, zone)
    if not files and not links:
        return Reply((screen,), toast=t.plain("tasks-no-files"))
    return Reply((*(Screen(block) for block in links), screen), files=attachments(files, t))
