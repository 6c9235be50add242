"""The day's digest: what a person owes, and what those who answer for schools are told of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.keyboards.common import short, short_school
from bot.keyboards.tasks import digest_keyboard
from bot.screens.screen import Screen
from bot.screens.tasks import (
    PAGE,
    SCHOOL,
    TITLE,
    Line,
    Listed,
    left_words,
    lines_of,
    schools_named,
    under_headings,
)
from bot.texts import Markup, Translator
from db.queries.lagging import Lagging, LateActivity
from roadmap.pages import PAGE_LIMIT, visible_length
from roadmap.snooze import can_snooze
from roadmap.worklist import Heading

GAP = "\n\n"


@dataclass(frozen=True, slots=True)
class Digest:
    """The person's own in order; for a coordinator the schools behind, and what was too late to be said."""

    own: Sequence[Listed]
    lagging: Lagging | None = None
    left_out: int = 0

    @property
    def is_empty(self) -> bool:
        return not (self.own or self.lagging or self.left_out)


def digest_screen(digest: Digest, t: Translator, today: date) -> Screen:
    """One message however much is owed: the most urgent that fits, the rest behind a button."""
    own = digest.own
    day = t.day(today)
    header = t("tasks-digest", date=day, count=len(own)) if own else t("tasks-digest-nothing-own", date=day)
    below = list(_for_coordinator(digest, t, today))
    room = PAGE_LIMIT - sum(visible_length(block) + len(GAP) for block in (header, *below))
    lines = _fitting(list(lines_of(own, t, today)), room, t)
    blocks = [header, *under_headings(lines, t)]
    unsaid = len(own) - sum(line.tasks for line in lines)
    if unsaid:
        blocks.append(t("tasks-digest-more", count=unsaid))
    buttons = [item.facts for item in own[:PAGE]]
    keyboard = digest_keyboard(
        buttons,
        len(own) - len(buttons),
        t,
        snooze=any(can_snooze(item.facts.due, today) for item in own),
        summary=digest.lagging is not None,
    )
    return Screen(Markup(GAP).join([*blocks, *below]), keyboard)


def _fitting(lines: Sequence[Line], room: int, t: Translator) -> Sequence[Line]:
    """As many of the first lines as fit into visible `room`, kept free for what is said of the rest."""
    room -= visible_length(t("tasks-digest-more", count=sum(line.tasks for line in lines))) + 2
    under: Heading | None = None
    for number, line in enumerate(lines):
        room -= visible_length(line.text) + 2
        if line.under is not under:
            room -= visible_length(t(f"tasks-heading-{line.under.value}")) + 2
        if room < 0:
            return lines[:number]
        under = line.under
    return lines


def _for_coordinator(digest: Digest, t: Translator, today: date) -> list[Markup]:
    blocks = []
    if digest.lagging is not None:
        title = t("tasks-digest-lagging", count=digest.lagging.count)
        said = [_late_activity(late, t, today) for late in digest.lagging.activities]
        unsaid = digest.lagging.count - sum(late.count for late in digest.lagging.activities)
        more = [t("tasks-digest-more", count=unsaid)] if unsaid else []
        blocks.append(Markup("\n").join([title, *said, *more]))
    if digest.left_out:
        blocks.append(t("tasks-digest-left-out", count=digest.left_out))
    return blocks


def _late_activity(late: LateActivity, t: Translator, today: date) -> Markup:
    named = [t("tasks-school", school=short_school(school, SCHOOL)) for school in late.schools]
    return t(
        "tasks-digest-late",
        position=late.position,
        title=short(late.title, TITLE),
        left=left_words(late.due, t, today),
        schools=schools_named(named, late.count - len(named), t),
    )
