"""Roadmaps of several years: each is read, summed up and had as a file; the past changes no more."""

from datetime import UTC, datetime

import pytest

from db.queries.roadmap import start_roadmap
from roadmap.document import read_document
from tests.chat.test_roadmap import NEXT_YEAR, PENZA, read
from tests.city import HEAD, ZONE, City

YEARS = ["2022", "✓ 2023"]


@pytest.fixture
async def second_year(small_city: City) -> City:
    """February of the year after."""
    now = datetime(2023, 2, 10, 10, 0, tzinfo=ZONE).astimezone(UTC)
    async with small_city.app.database.transaction() as session:
        await start_roadmap(
            session, read_document(NEXT_YEAR.encode()), "план.txt", by=None, now=now, zone=ZONE
        )
    small_city.clock.turn_to(now)
    await small_city.drain()
    for phone in (small_city.coordinator, small_city.curator, small_city.phone(HEAD)):
        await phone.sees_all()
    return small_city


async def test_last_year_is_looked_at_and_changes_no_more(second_year: City) -> None:
    coordinator = second_year.coordinator
    await coordinator.sends("/roadmap")
    shown = await coordinator.sees("2023 год")
    buttons = await coordinator.buttons(shown)
    assert [label for label in buttons if "202" in label] == YEARS
    await coordinator.presses("2022")
    past = await coordinator.sees("2022 год")
    buttons = await coordinator.buttons(past)
    assert [label for label in buttons if "202" in label] == ["✓ 2022", "2023"]
    assert "Загрузить документ" not in buttons
    assert "Школы" not in " ".join(buttons)
    await coordinator.presses("›")
    await coordinator.presses("№ 10")
    card = await coordinator.sees("Январь - декабрь 2022 года")
    assert await coordinator.buttons(card) == ["‹ Назад"]
    await coordinator.presses("Назад")
    page = await coordinator.sees("№ 10.")
    assert "2022 год" in page["text"]


async def test_the_year_before_is_summed_up(second_year: City) -> None:
    head = second_year.phone(HEAD)
    await head.sends("/summary")
    shown = await head.sees("Сводка на")
    assert "10 февраля 2023 г." in read(shown)
    assert [label for label in await head.buttons(shown) if "202" in label] == YEARS
    await head.presses("2022")
    past = await head.sees("Итоги 2022 года")
    assert "Просрочено: 95" in read(past)
    await head.presses("По школам")
    await head.sees("По школам: 3 школы")
    await head.presses("Школа № 901")
    await head.sees("просрочено")
    await head.presses("Назад")
    await head.presses("Назад")
    await head.sees("Итоги 2022 года")
    await head.presses("По мероприятиям")
    await head.sees("сделано")
    await head.presses("Назад")
    await head.sees("Итоги 2022 года")


async def test_a_curator_sums_up_their_own_schools(second_year: City) -> None:
    curator = second_year.curator
    await curator.sends("/summary")
    await curator.presses("2022")
    past = await curator.sees("Итоги 2022 года")
    assert "Школа № 903" not in past["text"]
    await curator.presses("По школам")
    await curator.sees("По школам: 2 школы")


@pytest.mark.parametrize("form", ["XLSX", "DOCX"])
async def test_the_roadmap_is_had_as_a_file_that_is_read_again(second_year: City, form: str) -> None:
    coordinator = second_year.coordinator
    await coordinator.sends("/roadmap")
    await coordinator.presses("2022")
    await coordinator.presses(f"Скачать {form}")
    await coordinator.sees_toast("Готовлю файл")
    (file,) = [one for one in await coordinator.sees_all() if one["document"]]
    assert file["document"]["file_name"] == f"Дорожная карта 2022.{form.lower()}"
    again = read_document(await coordinator.downloads(file))
    expected = read_document(PENZA.encode())
    assert [one.deadline for one in again.activities] == [one.deadline for one in expected.activities]
    assert [one.title for one in again.activities] == [one.title for one in expected.activities]
