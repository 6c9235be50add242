"""Who chose a pause or a silence was not told which of their deadlines fall into it."""

import pytest

from tests.city import City


@pytest.mark.parametrize(
    "choice", [("Приостановить", "До даты…", "05.02"), ("Не беспокоить до…", "05.02 15:00")]
)
async def test_it_is_said_at_once_with_a_way_out(small_city: City, choice: tuple[str, ...]) -> None:
    curator = small_city.curator
    await curator.sends("/settings")
    for button in choice[:-1]:
        await curator.presses(button)
    await curator.sees_all()
    await curator.sends(choice[-1])
    warning = await curator.last()
    assert "наступит срок: 2 поручения, ближайшее — 31 января" in warning["text"]
    await curator.presses("Меня замещает…")
    assert "Кто будет вас замещать?" in (await curator.last())["text"]


async def test_where_nothing_falls_due_there_is_nothing_to_say(small_city: City) -> None:
    curator = small_city.curator
    await curator.sends("/settings")
    await curator.presses("Приостановить")
    await curator.presses("На неделю")
    assert not [one for one in await curator.sees_all() if "наступит срок" in one["text"]]


async def test_what_a_substitute_is_told_of_needs_no_warning(small_city: City) -> None:
    curator = small_city.curator
    await curator.sends("/settings")
    await curator.presses("Меня замещает")
    await curator.presses("Пётр Условный")
    await curator.sends("31.01")
    await curator.sends("31.01")
    await curator.sees("Вас замещает")
    await curator.sends("/settings")
    await curator.presses("Приостановить")
    await curator.presses("До даты…")
    await curator.sends("05.02")
    assert not [one for one in await curator.sees_all() if "наступит срок" in one["text"]]
