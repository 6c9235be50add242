"""Meetings as people see them: the section, the card, and what the bot says of its own accord."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from bot.keyboards import meetings as keys
from bot.keyboards.common import Row, button, markup
from bot.keyboards.evidence import SubmitEvidence
from bot.screens.screen import Screen, paged
from bot.texts import Markup, Translator
from db.models import Coming
from db.queries.meetings import Attendee, MeetingView, Month
from roadmap.lists import Page
from roadmap.pages import paginate
from roadmap.standing import AWAITED

LINE, BLOCK = Markup("\n"), Markup("\n\n")


@dataclass(frozen=True, slots=True)
class Past:
    """One page of past meetings."""

    meetings: Sequence[MeetingView]
    page: Page


@dataclass(frozen=True, slots=True)
class Plan:
    """What the coordinator has still to set: the month that comes first, and the others."""

    first: Month
    others: Sequence[Month]


def section(
    coming: Sequence[MeetingView],
    past: Past,
    plan: Plan | None,
    t: Translator,
    zone: ZoneInfo,
    *,
    organiser: bool,
) -> Screen:
    """The next meeting with the person's answer; below it the later ones, the past and what is to be set."""
    blocks = [t("meetings-title")]
    rows: list[Row] = []
    if coming:
        blocks.append(meeting_lines(coming[0], t, zone))
        rows += _answer_rows(coming[0], t)
    else:
        blocks.append(t("meetings-none", organiser=organiser))
    if coming and organiser:
        rows.append([keys.card_button(coming[0].id, t.plain("meeting-card-button"))])
    rows += [[_later_button(meeting, t, zone)] for meeting in coming[1:]]
    if plan is not None:
        blocks.append(_plan_lines(plan, t))
        first = plan.first
        rows += keys.plan_rows(first.occurrence_id, month_name(first.due, t), t, others=bool(plan.others))
    if past.meetings:
        blocks.append(t("meetings-past"))
        rows += [[_past_button(meeting, t, zone)] for meeting in past.meetings]
        rows.append(keys.section_pages(past.page, t))
    return Screen(BLOCK.join(blocks), markup(rows))


def months(found: Sequence[Month], page: Page, t: Translator) -> Screen:
    year = found[0].due.year
    labelled = [(month.occurrence_id, _capital(month_name(month.due, t, year))) for month in found]
    return Screen(t("meeting-ask-month"), keys.months_keyboard(labelled, page, t))


def card(meeting: MeetingView, t: Translator, zone: ZoneInfo, now: datetime) -> Screen:
    """For a member: what, when, where, and their answer."""
    rows = [] if meeting.cancelled or meeting.has_begun(now) else _answer_rows(meeting, t)
    text = BLOCK.join([_card_title(meeting, t, now), meeting_lines(meeting, t, zone)])
    return Screen(text, markup([*rows, keys.back_row(t)]))


def organiser_card(
    meeting: MeetingView,
    people: Sequence[Attendee],
    wanted: int,
    t: Translator,
    zone: ZoneInfo,
    now: datetime,
) -> Screen:
    """For the coordinator: who comes, who doesn't, who is silent; page by page."""
    head = BLOCK.join([_card_title(meeting, t, now), meeting_lines(meeting, t, zone)])
    return paged(
        paginate([head, *_answers(people, t)], between="\n"),
        wanted,
        lambda at: markup(
            [keys.card_pages(meeting.id, at, t), *_organiser_rows(meeting, t, now), keys.back_row(t)]
        ),
    )


def ask_substitute(t: Translator, keyboard: InlineKeyboardMarkup) -> Screen:
    return Screen(t("meeting-ask-substitute"), keyboard)


def cancel_question(meeting: MeetingView, t: Translator, zone: ZoneInfo) -> Screen:
    text = t("meeting-cancel-question", moment=moment(meeting.starts_at, t, zone))
    return Screen(text, keys.cancel_keyboard(meeting.id, t))


def invitation(meeting: MeetingView, t: Translator, zone: ZoneInfo) -> Screen:
    return _notice(t("meeting-invitation"), meeting, t, zone)


def reminder(meeting: MeetingView, t: Translator, today: date, zone: ZoneInfo) -> Screen:
    """On the day itself it says so, even when it was meant for the day before and came late."""
    is_today = meeting.starts_at.astimezone(zone).date() == today
    lines = [t("meeting-reminder", today=is_today, time=t.time(meeting.starts_at, zone))]
    if meeting.coming is Coming.SUBSTITUTE:
        lines.append(t("meeting-reminder-substitute", name=meeting.substitute or ""))
    return _notice(LINE.join(lines), meeting, t, zone)


def moved(
    meeting: MeetingView, was: datetime, was_at: str, was_about: str | None, t: Translator, zone: ZoneInfo
) -> Screen:
    """What was before, where it has changed, then the meeting as it is now."""
    lines = [t("meeting-moved")]
    if was != meeting.starts_at:
        lines.append(t("meeting-moved-time", old=moment(was, t, zone)))
    if was_at != meeting.place:
        lines.append(t("meeting-moved-place", old=was_at))
    if was_about != meeting.agenda:
        lines.append(t("meeting-moved-agenda"))
    if meeting.coming is not None:
        lines.append(t("meeting-moved-answer"))
    return _notice(LINE.join(lines), meeting, t, zone)


def cancelled(was: datetime, t: Translator, zone: ZoneInfo) -> Screen:
    return Screen(t("meeting-called-off", moment=moment(was, t, zone)))


def protocol_wanted(meeting: MeetingView, t: Translator, zone: ZoneInfo) -> Screen:
    text = t("meeting-protocol-wanted", moment=moment(meeting.starts_at, t, zone))
    return Screen(text, markup(_protocol_rows(meeting, t)))


def meeting_lines(meeting: MeetingView, t: Translator, zone: ZoneInfo) -> Markup:
    """When, where, what about, and the person's answer."""
    lines = [
        t("meeting-when", moment=moment(meeting.starts_at, t, zone)),
        t("meeting-where", place=meeting.place),
    ]
    if meeting.agenda:
        lines.append(t("meeting-agenda", agenda=meeting.agenda))
    if meeting.is_member and not meeting.cancelled:
        lines.append(own_answer(meeting.coming, meeting.substitute, t))
    return LINE.join(lines)


def own_answer(coming: Coming | None, substitute: str | None, t: Translator) -> Markup:
    return t("meeting-own", answer=coming.value if coming else "silent", name=substitute or "")


def month_name(due: date, t: Translator, usual_year: int | None = None) -> str:
    """«январь», with its year when that is another than the usual one."""
    name = t.plain("meeting-month", number=due.month)
    return name if usual_year in (None, due.year) else f"{name} {due.year}"


def _capital(name: str) -> str:
    return name[:1].upper() + name[1:]


def moment(at: datetime, t: Translator, zone: ZoneInfo) -> Markup:
    """«20 января 2022 г., четверг, 15:00»."""
    day = at.astimezone(zone).date()
    return t("meeting-moment", day=day, weekday=t.weekday(day), time=t.time(at, zone))


def _notice(head: Markup, meeting: MeetingView, t: Translator, zone: ZoneInfo) -> Screen:
    text = BLOCK.join([head, meeting_lines(meeting, t, zone)])
    return Screen(text, markup(_answer_rows(meeting, t)))


def _answer_rows(meeting: MeetingView, t: Translator) -> list[Row]:
    if not meeting.is_member:
        return []
    return keys.answer_rows(meeting.id, meeting.edition, meeting.coming, t)


def _organiser_rows(meeting: MeetingView, t: Translator, now: datetime) -> list[Row]:
    if meeting.cancelled:
        return keys.plan_rows(meeting.occurrence_id, month_name(meeting.due, t), t, others=False)
    if meeting.has_begun(now):
        return _protocol_rows(meeting, t)
    return [*_answer_rows(meeting, t), *keys.organiser_rows(meeting.id, t)]


def _protocol_rows(meeting: MeetingView, t: Translator) -> list[Row]:
    if meeting.protocol_id is None or meeting.protocol not in AWAITED:
        return []
    submit = SubmitEvidence(assignment_id=meeting.protocol_id)
    return [[button(t.plain("meeting-protocol-button"), submit)]]


def _card_title(meeting: MeetingView, t: Translator, now: datetime) -> Markup:
    lines = [t("meeting-title", month=t.month(meeting.due))]
    if meeting.cancelled:
        lines.append(t("meeting-is-cancelled"))
    elif meeting.protocol is not None and meeting.has_begun(now):
        lines.append(t("meeting-protocol-state", state=meeting.protocol.value))
    return LINE.join(lines)


def _answers(people: Sequence[Attendee], t: Translator) -> list[Markup]:
    """For each answer a heading with the count, then the names."""
    lines = [LINE + t("meeting-answers", count=len(people))]
    for coming in (*Coming, None):
        group = [person for person in people if person.coming is coming]
        if group:
            lines.append(t("meeting-count", answer=coming.value if coming else "silent", count=len(group)))
            lines += [_name(person, t) for person in group]
    return lines


def _name(person: Attendee, t: Translator) -> Markup:
    if person.coming is Coming.SUBSTITUTE:
        return t("meeting-name-substitute", name=person.name, substitute=person.substitute or "")
    return t("meeting-name", name=person.name)


def _plan_lines(plan: Plan, t: Translator) -> Markup:
    first = t("meetings-not-set", month=_capital(month_name(plan.first.due, t)))
    if not plan.others:
        return first
    year = plan.first.due.year
    names = ", ".join(month_name(month.due, t, year) for month in plan.others)
    return LINE.join([first, t("meetings-not-set-either", months=names)])


def _later_button(meeting: MeetingView, t: Translator, zone: ZoneInfo) -> InlineKeyboardButton:
    day = meeting.starts_at.astimezone(zone).date()
    label = t.plain("meeting-later-button", day=t.short_date(day), time=t.time(meeting.starts_at, zone))
    return keys.card_button(meeting.id, label)


def _past_button(meeting: MeetingView, t: Translator, zone: ZoneInfo) -> InlineKeyboardButton:
    day = t.short_date(meeting.starts_at.astimezone(zone).date())
    state = meeting.protocol.value if meeting.protocol is not None else "none"
    return keys.card_button(meeting.id, t.plain("meeting-past-button", day=day, protocol=state))
