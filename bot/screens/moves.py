"""What an edition changes for one person, in one message: dates that move, what is new, what is gone."""

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
LINES_OF_EACH = 5
TITLE, SCHOOL = 120, 50
SCHOOLS_NAMED = 3


def news_screen(
    t: Translator,
    *,
    moved: Sequence[AssignmentFacts],
    old: Mapping[int, date],
    added: Sequence[AssignmentFacts],
    gone: Sequence[AssignmentFacts],
) -> Screen | None:
    """Nothing where nothing changes. `old`: occurrence → the due date that it had.

    Dates that move are all there is to say as a rule; then the message is of them alone.
    """
    if not (added or gone):
        return moved_screen(moved, old, t)
    parts = (
        ("edition-added", _by_activity(added, "edition-added-line", t)),
        ("edition-moved", [_line(group, old[group[0].occurrence_id], t) for group in _by_occurrence(moved)]),
        ("edition-gone", _by_activity(gone, "edition-gone-line", t)),
    )
    blocks = [t("edition-header")]
    for text_id, lines in parts:
        if lines:
            blocks += [t(text_id, count=len(lines)), *lines[:LINES_OF_EACH]]
        if len(lines) > LINES_OF_EACH:
            blocks.append(t("edition-more", count=len(lines) - LINES_OF_EACH))
    return Screen(Markup("\n\n").join(blocks), below_news(t))


def _by_activity(found: Sequence[AssignmentFacts], text_id: str, t: Translator) -> list[Markup]:
    """One line an activity, however many dates and schools: the first date, and how many there are."""
    groups: dict[tuple[int, str], list[AssignmentFacts]] = {}
    for facts in found:
        groups.setdefault((facts.position, facts.title), []).append(facts)
    lines = []
    for (position, title), group in sorted(groups.items()):
        dues = sorted({facts.due for facts in group})
        said = t(text_id, position=position, title=short(title, TITLE), due=dues[0], count=len(dues))
        schools = _schools(sorted({facts.school for facts in group if facts.school is not None}), t)
        lines.append(said + Markup("\n") + schools if schools else said)
    return lines


def _by_occurrence(found: Sequence[AssignmentFacts]) -> list[list[AssignmentFacts]]:
    return [list(group) for _, group in groupby(found, key=lambda facts: facts.occurrence_id)]


def moved_screen(owed: Sequence[AssignmentFacts], moved: Mapping[int, date], t: Translator) -> Screen | None:
    """`owed` in order of the due dates, occurrence by occurrence; `moved`: occurrence → its old due date."""
    lines = [_line(group, moved[group[0].occurrence_id], t) for group in _by_occurrence(owed)]
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
