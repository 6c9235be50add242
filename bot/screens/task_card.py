"""The card of one assignment: what is asked for, until when, what has happened, what was handed in."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.keyboards.common import short
from bot.keyboards.tasks import card_keyboard
from bot.screens.reasons import said_reason
from bot.screens.requirements import needed_lines
from bot.screens.screen import Screen
from bot.screens.tasks import left_words
from bot.texts import Markup, Translator
from db.models import EvidenceState
from db.queries.assignments import AssignmentDetails, AssignmentFacts, HistoryEntry, PackageSummary
from db.queries.not_applicable import AGAIN
from db.queries.reviews import CHECKED, UNDONE
from db.queries.withdrawal import WITHDRAWN
from roadmap.access import Actor, may_review, may_set_aside, may_submit
from roadmap.requirements import Part
from roadmap.snooze import can_snooze
from roadmap.standing import AWAITED, AssignmentStatus, days_late

TITLE = 700
INDICATOR = 500
NAME = 40
PACKAGES = 3
REASON = 500
NOTED = {
    UNDONE: "tasks-event-undone",
    WITHDRAWN: "tasks-event-withdrawn",
    AGAIN: "tasks-event-again",
    CHECKED: "tasks-event-checked",
}
"""How events are told whose status alone would tell another story."""


@dataclass(frozen=True, slots=True)
class Card:
    details: AssignmentDetails
    history: Sequence[HistoryEntry]
    packages: Sequence[PackageSummary]
    """The newest first."""
    snoozed_until: date | None = None
    """The local date on which the reader is reminded again, when they put it off."""
    why_not: str | None = None
    """Why it is asked for no more: a ready reason's text id, or what was typed."""
    parts: Sequence[Part] = ()
    """What the evidence must have, if the coordinator has said so."""


def card_screen(card: Card, actor: Actor, t: Translator, today: date, zone: ZoneInfo) -> Screen:
    facts = card.details.facts
    blocks = [
        title_block(facts, t),
        _terms(card, t, today, zone),
        *_packages(card.packages, facts.due, t, zone),
        *_history(card.history, t, zone),
    ]
    keyboard = card_keyboard(
        facts.id,
        [
            (package.evidence_id, _files_label(package, t, zone))
            for package in card.packages[:PACKAGES]
            if package.files or package.links
        ],
        t,
        submit=_submit(facts, actor),
        review=_to_review(card, actor),
        is_first=not actor.is_coordinator,
        snooze=_snooze(card, actor, today),
        withdraw=_to_withdraw(card, actor),
        set_aside=_set_aside(facts, actor),
        history=bool(card.history),
    )
    return Screen(Markup("\n\n").join(blocks), keyboard)


def title_block(facts: AssignmentFacts, t: Translator) -> Markup:
    """Number, title, and for whom."""
    title = short(facts.title, TITLE)
    return t("tasks-card-title", position=facts.position, title=title, whom=whom(facts, t))


def whom(facts: AssignmentFacts, t: Translator) -> Markup:
    """The school, or who in the city answers."""
    if facts.school is None:
        return t(f"tasks-assignee-{facts.assignee.value}")
    return t("tasks-school", school=short(facts.school, 100))


def _terms(card: Card, t: Translator, today: date, zone: ZoneInfo) -> Markup:
    details = card.details
    facts = details.facts
    lines = [_due(facts, t, today)]
    if facts.start is not None and facts.start > today:
        lines.append(t("tasks-card-start", date=facts.start))
    if details.indicator:
        lines.append(t("tasks-card-indicator", indicator=short(details.indicator, INDICATOR)))
    if facts.status in AWAITED:
        lines += needed_lines(card.parts, details.indicator, t)
    lines.append(t("tasks-card-status", status=_status(details, t, zone)))
    if card.why_not is not None and facts.status is AssignmentStatus.NOT_APPLICABLE:
        lines.append(t("tasks-card-why-not", reason=short(said_reason(card.why_not, t), REASON)))
    if facts.status in AWAITED and card.snoozed_until is not None:
        lines.append(t("snooze-line", day=t.day(card.snoozed_until)))
    return Markup("\n").join(lines)


def _due(facts: AssignmentFacts, t: Translator, today: date) -> Markup:
    if facts.status not in AWAITED:
        return t("tasks-card-due", date=facts.due)
    return t("tasks-card-due-left", date=facts.due, left=left_words(facts.due, t, today))


def _status(details: AssignmentDetails, t: Translator, zone: ZoneInfo) -> Markup:
    at = details.status_at.astimezone(zone).date()
    return t(f"tasks-status-{_word(details.facts.status)}", date=t.short_date(at))


def late_words(submitted_at: datetime, due: date, t: Translator, zone: ZoneInfo) -> Markup:
    """« (с опозданием на 3 дня)», to be put behind a sentence; empty for what came in time."""
    days = days_late(submitted_at.astimezone(zone).date(), due)
    return Markup(" ") + t("tasks-handed-in-late", days=days) if days else Markup("")


def _packages(packages: Sequence[PackageSummary], due: date, t: Translator, zone: ZoneInfo) -> list[Markup]:
    if not packages:
        return []
    lines = [t("tasks-packages"), *(_package(package, due, t, zone) for package in packages[:PACKAGES])]
    if len(packages) > PACKAGES:
        lines.append(t("tasks-packages-more", count=len(packages) - PACKAGES))
    return [Markup("\n").join(lines)]


def _package(package: PackageSummary, due: date, t: Translator, zone: ZoneInfo) -> Markup:
    said = t(
        "tasks-package",
        at=moment(package.at, t, zone),
        state=t(f"tasks-package-{package.state.value}"),
        files=contents(package.files, package.links, t),
    )
    if package.submitted_by is not None:
        said += late_words(package.at, due, t, zone)
    if package.state is not EvidenceState.RETURNED or package.reason is None:
        return said
    reason = said_reason(package.reason, t)
    return (
        said
        + Markup("\n")
        + t("tasks-package-reason", who=short(package.reviewer or "", NAME), reason=reason)
    )


def contents(files: int, links: int, t: Translator) -> Markup:
    """«2 файла, 1 ссылка»; of what there is none nothing is said, unless there is nothing at all."""
    said = [t("tasks-files", count=files)] if files or not links else []
    return Markup(", ").join([*said, *([t("links-count", count=links)] if links else [])])


def _files_label(package: PackageSummary, t: Translator, zone: ZoneInfo) -> str:
    day = t.short_date(package.at.astimezone(zone).date())
    if not package.files:
        return t.plain("links-show-button", date=day, count=package.links)
    return t.plain("tasks-files-button", date=day, count=package.files)


def _history(entries: Sequence[HistoryEntry], t: Translator, zone: ZoneInfo) -> list[Markup]:
    if not entries:
        return []
    return [Markup("\n").join([t("tasks-history"), *(event_words(entry, t, zone) for entry in entries)])]


def event_words(entry: HistoryEntry, t: Translator, zone: ZoneInfo) -> Markup:
    """«10 янв., 09:30: сдано на проверку (Анна Тестова)»."""
    what = t(NOTED.get(entry.note or "", f"tasks-event-{_word(entry.status)}"))
    at = moment(entry.at, t, zone)
    if entry.who is None:
        return t("tasks-event", at=at, what=what)
    return t("tasks-event-by", at=at, what=what, who=short(entry.who, NAME))


def moment(at: datetime, t: Translator, zone: ZoneInfo) -> str:
    """«10 янв., 09:30» as the city's clocks show it."""
    return f"{t.short_date(at.astimezone(zone).date())}, {t.time(at, zone)}"


def _submit(facts: AssignmentFacts, actor: Actor) -> str | None:
    if facts.status not in AWAITED or not may_submit(actor, facts.assignee, facts.school_id):
        return None
    return "again" if facts.status is AssignmentStatus.RETURNED else "first"


def _snooze(card: Card, actor: Actor, today: date) -> bool | None:
    """Whether the reader has put it off; None where there is nothing to put off."""
    facts = card.details.facts
    if facts.status not in AWAITED or not may_submit(actor, facts.assignee, facts.school_id):
        return None
    if card.snoozed_until is not None:
        return True
    return False if can_snooze(facts.due, today) else None


def _to_withdraw(card: Card, actor: Actor) -> int | None:
    """The package that the actor may take back."""
    facts = card.details.facts
    if not may_submit(actor, facts.assignee, facts.school_id):
        return None
    return _on_review(card)


def _set_aside(facts: AssignmentFacts, actor: Actor) -> bool | None:
    """Whether it is set aside; None where that isn't the actor's to decide."""
    if not may_set_aside(actor) or facts.school_id is None:
        return None
    if facts.status is AssignmentStatus.NOT_APPLICABLE:
        return True
    return False if facts.status in {*AWAITED, AssignmentStatus.SUBMITTED} else None


def _to_review(card: Card, actor: Actor) -> int | None:
    """The package that waits for the actor's decision."""
    waiting = next((one for one in card.packages if one.evidence_id == _on_review(card)), None)
    if waiting is None:
        return None
    school = card.details.facts.school_id
    return waiting.evidence_id if may_review(actor, school, awaits_check=waiting.awaits_check) else None


def _on_review(card: Card) -> int | None:
    if card.details.facts.status is not AssignmentStatus.SUBMITTED:
        return None
    waiting = (p.evidence_id for p in card.packages if p.state is EvidenceState.SUBMITTED)
    return next(waiting, None)


def _word(status: AssignmentStatus) -> str:
    return status.value.replace("_", "-")
