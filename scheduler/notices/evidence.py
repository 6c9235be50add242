"""What is said about files and packages after they were sent; each looks anew if it still matters."""

from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from bot.download import LIMIT_MEGABYTES
from bot.screens import evidence_news as news
from bot.screens.evidence import choice_screen
from bot.screens.screen import Screen
from db.models import EvidenceState
from db.queries.evidence import look_at_package, owed_tasks, tally
from db.queries.evidence_files import batch_of, delayed_count, find_file, pending_count
from db.queries.evidence_links import links_of
from db.queries.same_files import seen_before
from db.queries.siblings import served_with, serving
from scheduler.arrivals import LATE
from scheduler.notices import Renderers, Speech


async def render_status(session: AsyncSession, payload: dict[str, Any], speech: Speech) -> Screen | None:
    """«Сохранено: …», once for all that came together: not while more is on its way or a later one is due."""
    package = await look_at_package(session, payload["evidence_id"])
    if package is None or package.state is not EvidenceState.COLLECTING:
        return None
    batch = await batch_of(session, speech.actor.id, package.id)
    if batch.pending or not batch.stored or (batch.newest or 0) > payload["newest"]:
        return None
    return news.saved_screen(
        package,
        await tally(session, package.id),
        speech.t,
        await serving(session, speech.actor, package),
        seen=await seen_before(session, package.id, speech.actor),
        zone=speech.zone,
    )


async def render_choice(session: AsyncSession, payload: dict[str, Any], speech: Speech) -> Screen | None:
    """«К какому поручению?», once for all files that have no package yet."""
    batch = await batch_of(session, speech.actor.id, None)
    newest = batch.newest or 0
    if batch.pending or not batch.stored or newest > payload["newest"]:
        return None
    tasks = await owed_tasks(session, speech.actor, speech.today)
    return choice_screen(tasks, 0, files=batch.stored, last_file_id=newest, t=speech.t)


async def render_refused(session: AsyncSession, payload: dict[str, Any], speech: Speech) -> Screen | None:
    file = await find_file(session, payload["file_id"])
    if file is None or file.refusal is None:
        return None
    reason = speech.t(file.refusal, limit=LIMIT_MEGABYTES)
    batch = await batch_of(session, file.person_id, file.evidence_id)
    return news.refused_screen(file, reason, speech.t, rest=batch.stored > 0)


async def render_lost(session: AsyncSession, payload: dict[str, Any], speech: Speech) -> Screen | None:
    file = await find_file(session, payload["file_id"])
    return None if file is None else news.lost_screen(file, speech.t, speech.zone)


async def render_delayed(session: AsyncSession, _: dict[str, Any], speech: Speech) -> Screen | None:
    files = await delayed_count(session, speech.actor.id)
    return news.delayed_screen(files, speech.t) if files else None


async def render_saving(session: AsyncSession, _: dict[str, Any], speech: Speech) -> Screen | None:
    """«Принято, сохраняю», unless all of it is here by now or the platform is known to give nothing."""
    pending = await pending_count(session, speech.actor.id)
    return news.saving_screen(pending, speech.t) if pending else None


async def render_reopened(session: AsyncSession, payload: dict[str, Any], speech: Speech) -> Screen | None:
    package = await look_at_package(session, payload["evidence_id"])
    if package is None or package.state is not EvidenceState.COLLECTING:
        return None
    return news.reopened_screen(package, await tally(session, package.id), speech.t)


async def render_obsolete(session: AsyncSession, payload: dict[str, Any], speech: Speech) -> Screen | None:
    package = await look_at_package(session, payload["evidence_id"])
    return None if package is None else news.obsolete_screen(package, speech.t)


async def render_receipt(session: AsyncSession, payload: dict[str, Any], speech: Speech) -> Screen | None:
    package = await look_at_package(session, payload["evidence_id"])
    if package is None:
        return None
    return news.receipt_screen(
        package,
        await tally(session, package.id),
        speech.t,
        speech.zone,
        links=len(await links_of(session, package.id)),
        served=await served_with(session, package.id),
    )


_ABOUT_FILES: Renderers = {
    "package-status": render_status,
    "which-task": render_choice,
    "file-refused": render_refused,
    "file-lost": render_lost,
    "file-delayed": render_delayed,
    "file-saving": render_saving,
    "package-reopened": render_reopened,
    "package-obsolete": render_obsolete,
}
RENDERERS: Renderers = {
    **_ABOUT_FILES,
    **{f"{LATE}{kind}": render for kind, render in _ABOUT_FILES.items()},
    "receipt": render_receipt,
}
