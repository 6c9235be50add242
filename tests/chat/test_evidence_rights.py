"""Each file and package only for those whose roles reach it: all roles × all packages, by forged buttons."""

from collections.abc import Iterator

import pytest
from aiogram.filters.callback_data import CallbackData
from sqlalchemy import select

from bot.keyboards.evidence_search import ChooseEvidence, FindEvidence, OpenEvidence
from bot.keyboards.review import OpenPackage, PackageFiles
from bot.keyboards.tasks import OpenTask, ShowFiles
from db.models import Assignment, Evidence
from db.queries.evidence_search import HANDED_IN
from db.queries.people import who_is
from roadmap.access import Actor, Assignee, may_see
from roadmap.evidence_search import Chosen, Field, Outcome
from tests.chat.busy_city import differences, dump, fill
from tests.city import COORDINATOR, CURATOR, DIRECTOR, HEAD, OTHER_CURATOR, OTHER_DIRECTOR, SCHOOLS, City
from tests.forging import press

PEOPLE = (COORDINATOR, HEAD, CURATOR, DIRECTOR, OTHER_CURATOR, OTHER_DIRECTOR)
REFUSED = "Эта кнопка не для вас или уже не действует."

pytestmark = pytest.mark.slow  # every person presses every button of every package


async def actor_of(city: City, chat_id: int) -> Actor:
    async with city.app.database.look() as session:
        return (await who_is(session, chat_id)).actor


async def packages(city: City) -> list[tuple[Evidence, Assignment]]:
    async with city.app.database.look() as session:
        rows = await session.execute(select(Evidence, Assignment).join(Assignment))
        return [(evidence, assignment) for evidence, assignment in rows]


def filters(assignment: Assignment) -> Iterator[Chosen]:
    """Every filter by which a foreign button could ask for a package of the assignment's school."""
    school = Chosen(school_id=assignment.school_id)
    yield school
    yield school.with_(Field.MONTH, "2022-01")
    for outcome in Outcome:
        yield school.with_(Field.STATE, outcome)


async def test_files_are_shown_to_those_whose_roles_reach_them(small_city: City) -> None:
    await fill(small_city)
    before = await dump(small_city)
    shown, refused = 0, 0
    for chat_id in PEOPLE:
        actor = await actor_of(small_city, chat_id)
        for evidence, assignment in await packages(small_city):
            reaches = may_see(actor, assignment.assignee, assignment.school_id)
            handed_in = evidence.state in HANDED_IN
            reviews = actor.is_coordinator and handed_in
            buttons: list[tuple[CallbackData, bool]] = [
                (OpenEvidence(evidence_id=evidence.id), reaches and handed_in),
                (ShowFiles(evidence_id=evidence.id), reaches),
                (OpenTask(id=assignment.id), reaches),
                (OpenPackage(evidence_id=evidence.id), reviews),
                (PackageFiles(evidence_id=evidence.id), reviews),
            ]
            for button, may in buttons:
                reply = await press(small_city, chat_id, button.pack())
                if may:
                    assert reply.screens, (chat_id, button)
                    shown += len(reply.files)
                else:
                    refused += 1
                    assert (reply.files, reply.screens) == ((), ()), (chat_id, button)
                    # Who reaches it is told why there is nothing to show; others learn nothing.
                    assert bool(reply.toast) if reaches else reply.toast == REFUSED, (chat_id, button)
    assert shown
    assert refused
    assert differences(before, await dump(small_city)) == []


async def test_a_forged_filter_widens_nobodys_reach(small_city: City) -> None:
    await fill(small_city)
    for chat_id in PEOPLE:
        actor = await actor_of(small_city, chat_id)
        for _, assignment in await packages(small_city):
            reaches = may_see(actor, assignment.assignee, assignment.school_id)
            for chosen in filters(assignment):
                buttons: list[CallbackData] = [FindEvidence(chosen=chosen.pack())]
                buttons += [ChooseEvidence(by=field, chosen=chosen.pack()) for field in Field]
                for button in buttons:
                    reply = await press(small_city, chat_id, button.pack())
                    if assignment.assignee is Assignee.SCHOOL and not reaches:
                        assert (reply.toast, reply.screens) == (REFUSED, ()), (chat_id, button)
        for field in Field:
            reply = await press(small_city, chat_id, ChooseEvidence(by=field).pack())
            said = str(reply)
            if not actor.sees_all:
                own = {SCHOOLS.index(name) for name in SCHOOLS if name in said}
                assert len(own) <= len(actor.schools), (chat_id, field)


async def test_what_is_no_filter_is_refused(small_city: City) -> None:
    for packed in ("x", "s0x1", "m2022-13", "s٣", "r9999999999", "t"):
        for data in (f"evfind:{packed}:0", f"evby:s:{packed}:0", f"evopen:1:{packed}"):
            assert (await press(small_city, COORDINATOR, data)).toast == REFUSED, data
