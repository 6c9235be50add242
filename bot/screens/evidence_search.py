"""Evidence found again: the list with its filter in words, the choices, one package."""

from collections.abc import Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from bot.keyboards.common import short
from bot.keyboards.evidence_search import (
    choices_keyboard,
    found_keyboard,
    package_keyboard,
    value_name,
)
from bot.keyboards.tasks import task_label
from bot.screens.evidence_links import link_lines
from bot.screens.review import decision_words
from bot.screens.screen import Screen
from bot.screens.task_card import contents, event_words, late_words, moment, title_block, whom
from bot.texts import Markup, Translator
from db.queries.assignments import HistoryEntry
from db.queries.evidence_choices import Choice
from db.queries.evidence_links import Link
from db.queries.evidence_search import COUNTED, FoundPackage
from db.queries.kept_reading import RoadmapYear
from db.queries.reviews import Decision, Package
from roadmap.evidence_search import Chosen, Field
from roadmap.lists import Page
from roadmap.pages import paginate

PAGE = 6
CHOICES = 40
TITLE, NAME, WORDS, COMMENT = 80, 60, 60, 600


@dataclass(frozen=True, slots=True)
class Found:
    """One page of the list. `named`: what is chosen, with its name; `months` are offered at once."""

    chosen: Chosen
    packages: Sequence[FoundPackage]
    count: int
    page: Page
    named: Sequence[tuple[Field, Choice]]
    months: Sequence[Choice]
    years: Sequence[RoadmapYear]
    unclear: str = ""


@dataclass(frozen=True, slots=True)
class Opened:
    package: Package
    links: Sequence[Link]
    decisions: Sequence[Decision]
    history: Sequence[HistoryEntry]


def found_screen(found: Found, t: Translator, zone: ZoneInfo) -> Screen:
    named = [(field, value_name(field, choice, t)) for field, choice in found.named]
    blocks = [_head(found, named, t), *(_listed(one, t, zone) for one in found.packages)]
    labels = [(one.id, _label(one, t, zone)) for one in found.packages]
    keyboard = found_keyboard(found.chosen, labels, named, found.months, found.years, found.page, t)
    return Screen(Markup("\n\n").join(blocks), keyboard)


def _head(found: Found, named: Sequence[tuple[Field, str]], t: Translator) -> Markup:
    """What is shown, in words, and how much of it there is."""
    year = next((one.year for one in found.years if one.id == found.chosen.roadmap_id), None)
    lines = [t("evidence-search-head") if year is None else t("evidence-search-head-year", year=str(year))]
    lines += [t(f"evidence-search-by-{field.name.lower()}", name=short(name, TITLE)) for field, name in named]
    if found.unclear:
        lines.append(t("evidence-search-unclear", words=short(found.unclear, WORDS)))
    lines.append(_counted(found.count, t))
    return Markup("\n").join(lines)


def _counted(count: int, t: Translator) -> Markup:
    if not count:
        return t("evidence-search-nothing")
    return t("evidence-search-many" if count == COUNTED else "evidence-search-count", count=count)


def _listed(one: FoundPackage, t: Translator, zone: ZoneInfo) -> Markup:
    said = t(
        "evidence-search-found",
        position=one.facts.position,
        title=short(one.facts.title, TITLE),
        whom=whom(one.facts, t),
        at=moment(one.submitted_at, t, zone),
        who=short(one.sender or t.plain("evidence-search-nobody"), NAME),
        state=t(f"tasks-package-{one.state.value}"),
        holds=contents(one.files, one.links, t),
    )
    return said + late_words(one.submitted_at, one.facts.due, t, zone)


def _label(one: FoundPackage, t: Translator, zone: ZoneInfo) -> str:
    return task_label(one.facts, one.submitted_at.astimezone(zone).date(), t)


def choices_screen(chosen: Chosen, by: Field, choices: Sequence[Choice], page: Page, t: Translator) -> Screen:
    """`choices` are those of the page."""
    text = t(f"evidence-search-ask-{by.name.lower()}") if choices else t("evidence-search-nothing-to-choose")
    return Screen(text, choices_keyboard(chosen, by, choices, page, t))


def opened_screen(opened: Opened, chosen: Chosen, t: Translator, zone: ZoneInfo) -> Screen:
    """A package as it stands, below its files: who sent what and when, the decision, what happened."""
    package = opened.package
    blocks = [
        title_block(package.facts, t),
        _sent(opened, t, zone),
        *([t("review-comment", comment=short(package.comment, COMMENT))] if package.comment else []),
        *link_lines(opened.links, t, zone),
        *(decision_words(decision, t, zone) for decision in opened.decisions),
        *_history(opened.history, t, zone),
    ]
    return Screen(Markup("\n\n").join(blocks), package_keyboard(package.facts.id, chosen, t))


def _sent(opened: Opened, t: Translator, zone: ZoneInfo) -> Markup:
    package = opened.package
    sent = t(
        "evidence-search-package",
        at=moment(package.submitted_at, t, zone) if package.submitted_at else "",
        who=short(package.sender or t.plain("evidence-search-nobody"), NAME),
        state=t(f"tasks-package-{package.state.value}"),
        files=contents(package.files, len(opened.links), t),
    )
    late = late_words(package.submitted_at, package.facts.due, t, zone) if package.submitted_at else ""
    return Markup("\n").join([t("tasks-card-due", date=package.facts.due), sent + late])


def _history(entries: Sequence[HistoryEntry], t: Translator, zone: ZoneInfo) -> list[Markup]:
    if not entries:
        return []
    return [Markup("\n").join([t("tasks-history"), *(event_words(one, t, zone) for one in entries)])]


def comment_pages(package: Package) -> list[str]:
    """The whole comment where the package shows only its beginning."""
    if package.comment is None or len(package.comment) <= COMMENT:
        return []
    escaped = [Markup("").join([line]) for line in package.comment.split("\n")]
    return paginate(escaped, between="\n")
