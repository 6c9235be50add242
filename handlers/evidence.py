"""Handing in evidence: opening a package, its files, links and comment, «Готово», «Отмена»."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from aiogram import F, Router
from aiogram.types import CallbackQuery, Message
from sqlalchemy.ext.asyncio import AsyncSession

from bot.filters import Awaited
from bot.keyboards.evidence import CancelEvidence, Done, ListFiles, RemoveFile, ShowPackage, SubmitEvidence
from bot.keyboards.evidence_links import RemoveLink
from bot.keyboards.menu import asked_section
from bot.screens import evidence as screens
from bot.screens.evidence_links import broken_lines
from bot.screens.requirements import missing_screen
from bot.screens.screen import Reply, Screen
from bot.texts import Texts, Translator
from db.models import UNFINISHED, EvidenceState
from db.queries import evidence_files, evidence_links
from db.queries.assignments import AssignmentFacts, assignment_details
from db.queries.evidence import (
    AWAITS_FILES,
    Package,
    change_state,
    contributors,
    find_package,
    open_package,
    return_reason,
    set_comment,
    stop_awaiting_files,
    tally,
)
from db.queries.evidence_links import links_of
from db.queries.pending import await_input, forget_input
from db.queries.required_parts import checklist, guess_parts, missing, parts_of_files
from db.queries.siblings import serving
from db.queries.submission import Submission, submit
from roadmap.access import Actor, may_submit
from roadmap.comments import COMMENT_LIMIT, joined_comment, says_enough
from roadmap.errors import UserError
from roadmap.links import find_links
from roadmap.lists import Page
from roadmap.standing import AWAITED


def router() -> Router:
    router = Router(name="evidence")
    router.callback_query.register(open_or_join, SubmitEvidence.filter())
    router.callback_query.register(finish, Done.filter())
    router.callback_query.register(cancel, CancelEvidence.filter())
    router.callback_query.register(show_package, ShowPackage.filter())
    router.callback_query.register(list_files, ListFiles.filter())
    router.callback_query.register(remove_file, RemoveFile.filter())
    router.callback_query.register(remove_link, RemoveLink.filter())
    router.message.register(take_text, Awaited(AWAITS_FILES), no_section, F.text)
    return router


def no_section(message: Message, texts: Texts) -> bool:
    """A tap on the menu below the chat is a text too, but no comment."""
    return asked_section(message.text or "", texts) is None


async def open_or_join(
    _: CallbackQuery,
    callback_data: SubmitEvidence,
    session: AsyncSession,
    actor: Actor,
    t: Translator,
    now: datetime,
) -> Reply:
    """«Сдать подтверждение». The card stays in the chat, so the package is a message of its own."""
    await submittable(session, actor, callback_data.assignment_id)
    package = await open_for(session, actor, callback_data.assignment_id, now)
    if package.state is EvidenceState.CLOSING:
        return Reply((screens.closing_screen(package, t),), in_place=False)
    return Reply((await package_screen(session, package, actor, t),), in_place=False)


async def submittable(session: AsyncSession, actor: Actor, assignment_id: int) -> AssignmentFacts:
    """The assignment, if the actor may hand in evidence for it now. Raises UserError."""
    details = await assignment_details(session, assignment_id)
    if details is None or not may_submit(actor, details.facts.assignee, details.facts.school_id):
        raise UserError("refused")
    if details.facts.status not in AWAITED:
        raise UserError(f"evidence-not-awaited-{details.facts.status.value.replace('_', '-')}")
    return details.facts


async def open_for(session: AsyncSession, actor: Actor, assignment_id: int, now: datetime) -> Package:
    """The assignment's unfinished package; what the actor sends next goes into it if it still takes files."""
    package = await find_package(session, await open_package(session, assignment_id, actor.id, now))
    if package is None:
        raise UserError("refused")
    if package.state is EvidenceState.COLLECTING:
        await await_input(session, actor.id, AWAITS_FILES, {"evidence_id": package.id}, now)
    return package


async def package_screen(session: AsyncSession, package: Package, actor: Actor, t: Translator) -> Screen:
    await guess_parts(session, package.id)
    return screens.package_screen(
        package,
        await tally(session, package.id),
        t,
        reason=await return_reason(session, package.task.id),
        people=await contributors(session, package.id),
        links=len(await links_of(session, package.id)),
        serving=await serving(session, actor, package),
        listed=await checklist(session, package.id),
    )


async def own_package(session: AsyncSession, actor: Actor, evidence_id: int) -> Package:
    """The package, locked, if the actor may add to it. Raises UserError."""
    package = await find_package(session, evidence_id)
    if package is None or not may_submit(actor, package.task.assignee, package.task.school_id):
        raise UserError("refused")
    return package


def closed_to_changes(package: Package, t: Translator, zone: ZoneInfo) -> Reply:
    """The answer to a button of a package that takes nothing any more: what has become of it."""
    said = screens.standing_words(package, t, zone)
    return Reply((screens.standing_screen(package, t, zone),), toast=said, alert=True)


async def show_package(
    _: CallbackQuery,
    callback_data: ShowPackage,
    session: AsyncSession,
    actor: Actor,
    t: Translator,
    now: datetime,
    zone: ZoneInfo,
) -> Screen | Reply:
    package = await own_package(session, actor, callback_data.evidence_id)
    if package.state is not EvidenceState.COLLECTING:
        return closed_to_changes(package, t, zone)
    await await_input(session, actor.id, AWAITS_FILES, {"evidence_id": package.id}, now)
    return await package_screen(session, package, actor, t)


async def list_files(
    _: CallbackQuery,
    callback_data: ListFiles,
    session: AsyncSession,
    actor: Actor,
    t: Translator,
    zone: ZoneInfo,
) -> Screen | Reply:
    package = await own_package(session, actor, callback_data.evidence_id)
    if package.state is not EvidenceState.COLLECTING:
        return closed_to_changes(package, t, zone)
    return await files_page(session, package, callback_data.page, t, zone)


async def files_page(
    session: AsyncSession, package: Package, wanted: int, t: Translator, zone: ZoneInfo
) -> Screen:
    counted = await tally(session, package.id)
    page = Page.within(wanted, counted.all, screens.FILES_A_PAGE)
    files = await evidence_files.files_of(session, package.id, limit=page.size, offset=page.offset)
    links = await links_of(session, package.id)
    await guess_parts(session, package.id)
    listed = await checklist(session, package.id)
    told = await parts_of_files(session, [file.id for file in files]) if listed else {}
    return screens.files_screen(package, files, page, t, zone, links=links, listed=listed, told=told)


async def remove_file(
    _: CallbackQuery,
    callback_data: RemoveFile,
    session: AsyncSession,
    actor: Actor,
    t: Translator,
    zone: ZoneInfo,
) -> Reply:
    file = await evidence_files.find_file(session, callback_data.file_id)
    if file is None or file.evidence_id is None:
        raise UserError("refused")
    package = await own_package(session, actor, file.evidence_id)
    if package.state is not EvidenceState.COLLECTING:
        return closed_to_changes(package, t, zone)
    removed = await evidence_files.remove_file(session, file.id)
    toast = t.plain("evidence-removed" if removed else "evidence-removed-before")
    return Reply((await files_page(session, package, 0, t, zone),), toast=toast)


async def remove_link(
    _: CallbackQuery,
    callback_data: RemoveLink,
    session: AsyncSession,
    actor: Actor,
    t: Translator,
    now: datetime,
    zone: ZoneInfo,
) -> Reply:
    evidence_id = await evidence_links.package_of_link(session, callback_data.link_id)
    if evidence_id is None:
        raise UserError("refused")
    package = await own_package(session, actor, evidence_id)
    if package.state is not EvidenceState.COLLECTING:
        return closed_to_changes(package, t, zone)
    removed = await evidence_links.remove_link(session, callback_data.link_id, now)
    toast = t.plain("links-removed" if removed else "links-removed-before")
    return Reply((await files_page(session, package, 0, t, zone),), toast=toast)


async def take_text(
    event: Message,
    payload: dict[str, Any],
    session: AsyncSession,
    actor: Actor,
    t: Translator,
    now: datetime,
    zone: ZoneInfo,
) -> Screen:
    """A text while files are being collected: its links are evidence, the rest of it is the comment."""
    package = await own_package(session, actor, payload["evidence_id"])
    if package.state is not EvidenceState.COLLECTING:
        await forget_input(session, actor.id)
        return screens.standing_screen(package, t, zone)
    hidden = [entity.url for entity in event.entities or () if entity.type == "text_link" and entity.url]
    found = find_links(event.text or "", hidden)
    said = broken_lines(found.broken, t)
    if found.links and not await evidence_links.add_links(session, package.id, actor.id, found.links, now):
        said.append(t("links-here-before"))
    if found.rest:
        await add_comment(session, package, found.rest)
        said.append(t("evidence-comment-taken"))
    commented = await own_package(session, actor, package.id)
    links = len(await links_of(session, package.id))
    return screens.taken_screen(commented, await tally(session, package.id), t, links=links, said=said)


async def add_comment(session: AsyncSession, package: Package, text: str) -> None:
    """Append to the comment. Raises UserError when it gets too long."""
    comment = joined_comment(package.comment, text)
    if len(comment) > COMMENT_LIMIT:
        raise UserError("evidence-comment-too-long", limit=COMMENT_LIMIT)
    await set_comment(session, package.id, comment)


async def finish(
    _: CallbackQuery,
    callback_data: Done,
    session: AsyncSession,
    actor: Actor,
    t: Translator,
    now: datetime,
    zone: ZoneInfo,
) -> Screen | Reply:
    """«Готово». If something is missing, it is asked first whether to hand in without it."""
    package = await own_package(session, actor, callback_data.evidence_id)
    if package.state is not EvidenceState.COLLECTING:
        return closed_to_changes(package, t, zone)
    await _something_in(session, package)
    await submittable(session, actor, package.task.id)
    await guess_parts(session, package.id)
    listed = await checklist(session, package.id)
    if missing(listed):
        return missing_screen(package.id, listed, t)
    return await hand_in(session, package, actor, t, now, zone)


async def _something_in(session: AsyncSession, package: Package) -> None:
    """Raises UserError for a package that says nothing yet."""
    counted = await tally(session, package.id)
    empty = not counted.all and not await links_of(session, package.id)
    if empty and not says_enough(package.comment):
        raise UserError("evidence-nothing-yet")


async def hand_in(
    session: AsyncSession, package: Package, actor: Actor, t: Translator, now: datetime, zone: ZoneInfo
) -> Screen | Reply:
    """A package that is being collected. A receipt follows by the outbox once every byte is on disk."""
    await _something_in(session, package)
    await submittable(session, actor, package.task.id)
    await guess_parts(session, package.id)
    if (await tally(session, package.id)).pending:
        await change_state(session, package.id, EvidenceState.CLOSING, submitted_by=actor.id)
        await stop_awaiting_files(session, package.id)
        return screens.closing_screen(package, t)
    outcome = await submit(session, package, actor.id, now, zone)
    if outcome is Submission.ACCEPTED:
        return Screen(t("evidence-accepted-at-once"))
    if outcome is Submission.IN_REVIEW:
        return Screen(t("evidence-handed-in"))
    return closed_to_changes(await own_package(session, actor, package.id), t, zone)


async def cancel(
    _: CallbackQuery,
    callback_data: CancelEvidence,
    session: AsyncSession,
    actor: Actor,
    t: Translator,
    now: datetime,
    zone: ZoneInfo,
) -> Screen | Reply:
    """«Отмена» gives up one's own package; of a shared one it takes one's own files. Bytes stay on disk."""
    package = await own_package(session, actor, callback_data.evidence_id)
    if package.state not in UNFINISHED:
        return closed_to_changes(package, t, zone)
    others = ({package.created_by} | (await contributors(session, package.id)).keys()) - {actor.id}
    if not others:
        await change_state(session, package.id, EvidenceState.DROPPED)
        await stop_awaiting_files(session, package.id)
        return Screen(t("evidence-dropped"))
    await evidence_files.remove_files_by(session, package.id, actor.id)
    await evidence_links.remove_links_by(session, package.id, actor.id, now)
    await change_state(session, package.id, EvidenceState.COLLECTING)
    await forget_input(session, actor.id)
    return Screen(t("evidence-own-removed"))
