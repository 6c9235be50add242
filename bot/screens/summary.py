"""The summary: the whole in one message, and the lists behind its buttons."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.keyboards.common import short
from bot.keyboards.summary import (
    Look,
    look_keyboard,
    school_keyboard,
    schools_keyboard,
    summary_keyboard,
)
from bot.screens.screen import Screen, paged
from bot.screens.tasks import Listed, due_words
from bot.texts import Markup, Translator
from db.queries.kept_reading import RoadmapYear
from roadmap.lists import Page
from roadmap.pages import paginate
from roadmap.standing import days_left
from roadmap.summary import Counts, Met, Named, Surveyed

PAGE = 10
TASKS = 8
WORST = 5
LEFT_OUT_DAYS = 30
TITLE = 80
NAME = 80


@dataclass(frozen=True, slots=True)
class Overview:
    """What the first message of the summary says.

    `worst` are the schools most behind; `left_out` counts the reminders that went stale in `LEFT_OUT_DAYS`.
    `shown` is the roadmap, of all the `years` that there are.
    """

    total: Counts
    worst: Sequence[Named]
    surveys: Sequence[Surveyed]
    meetings: Sequence[Met]
    unreachable: int
    left_out: int
    sees_all: bool
    years: Sequence[RoadmapYear]
    shown: RoadmapYear


def overview_screen(overview: Overview, t: Translator, now: datetime, today: date, zone: ZoneInfo) -> Screen:
    other = None if overview.shown.counts else overview.shown.id
    blocks = [_title(overview.shown, t, today), _totals(overview.total, t)]
    behind = [one for one in overview.worst if one.counts.overdue or one.counts.due_soon]
    if behind:
        lines = [t("summary-worst"), *(_school_line(one, t, today) for one in behind)]
        blocks.append(Markup("\n").join(lines))
    blocks += _rest(overview, t, now, zone)
    looks = tuple(Look) if overview.sees_all and other is None else (Look.SCHOOLS, Look.ACTIVITIES)
    keyboard = summary_keyboard(looks, t, overview.years, other, overview.shown.id)
    return Screen(Markup("\n\n").join(blocks), keyboard)


def _title(shown: RoadmapYear, t: Translator, today: date) -> Markup:
    if shown.counts:
        return t("summary-title", date=today)
    return t("summary-of-year", year=shown.year, past=shown.is_past)


def _totals(counts: Counts, t: Translator) -> Markup:
    return t(
        "summary-totals",
        overdue=counts.overdue,
        due_soon=counts.due_soon,
        in_review=counts.in_review,
        done=counts.done,
        ahead=counts.ahead,
        total=counts.total,
    )


def _rest(overview: Overview, t: Translator, now: datetime, zone: ZoneInfo) -> list[Markup]:
    """Surveys that are open, the next meeting or else the last one, whom and what didn't reach anybody."""
    lines = [_survey_line(one, t) for one in overview.surveys if one.is_open]
    coming = [one for one in overview.meetings if datetime.fromisoformat(one.starts_at) > now]
    shown = coming[:1] or overview.meetings[-1:]
    lines += [_meeting_line(one, t, zone) for one in shown]
    if overview.unreachable:
        lines.append(t("summary-unreachable", count=overview.unreachable))
    if overview.left_out:
        lines.append(t("summary-left-out", count=overview.left_out, days=LEFT_OUT_DAYS))
    return [Markup("\n").join(lines)] if lines else []


def nothing_screen(t: Translator) -> Screen:
    return Screen(t("summary-no-roadmap"))


def schools_screen(
    schools: Sequence[Named], page: Page, count: int, t: Translator, today: date, other: int | None = None
) -> Screen:
    """`other` is the roadmap unless it is the one that counts, here and below."""
    header = t("summary-schools", count=count)
    lines = [_school_line(one, t, today) for one in schools]
    text = Markup("\n\n").join([header, *lines]) if lines else t("summary-no-schools")
    return Screen(text, schools_keyboard(schools, page, t, other))


def activities_screen(
    found: Sequence[tuple[int, Named]], wanted: int, t: Translator, other: int | None = None
) -> Screen:
    """One page of all that is `found`: the number in the roadmap and the counts."""
    page = Page.within(wanted, len(found), PAGE)
    lines = [
        t(
            "summary-activity",
            position=position,
            title=short(one.name, TITLE),
            counts=_counts(one.counts, t),
        )
        for position, one in page.cut(found)
    ]
    text = Markup("\n\n").join([t("summary-activities", count=len(found)), *lines])
    return Screen(text, look_keyboard(Look.ACTIVITIES, page, t, other=other))


def lines_screen(
    look: Look, lines: Sequence[Markup], page: int, t: Translator, *, may_invite: bool = False
) -> Screen:
    """Surveys, meetings or people, a line each, on as many pages as they need."""
    header = t(f"summary-{look.value}", count=len(lines))
    pages = paginate(lines or [t(f"summary-no-{look.value}")], header=header)
    return paged(pages, page, lambda at: look_keyboard(look, at, t, may_invite=may_invite))


def survey_lines(surveys: Sequence[Surveyed], t: Translator) -> list[Markup]:
    return [_survey_line(one, t) for one in surveys]


def meeting_lines(meetings: Sequence[Met], t: Translator, zone: ZoneInfo) -> list[Markup]:
    return [_meeting_line(one, t, zone) for one in reversed(meetings)]


def school_screen(
    name: str,
    school_id: int,
    listed: Sequence[Listed],
    wanted: int,
    t: Translator,
    today: date,
    other: int | None = None,
) -> Screen:
    """One school's assignments, the most urgent first."""
    page = Page.within(wanted, len(listed), TASKS)
    shown = page.cut(listed)
    lines = [_task_line(item, t, today) for item in shown]
    text = Markup("\n\n").join([t("summary-school", name=short(name, NAME), count=len(listed)), *lines])
    return Screen(text, school_keyboard(school_id, [item.facts for item in shown], page, t, other))


def _task_line(item: Listed, t: Translator, today: date) -> Markup:
    return t(
        "summary-task",
        standing=t.plain(f"summary-standing-{item.under.value}"),
        position=item.facts.position,
        title=short(item.facts.title, TITLE),
        due=due_words(item.facts, t, today),
    )


def _school_line(one: Named, t: Translator, today: date) -> Markup:
    line = t("summary-school-line", name=short(one.name, NAME), counts=_counts(one.counts, t))
    if one.oldest_overdue is None:
        return line
    return line + t("summary-late", days=-days_left(one.oldest_overdue, today))


def _counts(counts: Counts, t: Translator) -> Markup:
    """Only what there is, so that a line stays short: «просрочено 2, на проверке 1, сделано 4 из 16»."""
    parts = [
        t(f"summary-count-{name}", count=number)
        for name, number in (
            ("overdue", counts.overdue),
            ("due-soon", counts.due_soon),
            ("in-review", counts.in_review),
        )
        if number
    ]
    return Markup(", ").join([*parts, t("summary-count-done", count=counts.done, total=counts.total)])


def _survey_line(one: Surveyed, t: Translator) -> Markup:
    return t(
        "summary-survey",
        title=short(one.title, TITLE),
        answered=one.answered,
        asked=one.asked,
        open=one.is_open,
    )


def _meeting_line(one: Met, t: Translator, zone: ZoneInfo) -> Markup:
    return t(
        "summary-meeting",
        moment=t.datetime(datetime.fromisoformat(one.starts_at), zone),
        yes=one.yes,
        no=one.no,
        substitute=one.substitute,
        silent=one.silent,
        protocol=t.plain(f"summary-protocol-{(one.protocol or 'none').replace('_', '-')}"),
    )
