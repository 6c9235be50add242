"""That deadlines have moved: the old date and the new one of everything it concerns, in one message."""

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import groupby

from bot.keyboards.common import short, short_school
from bot.keyboards.roadmap import below_news
from bot.screens.screen import Screen
from bot.screens.tasks import schools_named
from bot.texts import Markup, Translator
from db.queries.assignments import AssignmentFacts

LINES = 10
TITLE, SCHOOL = 120, 50
SCHOOLS_NAMED = 3


def moved_screen(owed: Sequence[AssignmentFacts], moved: Mapping[int, date], t: Translator) -> Screen | None:
    """`owed` in order of the due dates, occurrence by occurrence; `moved`: occurrence → its old due date."""
    lines = [
        _line(list(group), moved[occurrence_id], t)
        for occurrence_id, group in groupby(owed, key=lambda facts: facts.occurrence_id)
    ]
    if not lines:
        return None
    blocks = [t("moves-header", count=len(lines)), *lines[:LINES]]
    if len(lines) > LINES:
        blocks.append(t("moves-more", count=len(lines) - LINES))
    blocks.append(t("moves-footer", count=len(lines)))
    return Screen(Markup("\n\n").join(blocks), below_news(t))


def _line(tasks: Sequence[AssignmentFacts], old: date, t: Translator) -> Markup:
    first = tasks[0]
    said = t(
        "moves-line",
        position=first.position,
        title=short(first.title, TITLE),
        old=old,
        new=first.due,
    )
    schools = _schools([facts.school for facts in tasks if facts.school is not None], t)
    return said + Markup("\n") + schools if schools else said


def _schools(names: Sequence[str], t: Translator) -> Markup:
    named = [short_school(name, SCHOOL) for name in names[:SCHOOLS_NAMED]]
    return schools_named(named, len(names) - SCHOOLS_NAMED, t)
