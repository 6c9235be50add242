"""Word and Excel files: whether they may be evidence is for the coordinator to say of each activity."""

from collections.abc import Collection

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Activity, Assignment, Evidence, EvidenceFile, FileState, Occurrence, StoredFile

_OFFICE = "application/vnd.openxmlformats-officedocument.%"
NOT_HERE = "file-office-not-here"
"""The text of why such a file is refused."""


async def takes_office(session: AsyncSession, evidence_id: int) -> bool:
    """Whether the activity of this package allows them."""
    allowed = await session.scalar(
        select(Activity.takes_office)
        .join(Occurrence, Occurrence.activity_id == Activity.id)
        .join(Assignment, Assignment.occurrence_id == Occurrence.id)
        .join(Evidence, Evidence.assignment_id == Assignment.id)
        .where(Evidence.id == evidence_id)
    )
    return bool(allowed)


async def refuse_office_files(
    session: AsyncSession, evidence_id: int, file_ids: Collection[int]
) -> list[str | None]:
    """Of files that are put into a package, refuse those that its activity doesn't allow.

    Their names, in the order in which they were sent. Their bytes stay.
    """
    if await takes_office(session, evidence_id):
        return []
    office = select(StoredFile.sha256).where(StoredFile.mime.like(_OFFICE))
    refused = await session.execute(
        update(EvidenceFile)
        .where(
            EvidenceFile.id.in_(file_ids),
            EvidenceFile.state == FileState.STORED,
            EvidenceFile.sha256.in_(office),
        )
        .values(state=FileState.REFUSED, refusal=NOT_HERE)
        .returning(EvidenceFile.id, EvidenceFile.name)
        .execution_options(synchronize_session=False)
    )
    return [row.name for row in sorted(refused.all(), key=lambda row: row.id)]
