"""Curators look at their schools' packages first, if it is so set: who they are, and what goes past them."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, and_, exists, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Account, Evidence, EvidenceState, Installation, Membership, Person, Reach
from db.queries.installation import THE_ONE, installation
from db.queries.outbox import NewMessage, put
from db.queries.people import people_with
from db.queries.substitutes import substitutes_on
from roadmap.access import Role
from roadmap.calendar import at_local, local_today, next_speaking_time
from roadmap.first_check import goes_on_if_sent_by

PASSED_ON = "checks-passed-on"


async def curators_check_first(session: AsyncSession) -> bool:
    statement = select(Installation.curators_check_first).where(Installation.id == THE_ONE)
    return bool(await session.scalar(statement))


async def checkers(session: AsyncSession, school_id: int, today: date, zone: ZoneInfo) -> list[int]:
    """Those who look first at the school's packages on the local date: its curators, or who stands in.

    Nobody when it isn't so set, or when none of them can be reached.
    """
    if not await curators_check_first(session):
        return []
    statement = (
        select(Person.id)
        .join(Membership, Membership.person_id == Person.id)
        .where(
            Membership.role == Role.CURATOR,
            Membership.school_id == school_id,
            Person.left_at.is_(None),
            exists().where(Account.person_id == Person.id, Account.reach == Reach.OK),
        )
        .distinct()
        .order_by(Person.id)
    )
    curators = (await session.scalars(statement)).all()
    if not curators:
        return []
    instead = await substitutes_on(session, today, zone)
    return sorted({instead.get(curator, curator) for curator in curators})


async def switch(session: AsyncSession, *, on: bool) -> bool:
    """False when it was so already."""
    row = await installation(session)
    await session.refresh(row, ["curators_check_first"], with_for_update=True)
    if row.curators_check_first is on:
        return False
    row.curators_check_first = on
    await session.flush()
    return True


async def end_checks(session: AsyncSession) -> list[int]:
    """Whatever waits for a curator goes on to the coordinator; the ids of the packages that waited."""
    waiting = await _waiting(session, Evidence.state == EvidenceState.SUBMITTED)
    # What was decided meanwhile too: taken back, it is the coordinator's.
    await session.execute(update(Evidence).where(Evidence.awaits_check.is_(True)).values(awaits_check=False))
    return waiting


async def pass_on_the_silent(session: AsyncSession, today: date, now: datetime, zone: ZoneInfo) -> None:
    """What curators have left alone for too long goes on to the coordinators, and they are told."""
    end = at_local(goes_on_if_sent_by(today) + timedelta(days=1), time(0), zone).astimezone(UTC)
    late = and_(Evidence.state == EvidenceState.SUBMITTED, Evidence.submitted_at < end)
    waiting = await _waiting(session, late)
    if not waiting:
        return
    await session.execute(update(Evidence).where(Evidence.id.in_(waiting)).values(awaits_check=False))
    coordinators = await people_with(session, Role.COORDINATOR)
    await tell_coordinators(session, waiting, coordinators, now, zone, silent=True)


async def tell_coordinators(
    session: AsyncSession,
    waiting: Sequence[int],
    people: Sequence[int],
    now: datetime,
    zone: ZoneInfo,
    *,
    silent: bool,
) -> None:
    """That these packages have come to them without a curator's look, one message for each of `people`.

    `silent`: because no curator has answered, else because curators check no more.
    """
    if not waiting:
        return
    day = local_today(now, zone)
    payload = {"evidence_ids": list(waiting), "silent": silent}
    messages = [
        NewMessage(f"{PASSED_ON}:{day}:{max(waiting)}:{person}", person, PASSED_ON, payload)
        for person in people
    ]
    await put(session, messages, now=now, due_at=next_speaking_time(now, zone))


async def still_waiting(session: AsyncSession, evidence_ids: Sequence[int]) -> int:
    """How many of these packages wait for the coordinator."""
    statement = select(Evidence.id).where(
        Evidence.id.in_(evidence_ids),
        Evidence.state == EvidenceState.SUBMITTED,
        Evidence.awaits_check.is_(False),
    )
    return len((await session.scalars(statement)).all())


async def _waiting(session: AsyncSession, which: ColumnElement[bool]) -> list[int]:
    statement = (
        select(Evidence.id)
        .where(Evidence.awaits_check.is_(True), which)
        .order_by(Evidence.id)
        .with_for_update()
    )
    return list((await session.scalars(statement)).all())
