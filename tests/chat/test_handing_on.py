"""What of a file others see: never where it was taken, and no gap where the platform has forgotten it."""

import asyncio
import io
from typing import Any

import pytest
from PIL import Image
from sqlalchemy import select

from db.models import Activity, FileState, Rendition, StoredFile
from playground.faults import Fault
from scheduler import files as fetching
from tests import hostile
from tests.city import CURATOR, City
from tests.handing_in import files, opens_package, pdf, picture, sends_without_waiting
from tests.unit.test_hostile_files import HARMFUL
from tests.unit.test_inspection import heic, position
from tests.unit.test_inspection import picture as noise


async def hands_in(city: City, content: bytes, name: str) -> list[dict[str, Any]]:
    """The coordinator opens what the curator handed in, and sees all of this."""
    await opens_package(city.curator)
    await city.curator.sends_file(content, name)
    await city.curator.presses("Готово")
    await city.drain()
    return await looks(city)


async def looks(city: City) -> list[dict[str, Any]]:
    await city.coordinator.sees_all()
    await city.coordinator.sends("/review")
    await city.coordinator.presses("№ 3")
    return await city.coordinator.sees_all()


async def test_a_picture_is_shown_without_the_place_where_it_was_taken(small_city: City) -> None:
    content = noise("jpeg", (320, 240), exif=position(6))
    said = await hands_in(small_city, content, "школа.jpg")
    (document,) = [message for message in said if message["document"]]
    assert document["document"]["file_name"] == "школа.jpg"
    with Image.open(io.BytesIO(await small_city.coordinator.downloads(document))) as clean:
        assert (clean.size, len(clean.getexif())) == ((240, 320), 0)
    async with small_city.app.database.look() as session:
        rendition = (await session.scalars(select(Rendition))).one()
        original = await session.get(StoredFile, rendition.sha256)
    assert original is not None
    assert original.has_position
    assert rendition.file_id is not None
    assert rendition.file_id in document["document"]["url"]


async def test_a_heic_is_shown_as_a_photo_and_a_pdf_with_its_first_page(small_city: City) -> None:
    await opens_package(small_city.curator)
    await small_city.curator.sends_file(heic(), "IMG_1.HEIC")
    content = pdf(2)
    said = await hands_in(small_city, content, "протокол.pdf")
    assert len([message for message in said if message["photo"]]) == 2
    (document,) = [message for message in said if message["document"]]
    assert await small_city.coordinator.downloads(document) == content


async def test_a_handle_that_is_known_no_more_is_uploaded_again(small_city: City) -> None:
    content = noise("png", (40, 40))
    refused = Fault("sendDocument", "error", 2, code=400, description="Bad Request: wrong file identifier")
    small_city.playground.world.faults.add(refused)
    said = await hands_in(small_city, content, "схема.png")
    (document,) = [message for message in said if message["document"]]
    assert await small_city.coordinator.downloads(document) == content


async def test_bytes_that_are_gone_are_named(small_city: City) -> None:
    await hands_in(small_city, noise("png", (40, 40)), "схема.png")
    for path in small_city.settings.evidence_folder.glob("??/*"):
        path.unlink()
    fault = Fault("sendDocument", "error", 9, code=400, description="Bad Request: wrong file identifier")
    small_city.playground.world.faults.add(fault)
    said = await looks(small_city)
    assert any("Файл «схема.png» сейчас не показать" in message.get("text", "") for message in said)


async def test_word_files_are_refused_unless_the_activity_takes_them(small_city: City) -> None:
    curator = small_city.curator
    await opens_package(curator)
    await curator.sends_file(hostile.GOOD["docx"], "план.docx")
    await curator.sees("файлы Word и Excel здесь не принимают")
    async with small_city.app.database.transaction() as session:
        for activity in await session.scalars(select(Activity)):
            activity.takes_office = True
    await curator.sends_file(hostile.GOOD["docx"], "план.docx")
    await small_city.drain()
    assert [file.state for file in await files(small_city)] == [FileState.REFUSED, FileState.STORED]


async def test_what_takes_long_is_said_to_be_on_its_way_once(
    small_city: City, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fetching, "SAVING_SECONDS", 0.0)
    curator = small_city.curator
    await opens_package(curator)
    await curator.sends_files([("a.jpg", picture("red")), ("b.jpg", picture("blue"))])
    said = [message["text"] for message in await curator.sees_all()]
    assert len([text for text in said if "Принято, сохраняю" in text]) <= 1
    assert "Сохранено: 2" in said[-1]


async def test_an_address_that_has_expired_is_asked_for_anew(small_city: City) -> None:
    curator = small_city.curator
    await opens_package(curator)
    small_city.playground.world.faults.add(Fault("file", "error", code=404, description="Not Found"))
    await curator.sends_photo(picture())
    await curator.sees("Сохранено: 1 фотография")
    assert [file.attempts for file in await files(small_city)] == [0]


async def test_others_are_answered_while_bombs_are_looked_at(small_city: City) -> None:
    await opens_package(small_city.curator)
    for name in ("a swelling page", "deep arrays", "an archive that lies"):
        await sends_without_waiting(small_city, CURATOR, HARMFUL[name], f"{name}.pdf")
    looking = asyncio.create_task(small_city.app.files.fetch_batch())
    await small_city.coordinator.sends("/help")
    await small_city.coordinator.sees("Проверка")
    assert not looking.done()
    await looking
    assert FileState.PENDING not in {file.state for file in await files(small_city)}
