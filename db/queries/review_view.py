"""Everything that a reviewer sees of one package."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncSession

from db.queries.assignments import KeptFile, kept_files
from db.queries.reviews import Decision, Package, first_check, last_decision


@dataclass(frozen=True, slots=True)
class ReviewView:
    """`decision` is the one in force, else the last that was undone; `checked` is the curator's «yes»."""

    package: Package
    files: Sequence[KeptFile]
    decision: Decision | None
    checked: Decision | None


async def review_view(session: AsyncSession, package: Package) -> ReviewView:
    return ReviewView(
        package,
        await kept_files(session, package.id),
        await last_decision(session, package.id),
        await first_check(session, package.id),
    )
