"""What is handed on in place of a file, or shows what is in it: kept in the storage like the original."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import InstrumentedAttribute, aliased

from db.models import EvidenceFile, Rendition, RenditionKind, StoredFile
from db.queries.once import insert_once

INSTEAD = (RenditionKind.CLEAN, RenditionKind.JPEG)
"""What stands for the original wherever it is shown."""

Thumbnail = aliased(Rendition)


@dataclass(frozen=True, slots=True)
class Made:
    """The rendition of which a platform's handle is remembered."""

    sha256: str
    kind: RenditionKind


async def note_renditions(
    session: AsyncSession, sha256: str, made: Sequence[tuple[RenditionKind, str]]
) -> None:
    """Renditions of the bytes with this hash, by their own. Those that are known already stay."""
    await insert_once(
        session,
        Rendition,
        [{"sha256": sha256, "kind": kind, "rendition_sha256": own, "file_id": None} for kind, own in made],
    )


async def remember_handle(session: AsyncSession, made: Made, file_id: str | None) -> None:
    """Under what the platform has it since it was sent; None once the platform knows it no more."""
    await session.execute(
        update(Rendition)
        .where(Rendition.sha256 == made.sha256, Rendition.kind == made.kind)
        .values(file_id=file_id)
    )


def instead_of_original() -> ColumnElement[bool]:
    """How `Rendition` is joined to a query that selects from `EvidenceFile`: one row at most."""
    return (Rendition.sha256 == EvidenceFile.sha256) & Rendition.kind.in_(INSTEAD)


def first_page() -> ColumnElement[bool]:
    """How `Thumbnail` is joined."""
    return (Thumbnail.sha256 == EvidenceFile.sha256) & (Thumbnail.kind == RenditionKind.THUMBNAIL)


SHOWN: tuple[ColumnElement[Any] | InstrumentedAttribute[Any], ...] = (
    EvidenceFile.sha256,
    StoredFile.mime,
    StoredFile.has_position,
    Rendition.kind,
    Rendition.rendition_sha256,
    Rendition.file_id,
    Thumbnail.rendition_sha256.label("page_sha256"),
    Thumbnail.file_id.label("page_file_id"),
)
"""What a query of files has to select to say what of them is handed on."""
