"""What is shown while evidence is collected: the package, its files, and how it ended."""

from collections.abc import Mapping, Sequence
from zoneinfo import ZoneInfo

from bot.keyboards.common import markup, short, short_school
from bot.keyboards.evidence import choice_keyboard, closing_keyboard, files_keyboard, package_keyboard
from bot.keyboards.evidence_links import above
from bot.keyboards.requirements import asking_rows
from bot.keyboards.tasks import WHAT
from bot.screens.evidence_links import SHOWN, link_lines
from bot.screens.reasons import said_reason
from bot.screens.requirements import checklist_lines
from bot.screens.screen import Screen
from bot.screens.task_card import moment, whom
from bot.texts import Markup, Translator
from db.models import EvidenceState, FileState
from db.queries.assignments import AssignmentFacts
from db.queries.evidence import PDF, Package, Tally
from db.queries.evidence_files import SentFile
from db.queries.evidence_links import Link
from db.queries.required_parts import Listed
from db.queries.siblings import Serving
from roadmap.lists import Page

TITLE = 400
INDICATOR = 600
COMMENT = 300
REASON = 300
NAME = 60
FILES_A_PAGE = 8
TASKS_A_PAGE = 6
TITLE_IN_LIST = 80
NOBODY_ELSE = Serving()
NOTHING_TOLD: Mapping[int, int | None] = {}


def package_screen(
    package: Package,
    tally: Tally,
    t: Translator,
    *,
    reason: str | None = None,
    people: Mapping[int, str] | None = None,
    links: int = 0,
    serving: Serving = NOBODY_ELSE,
    listed: Sequence[Listed] = (),
) -> Screen:
    """What is expected and what is there.

    `reason`: why the last package was returned; `people`: by id, the names of those whose files are in it;
    `links`: how many it has; `serving`: for which other schools it is; `listed`: the parts it must have.
    """
    blocks = [
        _head(package, t),
        *serving_lines(serving, t),
        *_expected(package, reason, listed, t),
        t("evidence-prompt"),
    ]
    if tally.all or links or package.comment:
        blocks.append(_so_far(package, tally, people or {}, t, links))
    keyboard = package_keyboard(
        package.id, t, has_files=tally.all + links > 0, has_siblings=serving.has_others
    )
    return Screen(Markup("\n\n").join(blocks), keyboard)


def serving_lines(serving: Serving, t: Translator) -> list[Markup]:
    """For which other schools the package is."""
    return [t("siblings-chosen", schools=", ".join(serving.schools))] if serving.schools else []


def _head(package: Package, t: Translator) -> Markup:
    task = package.task
    title = t("evidence-task", position=task.position, title=short(task.title, TITLE))
    if task.school is None:
        return title + Markup("\n") + t("evidence-task-of-city", due=task.due)
    return (
        title
        + Markup("\n")
        + t("evidence-task-of-school", school=short_school(task.school, NAME), due=task.due)
    )


def _expected(package: Package, reason: str | None, listed: Sequence[Listed], t: Translator) -> list[Markup]:
    lines = []
    if package.indicator:
        lines.append(t("evidence-indicator", indicator=short(package.indicator, INDICATOR)))
    lines += checklist_lines(listed, package.indicator, t)
    if reason:
        lines.append(t("evidence-returned-because", reason=short(said_reason(reason, t), REASON)))
    return lines


def _so_far(
    package: Package, tally: Tally, people: Mapping[int, str], t: Translator, links: int = 0
) -> Markup:
    lines = []
    if tally.stored:
        lines.append(t("evidence-already-here", amount=amount(tally, t)))
    if tally.pending:
        lines.append(t("evidence-on-the-way", pending=tally.pending))
    if links:
        lines.append(t("links-here", count=links))
    if len(people) > 1:
        lines.append(t("evidence-others", names=", ".join(people.values())))
    if package.comment:
        lines.append(t("evidence-comment", comment=short(package.comment, COMMENT)))
    return Markup("\n").join(lines)


def amount(tally: Tally, t: Translator) -> Markup:
    """«3 файла (2 фото, 1 PDF)»."""
    if tally.others:
        return t("evidence-amount-files", files=tally.stored)
    if not tally.pdfs:
        return t("evidence-amount-photos", files=tally.photos)
    if not tally.photos:
        return t("evidence-amount-pdfs", files=tally.pdfs)
    return t("evidence-amount", files=tally.stored, photos=tally.photos, pdfs=tally.pdfs)


def taken_screen(
    package: Package, tally: Tally, t: Translator, *, links: int, said: Sequence[Markup]
) -> Screen:
    """After a text; `said` is what became of it, `links` how many there are now."""
    blocks = [*said, _so_far(package, tally, {}, t, links)]
    keyboard = package_keyboard(package.id, t, has_files=tally.all + links > 0)
    return Screen(Markup("\n").join(blocks), keyboard)


def closing_screen(package: Package, t: Translator) -> Screen:
    return Screen(t("evidence-is-closing"), closing_keyboard(package.id, t))


def standing_words(package: Package, t: Translator, zone: ZoneInfo) -> str:
    """What has become of a package that takes no files any more, as plain text."""
    if package.state is EvidenceState.SUBMITTED and package.submitted_at is not None:
        at = moment(package.submitted_at, t, zone)
        return t.plain("evidence-is-submitted", who=package.submitter or "", at=at)
    return t.plain(f"evidence-is-{package.state.value}")


def standing_screen(package: Package, t: Translator, zone: ZoneInfo) -> Screen:
    if package.state is EvidenceState.CLOSING:
        return closing_screen(package, t)
    return Screen(Markup("\n\n").join([_head(package, t), standing_words(package, t, zone)]))


def files_screen(
    package: Package,
    files: Sequence[SentFile],
    page: Page,
    t: Translator,
    zone: ZoneInfo,
    *,
    links: Sequence[Link] = (),
    listed: Sequence[Listed] = (),
    told: Mapping[int, int | None] = NOTHING_TOLD,
) -> Screen:
    """One page of the files in a package, and its links.

    `listed`: the parts it must have; `told`: which of them each file is, by its id.
    """
    first = page.offset + 1
    names = {part.id: part.name for part in listed}
    lines = [
        t(
            "evidence-file",
            number=number,
            name=_with_part(_described(file, t), names.get(told.get(file.id) or 0), t),
            at=moment(file.sent_at, t, zone),
            who=short(file.person, NAME),
        )
        for number, file in enumerate(files, first)
    ]
    text = [t("evidence-files", position=package.task.position), *(lines or [t("evidence-files-none")])]
    numbered = [(number, file.id) for number, file in enumerate(files, first)]
    numbered_links = [(number, link.id) for number, link in enumerate(links[:SHOWN], 1)]
    asking = asking_rows(numbered, t) if listed else []
    keyboard = above(files_keyboard(package.id, numbered, page, t), numbered_links, t)
    blocks = [*(checklist_lines(listed, "", t)), Markup("\n").join(text), *link_lines(links, t, zone)]
    keyboard = markup([*asking, *keyboard.inline_keyboard])
    return Screen(Markup("\n\n").join(blocks), keyboard)


def _with_part(described: Markup, part: str | None, t: Translator) -> Markup:
    return described if part is None else t("requirements-file-is", file=described, part=part)


def _described(file: SentFile, t: Translator) -> Markup:
    if file.state is FileState.PENDING:
        return t("evidence-file-pending", name=file_name(file, t))
    if file.mime == PDF and file.pages is not None:
        return t("evidence-file-pages", name=file_name(file, t), pages=file.pages)
    return Markup("").join([file_name(file, t)])


def file_name(file: SentFile, t: Translator) -> str:
    if file.name:
        return short(file.name, NAME)
    return t.plain("evidence-photo" if file.is_photo else "evidence-document")


def choice_screen(
    tasks: Sequence[AssignmentFacts], wanted: int, *, files: int, last_file_id: int, t: Translator
) -> Screen:
    """«К какому поручению?»: one page of all `tasks` that the person may submit."""
    page = Page.within(wanted, len(tasks), TASKS_A_PAGE)
    if not tasks:
        return Screen(t("evidence-which-none", files=files), choice_keyboard([], page, last_file_id, t))
    shown = page.cut(tasks)
    lines = [
        t(
            "evidence-choice",
            position=task.position,
            title=short(task.title, TITLE_IN_LIST),
            whose=whom(task, t),
        )
        for task in shown
    ]
    keyboard = choice_keyboard([(task.id, _label(task, t)) for task in shown], page, last_file_id, t)
    return Screen(Markup("\n\n").join([t("evidence-which", files=files), *lines]), keyboard)


def _label(task: AssignmentFacts, t: Translator) -> str:
    what = short(task.title, WHAT) if task.school is None else short_school(task.school, WHAT)
    return t.plain("evidence-choice-button", position=task.position, what=what, date=t.short_date(task.due))
