"""What changes about schools, roles and invitations, as the journal keeps it: ids, never a person's name."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from db.queries.invitations import Offer
from db.queries.journal import Values, note
from db.queries.schools import SchoolLine
from roadmap.access import Role
from roadmap.journal import Change


async def note_role(
    session: AsyncSession,
    now: datetime,
    by: int,
    change: Change,
    person_id: int,
    role: Role,
    school_ids: Sequence[int] = (),
) -> None:
    """A role given or taken away."""
    await note(session, now, by, change, person_id, after=_place(role, school_ids))


async def note_made(session: AsyncSession, now: datetime, by: int, offer: Offer) -> None:
    after = _place(offer.role, offer.school_ids)
    await note(session, now, by, Change.INVITATION_MADE, offer.id, after=after)


async def note_named(session: AsyncSession, now: datetime, by: int, offer: Offer) -> None:
    """It is said whom it is for; the name itself stays out of the journal."""
    after = _place(offer.role, offer.school_ids)
    await note(session, now, by, Change.INVITATION_NAMED, offer.id, after=after)


async def note_revoked(session: AsyncSession, now: datetime, by: int, offer: Offer) -> None:
    before = _place(offer.role, offer.school_ids)
    await note(session, now, by, Change.INVITATION_REVOKED, offer.id, before=before)


async def note_description(
    session: AsyncSession, now: datetime, by: int, school: SchoolLine, short_name: str, note_text: str
) -> None:
    """A school's short name or note is about to change to these."""
    before = {"name": school.short_name or None, "words": school.note or None}
    after = {"name": short_name or None, "words": note_text or None}
    if before != after:
        await note(session, now, by, Change.SCHOOL_NOTED, school.id, school.name, before=before, after=after)


def _place(role: Role, school_ids: Sequence[int]) -> Values:
    return {"role": role.value, "school_ids": list(school_ids)}
