"""What will be said within a week: how much on which day, and who gets what."""

from collections.abc import Iterable, Sequence
from datetime import date
from zoneinfo import ZoneInfo

from bot.keyboards.common import short, short_school
from bot.keyboards.preview import day_keyboard, week_keyboard
from bot.screens.screen import Screen
from bot.screens.tasks import in_order
from bot.texts import Markup, Translator
from db.queries.assignments import AssignmentFacts
from db.queries.preview import DayAhead, Expected
from roadmap.lists import Page

PEOPLE_A_PAGE = 6
TASKS_NAMED = 3
NAME, TITLE, SCHOOL = 60, 70, 40

_NAMED = frozenset(
    {
        "announcement",
        "deadline-moved",
        "meeting-cancelled",
        "meeting-invitation",
        "meeting-moved",
        "meeting-protocol",
        "meeting-reminder",
        "roadmap-started",
        "survey-invitation",
        "survey-reminder",
    }
)
"""Kinds of messages that have a name of their own here; the rest goes together."""


def week_screen(week: Sequence[DayAhead], t: Translator) -> Screen:
    blocks = [t("preview-week"), *(_day(one, t) for one in week)]
    days = [one.day for one in week if not one.is_silent]
    return Screen(Markup("\n\n").join(blocks), week_keyboard(days, t))


def looking(t: Translator) -> Screen:
    """While a large city is looked through; the button is for who is left with it after a restart."""
    return Screen(t("preview-looking"), week_keyboard([], t))


def _day(one: DayAhead, t: Translator) -> Markup:
    title = t("preview-day", weekday=t.weekday(one.day), date=t.day(one.day))
    if one.is_silent:
        nothing = t("preview-nothing") if one.is_working else t("preview-day-off")
        return Markup("\n").join([title, nothing])
    lines = [t("preview-digests", count=one.digests)] if one.digests else []
    if one.put_off:
        lines.append(t("preview-digests-put-off", count=one.put_off))
    counted: dict[str, int] = {}
    for kind, count in one.messages.items():
        counted[_named(kind)] = counted.get(_named(kind), 0) + count
    lines += [
        t("preview-messages", what=t(f"preview-kind-{kind}"), count=counted[kind]) for kind in sorted(counted)
    ]
    return Markup("\n").join([title, *lines])


def day_screen(day: date, page: Page, people: Iterable[Expected], t: Translator, zone: ZoneInfo) -> Screen:
    blocks = [t("preview-day", weekday=t.weekday(day), date=t.day(day))]
    expected = list(people)
    if any(one.digest_at is not None for one in expected):
        blocks.append(t("preview-day-note"))
    blocks += [_person(one, day, t, zone) for one in expected] or [t("preview-nothing")]
    return Screen(Markup("\n\n").join(blocks), day_keyboard(day, page, t))


def _person(one: Expected, day: date, t: Translator, zone: ZoneInfo) -> Markup:
    lines = [t("preview-person", name=short(one.name, NAME))]
    if one.put_off_until is not None:
        lines.append(t("preview-digest-put-off", until=t.datetime(one.put_off_until, zone)))
    if one.digest_at is not None:
        at = t.time(one.digest_at, zone)
        lines.append(t("preview-digest", time=at, count=len(one.assignments)))
        lines += _tasks(one.assignments, day, t)
    lines += [
        t("preview-message", what=t(f"preview-kind-{_named(kind)}"), time=t.time(at, zone))
        for kind, at in one.messages
    ]
    return Markup("\n").join(lines)


def _tasks(assignments: Sequence[AssignmentFacts], day: date, t: Translator) -> list[Markup]:
    """The most urgent ones, in the order of the roadmap where they are equally urgent."""
    in_roadmap = sorted(assignments, key=lambda facts: (facts.position, facts.school or ""))
    lines = [_task(listed.facts, t) for listed in in_order(in_roadmap, day)[:TASKS_NAMED]]
    more = len(assignments) - TASKS_NAMED
    return [*lines, t("preview-more", count=more)] if more > 0 else lines


def _task(facts: AssignmentFacts, t: Translator) -> Markup:
    title, due = short(facts.title, TITLE), t.day(facts.due)
    if facts.school is None:
        return t("preview-task", position=facts.position, title=title, due=due)
    school = short_school(facts.school, SCHOOL)
    return t("preview-task-school", position=facts.position, title=title, school=school, due=due)


def _named(kind: str) -> str:
    return kind if kind in _NAMED else "other"
