"""One file for several of a curator's schools, and files that answer a message of the bot's."""

from datetime import date

from sqlalchemy import select

from db.models import Assignment, Evidence, EvidenceState, FileState, Substitution
from db.queries.people import who_is
from roadmap.standing import AssignmentStatus
from tests.city import CURATOR, DEPUTY, OTHER_CURATOR, City
from tests.engines import both_engines
from tests.handing_in import files, on_disk, opens_card, opens_package, package, picture


async def packages(city: City) -> list[Evidence]:
    async with city.app.database.look() as session:
        return list((await session.scalars(select(Evidence).order_by(Evidence.id))).all())


async def submitted(city: City) -> int:
    async with city.app.database.look() as session:
        found = await session.scalars(
            select(Assignment).where(Assignment.status == AssignmentStatus.SUBMITTED)
        )
        return len(found.all())


@both_engines
async def test_one_photo_is_handed_in_for_two_schools(small_city: City) -> None:
    curator = small_city.curator
    await curator.sends_photo(picture())
    await curator.sees("К какому поручению он относится?")
    await curator.presses("№ 3 · Школа № 901")
    await curator.sees("Для каких ещё школ подойдут эти же файлы?")
    await curator.presses("Школа № 902")
    await small_city.restarts()
    assert "✓ Школа № 902" in await curator.buttons()
    await curator.presses("Дальше")
    await curator.sees("Сдаю и для: Школа № 902")
    await curator.presses("Готово")
    receipt = await curator.sees("Принято: 1 фотография.")
    assert "Сдано и для: Школа № 902." in receipt["text"]
    assert await submitted(small_city) == 2
    assert [one.state for one in await packages(small_city)] == [EvidenceState.SUBMITTED] * 2
    first, second = await files(small_city)
    assert (second.copy_of_id, second.sha256) == (first.id, first.sha256)
    assert len(await on_disk(small_city)) == 1
    await small_city.coordinator.sends("/review")
    await small_city.coordinator.sees("2 подтверждения")


async def test_what_a_colleague_is_collecting_is_left_alone(small_city: City) -> None:
    deputy, curator = small_city.phone(DEPUTY), small_city.curator
    await opens_package(deputy, "№ 3 · Школа № 902")
    await deputy.sends_photo(picture("blue"))
    await opens_package(curator, "№ 3 · Школа № 901")
    await curator.sends_photo(picture())
    await curator.presses("Для других школ тоже")
    await curator.presses("Для всех моих школ")
    await curator.presses("Дальше")
    await curator.presses("Готово")
    assert "Не сдано: Школа № 902." in (await curator.sees("Принято: 1 фотография."))["text"]
    assert await submitted(small_city) == 1
    await deputy.presses("Готово")
    await deputy.sees("Принято: 1 фотография.")


async def test_an_answer_to_a_card_goes_to_its_task(small_city: City) -> None:
    curator = small_city.curator
    await opens_card(curator, "№ 3 · Школа № 902")
    card = await curator.last()
    await curator.sends("/tasks")
    await curator.sends_photo([picture(), picture("blue")], reply_to=card)
    said = await curator.sees("Сохранено: 2 фотографии.")
    assert "Школа № 902" in said["text"]
    collecting = await package(small_city)
    assert collecting.state is EvidenceState.COLLECTING
    assert {file.evidence_id for file in await files(small_city, FileState.STORED)} == {collecting.id}


async def test_an_answer_to_a_digest_of_several_is_asked_about(small_city: City) -> None:
    curator = small_city.curator
    digest = next(one for one in await curator.messages() if "у вас 2 поручения" in one["text"])
    await curator.sends_photo(picture(), reply_to=digest)
    await curator.sees("К какому поручению он относится?")


async def test_an_answer_to_something_else_does_not_go_into_the_open_package(small_city: City) -> None:
    curator = small_city.curator
    digest = next(one for one in await curator.messages() if "у вас 2 поручения" in one["text"])
    await opens_package(curator, "№ 3 · Школа № 902")
    await curator.sends_photo(picture(), reply_to=digest)
    await curator.sees("К какому поручению он относится?")
    assert [file.evidence_id for file in await files(small_city)] == [None]


async def test_a_substitute_hands_in_for_the_school_they_stand_in_for(small_city: City) -> None:
    curator, other = small_city.curator, small_city.phone(OTHER_CURATOR)
    async with small_city.app.database.transaction() as session:
        away, stands_in = (await who_is(session, OTHER_CURATOR)).actor, (await who_is(session, CURATOR)).actor
        session.add(
            Substitution(
                person_id=away.id,
                substitute_id=stands_in.id,
                first_day=date(2022, 1, 1),
                last_day=date(2022, 1, 31),
                created_at=small_city.clock(),
            )
        )
    await other.sees_all()
    await opens_package(curator, "№ 3 · Школа № 901")
    await curator.sends_photo(picture())
    await curator.presses("Для других школ тоже")
    await curator.presses("Для всех моих школ")
    await curator.presses("Дальше")
    await curator.presses("Готово")
    assert "Сдано и для: Школа № 902, Школа № 903." in (await curator.sees("Принято"))["text"]
    assert await submitted(small_city) == 3
