"""What was handed in can be taken back until somebody has decided on it."""

from db.models import EvidenceState
from roadmap.standing import AssignmentStatus
from tests.city import City
from tests.engines import both_engines
from tests.handing_in import files, opens_card, opens_package, package, picture, status


async def hands_in(city: City) -> None:
    await opens_package(city.curator)
    await city.curator.sends_photo(picture())
    await city.curator.presses("Готово")
    await city.curator.sees("Принято: 1 фотография.")


@both_engines
async def test_it_is_mended_and_handed_in_again(small_city: City) -> None:
    curator = small_city.curator
    await hands_in(small_city)
    request = await small_city.coordinator.sees("Новое подтверждение")
    await curator.presses("Открыть поручение")
    await curator.presses("Отозвать подтверждение")
    await curator.sees_toast("Отозвано. Исправьте и сдайте снова.")
    taken_back = await package(small_city)
    assert taken_back.state is EvidenceState.COLLECTING
    assert await status(small_city, taken_back.assignment_id) is AssignmentStatus.OPEN

    await small_city.coordinator.presses("Принять", in_message=request)
    await small_city.coordinator.sees_toast("уже не на проверке")

    await curator.sends_photo(picture("blue"))
    await curator.presses("Готово")
    await curator.sees("Принято: 2 фотографии.")
    assert (await package(small_city)).id == taken_back.id


async def test_a_decision_that_came_first_stands(small_city: City) -> None:
    curator = small_city.curator
    await hands_in(small_city)
    await curator.presses("Открыть поручение")
    card = await curator.last()
    await small_city.coordinator.presses("Принять")
    await curator.presses("Отозвать подтверждение", in_message=card)
    await curator.sees_toast("уже принято")
    assert (await package(small_city)).state is EvidenceState.ACCEPTED


async def test_after_a_return_it_is_a_return_again(small_city: City) -> None:
    curator = small_city.curator
    await hands_in(small_city)
    await small_city.coordinator.presses("Вернуть")
    await small_city.coordinator.presses("Нечитаемое фото")
    await small_city.passes(minutes=2)
    await curator.presses("Сдать заново")
    await curator.sends_photo(picture("green"))
    await curator.presses("Готово")
    await curator.presses("Открыть поручение")
    await curator.presses("Отозвать подтверждение")
    assert await status(small_city, (await package(small_city)).assignment_id) is AssignmentStatus.RETURNED
    await opens_card(curator)
    await curator.presses("Вся история")
    said = (await curator.last())["text"]
    assert "отозвано, снова ждём подтверждения (Иван Образцов)" in said
    assert "Причина: На фото не разобрать текст." in said
    assert len(await files(small_city)) == 2
