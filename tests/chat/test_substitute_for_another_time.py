"""A substitute named after the meeting had moved was kept for a time that they had not been asked about."""

from tests.chat.test_meetings import MEMBERS, answers, set_meeting
from tests.city import City


async def test_who_comes_instead_is_asked_anew_for_a_new_time(small_city: City) -> None:
    coordinator, curator = small_city.coordinator, small_city.curator
    await set_meeting(coordinator)
    await curator.presses("Придёт замена")
    await coordinator.sends("/meetings")
    await coordinator.presses("Кто придёт")
    await coordinator.presses("Изменить время или место")
    await coordinator.presses("Другое время")
    await coordinator.presses("11:00")
    await coordinator.presses("Разослать")
    await curator.sends("Фёдор Заменов")
    assert any("Заседание изменилось" in message["text"] for message in await curator.sees_all())
    assert await answers(small_city) == {None: MEMBERS}
