"""What the coordinator sees while setting or changing a meeting: question by question, then the preview."""

from datetime import date
from zoneinfo import ZoneInfo

from bot.keyboards import meetings as keys
from bot.screens.meetings import BLOCK, LINE, moment
from bot.screens.screen import Screen
from bot.texts import Markup, Translator
from db.queries.meetings import Month
from roadmap.meetings import Draft, days_to_offer


def ask_day(draft: Draft, month: Month, t: Translator, today: date) -> Screen:
    text = t("meeting-ask-day", month=t.month(month.due))
    return Screen(text, keys.days_keyboard(draft, days_to_offer(month.due, today), t))


def ask_day_off(draft: Draft, day: date, t: Translator) -> Screen:
    text = t("meeting-day-off", day=day, weekday=t.weekday(day))
    return Screen(text, keys.day_off_keyboard(draft.occurrence_id, day, t))


def ask_time(draft: Draft, t: Translator) -> Screen:
    return Screen(t("meeting-ask-time"), keys.times_keyboard(draft.occurrence_id, t))


def ask_place(draft: Draft, last_place: str | None, t: Translator) -> Screen:
    lines = [t("meeting-ask-place")]
    if last_place is not None:
        lines.append(t("meeting-last-place", place=last_place))
    keyboard = keys.place_keyboard(draft.occurrence_id, t, has_last=last_place is not None)
    return Screen(LINE.join(lines), keyboard)


def ask_agenda(draft: Draft, t: Translator) -> Screen:
    return Screen(t("meeting-ask-agenda"), keys.agenda_keyboard(draft.occurrence_id, t))


def preview(draft: Draft, people: int, t: Translator, zone: ZoneInfo, *, changed: bool) -> Screen:
    """The invitation as people will see it, and how many they are; no «Разослать» while nothing changed."""
    moved = draft.meeting_id is not None
    head = t("meeting-preview", moved=moved, count=people) if changed else t("meeting-ask-change")
    blocks = [head, t("meeting-invitation"), LINE.join(_lines(draft, t, zone))]
    return Screen(BLOCK.join(blocks), keys.preview_keyboard(draft, t, changed=changed))


def _lines(draft: Draft, t: Translator, zone: ZoneInfo) -> list[Markup]:
    lines = [
        t("meeting-when", moment=moment(draft.starts_at(zone), t, zone)),
        t("meeting-where", place=draft.place or ""),
    ]
    return [*lines, t("meeting-agenda", agenda=draft.agenda)] if draft.agenda else lines
