"""An archive: how large it would be, how far it is, what came of it."""

from collections.abc import Sequence

from bot.keyboards.archives import back_row, offer_keyboard, underway_keyboard
from bot.keyboards.common import markup, short
from bot.screens.screen import Screen
from bot.texts import Markup, Translator
from db.queries.archives import Underway
from roadmap.archive_parts import MOST_FILES
from roadmap.evidence_search import Chosen

NAMED, NAME = 5, 60


def offer_screen(chosen: Chosen, sizes: Sequence[int], parts: int, t: Translator) -> Screen:
    """`sizes` in bytes; one more than an archive holds means «too many»."""
    if len(sizes) > MOST_FILES:
        return Screen(t("archive-too-many", limit=MOST_FILES), offer_keyboard(chosen, any_files=False, t=t))
    if not sizes:
        return Screen(t("archive-nothing"), offer_keyboard(chosen, any_files=False, t=t))
    lines = [
        t("archive-offer", files=len(sizes), size=_megabytes(sum(sizes)), parts=parts),
        t("archive-inside"),
    ]
    return Screen(Markup("\n\n").join(lines), offer_keyboard(chosen, any_files=True, t=t))


def _megabytes(size: int) -> int:
    return max(1, round(size / 1_000_000))


def underway_screen(
    archive_id: int, done: int, files: int, part: int, parts: int, t: Translator, *, waits: bool = False
) -> Screen:
    """`part` counts from 1. `waits`: something is in the way, it goes on by itself."""
    lines = [t("archive-underway", done=done, files=files, part=part, parts=parts)]
    if waits:
        lines.append(t("archive-waits"))
    return Screen(Markup("\n").join(lines), underway_keyboard(archive_id, t))


def stands(archive: Underway, t: Translator, *, waits: bool = False) -> Screen:
    return underway_screen(
        archive.id, archive.done, len(archive.ids), archive.parts_sent + 1, len(archive.parts), t, waits=waits
    )


def done_screen(archive: Underway, t: Translator) -> Screen:
    said = t("archive-done", files=len(archive.ids), parts=len(archive.parts))
    return Screen(said, markup([back_row(archive.chosen, t)]))


def failed_screen(archive: Underway, t: Translator) -> Screen:
    said = t("archive-failed", part=archive.parts_sent + 1, parts=len(archive.parts))
    return Screen(said, markup([back_row(archive.chosen, t)]))


def called_off_screen(archive: Underway, t: Translator) -> Screen:
    said = t("archive-called-off", sent=archive.parts_sent, parts=len(archive.parts))
    return Screen(said, markup([back_row(archive.chosen, t)]))


def caption(archive: Underway, files: int, left_out: Sequence[str], gone: int, t: Translator) -> Markup:
    """Below a part: how much is in it, and by name what isn't."""
    lines = [t("archive-part", part=archive.parts_sent + 1, parts=len(archive.parts), files=files)]
    if left_out:
        names = ", ".join(short(name, NAME) for name in left_out[:NAMED])
        lines.append(t("archive-left-out", count=len(left_out), names=names))
    if gone:
        lines.append(t("archive-gone", count=gone))
    return Markup("\n").join(lines)


def part_name(archive: Underway, t: Translator) -> str:
    """The name of the file that is sent."""
    if len(archive.parts) == 1:
        return t.plain("archive-file-only")
    return t.plain("archive-file", part=archive.parts_sent + 1, parts=len(archive.parts))
