"""Schools: list, add, rename, archive, restore. Their assignments are `db.queries.assign`'s."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import CursorResult, Row, Select, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import School
from db.queries.once import insert_once
from roadmap.names import natural_order, normalise_name

_LineColumns = tuple[int, str, datetime | None, str | None, str | None]


@dataclass(frozen=True, slots=True)
class SchoolLine:
    """`note` is a phone of the office or a remark: nothing private."""

    id: int
    name: str
    archived: bool = False
    short_name: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class AddedSchools:
    """What became of names: new ones, those there already, and those that stand in the archive."""

    added: tuple[str, ...]
    known: tuple[str, ...]
    archived: tuple[str, ...]


async def schools(session: AsyncSession, *, archived: bool = False) -> list[SchoolLine]:
    """All schools in force, or all in the archive, «№ 9» before «№ 18»."""
    in_archive = School.archived_at.is_not(None) if archived else School.archived_at.is_(None)
    found = [_line(row) for row in await session.execute(_lines().where(in_archive))]
    return sorted(found, key=lambda school: natural_order(school.name))


async def school(session: AsyncSession, school_id: int) -> SchoolLine | None:
    row = (await session.execute(_lines().where(School.id == school_id))).one_or_none()
    return None if row is None else _line(row)


def _lines() -> Select[*_LineColumns]:
    return select(School.id, School.name, School.archived_at, School.short_name, School.note)


def _line(row: Row[*_LineColumns]) -> SchoolLine:
    return SchoolLine(row.id, row.name, row.archived_at is not None, row.short_name or "", row.note or "")


async def add_schools(session: AsyncSession, names: Sequence[str], now: datetime) -> AddedSchools:
    """Add those that are new. A name said twice is added once and told as known."""
    keys = [normalise_name(name) for name in names]
    rows = await session.execute(select(School.name_key, School.archived_at).where(School.name_key.in_(keys)))
    there = {row.name_key: row.archived_at is not None for row in rows}
    new: dict[str, str] = {}
    known: list[str] = []
    archived: list[str] = []
    for key, name in zip(keys, names, strict=True):
        if key in there or key in new:
            (archived if there.get(key) else known).append(name)
        else:
            new[key] = name
    await insert_once(
        session, School, [{"name": name, "name_key": key, "created_at": now} for key, name in new.items()]
    )
    return AddedSchools(tuple(new.values()), tuple(known), tuple(archived))


async def rename_school(session: AsyncSession, school_id: int, name: str) -> bool:
    """False when another school, perhaps one in the archive, has the name."""
    key = normalise_name(name)
    taken = await session.scalar(select(School.id).where(School.name_key == key, School.id != school_id))
    if taken is not None:
        return False
    await session.execute(update(School).where(School.id == school_id).values(name=name, name_key=key))
    return True


async def describe_school(session: AsyncSession, school_id: int, short_name: str, note: str) -> None:
    """What stands beside its name; empty for nothing."""
    await session.execute(
        update(School).where(School.id == school_id).values(short_name=short_name or None, note=note or None)
    )


async def archive_school(session: AsyncSession, school_id: int, now: datetime) -> bool:
    """False when it is in the archive already."""
    result = await session.execute(
        update(School).where(School.id == school_id, School.archived_at.is_(None)).values(archived_at=now)
    )
    assert isinstance(result, CursorResult)  # noqa: S101 -- an UPDATE without RETURNING gives no other
    return result.rowcount == 1


async def restore_school(session: AsyncSession, school_id: int) -> bool:
    """False when it is in force already."""
    result = await session.execute(
        update(School).where(School.id == school_id, School.archived_at.is_not(None)).values(archived_at=None)
    )
    assert isinstance(result, CursorResult)  # noqa: S101 -- an UPDATE without RETURNING gives no other
    return result.rowcount == 1
