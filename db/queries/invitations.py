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
    """An invitation as it stands; `schools` are those in force now, `expires_at` is UTC.

    `name` is whom it is for, as the coordinator calls them; empty where that was not said.
    """

    id: int
    role: Role
    schools: tuple[SchoolLine, ...]
    expires_at: datetime
    state: OfferState
    used_by: int | None = None
    name: str = ""
    note: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether all its schools are in the archive by now."""
        return self.role in SCHOOL_ROLES and not self.schools

    @property
    def school_ids(self) -> tuple[int, ...]:
        return tuple(school.id for school in self.schools)


@dataclass(frozen=True, slots=True)
class Wanted:
    """An invitation to be made."""

    role: Role
    school_ids: tuple[int, ...] = ()
    name: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Made:
    """An invitation just made, with its token, which is known only here and now."""

    offer: Offer
    token: str


async def invite(session: AsyncSession, wanted: Wanted, *, by: int, now: datetime) -> Made:
    return (await invite_all(session, [wanted], by=by, now=now))[0]


async def invite_all(
    session: AsyncSession, wanted: Sequence[Wanted], *, by: int, now: datetime
) -> list[Made]:
    """Make invitations, in the order given."""
    tokens = [secrets.token_urlsafe(TOKEN_BYTES) for _ in wanted]
    made = [
        Invitation(
            token_hash=_hash(token),
            role=one.role,
            name=one.name or None,
            note=one.note or None,
            created_by=by,
            created_at=now,
            expires_at=now + VALID,
        )
        for token, one in zip(tokens, wanted, strict=True)
    ]
    session.add_all(made)
    await session.flush()
    rows = [
        {"invitation_id": invitation.id, "school_id": school_id}
        for invitation, one in zip(made, wanted, strict=True)
        for school_id in one.school_ids
    ]
    if rows:
        await session.execute(insert(InvitationSchool), rows)
    offers = {one.id: one for one in await _offers(session, Invitation.created_at == now, now=now)}
    return [Made(offers[one.id], token) for one, token in zip(made, tokens, strict=True)]


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


async def awaited_offers(
    session: AsyncSession, now: datetime, first: int = 0, last: int | None = None
) -> list[Offer]:
    """Invitations that nobody has used, those that are too old by now included, the newest first.

    `first` and `last`: only those whose ids lie between.
    """
    which = [Invitation.used_at.is_(None), Invitation.revoked_at.is_(None), Invitation.id >= first]
    if last is not None:
        which.append(Invitation.id <= last)
    found = await _offers(session, *which, now=now)
    return [one for one in found if not one.is_empty]


async def renew_all(session: AsyncSession, offers: Sequence[Offer], *, by: int, now: datetime) -> list[Made]:
    """New links in the place of old ones, which stop working: only their fingerprints are kept."""
    free = [one for one in offers if await revoke(session, one.id, now)]
    wanted = [Wanted(one.role, one.school_ids, one.name, one.note) for one in free]
    return await invite_all(session, wanted, by=by, now=now)


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
    """False when somebody has used it, or it was revoked before. One that is too old can be put away too."""
    unused = (Invitation.used_at.is_(None), Invitation.revoked_at.is_(None))
    result = await session.execute(
        update(Invitation).where(Invitation.id == invitation_id, *unused).values(revoked_at=now)
    )
    assert isinstance(result, CursorResult)  # noqa: S101 -- an UPDATE without RETURNING gives no other
    return result.rowcount == 1


async def name_invitation(session: AsyncSession, invitation_id: int, name: str) -> None:
    """Whom it is for, as the coordinator calls them."""
    await session.execute(update(Invitation).where(Invitation.id == invitation_id).values(name=name))


async def bring_back(session: AsyncSession, invitation_id: int) -> bool:
    """Undo `revoke`: the same link works again. False when it was not revoked."""
    result = await session.execute(
        update(Invitation)
        .where(Invitation.id == invitation_id, Invitation.revoked_at.is_not(None))
        .values(revoked_at=None)
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
            name=invitation.name or "",
            note=invitation.note or "",
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
