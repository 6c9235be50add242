"""The day's digest: what a person owes, and what those who answer for schools are told of them."""

from collections.abc import Mapping, Sequence
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
from roadmap.worklist import Heading, View, view_of

GAP = "\n\n"


@dataclass(frozen=True, slots=True)
class Digest:
    """The person's own in order; for a coordinator the schools behind, and what was too late to be said.

    `counts`: how much stands in the lists to which the buttons lead.
    """

    own: Sequence[Listed]
    counts: Mapping[View, int]
    lagging: Lagging | None = None
    left_out: int = 0

    @property
    def is_empty(self) -> bool:
        return not (self.own or self.lagging or self.left_out)


def digest_screen(digest: Digest, t: Translator, today: date) -> Screen:
    """One message however much is owed: what it is for, then the most urgent; the rest behind buttons."""
    own = digest.own
    header = _header(own, t, today)
    below = list(_for_coordinator(digest, t, today))
    room = PAGE_LIMIT - sum(visible_length(block) + len(GAP) for block in (header, *below))
    lines = _fitting(list(lines_of(own, t, today)), room, t)
    blocks = [header, *under_headings(lines, t)]
    unsaid = len(own) - sum(line.tasks for line in lines)
    if unsaid:
        blocks.append(t("tasks-digest-more", count=unsaid))
    shown = _first(own, PAGE)
    hidden = {view_of(item.under) for item in own if item not in shown}
    keyboard = digest_keyboard(
        [item.facts for item in shown],
        {view: digest.counts[view] for view in (View.NOW, View.AHEAD) if view in hidden},
        t,
        snooze=any(can_snooze(item.facts.due, today) for item in own),
        summary=digest.lagging is not None,
    )
    return Screen(Markup(GAP).join([*blocks, *below]), keyboard)


def _header(own: Sequence[Listed], t: Translator, today: date) -> Markup:
    """What is to be done now is counted, as in «Мои задачи»; what is due much later is not."""
    day = t.day(today)
    pressing = sum(view_of(item.under) is View.NOW for item in own)
    if pressing:
        return t("tasks-digest", date=day, count=pressing)
    return t("tasks-digest-only-far" if own else "tasks-digest-nothing-own", date=day)


def _first(own: Sequence[Listed], size: int) -> list[Listed]:
    """So many, in their order: what the digest is for above all; what is due much later gives way."""

    def place(at: int) -> tuple[bool, bool, int]:
        return view_of(own[at].under) is View.AHEAD, not own[at].is_called, at

    return [own[at] for at in sorted(sorted(range(len(own)), key=place)[:size])]


def _fitting(lines: Sequence[Line], room: int, t: Translator) -> Sequence[Line]:
    """As many as fit into visible `room`, in their order; what the digest is for above all.

    Room is kept free for what is said of the rest.
    """
    room -= visible_length(t("tasks-digest-more", count=sum(line.tasks for line in lines))) + 2
    under: set[Heading] = set()
    fitting = []
    for at in sorted(range(len(lines)), key=lambda at: (not lines[at].is_called, at)):
        line = lines[at]
        room -= visible_length(line.text) + 2
        if line.under not in under:
            room -= visible_length(t(f"tasks-heading-{line.under.value}")) + 2
        if room < 0:
            break
        under.add(line.under)
        fitting.append(at)
    return [lines[at] for at in sorted(fitting)]


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
