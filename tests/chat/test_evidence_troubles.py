"""Files that can't be taken, a platform that doesn't give them, a full disk, restarts in the middle."""

from datetime import timedelta

import pytest

from bot.storage import FolderStorage, StorageFull
from db.models import EvidenceState, FileState
from db.queries.fetching import claim_files
from playground.faults import Fault
from tests.city import CURATOR, TOKEN, City
from tests.handing_in import (
    TASK,
    album,
    files,
    on_disk,
    opens_package,
    package,
    pdf,
    picture,
    sends_without_waiting,
    times_submitted,
)

GET_FILE = "getFile"
MEGABYTE = 1024 * 1024


@pytest.mark.parametrize(
    ("content", "name", "reason"),
    [
        (pdf(password="secret"), "protocol.pdf", "Этот PDF закрыт паролем"),
        (picture(kind="GIF"), "photo.jpg", "нужна фотография (JPEG, PNG, WebP, HEIC) или документ PDF"),
        ("Протокол совещания".encode(), "protocol.pdf", "нужна фотография"),
        (picture()[:-200], "photo.jpg", "открывается не полностью"),
        (b"%PDF-1.7\n%%EOF", "p.pdf", "PDF не открывается"),
        (pdf(password="x"), "<b>протокол.pdf", "<b>протокол.pdf не принят"),
    ],
)
async def test_what_a_file_is_counts_not_its_name(
    small_city: City, content: bytes, name: str, reason: str
) -> None:
    curator = small_city.curator
    await opens_package(curator)
    await curator.sends_file(content, name)
    refusal = await curator.sees(reason)
    assert name in refusal["text"]
    (file,) = await files(small_city)
    assert file.state is FileState.REFUSED
    assert await on_disk(small_city) == {}
    await curator.sends_photo(picture())
    await curator.sees("Сохранено: 1 фотография")


async def test_one_bad_file_of_several_leaves_the_others(small_city: City) -> None:
    curator = small_city.curator
    await opens_package(curator)
    await curator.sends_files([("a.jpg", picture("red")), ("b.jpg", b"text"), ("c.pdf", pdf())])
    refusal, saved = await curator.sees_all()
    assert "b.jpg не принят" in refusal["text"]
    assert "Остальное, что вы прислали, на месте" in refusal["text"]
    assert "Сохранено: 2 файла (1 фото, 1 PDF)" in saved["text"]


async def test_a_file_above_the_limit_is_refused_at_once_and_stays_out(small_city: City) -> None:
    curator = small_city.curator
    await opens_package(curator)
    await curator.sends_file(b"%PDF-1.7" + b"\0" * 20 * MEGABYTE, "скан.pdf")
    said = await curator.sees("скан.pdf — больше 20 МБ")
    assert "Сожмите его" in said["text"]
    assert await files(small_city) == []


async def test_the_name_of_a_file_does_not_turn_its_line_round(small_city: City) -> None:
    curator = small_city.curator
    await opens_package(curator)
    await curator.sends_file(pdf(), "\u202eскан <1>.pdf")
    await curator.presses("Показать или убрать файлы")
    await curator.sees("1. скан <1>.pdf (1 страница), прислано 10 янв.")


@pytest.mark.parametrize("kind", ["voice", "video", "sticker", "contact", "location"])
async def test_what_is_no_file_is_answered_kindly(small_city: City, kind: str) -> None:
    await opens_package(small_city.curator)
    media = {"file_id": "x", "file_unique_id": "y", "duration": 1, "width": 1, "height": 1}
    sticker = {"type": "regular", "is_animated": False, "is_video": False}
    person = {"phone_number": "+70000000000", "first_name": "Анна", "latitude": 53.2, "longitude": 45.0}
    world = small_city.playground.world
    world.updates.add(
        "message",
        {
            "message_id": 5000,
            "date": 0,
            "chat": world.chats[CURATOR].owner.chat(),
            "from": world.people[CURATOR].user(),
            kind: media | sticker | person,
        },
    )
    await small_city.drain()
    await small_city.curator.sees("Подойдут фотография или документ PDF")
    assert (await package(small_city)).state is EvidenceState.COLLECTING


@pytest.mark.parametrize("fault", ["drop", "drop_before", "error"])
@pytest.mark.parametrize("call", [GET_FILE, "file"])
async def test_a_download_that_fails_is_tried_again(
    small_city: City, fault: str, call: str, caplog: pytest.LogCaptureFixture
) -> None:
    curator = small_city.curator
    await opens_package(curator)
    small_city.playground.world.faults.add(Fault(call, fault, times=2))  # type: ignore[arg-type]  # of a parameter
    await curator.sends_photo(album(3))
    said = await curator.sees_all()
    assert len(said) == 1
    assert said[0]["text"].startswith("2 файла принято, сохраняю — Telegram пока не отдаёт")
    await small_city.passes(minutes=2)
    await curator.sees("Сохранено: 3 фотографии")
    assert len(await on_disk(small_city)) == 3
    assert TOKEN not in caplog.text


async def test_a_platform_that_never_gives_the_file_is_given_up_after_a_day(small_city: City) -> None:
    curator = small_city.curator
    await opens_package(curator)
    small_city.playground.world.faults.add(Fault(GET_FILE, "error", times=1000))
    await curator.sends_file(pdf(), "приказ.pdf")
    await curator.sees("Telegram пока не отдаёт")
    await small_city.passes(hours=23)
    assert [file.state for file in await files(small_city)] == [FileState.PENDING]
    await small_city.passes(hours=3)
    await curator.sees("приказ.pdf (10 янв., 10:00): Telegram так и не отдал этот файл")
    (file,) = await files(small_city)
    assert file.state is FileState.LOST
    assert 5 < file.attempts < 50


@pytest.mark.parametrize(
    ("description", "answer", "state"),
    [
        ("Bad Request: invalid file_id", "Telegram пока не отдаёт", FileState.PENDING),
        ("Bad Request: file is too big", "больше 20 МБ", FileState.REFUSED),
        (
            "Bad Request: wrong file_id or the file is temporarily unavailable",
            "Telegram пока не отдаёт",
            FileState.PENDING,
        ),
    ],
)
async def test_what_the_platform_refuses(
    small_city: City, description: str, answer: str, state: FileState
) -> None:
    await opens_package(small_city.curator)
    small_city.playground.world.faults.add(Fault(GET_FILE, "error", code=400, description=description))
    await small_city.curator.sends_photo(picture())
    await small_city.curator.sees(answer)
    assert [file.state for file in await files(small_city)] == [state]


async def test_too_many_requests_use_up_no_attempt(small_city: City) -> None:
    curator = small_city.curator
    await opens_package(curator)
    small_city.playground.world.faults.add(
        Fault(GET_FILE, "error", code=429, description="Too Many Requests", parameters={"retry_after": 40})
    )
    await curator.sends_photo(picture())
    await curator.sees_nothing()
    (file,) = await files(small_city)
    assert (file.state, file.attempts) == (FileState.PENDING, 0)
    assert file.try_at == small_city.clock() + timedelta(seconds=40)
    await small_city.passes(minutes=1)
    await curator.sees("Сохранено: 1 фотография")


async def test_a_full_disk_loses_nothing(small_city: City, monkeypatch: pytest.MonkeyPatch) -> None:
    curator = small_city.curator
    await opens_package(curator)

    def full(self: FolderStorage) -> None:
        raise StorageFull("no room")

    with monkeypatch.context() as patched:
        patched.setattr(FolderStorage, "incoming", full)
        await curator.sends_photo(picture())
    assert [(f.state, f.attempts) for f in await files(small_city)] == [(FileState.PENDING, 0)]
    await small_city.passes(minutes=2)
    await curator.sees("Сохранено: 1 фотография")
    assert len(await on_disk(small_city)) == 1


async def test_a_restart_between_the_photo_and_done(small_city: City) -> None:
    curator = small_city.curator
    await opens_package(curator)
    await curator.sends_photo(picture("red"))
    await small_city.restarts()
    await curator.sends_photo(picture("blue"))
    await curator.sees("Сохранено: 2 фотографии")
    await small_city.restarts()
    await curator.presses("Готово")
    await curator.sees("Принято: 2 фотографии")


async def test_files_known_but_not_fetched_outlive_a_restart(small_city: City) -> None:
    await opens_package(small_city.curator)
    await sends_without_waiting(small_city, CURATOR, pdf())
    assert [file.state for file in await files(small_city)] == [FileState.PENDING]
    await small_city.restarts()
    await small_city.drain()
    await small_city.curator.sees("Сохранено: 1 PDF")
    assert len(await on_disk(small_city)) == 1


async def test_a_file_under_way_when_the_program_dies_is_fetched_after_its_lease(small_city: City) -> None:
    await opens_package(small_city.curator)
    content = pdf(2)
    await sends_without_waiting(small_city, CURATOR, content)
    async with small_city.app.database.transaction() as session:
        assert len(await claim_files(session, small_city.clock(), timedelta(minutes=5), 4)) == 1
    await small_city.restarts()
    await small_city.drain()
    await small_city.curator.sees_nothing()
    await small_city.passes(minutes=6)
    await small_city.curator.sees("Сохранено: 1 PDF")
    assert list((await on_disk(small_city)).values()) == [content]


async def test_done_before_the_bytes_are_here_is_finished_when_they_are(small_city: City) -> None:
    curator = small_city.curator
    await opens_package(curator)
    small_city.playground.world.faults.add(Fault(GET_FILE, "error"))
    await curator.sends_photo(album(2))
    await curator.presses("Готово")
    await curator.sees("Сохраняю оставшиеся файлы")
    assert (await package(small_city)).state is EvidenceState.CLOSING
    assert await times_submitted(small_city) == 0
    await small_city.restarts()
    await small_city.passes(minutes=2)
    await curator.sees("Принято: 2 фотографии")
    await small_city.coordinator.sees("Новое подтверждение")
    assert await times_submitted(small_city) == 1
    assert len(await on_disk(small_city)) == 2


async def test_done_is_taken_back_when_a_late_file_turns_out_bad(small_city: City) -> None:
    curator = small_city.curator
    await opens_package(curator)
    await curator.sends_photo(picture())
    small_city.playground.world.faults.add(Fault(GET_FILE, "error"))
    await curator.sends_file(b"text", "приказ.pdf")
    await curator.presses("Готово")
    await curator.sees_all()
    await small_city.passes(minutes=2)
    texts = [message["text"] for message in await curator.sees_all()]
    assert any("приказ.pdf не принят" in text for text in texts)
    assert any("Пока не сдаю" in text and "Уже сохранено: 1 фотография" in text for text in texts)
    assert (await package(small_city)).state is EvidenceState.COLLECTING
    await curator.presses("Готово")
    await curator.sees("Принято: 1 фотография")


async def test_closing_can_be_called_off(small_city: City) -> None:
    curator = small_city.curator
    await opens_package(curator)
    small_city.playground.world.faults.add(Fault(GET_FILE, "error"))
    await curator.sends_photo(picture())
    await curator.presses("Готово")
    await curator.presses("Отмена")
    await curator.sees("ничего не сдаю")
    await small_city.passes(minutes=2)
    assert [file.state for file in await files(small_city)] == [FileState.STORED]
    assert await times_submitted(small_city) == 0


async def test_files_out_of_the_blue_that_come_late_are_asked_about_then(small_city: City) -> None:
    curator = small_city.curator
    small_city.playground.world.faults.add(Fault(GET_FILE, "error"))
    await curator.sends_photo(album(2))
    await curator.sees("Telegram пока не отдаёт")
    await small_city.passes(minutes=2)
    await curator.sees("Сохранено 2 файла. К какому поручению")
    await curator.presses(TASK)
    await curator.presses("Дальше")
    await curator.presses("Готово")
    await curator.sees("Принято: 2 фотографии")
