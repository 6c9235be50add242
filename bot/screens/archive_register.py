"""What one part of an archive holds: the path of each file, and its register as rows."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.texts import Translator
from db.queries.archives import HandedOn, Underway
from db.queries.found_files import FoundFile, FoundLink, Origin
from reports.evidence_register import Column, Register, Value, register_xlsx
from roadmap.access import Assignee
from roadmap.archive_parts import is_too_large
from roadmap.file_names import Tree, activity_folder, evidence_name, extension_of

_COLUMNS = {
    "file": 60,
    "activity": 40,
    "school": 24,
    "due": 12,
    "sent": 17,
    "sender": 28,
    "late": 8,
    "part": 24,
    "state": 14,
    "decided": 17,
    "reviewer": 28,
    "reason": 40,
    "comment": 40,
    "size": 12,
    "hash": 66,
    "note": 40,
}


@dataclass(frozen=True, slots=True)
class Placed:
    """A file with its path; `left_out` is the text id of why it isn't in the archive."""

    path: str
    found: FoundFile
    given: HandedOn
    left_out: str | None


@dataclass(frozen=True, slots=True)
class Part:
    """One part. `links` belong to its register; `gone`: how many files are out of reach by now."""

    archive: Underway
    placed: Sequence[Placed]
    links: Sequence[FoundLink]
    gone: int
    at: datetime


def place(
    files: Sequence[FoundFile],
    given: Mapping[str, HandedOn],
    ids: Collection[int],
    t: Translator,
    zone: ZoneInfo,
) -> list[Placed]:
    """Those with the ids. All up to them are named, so that no two parts have one path for two files."""
    tree = Tree()
    named = [_placed(tree, one, given[one.sha256], t, zone) for one in files]
    return [one for one in named if one.found.origin.key[-1] in ids]


def _placed(tree: Tree, file: FoundFile, given: HandedOn, t: Translator, zone: ZoneInfo) -> Placed:
    origin = file.origin
    _, activity, school, _ = origin.key
    top = tree.folder("", activity_folder(origin.position, origin.title), activity)
    folder = tree.folder(top, _whose(origin, t), (activity, school, origin.assignee))
    day = origin.submitted_at.astimezone(zone).date()
    stem = evidence_name(day, file.name, t.plain("archive-photo" if file.is_photo else "archive-document"))
    return Placed(tree.file(folder, stem, extension_of(given.mime)), file, given, _why_left_out(given))


def _why_left_out(given: HandedOn) -> str | None:
    if given.sha256 is None:
        return "archive-note-position"
    return "archive-note-large" if is_too_large(given.size) else None


def _whose(origin: Origin, t: Translator) -> str:
    if origin.assignee is Assignee.SCHOOL:
        return origin.school or ""
    return t.plain(f"archive-of-{origin.assignee.value}")


def register_file(
    part: Part, missing: Collection[str], t: Translator, zone: ZoneInfo
) -> list[tuple[str, bytes]]:
    """The register's name and content; `missing` are the paths whose bytes were not there."""
    rows = [_file_row(one, one.path in missing, t, zone) for one in part.placed]
    rows += [_link_row(one, t, zone) for one in part.links]
    columns = [Column(t.plain(f"archive-column-{name}"), width) for name, width in _COLUMNS.items()]
    register = Register(
        t.plain("archive-sheet-summary"),
        _summary(part, missing, t, zone),
        t.plain("archive-sheet"),
        columns,
        rows,
    )
    archive = part.archive
    name = t.plain("archive-register", part=archive.parts_sent + 1, parts=len(archive.parts))
    return [(f"{name}.xlsx", register_xlsx(register))]


def _summary(part: Part, missing: Collection[str], t: Translator, zone: ZoneInfo) -> list[tuple[str, Value]]:
    archive = part.archive
    out = sum(one.left_out is not None for one in part.placed) + len(missing)
    values: dict[str, Value] = {
        "made": _local(part.at, zone),
        "part": t.plain("archive-part-of", part=archive.parts_sent + 1, parts=len(archive.parts)),
        "files": len(part.placed) - out,
        "out": out,
        "gone": part.gone,
        "links": len(part.links),
    }
    return [(t.plain(f"archive-summary-{name}"), value) for name, value in values.items()]


def _file_row(one: Placed, is_missing: bool, t: Translator, zone: ZoneInfo) -> list[Value]:  # noqa: FBT001 -- of the two kinds of row
    why = "archive-note-missing" if is_missing else one.left_out
    if why is None and not one.given.is_original:
        why = "archive-note-copy"
    note = t.plain(why) if why else None
    return [one.path, *_told(one.found.origin, t, zone), one.given.size, one.given.sha256, note]


def _link_row(one: FoundLink, t: Translator, zone: ZoneInfo) -> list[Value]:
    return [one.url, *_told(one.origin, t, zone), None, None, t.plain("archive-note-link")]


def _told(origin: Origin, t: Translator, zone: ZoneInfo) -> list[Value]:
    return [
        f"{origin.position}. {origin.title}",
        _whose(origin, t),
        origin.due,
        _local(origin.submitted_at, zone),
        origin.sender,
        t.plain("archive-late") if origin.is_late else None,
        origin.part,
        t.plain(f"evidence-search-state-{origin.state.value}"),
        _local(origin.decided_at, zone) if origin.decided_at else None,
        origin.decided_by,
        origin.reason,
        origin.comment,
    ]


def _local(moment: datetime, zone: ZoneInfo) -> datetime:
    """Local and naive: a workbook knows no time zones."""
    return moment.astimezone(zone).replace(tzinfo=None)
