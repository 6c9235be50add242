"""What a reviewer sees, and what those who sent a package are told."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.keyboards.common import markup, short
from bot.keyboards.review import package_keyboard, queue_keyboard, reason_keyboard, reasons_keyboard
from bot.keyboards.tasks import again_button, open_button, task_label
from bot.screens.reasons import said_reason
from bot.screens.screen import Attachment, Screen
from bot.screens.task_card import moment, title_block, whom
from bot.texts import Markup, Translator
from db.queries.assignments import AssignmentFacts, KeptFile
from db.queries.reviews import Decision, Package
from roadmap.lists import Page
from roadmap.pages import paginate

PAGE = 8
TITLE = 80
INDICATOR = 400
COMMENT = 600
FILES = 10
NAME = 60
SHORTEST_REASON = 3
LONGEST_REASON = 500


def queue_screen(
    packages: Sequence[Package], page: Page, count: int, t: Translator, zone: ZoneInfo
) -> Screen:
    """One page of the `count` packages that wait."""
    if not count:
        return Screen(t("review-nothing"))
    lines = [_queued(package, t, zone) for package in packages]
    labels = [(package.id, _label(package, t, zone)) for package in packages]
    text = Markup("\n\n").join([t("review-queue", count=count), *lines])
    return Screen(text, queue_keyboard(labels, page, t))


def _queued(package: Package, t: Translator, zone: ZoneInfo) -> Markup:
    return t(
        "review-queued",
        position=package.facts.position,
        title=short(package.facts.title, TITLE),
        whom=whom(package.facts, t),
        sent=_sent(package, t, zone),
        files=t("tasks-files", count=package.files),
    )


def _label(package: Package, t: Translator, zone: ZoneInfo) -> str:
    sent = package.submitted_at
    return task_label(package.facts, sent.astimezone(zone).date() if sent else package.facts.due, t)


def _sent(package: Package, t: Translator, zone: ZoneInfo) -> Markup:
    at = moment(package.submitted_at, t, zone) if package.submitted_at else ""
    return t("review-sent", who=short(package.sender or "", NAME), at=at)


def package_screen(
    package: Package,
    files: Sequence[KeptFile],
    decision: Decision | None,
    t: Translator,
    now: datetime,
    zone: ZoneInfo,
    *,
    following: int | None = None,
    is_news: bool = False,
) -> Screen:
    """The package with the buttons that make sense now. `is_news` heads it as just come in."""
    decided = decision is not None and decision.undone_at is None
    blocks = [
        *([t("review-news")] if is_news else []),
        title_block(package.facts, t),
        _terms(package, t, zone),
        *_comment(package, t),
        *_files(files, t),
        *([decision_words(decision, t, zone)] if decision is not None and decided else []),
    ]
    keyboard = package_keyboard(
        package.id,
        t,
        files=package.files,
        waiting=package.is_waiting,
        undo=decision.id if decision is not None and decision.may_be_undone(now) else None,
        following=following,
    )
    return Screen(Markup("\n\n").join(blocks), keyboard)


def _terms(package: Package, t: Translator, zone: ZoneInfo) -> Markup:
    lines = [t("tasks-card-due", date=package.facts.due)]
    if package.indicator:
        lines.append(t("tasks-card-indicator", indicator=short(package.indicator, INDICATOR)))
    lines.append(t("review-from", sent=_sent(package, t, zone)))
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
        else t("review-file-name", name=short(file.name, NAME))
    )
    if not file.caption:
        return t("review-file", number=number, name=name)
    return t("review-file-caption", number=number, name=name, caption=short(file.caption, NAME))


def attachments(files: Sequence[KeptFile], t: Translator) -> tuple[Attachment, ...]:
    """The files themselves, each under what its sender wrote."""
    return tuple(
        Attachment(
            file.file_id, file.is_photo, t("review-caption", caption=file.caption) if file.caption else None
        )
        for file in files
    )


def decision_words(decision: Decision, t: Translator, zone: ZoneInfo) -> Markup:
    """Who decided what, when and why."""
    who, at = short(decision.reviewer, NAME), moment(decision.decided_at, t, zone)
    if decision.accepted:
        return t("review-accepted-by", who=who, at=at)
    return t("review-returned-by", who=who, at=at, reason=said_reason(decision.reason or "", t))


def decided_toast(decision: Decision, t: Translator, zone: ZoneInfo) -> str:
    who, at = short(decision.reviewer, NAME), moment(decision.decided_at, t, zone)
    return t.plain(
        "review-already-accepted" if decision.accepted else "review-already-returned", who=who, at=at
    )


def reasons_screen(package: Package, t: Translator) -> Screen:
    return Screen(
        Markup("\n\n").join([title_block(package.facts, t), t("review-ask-reason")]),
        reasons_keyboard(package.id, t),
    )


def reason_length_screen(evidence_id: int, t: Translator) -> Screen:
    """What was typed can't be taken as a reason."""
    return Screen(
        t("review-reason-length", least=SHORTEST_REASON, most=LONGEST_REASON), reason_keyboard(evidence_id, t)
    )


def accepted_notice(facts: AssignmentFacts, t: Translator) -> Screen:
    return _notice(t("review-told-accepted"), facts, t)


def returned_notice(facts: AssignmentFacts, reason: str, t: Translator, *, may_submit: bool) -> Screen:
    """To those who sent it: why, and the way to hand it in anew."""
    said = t("review-told-returned", reason=said_reason(reason, t))
    return _notice(said, facts, t, again=may_submit)


def undone_notice(facts: AssignmentFacts, t: Translator) -> Screen:
    return _notice(t("review-told-undone"), facts, t)


def _notice(said: Markup, facts: AssignmentFacts, t: Translator, *, again: bool = False) -> Screen:
    rows = [[open_button(facts.id, t)]]
    if again:
        rows.insert(0, [again_button(facts.id, t)])
    text = Markup("\n\n").join([said, title_block(facts, t)])
    return Screen(text, markup(rows))
