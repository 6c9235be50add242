"""Lists of assignments: a person's own by what is most urgent."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from bot.keyboards.common import short, short_school
from bot.keyboards.tasks import tasks_keyboard
from bot.screens.screen import Screen
from bot.texts import Markup, Translator
from db.queries.assignments import AssignmentFacts
from roadmap.lists import Page
from roadmap.standing import AWAITED, AssignmentStatus, days_left
from roadmap.worklist import Heading, View, heading, rank

PAGE = 8
"""Assignments, and so buttons, of one message."""
TITLE = 80
SCHOOL = 60
NAME = 40
SCHOOLS_NAMED = 12
DAYS_COUNTED = 60
"""Up to so many days ahead a list says how many are left; farther off the date alone says more."""


@dataclass(frozen=True, slots=True)
class Listed:
    """An assignment under its heading.

    `instead_of` is the name of the person for whom somebody stands in; `is_called`: a digest is put for its
    sake, the rest stands there beside it.
    """

    under: Heading
    facts: AssignmentFacts
    instead_of: str | None = None
    is_called: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """What a message says of one occurrence: its activity, its due date, the schools it is for."""

    under: Heading
    text: Markup
    tasks: int
    is_called: bool = False


def in_order(found: Iterable[AssignmentFacts], today: date) -> list[Listed]:
    """The most urgent first. Within a due date the order given stays, occurrence by occurrence."""
    listed = [Listed(heading(facts.status, facts.start, facts.due, today), facts) for facts in found]
    return sorted(listed, key=lambda item: rank(item.under, item.facts.due))


def tasks_screen(
    listed: Sequence[Listed],
    view: View,
    wanted: int,
    counts: Mapping[View, int],
    next_due: date | None,
    t: Translator,
    today: date,
) -> Screen:
    """One page of a list. `listed` is the whole of it in order; `next_due` the first date that lies ahead."""
    page = Page.within(wanted, len(listed), PAGE)
    shown = page.cut(listed)
    text = _page_text(shown, view, counts, t, today) if shown else _nothing(view, counts, next_due, t)
    return Screen(text, tasks_keyboard([item.facts for item in shown], view, page, counts, t))


def _page_text(
    shown: Sequence[Listed], view: View, counts: Mapping[View, int], t: Translator, today: date
) -> str:
    header = t(f"tasks-title-{view.value}", count=counts[view])
    lines = lines_of(shown, t, today)
    if view is not View.NOW:
        # There is one heading only, and the title says it.
        return Markup("\n\n").join([header, Markup("\n").join(line.text for line in lines)])
    return Markup("\n\n").join([header, *under_headings(lines, t)])


def _nothing(view: View, counts: Mapping[View, int], next_due: date | None, t: Translator) -> str:
    if not any(counts.values()):
        return t("tasks-nothing-at-all")
    if view is View.NOW and next_due is not None:
        return t("tasks-nothing-now-next", date=next_due)
    return t(f"tasks-nothing-{view.value}")


def under_headings(lines: Iterable[Line], t: Translator) -> Iterator[Markup]:
    for under, group in groupby(lines, key=lambda line: line.under):
        title = t(f"tasks-heading-{under.value}")
        yield Markup("\n").join([title, *(line.text for line in group)])


def lines_of(listed: Iterable[Listed], t: Translator, today: date) -> Iterator[Line]:
    for (under, _), group in groupby(listed, key=lambda item: (item.under, item.facts.occurrence_id)):
        tasks = list(group)
        yield Line(under, _line(tasks, t, today), len(tasks), any(item.is_called for item in tasks))


def _line(tasks: Sequence[Listed], t: Translator, today: date) -> Markup:
    first = tasks[0].facts
    said = t(
        "tasks-line",
        position=first.position,
        title=short(first.title, TITLE),
        due=due_words(first, t, today),
    )
    schools = _schools(tasks, t)
    return said + Markup("\n") + schools if schools else said


def _schools(tasks: Sequence[Listed], t: Translator) -> Markup:
    """The schools in one line, the returned ones marked; of the city's own only the mark."""
    marks = [mark for item in tasks[:SCHOOLS_NAMED] if (mark := _school(item, t))]
    return schools_named(marks, len(tasks) - SCHOOLS_NAMED, t)


def schools_named(names: Sequence[str], more: int, t: Translator) -> Markup:
    """«Школа № 901, Школа № 902 и ещё 3 школы»."""
    said = Markup(", ").join(names)
    return t("tasks-more-schools", schools=said, count=more) if more > 0 else said


def _school(item: Listed, t: Translator) -> Markup:
    facts = item.facts
    returned = facts.status is AssignmentStatus.RETURNED
    if facts.school is None:
        return t("tasks-returned") if returned else Markup()
    name = short_school(facts.school, SCHOOL)
    said = t("tasks-school-returned", school=name) if returned else t("tasks-school", school=name)
    if item.instead_of is None:
        return said
    return t("tasks-school-instead", school=said, name=short(item.instead_of, NAME))


def due_words(facts: AssignmentFacts, t: Translator, today: date) -> Markup:
    """«срок 28 февр., осталось 5 дней»; without the days where nothing is owed or it is far off."""
    date_said = t.short_date(facts.due, today)
    if facts.status not in AWAITED or days_left(facts.due, today) > DAYS_COUNTED:
        return t("tasks-due", date=date_said)
    return t("tasks-due-left", date=date_said, left=left_words(facts.due, t, today))


def left_words(due: date, t: Translator, today: date) -> Markup:
    """«сегодня», «осталось 5 дней», «просрочено на 3 дня»."""
    days = days_left(due, today)
    return t("tasks-days-late", days=-days) if days < 0 else t("tasks-days-left", days=days)
