"""Archives in line: one at a time a person, under a lease, part by part; what is given away of a file."""

from datetime import timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from db.engine import Database
from db.models import Account, Archive, Evidence, EvidenceState, Rendition, RenditionKind, StoredFile
from db.queries import archives, found_files
from db.queries.archives import HandedOn
from roadmap.access import Actor, Role
from roadmap.evidence_search import Chosen, Outcome
from tests.db.test_evidence_search import Shelf, fill
from tests.engines import both_engines
from tests.plan import NOW, SHA, Plan

ZONE = ZoneInfo("Europe/Moscow")
LEASE = timedelta(minutes=15)
CHOSEN = Chosen(state=Outcome.ACCEPTED)


async def somebody(session: AsyncSession, chat_id: int) -> int:
    person = await Plan(session).person("Иван Образцов")
    if await session.scalar(select(Account.id).where(Account.person_id == person)) is None:
        session.add(Account(person_id=person, platform="telegram", chat_id=chat_id))
        await session.flush()
    return person


@both_engines
async def test_one_at_a_time_a_person(database: Database) -> None:
    async with database.transaction() as session:
        one, two = await somebody(session, 901_001), await somebody(session, 901_002)
        first = await archives.ask(session, one, CHOSEN, [5, 6, 7], [2, 1], 33, NOW)
        assert first is not None
        assert await archives.ask(session, one, CHOSEN, [5], [1], None, NOW) is None
        assert await archives.ask(session, two, CHOSEN, [5], [1], None, NOW) is not None
        own = await archives.own(session, one)
        assert own is not None
        assert (own.id, own.chosen, own.ids, own.parts, own.message_id) == (
            first,
            CHOSEN,
            [5, 6, 7],
            [2, 1],
            33,
        )
        # Another person, or another archive, calls nothing off.
        assert await archives.call_off(session, first, two, NOW) is None
        assert await archives.call_off(session, first + 99, one, NOW) is None
        assert await archives.call_off(session, first, one, NOW) is not None
        assert not await archives.is_wanted(session, first)
        assert await archives.ask(session, one, CHOSEN, [5], [1], None, NOW) is not None


@both_engines
async def test_nothing_is_made_for_who_has_left(database: Database) -> None:
    async with database.transaction() as session:
        person = await somebody(session, 901_001)
        await archives.ask(session, person, CHOSEN, [5], [1], None, NOW)
        assert await archives.any_due(session, NOW)
        await session.execute(delete(Account).where(Account.person_id == person))
        assert not await archives.any_due(session, NOW)
        assert await archives.claim(session, NOW, LEASE) is None


@both_engines
async def test_it_goes_part_by_part_and_on_after_its_lease(database: Database) -> None:
    async with database.transaction() as session:
        person = await somebody(session, 901_001)
        await archives.ask(session, person, CHOSEN, [5, 6, 7], [2, 1], None, NOW)
    async with database.transaction() as session:
        part = await archives.claim(session, NOW, LEASE)
        assert part is not None
        assert (part.upcoming, part.is_last, part.chat_id) == (2, False, 901_001)
        assert await archives.claim(session, NOW, LEASE) is None
        assert await archives.next_try(session, NOW) == NOW + LEASE
        # Whoever had it is gone: another takes it up.
        again = await archives.claim(session, NOW + LEASE, LEASE)
        assert again == part
        await archives.try_again(session, part.id, NOW + 3 * LEASE, attempts=1)
        assert not await archives.any_due(session, NOW + 2 * LEASE)
        await archives.part_sent(session, part, NOW)
        last = await archives.claim(session, NOW, LEASE)
        assert last is not None
        assert (last.done, last.parts_sent, last.upcoming, last.is_last, last.attempts) == (2, 1, 1, True, 0)
        await archives.part_sent(session, last, NOW)
        assert not await archives.any_due(session, NOW + 9 * LEASE)
        row = (await session.execute(select(Archive.done, Archive.parts_sent, Archive.ended_at))).one()
        assert tuple(row) == (3, 2, NOW)


async def ids_of(session: AsyncSession, shelf: Shelf, actor: Actor) -> list[int]:
    return [id_ for id_, _ in await found_files.handed_on_sizes(session, actor, Chosen(), ZONE, 99)]


@both_engines
async def test_the_files_are_within_reach_at_every_look(database: Database) -> None:
    async with database.transaction() as session:
        shelf = await fill(session)
        city, curator = shelf.actor(Role.COORDINATOR), shelf.actor(Role.CURATOR, shelf.first)
        every, own = await ids_of(session, shelf, city), await ids_of(session, shelf, curator)
        assert (len(every), len(own)) == (9, 4)
        read = await found_files.files_by_id(session, city, every, ZONE)
        assert [one.origin.key[-1] for one in read] == every
        seen = await found_files.files_by_id(session, curator, every, ZONE)
        assert [one.origin.key[-1] for one in seen] == own
        assert await found_files.files_by_id(session, shelf.actor(Role.CURATOR), every, ZONE) == []
        # Withdrawn meanwhile.
        dropped = update(Evidence).where(Evidence.id == shelf.packages[0]).values(state=EvidenceState.DROPPED)
        await session.execute(dropped)
        assert len(await found_files.files_by_id(session, curator, every, ZONE)) == 2


@both_engines
async def test_a_picture_with_its_place_is_not_given_away(database: Database) -> None:
    async with database.transaction() as session:
        shelf = await fill(session)
        city = shelf.actor(Role.COORDINATOR)
        assert await archives.handed_on(session, [SHA]) == {SHA: HandedOn(SHA, 1, "image/jpeg", True)}
        await session.execute(update(StoredFile).values(has_position=True))
        assert (await archives.handed_on(session, [SHA]))[SHA].sha256 is None
        clean, page = "c" * 64, "d" * 64
        session.add_all(
            StoredFile(sha256=sha, size=700, mime="image/jpeg", stored_at=NOW) for sha in (clean, page)
        )
        await session.flush()
        session.add_all(
            Rendition(sha256=SHA, kind=kind, rendition_sha256=made)
            for kind, made in ((RenditionKind.CLEAN, clean), (RenditionKind.THUMBNAIL, page))
        )
        await session.flush()
        assert (await archives.handed_on(session, [SHA]))[SHA] == HandedOn(clean, 700, "image/jpeg", False)
        sizes = await found_files.handed_on_sizes(session, city, Chosen(), ZONE, 99)
        assert {size for _, size in sizes} == {700}
        assert len(sizes) == 9
