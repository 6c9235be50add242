"""What the bot says of its own accord about evidence: saved, refused, lost, delayed, received."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from bot.keyboards.common import markup, short
from bot.keyboards.evidence import package_keyboard
from bot.keyboards.tasks import open_button
from bot.screens.evidence import amount, file_name, serving_lines
from bot.screens.screen import Screen
from bot.screens.task_card import moment, whom
from bot.texts import Markup, Translator
from db.models import EvidenceState
from db.queries.evidence import Package, Tally
from db.queries.evidence_files import SentFile
from db.queries.same_files import SeenBefore
from db.queries.siblings import Served, Serving

NOBODY_ELSE = Served()
NAME = 60
SEEN = 3
TITLE = 80
"""Enough to know the assignment by: what is new stands below it, and a phone is small."""


def saved_screen(
    package: Package,
    tally: Tally,
    t: Translator,
    serving: Serving,
    *,
    seen: Sequence[SeenBefore],
    zone: ZoneInfo,
) -> Screen:
    """`serving`: for which other schools it is; `seen`: files of the package that were sent before."""
    lines = [
        _task(package, t),
        *serving_lines(serving, t),
        t("evidence-saved", amount=amount(tally, t)),
    ]
    if tally.pending:
        lines.append(t("evidence-on-the-way", pending=tally.pending))
    lines += _seen_before(seen, t, zone)
    keyboard = package_keyboard(package.id, t, has_files=True, has_siblings=serving.has_others)
    return Screen(Markup("\n").join(lines), keyboard)


def reopened_screen(package: Package, tally: Tally, t: Translator) -> Screen:
    lines = [t("evidence-reopened")]
    if tally.stored:
        lines.append(t("evidence-already-here", amount=amount(tally, t)))
    return Screen(Markup("\n").join(lines), package_keyboard(package.id, t, has_files=tally.all > 0))


def refused_screen(file: SentFile, reason: Markup, t: Translator, *, rest: bool) -> Screen:
    """`rest`: the person has other files in the same package, which stay."""
    said = t("evidence-refused", name=file_name(file, t), reason=reason)
    return Screen(Markup("\n").join([said, t("evidence-refused-rest")]) if rest else said)


def lost_screen(file: SentFile, t: Translator, zone: ZoneInfo) -> Screen:
    return Screen(t("evidence-lost", name=file_name(file, t), at=moment(file.sent_at, t, zone)))


def delayed_screen(files: int, t: Translator) -> Screen:
    return Screen(t("evidence-delayed", files=files))


def saving_screen(files: int, t: Translator) -> Screen:
    return Screen(t("file-saving", files=files))


def obsolete_screen(package: Package, t: Translator) -> Screen:
    return Screen(t("evidence-obsolete", position=package.task.position))


def receipt_screen(
    package: Package,
    tally: Tally,
    t: Translator,
    zone: ZoneInfo,
    *,
    links: int = 0,
    served: Served = NOBODY_ELSE,
) -> Screen:
    """Said only of a package all of whose bytes are on disk.

    `links`: how many it has; `served`: the other schools it was meant for.
    """
    got = _received(tally, links, t)
    lines = [t(_who_looks(package))]
    if package.submitted_at is not None:
        at = moment(package.submitted_at, t, zone)
        lines.append(t("evidence-receipt-when", at=at, who=package.submitter or ""))
    blocks = [got, _task(package, t), *_served(served, t), Markup("\n").join(lines)]
    text = Markup("\n\n").join(blocks)
    return Screen(text, markup([[open_button(package.task.id, t)]]))


def _received(tally: Tally, links: int, t: Translator) -> Markup:
    """Of a comment alone there is nothing to count."""
    if not links:
        return (
            t("evidence-receipt", amount=amount(tally, t)) if tally.stored else t("evidence-receipt-comment")
        )
    counted = t("links-count", count=links)
    if tally.stored:
        counted = t("evidence-receipt-both", files=amount(tally, t), links=counted)
    return t("evidence-receipt", amount=counted)


def _who_looks(package: Package) -> str:
    if package.state is EvidenceState.ACCEPTED:
        return "evidence-receipt-done"
    return "evidence-receipt-in-check" if package.awaits_check else "evidence-receipt-in-review"


def _seen_before(seen: Sequence[SeenBefore], t: Translator, zone: ZoneInfo) -> list[Markup]:
    """So that nobody hands in an old protocol by mistake. The file stays until its sender takes it out."""
    lines = [_seen(one, t, zone) for one in seen[:SEEN]]
    if len(seen) > SEEN:
        lines.append(t("evidence-seen-more", count=len(seen) - SEEN))
    return lines


def _seen(one: SeenBefore, t: Translator, zone: ZoneInfo) -> Markup:
    name = (
        short(one.name, NAME)
        if one.name
        else t.plain("evidence-photo" if one.is_photo else "evidence-document")
    )
    if one.here:
        return t("evidence-seen-here", name=name)
    whose = one.school or t.plain("evidence-seen-city")
    return t(
        "evidence-seen-before",
        name=name,
        position=one.position,
        whose=short(whose, NAME),
        at=moment(one.sent_at, t, zone),
    )


def _served(served: Served, t: Translator) -> list[Markup]:
    lines = []
    if served.schools:
        lines.append(t("siblings-receipt", schools=", ".join(served.schools)))
    if served.left_out:
        lines.append(t("siblings-receipt-not", schools=", ".join(served.left_out)))
    return lines


def _task(package: Package, t: Translator) -> Markup:
    """Which assignment, and of which school: a curator has several."""
    task = package.task
    title = short(task.title, TITLE)
    return t("evidence-saved-for", position=task.position, title=title, whose=whom(task, t))
