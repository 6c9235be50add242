"""«Мои данные»: what is kept about a person, as a file too, and how it goes."""

import io
import json
import zipfile
from typing import Any

import openpyxl

from tests.city import COORDINATOR, CURATOR, DIRECTOR, City
from tests.forging import refusal
from tests.handing_in import opens_package, pdf, picture
from tests.phone import Phone


async def downloaded(phone: Phone) -> tuple[dict[str, Any], dict[str, list[tuple[object, ...]]]]:
    """The JSON, and the rows of each sheet below its heading."""
    await phone.presses("Скачать")
    message = next(one for one in await phone.sees_all() if "document" in one)
    with zipfile.ZipFile(io.BytesIO(await phone.downloads(message))) as archive:
        assert archive.namelist() == ["data.json", "Мои данные.xlsx"]
        workbook = openpyxl.load_workbook(io.BytesIO(archive.read("Мои данные.xlsx")))
        data = json.loads(archive.read("data.json"))
    return data, {one.title: list(one.iter_rows(min_row=2, values_only=True)) for one in workbook.worksheets}


async def test_ones_own_data_in_words_and_as_a_file(small_city: City) -> None:
    curator, director = small_city.curator, small_city.phone(DIRECTOR)
    await opens_package(director)
    await director.sends_file(picture(), "чужое фото.jpg")
    await opens_package(curator, "№ 3 · Школа № 902")
    await curator.sends_file(pdf(), "=протокол.pdf")
    await curator.presses("Готово")
    await curator.sends("/settings")
    await curator.presses("Мои данные")
    said = await curator.sees("Вот всё, что бот хранит о вас")
    for words in ("Иван Образцов", str(CURATOR), "куратор, Школа № 901", "10 января", "файлов — 1"):
        assert words in said["text"]
    data, sheets = await downloaded(curator)
    assert data["person"]["chat_ids"] == [CURATOR]
    assert [file["file"] for file in data["files"]] == ["=протокол.pdf"]
    assert {role["school"] for role in data["roles"]} == {"Школа № 901", "Школа № 902"}
    (row,) = sheets["Файлы"]
    assert row[1:3] == ("=протокол.pdf", "Школа № 902")
    assert "чужое" not in json.dumps(data, ensure_ascii=False)
    assert "Тестова" not in f"{data} {sheets}"
    assert {len(rows) for name, rows in sheets.items() if name in ("Решения", "Ответы")} == {0}


async def test_the_decisions_of_a_coordinator_are_theirs(small_city: City) -> None:
    await opens_package(small_city.curator)
    await small_city.curator.sends_photo(picture())
    await small_city.curator.presses("Готово")
    coordinator = small_city.coordinator
    await coordinator.sends("/review")
    await coordinator.presses("Принять")
    await coordinator.sends("/mydata")
    await coordinator.sees("решений по сданному — 1")
    _, sheets = await downloaded(coordinator)
    assert [row[3] for row in sheets["Решения"]] == ["принято"]


async def test_removal_is_explained_before_it_is_asked_about(small_city: City) -> None:
    curator = small_city.curator
    await curator.sends("/mydata")
    await curator.presses("Удалить мои данные")
    await curator.sees("Что останется в отчётности школы")
    await curator.presses("Продолжить")
    await curator.sees("Выйти и удалить данные?")
    await curator.presses("Да, выйти")
    await curator.sees("Вы вышли, ваши данные удалены")
    assert "нужно приглашение" in await refusal(small_city, CURATOR, "mydataget")


async def test_the_last_coordinator_hands_over_first(small_city: City) -> None:
    await small_city.coordinator.sends("/mydata")
    await small_city.coordinator.presses("Удалить мои данные")
    await small_city.coordinator.sees_toast("единственный координатор")
    assert "единственный координатор" in await refusal(small_city, COORDINATOR, "mydatadel")
