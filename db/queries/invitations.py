"""Invitations: one-time links bound to a role and schools. Only the token's SHA-256 is kept."""

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import ColumnElement, CursorResult, insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Invitation, InvitationSchool, School
from db.queries.schools import SchoolLine
from roadmap.access import SCHOOL_ROLES, Role
from roadmap.names import natural_order

VALID = timedelta(days=14)
TOKEN_BYTES = 16


class OfferState(StrEnum):
    OPEN = "open"
    USED = "used"
    EXPIRED = "expired"
    REVOKED = "revoked"


@dataclass(frozen=True, slots=True)
class Offer:
    """An invitation as it stands; `schools` are those in force now, `expires_at` is UTC."""

    id: int
    role: Role
    schools: tuple[SchoolLine, ...]
    expires_at: datetime
    state: OfferState
    used_by: int | None = None

    @property
    def is_empty(self) -> bool:
        """Whether all its schools are in the archive by now."""
        return self.role in SCHOOL_ROLES and not self.schools

    @property
    def school_ids(self) -> tuple[int, ...]:
        return tuple(school.id for school in self.schools)


async def invite(
    session: AsyncSession, role: Role, school_ids: Sequence[int], *, by: int, now: datetime
) -> str:
    """Make an invitation; its token, which is known only here and now."""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    invitation = Invitation(
        token_hash=_hash(token), role=role, created_by=by, created_at=now, expires_at=now + VALID
    )
    session.add(invitation)
    await session.flush()
    if school_ids:
        rows = [{"invitation_id": invitation.id, "school_id": school_id} for school_id in school_ids]
        await session.execute(insert(InvitationSchool), rows)
    return token


async def offer_of(session: AsyncSession, token: str, now: datetime) -> Offer | None:
    """The invitation behind a token; None when there never was such a one."""
    found = await _offers(session, Invitation.token_hash == _hash(token), now=now)
    return found[0] if found else None


async def offer(session: AsyncSession, invitation_id: int, now: datetime) -> Offer | None:
    found = await _offers(session, Invitation.id == invitation_id, now=now)
    return found[0] if found else None


async def open_offers(session: AsyncSession, now: datetime) -> list[Offer]:
    """Invitations that can still be used, the newest first."""
    return await _offers(session, *_usable(now), now=now)


async def take(session: AsyncSession, invitation_id: int, now: datetime) -> bool:
    """Use it up. Of two people who try at once, one gets True."""
    result = await session.execute(
        update(Invitation).where(Invitation.id == invitation_id, *_usable(now)).values(used_at=now)
    )
    assert isinstance(result, CursorResult)  # noqa: S101 -- an UPDATE without RETURNING gives no other
    return result.rowcount == 1


async def note_taken(session: AsyncSession, invitation_id: int, person_id: int) -> None:
    await session.execute(update(Invitation).where(Invitation.id == invitation_id).values(used_by=person_id))


async def revoke(session: AsyncSession, invitation_id: int, now: datetime) -> bool:
    """False when it could not be used any more anyway."""
    result = await session.execute(
        update(Invitation).where(Invitation.id == invitation_id, *_usable(now)).values(revoked_at=now)
    )
    assert isinstance(result, CursorResult)  # noqa: S101 -- an UPDATE without RETURNING gives no other
    return result.rowcount == 1


def _usable(now: datetime) -> tuple[ColumnElement[bool], ...]:
    return (Invitation.used_at.is_(None), Invitation.revoked_at.is_(None), Invitation.expires_at > now)


async def _offers(session: AsyncSession, *which: ColumnElement[bool], now: datetime) -> list[Offer]:
    found = (
        await session.scalars(
            select(Invitation).where(*which).order_by(Invitation.created_at.desc(), Invitation.id.desc())
        )
    ).all()
    schools = await _schools_of(session, [invitation.id for invitation in found])
    return [
        Offer(
            id=invitation.id,
            role=invitation.role,
            schools=tuple(schools.get(invitation.id, ())),
            expires_at=invitation.expires_at,
            state=_state(invitation, now),
            used_by=invitation.used_by,
        )
        for invitation in found
    ]


async def _schools_of(session: AsyncSession, invitation_ids: Sequence[int]) -> dict[int, list[SchoolLine]]:
    rows = await session.execute(
        select(InvitationSchool.invitation_id, School.id, School.name)
        .join(School, School.id == InvitationSchool.school_id)
        .where(InvitationSchool.invitation_id.in_(invitation_ids), School.archived_at.is_(None))
    )
    schools: dict[int, list[SchoolLine]] = {}
    for row in sorted(rows, key=lambda row: natural_order(row.name)):
        schools.setdefault(row.invitation_id, []).append(SchoolLine(row.id, row.name))
    return schools


def _state(invitation: Invitation, now: datetime) -> OfferState:
    if invitation.used_at is not None:
        return OfferState.USED
    if invitation.revoked_at is not None:
        return OfferState.REVOKED
    return OfferState.OPEN if invitation.expires_at > now else OfferState.EXPIRED


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
