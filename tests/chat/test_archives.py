"""An archive of what was found: asked for, sent in parts over a restart, called off."""

import hashlib
import io
from pathlib import PurePosixPath
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from playground.faults import Fault
from roadmap import archive_parts
from tests.chat.moves import hands_in
from tests.city import CURATOR, OTHER_CURATOR, SCHOOLS, City
from tests.handing_in import TASK, files, opens_package, pdf
from tests.phone import Message, Phone

REPORT = pdf(30)
"""Larger than the photo."""


async def _hand_in(city: City) -> None:
    """A photo of one school and a PDF of another."""
    await hands_in(city.curator, TASK)
    await opens_package(city.curator, f"№ 3 · {SCHOOLS[1]}")
    await city.curator.sends_file(REPORT, "Отчёт: итоги?.pdf")
    await city.curator.presses("Готово")


async def _asks(phone: Phone) -> Message:
    await phone.sends("/evidence")
    await phone.presses("Скачать архивом")
    return await phone.sees("Архив подтверждений")


async def _parts(phone: Phone) -> list[Message]:
    return [one for one in await phone.messages() if one["document"] and not one["out"]]


async def _unzipped(phone: Phone, part: Message) -> dict[str, bytes]:
    with ZipFile(io.BytesIO(await phone.downloads(part))) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


async def test_parts_arrive_over_a_restart(small_city: City, monkeypatch: pytest.MonkeyPatch) -> None:
    await _hand_in(small_city)
    monkeypatch.setattr(archive_parts, "PART_BYTES", len(REPORT))
    coordinator = small_city.coordinator
    offered = await _asks(coordinator)
    assert "2 файла" in offered["text"]
    assert "2 части" in offered["text"]
    # The second part is refused for a while, and the program is stopped meanwhile.
    faults = small_city.playground.world.faults
    faults.add(Fault("sendDocument", "delay"))
    faults.add(Fault("sendDocument", "error", 1))
    await coordinator.presses("Собрать")
    told = await coordinator.sees("Собираю: 1 из 2, часть 2 из 2.")
    assert "мешает" in told["text"]
    assert len(await _parts(coordinator)) == 1
    await small_city.restarts()
    await small_city.passes(minutes=2)
    done = await coordinator.sees("Архив готов: файлов 2, частей 2.")
    assert done["message_id"] == offered["message_id"] == told["message_id"]
    first, second = await _parts(coordinator)
    assert first["document"]["file_name"] == "Подтверждения, часть 1 из 2.zip"
    one, two = await _unzipped(coordinator, first), await _unzipped(coordinator, second)
    photo, register = one
    assert PurePosixPath(photo).parts[1:] == (SCHOOLS[0], "2022-01-10 фото.jpg")
    assert PurePosixPath(photo).parts[0].startswith("03 ")
    assert hashlib.sha256(one[photo]).hexdigest() == (await files(small_city))[0].sha256
    report, _ = two
    assert PurePosixPath(report).parts[1:] == (SCHOOLS[1], "2022-01-10 Отчёт- итоги-.pdf")
    assert two[report] == REPORT
    rows = list(load_workbook(io.BytesIO(one[register]))["Реестр"].values)
    assert rows[1][0] == photo
    assert rows[1][2] == SCHOOLS[0]
    assert len(rows) == 2
    await coordinator.sends("/journal")
    await coordinator.sees("Заказан архив подтверждений, файлов: 2.")


async def test_it_is_called_off_and_what_is_too_large_is_named(
    small_city: City, monkeypatch: pytest.MonkeyPatch
) -> None:
    await _hand_in(small_city)
    monkeypatch.setattr(archive_parts, "PART_BYTES", len(REPORT) - 1)
    coordinator = small_city.coordinator
    await _asks(coordinator)
    small_city.playground.world.faults.add(Fault("sendDocument", "error", 1))
    await coordinator.presses("Собрать")
    await coordinator.sees("Собираю: 0 из 2")
    # Another press finds the one under way.
    await coordinator.sends("/evidence")
    await coordinator.presses("Скачать архивом")
    await coordinator.presses("Отменить")
    await coordinator.sees("Сбор архива отменён. Отправлено частей: 0")
    await small_city.passes(hours=1)
    assert await _parts(coordinator) == []
    await _asks(coordinator)
    await coordinator.presses("Собрать")
    (part,) = await _parts(coordinator)
    assert "Не вошло файлов: 1" in part["text"]
    assert "Отчёт- итоги-.pdf" in part["text"]
    assert len(await _unzipped(coordinator, part)) == 2


async def test_people_of_a_school_get_their_own(small_city: City) -> None:
    await _hand_in(small_city)
    await small_city.phone(OTHER_CURATOR).sends("/evidence")
    assert "Скачать архивом" not in await small_city.phone(OTHER_CURATOR).buttons()
    curator = small_city.phone(CURATOR)
    await _asks(curator)
    await curator.presses("Собрать")
    (part,) = await _parts(curator)
    names = list(await _unzipped(curator, part))
    assert [PurePosixPath(name).parts[1] for name in names[:-1]] == list(SCHOOLS[:2])
