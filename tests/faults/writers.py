"""People who write without a pause; what became of each text can be counted afterwards, in its order."""

import asyncio
import random

from sqlalchemy import select

from db.models import Assignment, Evidence, PendingInput
from db.queries.people import who_is
from roadmap.access import Assignee
from tests.city import DEPUTY, DIRECTOR, OTHER_DIRECTOR, City
from tests.phone import Phone

WRITERS = (DIRECTOR, DEPUTY, OTHER_DIRECTOR)


def lines(updates: int) -> list[str]:
    """What each of the writers writes, so that there are `updates` at least."""
    return [f"№ {number}" for number in range(-(-updates // len(WRITERS)))]


async def open_packages(city: City) -> list[int]:
    """A package being collected by each writer: every text they send becomes a line of its comment."""
    packages = []
    now = city.clock()
    async with city.app.database.transaction() as session:
        for chat_id in WRITERS:
            actor = (await who_is(session, chat_id)).actor
            assignment = await session.scalar(
                select(Assignment.id).where(
                    Assignment.assignee == Assignee.SCHOOL, Assignment.school_id.in_(actor.schools)
                )
            )
            assert assignment is not None
            evidence = Evidence(assignment_id=assignment, created_by=actor.id, created_at=now)
            session.add(evidence)
            await session.flush()
            session.add(
                PendingInput(
                    person_id=actor.id, kind="evidence", payload={"evidence_id": evidence.id}, since=now
                )
            )
            packages.append(evidence.id)
    return packages


async def write(city: City, texts: list[str], rng: random.Random) -> None:
    phones = [Phone(city.playground.url, chat_id) for chat_id in WRITERS]
    for text in texts:
        for phone in phones:
            await phone.sends(text)
        await asyncio.sleep(rng.uniform(0, 0.05))


async def written(city: City, evidence_id: int) -> list[str]:
    """The texts that have taken effect on a package."""
    async with city.app.database.look() as session:
        comment = await session.scalar(select(Evidence.comment).where(Evidence.id == evidence_id))
    return (comment or "").splitlines()
