"""What the evidence for an activity must have, and which of it a package has."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import CursorResult, Select, bindparam, case, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Activity, Assignment, Evidence, EvidenceFile, EvidenceLink, Occurrence, RequiredPart
from db.queries.assignments import HERE
from roadmap.names import normalise_name
from roadmap.requirements import MOST, Part, likely_part, link_part


@dataclass(frozen=True, slots=True)
class Listed:
    """A part that is asked for, and whether a file or link in the package is it."""

    id: int
    name: str
    is_here: bool


def _parts() -> Select[*tuple[Any, ...]]:
    return (
        select(RequiredPart.id, RequiredPart.name)
        .where(RequiredPart.removed_at.is_(None))
        .order_by(RequiredPart.position, RequiredPart.id)
    )


async def parts_of(session: AsyncSession, activity_id: int) -> list[Part]:
    """In their order."""
    rows = await session.execute(_parts().where(RequiredPart.activity_id == activity_id))
    return [Part(*row) for row in rows]


async def parts_of_assignment(session: AsyncSession, assignment_id: int) -> list[Part]:
    rows = await session.execute(_parts_of_assignment(), {"assignment_id": assignment_id})
    return [Part(*row) for row in rows]


# Asked for with every card, and building the query cost more than running it.
@cache
def _parts_of_assignment() -> Select[*tuple[Any, ...]]:
    of_task = (
        select(Occurrence.activity_id)
        .join(Assignment, Assignment.occurrence_id == Occurrence.id)
        .where(Assignment.id == bindparam("assignment_id"))
    )
    return _parts().where(RequiredPart.activity_id == of_task.scalar_subquery())


async def activity_of_part(session: AsyncSession, part_id: int) -> int | None:
    """Also of a part that was removed."""
    return await session.scalar(select(RequiredPart.activity_id).where(RequiredPart.id == part_id))


async def removed_part(session: AsyncSession, part_id: int) -> Part | None:
    """The part, if it was removed."""
    removed = (RequiredPart.id == part_id, RequiredPart.removed_at.is_not(None))
    row = (await session.execute(select(RequiredPart.id, RequiredPart.name).where(*removed))).one_or_none()
    return None if row is None else Part(*row)


async def add_part(session: AsyncSession, activity_id: int, name: str) -> bool:
    """At the end. False when it is asked for already, or as many as there may be are.

    One that was asked for before comes back, with the files that were told to be it.
    """
    # Two coordinators at once wait for each other here.
    await session.execute(select(Activity.id).where(Activity.id == activity_id).with_for_update())
    there = await parts_of(session, activity_id)
    if len(there) >= MOST or normalise_name(name) in {normalise_name(part.name) for part in there}:
        return False
    before = await _removed_one(session, activity_id, name)
    if before is not None:
        return await restore_part(session, before)
    last = select(func.max(RequiredPart.position)).where(RequiredPart.activity_id == activity_id)
    position = (await session.scalar(last) or 0) + 1
    session.add(RequiredPart(activity_id=activity_id, position=position, name=name))
    await session.flush()
    return True


async def _removed_one(session: AsyncSession, activity_id: int, name: str) -> int | None:
    rows = await session.execute(
        select(RequiredPart.id, RequiredPart.name).where(
            RequiredPart.activity_id == activity_id, RequiredPart.removed_at.is_not(None)
        )
    )
    return next((row.id for row in rows if normalise_name(row.name) == normalise_name(name)), None)


async def remove_part(session: AsyncSession, part_id: int, now: datetime) -> bool:
    """False when it was out already. What files were told to be it stays known."""
    there = RequiredPart.removed_at.is_(None)
    return await _changed(session, part_id, there, now)


async def restore_part(session: AsyncSession, part_id: int) -> bool:
    """False when it was there already."""
    return await _changed(session, part_id, RequiredPart.removed_at.is_not(None), None)


async def _changed(session: AsyncSession, part_id: int, only: Any, removed_at: datetime | None) -> bool:  # noqa: ANN401 -- a condition
    result = await session.execute(
        update(RequiredPart).where(RequiredPart.id == part_id, only).values(removed_at=removed_at)
    )
    assert isinstance(result, CursorResult)  # noqa: S101 -- an UPDATE without RETURNING gives no other
    return result.rowcount == 1


async def set_takes_office(session: AsyncSession, activity_id: int, *, takes: bool) -> bool:
    """Whether Word and Excel files are evidence for it. False when it was so already."""
    result = await session.execute(
        update(Activity)
        .where(Activity.id == activity_id, Activity.takes_office.is_not(takes))
        .values(takes_office=takes)
    )
    assert isinstance(result, CursorResult)  # noqa: S101 -- an UPDATE without RETURNING gives no other
    return result.rowcount == 1


async def activity_takes_office(session: AsyncSession, activity_id: int) -> bool:
    statement = select(Activity.takes_office).where(Activity.id == activity_id)
    return bool(await session.scalar(statement))


async def checklist(session: AsyncSession, evidence_id: int) -> list[Listed]:
    """What is asked for of a package, in its order; empty where no parts are."""
    in_file = select(EvidenceFile.part_id).where(
        EvidenceFile.evidence_id == evidence_id,
        EvidenceFile.state.in_(HERE),
        EvidenceFile.part_id.is_not(None),
    )
    in_link = select(EvidenceLink.part_id).where(
        EvidenceLink.evidence_id == evidence_id,
        EvidenceLink.removed_at.is_(None),
        EvidenceLink.part_id.is_not(None),
    )
    is_here = or_(RequiredPart.id.in_(in_file), RequiredPart.id.in_(in_link))
    rows = await session.execute(
        _parts()
        .add_columns(case((is_here, 1), else_=0))
        .where(RequiredPart.activity_id == _activity_of(evidence_id).scalar_subquery())
    )
    return [Listed(part_id, name, bool(here)) for part_id, name, here in rows]


def missing(listed: Sequence[Listed]) -> list[str]:
    """The names of what is not there."""
    return [one.name for one in listed if not one.is_here]


def _activity_of(evidence_id: int) -> Select[int]:
    return (
        select(Occurrence.activity_id)
        .join(Assignment, Assignment.occurrence_id == Occurrence.id)
        .join(Evidence, Evidence.assignment_id == Assignment.id)
        .where(Evidence.id == evidence_id)
    )


async def guess_parts(session: AsyncSession, evidence_id: int) -> None:
    """Of files and links that nobody has told of yet, take down which part they clearly are."""
    rows = await session.execute(
        _parts().where(RequiredPart.activity_id == _activity_of(evidence_id).scalar_subquery())
    )
    parts = [Part(*row) for row in rows]
    if not parts:
        return
    await _guess_files(session, evidence_id, parts)
    as_link = link_part(parts)
    if as_link is not None:
        unsaid = (EvidenceLink.evidence_id == evidence_id, _unsaid(EvidenceLink.part_id, parts))
        await session.execute(update(EvidenceLink).where(*unsaid).values(part_id=as_link))


async def _guess_files(session: AsyncSession, evidence_id: int, parts: Sequence[Part]) -> None:
    unsaid = (EvidenceFile.evidence_id == evidence_id, _unsaid(EvidenceFile.part_id, parts))
    files = await session.execute(
        select(EvidenceFile.id, EvidenceFile.name, EvidenceFile.caption).where(*unsaid)
    )
    guessed = {file_id: likely_part((name, caption), parts) for file_id, name, caption in files}
    told = {file_id: part for file_id, part in guessed.items() if part is not None}
    if told:
        await session.execute(
            update(EvidenceFile)
            .where(EvidenceFile.id.in_(told))
            .values(part_id=case(told, value=EvidenceFile.id))
            .execution_options(synchronize_session=False)
        )


def _unsaid(column: Any, parts: Sequence[Part]) -> Any:  # noqa: ANN401 -- columns of two tables
    """Also of what was told to be something that is asked for no more."""
    return or_(column.is_(None), column.not_in([part.id for part in parts]))


async def parts_of_files(session: AsyncSession, file_ids: Sequence[int]) -> dict[int, int | None]:
    """The part that each of the files is, by its id."""
    rows = await session.execute(
        select(EvidenceFile.id, EvidenceFile.part_id).where(EvidenceFile.id.in_(file_ids))
    )
    return {row.id: row.part_id for row in rows}


async def tell_part(session: AsyncSession, file_id: int, part_id: int) -> None:
    """A person says which part a file is. The part is one of its activity's."""
    await session.execute(update(EvidenceFile).where(EvidenceFile.id == file_id).values(part_id=part_id))


async def hand_on_parts(session: AsyncSession, into: dict[int, int]) -> None:
    """What is asked for of activities is asked for of those of a new year. `into`: by id of the old one."""
    found = await session.scalars(
        select(RequiredPart).where(RequiredPart.activity_id.in_(into), RequiredPart.removed_at.is_(None))
    )
    session.add_all(
        RequiredPart(activity_id=into[part.activity_id], position=part.position, name=part.name)
        for part in found.all()
    )
    await session.flush()
