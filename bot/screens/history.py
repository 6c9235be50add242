"""What happened to an assignment: who did what and when, and why."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from bot.keyboards.common import button, markup, page_row, short
from bot.keyboards.history import ShowHistory
from bot.keyboards.tasks import OpenTask
from bot.screens.reasons import said_reason
from bot.screens.screen import Screen
from bot.screens.task_card import NOTED, event_words, title_block
from bot.texts import Markup, Translator
from db.queries.assignments import AssignmentFacts, HistoryEntry
from roadmap.lists import Page
from roadmap.standing import AssignmentStatus

PAGE = 12
REASON = 200
_WITH_REASON = frozenset({AssignmentStatus.RETURNED, AssignmentStatus.NOT_APPLICABLE})


def history_screen(
    facts: AssignmentFacts, entries: Sequence[HistoryEntry], page: Page, t: Translator, zone: ZoneInfo
) -> Screen:
    """One page of it; `entries` are those of the page, the newest first."""
    lines = [_told_with_reason(entry, t, zone) for entry in entries] or [t("history-nothing")]
    text = Markup("\n\n").join([title_block(facts, t), Markup("\n").join([t("tasks-history"), *lines])])
    turning = page_row(page, lambda at: ShowHistory(assignment_id=facts.id, page=at), t)
    return Screen(text, markup([turning, [button(t.plain("back-button"), OpenTask(id=facts.id))]]))


def _told_with_reason(entry: HistoryEntry, t: Translator, zone: ZoneInfo) -> Markup:
    if entry.note is None or entry.note in NOTED or entry.status not in _WITH_REASON:
        return event_words(entry, t, zone)
    reason = short(said_reason(entry.note, t), REASON)
    return event_words(entry, t, zone) + Markup("\n") + t("history-reason", reason=reason)
