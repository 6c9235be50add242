"""A list of schools and people as read: kept until a coordinator takes or drops it, compared, taken."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import CursorResult, delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Invitation, InvitationSchool, Membership, PeopleDraft, Person, School
from db.queries.assign import assign_all
from db.queries.invitations import Made, Wanted, invite_all
from db.queries.journal import note
from db.queries.once import insert_once
from db.queries.people_journal import note_description, note_made
from db.queries.schools import SchoolLine, describe_school
from roadmap.access import SCHOOL_ROLES
from roadmap.journal import Change
from roadmap.names import normalise_name
from roadmap.roster import Roster, RosterRow
from roadmap.roster_plan import Known, KnownPerson, KnownSchool, RosterPlan, SchoolChange, plan_roster


@dataclass(frozen=True, slots=True)
class RosterDraft:
    id: int
    source_name: str
    roster: Roster


async def save_roster(session: AsyncSession, roster: Roster, source_name: str, by: int, now: datetime) -> int:
    """Keep a list, in place of any other; its id."""
    await session.execute(delete(PeopleDraft))
    draft = PeopleDraft(created_by=by, created_at=now, source_name=source_name, rows=roster.to_json())
    session.add(draft)
    await session.flush()
    return draft.id


async def load_roster(session: AsyncSession, draft_id: int) -> RosterDraft | None:
    """None when it was taken, dropped or replaced since."""
    row = await session.get(PeopleDraft, draft_id, populate_existing=True)
    return RosterDraft(row.id, row.source_name, Roster.from_json(row.rows)) if row else None


async def drop_roster(session: AsyncSession, draft_id: int) -> bool:
    """False when somebody was faster: then there is nothing left to take or to drop."""
    result = await session.execute(delete(PeopleDraft).where(PeopleDraft.id == draft_id))
    assert isinstance(result, CursorResult)  # noqa: S101 -- a DELETE without RETURNING gives no other
    return result.rowcount == 1


async def planned(session: AsyncSession, roster: Roster, now: datetime) -> RosterPlan:
    """What the list would change as things stand."""
    return plan_roster(roster, await _known(session, now))


async def take_roster(
    session: AsyncSession, plan: RosterPlan, by: int, now: datetime, zone: ZoneInfo
) -> list[Made]:
    """Do what the list changes; the invitations made. The same list changes nothing afterwards."""
    await _add(session, plan.new, by, now)
    for change in plan.changed:
        await _change(session, change, by, now)
    made = await _invite(session, plan, by, now)
    if plan.new:
        await assign_all(session, now, zone)
    return made


async def _add(session: AsyncSession, rows: Sequence[RosterRow], by: int, now: datetime) -> None:
    keys = [normalise_name(row.school) for row in rows]
    values = [
        {
            "name": row.school,
            "name_key": key,
            "short_name": row.short_name or None,
            "note": row.note or None,
            "created_at": now,
        }
        for key, row in zip(keys, rows, strict=True)
    ]
    await insert_once(session, School, values)
    ids = await _ids(session)
    for key, row in zip(keys, rows, strict=True):
        await note(session, now, by, Change.SCHOOL_ADDED, ids[key], row.school)


async def _change(session: AsyncSession, change: SchoolChange, by: int, now: datetime) -> None:
    school = change.school
    before = SchoolLine(school.id, school.name, short_name=school.short_name, note=school.note)
    await describe_school(session, school.id, change.short_name, change.note)
    await note_description(session, now, by, before, change.short_name, change.note)


async def _invite(session: AsyncSession, plan: RosterPlan, by: int, now: datetime) -> list[Made]:
    ids = await _ids(session)
    wanted = [
        Wanted(one.role, tuple(ids[normalise_name(school)] for school in one.schools), one.name)
        for one in plan.invitees
    ]
    made = await invite_all(session, wanted, by=by, now=now) if wanted else []
    for one in made:
        await note_made(session, now, by, one.offer)
    return made


async def _ids(session: AsyncSession) -> dict[str, int]:
    return {row.name_key: row.id for row in await session.execute(select(School.name_key, School.id))}


async def _known(session: AsyncSession, now: datetime) -> Known:
    schools = [
        KnownSchool(row.id, row.name, row.short_name or "", row.note or "", row.archived_at is not None)
        for row in await session.execute(
            select(School.id, School.name, School.short_name, School.note, School.archived_at)
        )
    ]
    return Known(schools, [*await _members(session), *await _waited_for(session, now)])


async def _members(session: AsyncSession) -> list[KnownPerson]:
    """With the names by which they were invited, which may be others than they have in the bot."""
    called: dict[int, list[str]] = {}
    invited = await session.execute(
        select(Invitation.used_by, Invitation.name).where(
            Invitation.used_by.is_not(None), Invitation.name.is_not(None)
        )
    )
    for person_id, name in invited:
        if person_id is not None and name is not None:
            called.setdefault(person_id, []).append(name)
    rows = await session.execute(
        select(Person.id, Person.name, Membership.role, Membership.school_id)
        .join(Membership, Membership.person_id == Person.id)
        .where(
            Person.left_at.is_(None),
            Membership.role.in_(SCHOOL_ROLES),
            Membership.school_id.is_not(None),
        )
        .order_by(Membership.id)
    )
    return [
        KnownPerson((name, *called.get(person_id, ())), role, school_id)
        for person_id, name, role, school_id in rows
        if school_id is not None
    ]


async def _waited_for(session: AsyncSession, now: datetime) -> list[KnownPerson]:
    rows = await session.execute(
        select(Invitation.name, Invitation.role, InvitationSchool.school_id)
        .join(InvitationSchool, InvitationSchool.invitation_id == Invitation.id)
        .where(
            Invitation.name.is_not(None),
            Invitation.used_at.is_(None),
            Invitation.revoked_at.is_(None),
            Invitation.expires_at > now,
        )
    )
    return [KnownPerson((name,), role, school_id, has_joined=False) for name, role, school_id in rows if name]
