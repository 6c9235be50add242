"""What a reviewer sees, and what those who sent a package are told."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.keyboards.common import markup, short
from bot.keyboards.review import (
    mend_button,
    package_keyboard,
    queue_keyboard,
    reason_keyboard,
    reasons_keyboard,
)
from bot.keyboards.tasks import again_button, open_button, task_label
from bot.screens.evidence_links import link_lines
from bot.screens.reasons import said_reason
from bot.screens.screen import Screen
from bot.screens.task_card import contents, late_words, moment, title_block, whom
from bot.texts import Markup, Translator
from db.queries.assignments import AssignmentFacts, KeptFile
from db.queries.review_view import ReviewView, SameFile
from db.queries.reviews import Decision, Package
from roadmap.access import Actor, may_review
from roadmap.lists import Page
from roadmap.pages import paginate
from roadmap.review_queue import EVERYTHING, Of, Shelf

PAGE = 8
TITLE = 80
INDICATOR = 250
COMMENT = 400
FILES = 10
NAME = 60
FILE = 40
LINKS = 3
LINK = 100
SAME = 3
PART = 30
SHORTEST_REASON = 3
LONGEST_REASON = 500


def queue_screen(
    packages: Sequence[Package],
    page: Page,
    count: int,
    t: Translator,
    zone: ZoneInfo,
    *,
    shelf: Shelf = EVERYTHING,
    name: str = "",
    curators: int = 0,
) -> Screen:
    """One page of the `count` packages that wait on a shelf; `name` is the activity's or the school's.

    `curators`: how many more wait for a curator's check.
    """
    heading = [
        t("review-queue", count=count) if count else t("review-nothing"),
        *([t("review-shelf", name=short(name, TITLE))] if name else []),
        *([t("review-shelf-curators")] if shelf.of is Of.CURATORS else []),
        *([t("review-await-curators", count=curators)] if curators else []),
    ]
    lines = [_queued(package, t, zone) for package in packages]
    labels = [(package.id, _label(package, t, zone)) for package in packages]
    text = Markup("\n\n").join([Markup("\n").join(heading), *lines])
    return Screen(text, queue_keyboard(labels, page, shelf, t, curators=curators))


def _queued(package: Package, t: Translator, zone: ZoneInfo) -> Markup:
    return t(
        "review-queued",
        position=package.facts.position,
        title=short(package.facts.title, TITLE),
        whom=whom(package.facts, t),
        sent=_sent(package, t, zone),
        files=contents(package.files, package.links, t),
    )


def _label(package: Package, t: Translator, zone: ZoneInfo) -> str:
    sent = package.submitted_at
    return task_label(package.facts, sent.astimezone(zone).date() if sent else package.facts.due, t)


def _sent(package: Package, t: Translator, zone: ZoneInfo) -> Markup:
    at = moment(package.submitted_at, t, zone) if package.submitted_at else ""
    return t("review-sent", who=short(package.sender or "", NAME), at=at)


def package_screen(
    view: ReviewView,
    actor: Actor,
    t: Translator,
    now: datetime,
    zone: ZoneInfo,
    *,
    shelf: Shelf = EVERYTHING,
    following: int | None = None,
    is_news: bool = False,
) -> Screen:
    """The package with the buttons that make sense now. `is_news` heads it as just come in."""
    package = view.package
    blocks = [
        *([t("review-news")] if is_news else []),
        title_block(package.facts, t),
        _terms(package, t, zone),
        *_comment(package, t),
        *_files(view.files, t),
        *link_lines(view.links, t, zone, most=LINKS, url=LINK),
        *_doubts(view, t, zone),
        *_decisions(view, t, zone),
    ]
    decides = may_review(actor, package.facts.school_id, awaits_check=package.awaits_check)
    keyboard = package_keyboard(
        package.id,
        t,
        files=package.files,
        decides=package.is_waiting and decides,
        is_first=not actor.is_coordinator,
        undo=_to_undo(view.decision, actor, now),
        following=following,
        within=shelf.word,
    )
    return Screen(Markup("\n\n").join(blocks), keyboard)


def _doubts(view: ReviewView, t: Translator, zone: ZoneInfo) -> list[Markup]:
    """What is missing, and where else the same files are."""
    lines = []
    if view.missing:
        names = ", ".join(short(name, PART) for name in view.missing[:LINKS])
        lines.append(t("review-missing", parts=names))
    shared = [short(one.school, NAME) for one in view.same if one.shared and one.school]
    if shared:
        lines.append(t("review-shared", schools=", ".join(dict.fromkeys(shared[:SAME]))))
    lines += [_same(one, t, zone) for one in [other for other in view.same if not other.shared][:SAME]]
    return [Markup("\n").join(lines)] if lines else []


def _same(one: SameFile, t: Translator, zone: ZoneInfo) -> Markup:
    day = t.short_date(one.at.astimezone(zone).date())
    if one.school is None:
        return t("review-same-of-city", position=one.position, day=day)
    return t("review-same", school=short(one.school, NAME), position=one.position, day=day)


def _decisions(view: ReviewView, t: Translator, zone: ZoneInfo) -> list[Markup]:
    """The curator's check and the decision in force, and for whose check it waits."""
    said = [view.checked] if view.checked is not None else []
    decision = view.decision
    if decision is not None and decision.undone_at is None and not decision.hands_on:
        said.append(decision)
    lines = [decision_words(one, t, zone) for one in said]
    if view.package.is_waiting and view.package.awaits_check:
        lines.append(t("review-awaits-curator"))
    return lines


def _to_undo(decision: Decision | None, actor: Actor, now: datetime) -> int | None:
    """A curator takes back only what is a first check."""
    if decision is None or not decision.may_be_undone(now):
        return None
    return decision.id if actor.is_coordinator or decision.is_first else None


def _terms(package: Package, t: Translator, zone: ZoneInfo) -> Markup:
    lines = [t("tasks-card-due", date=package.facts.due)]
    if package.indicator:
        lines.append(t("tasks-card-indicator", indicator=short(package.indicator, INDICATOR)))
    sent = t("review-from", sent=_sent(package, t, zone))
    if package.submitted_at is not None:
        sent += late_words(package.submitted_at, package.facts.due, t, zone)
    lines.append(sent)
    return Markup("\n").join(lines)


def _comment(package: Package, t: Translator) -> list[Markup]:
    return [t("review-comment", comment=short(package.comment, COMMENT))] if package.comment else []


def comment_screens(package: Package) -> list[str]:
    """The whole comment in pages where the package shows only its beginning."""
    if package.comment is None or len(package.comment) <= COMMENT:
        return []
    escaped = [Markup("").join([line]) for line in package.comment.split("\n")]
    return paginate(escaped, between="\n")


def _files(files: Sequence[KeptFile], t: Translator) -> list[Markup]:
    if not files:
        return []
    lines = [t("review-files"), *(_file(number, file, t) for number, file in enumerate(files[:FILES], 1))]
    if len(files) > FILES:
        lines.append(t("review-files-more", count=len(files) - FILES))
    return [Markup("\n").join(lines)]


def _file(number: int, file: KeptFile, t: Translator) -> Markup:
    name = (
        t("review-photo")
        if file.is_photo or not file.name
        else t("review-file-name", name=short(file.name, FILE))
    )
    if not file.caption:
        return t("review-file", number=number, name=name)
    return t("review-file-caption", number=number, name=name, caption=short(file.caption, FILE))


def decision_words(decision: Decision, t: Translator, zone: ZoneInfo) -> Markup:
    """Who decided what, when and why."""
    who, at = short(decision.reviewer, FILE), moment(decision.decided_at, t, zone)
    if decision.hands_on:
        return t("review-checked-by", who=who, at=at)
    if decision.accepted:
        return t("review-accepted-by", who=who, at=at)
    return t("review-returned-by", who=who, at=at, reason=said_reason(decision.reason or "", t))


def decided_toast(decision: Decision, t: Translator, zone: ZoneInfo) -> str:
    who, at = short(decision.reviewer, FILE), moment(decision.decided_at, t, zone)
    if decision.hands_on:
        return t.plain("review-already-checked", who=who, at=at)
    return t.plain(
        "review-already-accepted" if decision.accepted else "review-already-returned", who=who, at=at
    )


def reasons_screen(package: Package, shelf: Shelf, t: Translator) -> Screen:
    return Screen(
        Markup("\n\n").join([title_block(package.facts, t), t("review-ask-reason")]),
        reasons_keyboard(package.id, shelf.word, t),
    )


def reason_length_screen(evidence_id: int, shelf: Shelf, t: Translator) -> Screen:
    """What was typed can't be taken as a reason."""
    said = t("review-reason-length", least=SHORTEST_REASON, most=LONGEST_REASON)
    return Screen(said, reason_keyboard(evidence_id, shelf.word, t))


def accepted_notice(facts: AssignmentFacts, t: Translator) -> Screen:
    return _notice(t("review-told-accepted"), facts, t)


def returned_notice(
    facts: AssignmentFacts, reason: str, t: Translator, *, may_submit: bool, mends: int | None = None
) -> Screen:
    """To those who sent it: why, and the way to hand it in anew.

    `mends` is the id of the returned package if it has files or links that can be taken over.
    """
    said = t("review-told-returned", reason=said_reason(reason, t))
    return _notice(said, facts, t, again=may_submit, mends=mends)


def undone_notice(facts: AssignmentFacts, t: Translator) -> Screen:
    return _notice(t("review-told-undone"), facts, t)


def _notice(
    said: Markup, facts: AssignmentFacts, t: Translator, *, again: bool = False, mends: int | None = None
) -> Screen:
    rows = [[open_button(facts.id, t)]]
    if again:
        rows.insert(0, [again_button(facts.id, t)])
    if again and mends is not None:
        rows.insert(0, [mend_button(mends, t)])
    text = Markup("\n\n").join([said, title_block(facts, t)])
    return Screen(text, markup(rows))
