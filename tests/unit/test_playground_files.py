"""Photos and documents, both ways."""

import io
from collections.abc import AsyncIterator

import pytest
from aiogram.types import BufferedInputFile, InputMediaDocument, InputMediaPhoto
from PIL import Image

from playground import files, receiving
from tests.phone import TINY_PHOTO
from tests.rig import OLGA, TOKEN, Rig, aiogram_bot, open_rig


@pytest.fixture
async def rig() -> AsyncIterator[Rig]:
    async with open_rig() as rig:
        yield rig


def picture(width: int, height: int, kind: str = "JPEG") -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (width, height), (200, 30, 30)).save(out, kind)
    return out.getvalue()


async def test_a_persons_photo_comes_in_its_sizes(rig: Rig) -> None:
    await rig.olga.sends_photo(picture(2000, 1000), "подпись /help")
    (update,) = await rig.updates()
    sizes = update["message"]["photo"]
    assert [(size["width"], size["height"]) for size in sizes] == [
        (90, 45),
        (320, 160),
        (800, 400),
        (1280, 640),
    ]
    assert update["message"]["caption"] == "подпись /help"
    assert update["message"]["caption_entities"] == [{"type": "bot_command", "offset": 8, "length": 5}]
    file = await rig.ok("getFile", file_id=sizes[-1]["file_id"])
    content = (await rig.http.get(f"/file/bot{TOKEN}/{file['file_path']}")).content
    assert len(content) == file["file_size"] == sizes[-1]["file_size"]
    assert Image.open(io.BytesIO(content)).size == (1280, 640)


async def test_a_persons_document_keeps_name_type_and_bytes(rig: Rig) -> None:
    await rig.olga.sends_file(b"%PDF-1.7 ...", "Протокол № 1.pdf")
    document = (await rig.updates())[0]["message"]["document"]
    assert (document["file_name"], document["mime_type"]) == ("Протокол № 1.pdf", "application/pdf")
    async with aiogram_bot(rig.playground) as bot:
        file = await bot.get_file(document["file_id"])
        assert file.file_path is not None
        assert file.file_path.endswith(".pdf")
        content = await bot.download_file(file.file_path)
    assert content is not None
    assert content.read() == b"%PDF-1.7 ..."


async def test_an_album_is_several_messages_of_one_group(rig: Rig) -> None:
    await rig.olga.sends_photo([TINY_PHOTO, picture(10, 10)], "подпись")
    first, second = [update["message"] for update in await rig.updates()]
    assert first["media_group_id"] == second["media_group_id"]
    assert (first["caption"], "caption" in second) == ("подпись", False)
    with pytest.raises(AssertionError, match="1 to 10"):
        await rig.olga.sends_photo([TINY_PHOTO] * 11)


async def test_a_photo_that_is_none(rig: Rig) -> None:
    with pytest.raises(AssertionError, match="IMAGE_PROCESS_FAILED"):
        await rig.olga.sends_photo(b"not a picture")
    with pytest.raises(AssertionError, match="PHOTO_INVALID_DIMENSIONS"):
        await rig.olga.sends_photo(picture(2100, 100))
    assert await rig.updates() == []


async def test_a_file_above_20_megabytes_cant_be_fetched(rig: Rig, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(receiving, "MAX_DOWNLOAD", 10)
    await rig.olga.sends_file(b"x" * 11, "big.pdf")
    document = (await rig.updates())[0]["message"]["document"]
    assert await rig.refused("getFile", file_id=document["file_id"]) == "Bad Request: file is too big"
    assert await rig.refused("getFile", file_id="nonsense") == "Bad Request: invalid file_id"
    assert (await rig.http.get(f"/file/bot{TOKEN}/documents/none")).status_code == 404
    assert (await rig.http.get("/file/bot1:other/documents/file_0.pdf")).status_code == 401


async def test_an_app_scales_what_a_bot_may_not_send(rig: Rig) -> None:
    large = picture(6000, 4100)
    await rig.olga.sends_photo(large)
    assert (await rig.updates())[0]["message"]["photo"][-1]["width"] == 1280
    answer = await rig.http.post(
        f"/bot{TOKEN}/sendPhoto", data={"chat_id": OLGA}, files={"photo": ("a.jpg", large)}
    )
    assert answer.json()["description"] == "Bad Request: PHOTO_INVALID_DIMENSIONS"


async def test_limits_are_telegrams() -> None:
    assert (files.MAX_UPLOAD, files.MAX_DOWNLOAD) == (50 * 2**20, 20 * 2**20)


async def test_the_bot_sends_photos_and_documents(rig: Rig) -> None:
    async with aiogram_bot(rig.playground) as bot:
        photo = await bot.send_photo(
            OLGA, BufferedInputFile(TINY_PHOTO, "a.jpg"), caption="<b>a</b>", parse_mode="HTML"
        )
        assert photo.photo
        again = await bot.send_photo(OLGA, photo.photo[0].file_id)
        document = await bot.send_document(OLGA, BufferedInputFile(b"abc", "Сводка.xlsx"))
        assert document.document
        second = await bot.send_document(OLGA, document.document.file_id)
    assert again.photo
    assert again.photo[-1].file_id == photo.photo[-1].file_id
    assert second.document == document.document
    shown = await rig.olga.messages()
    assert [message["html"] for message in shown] == ["<b>a</b>", "", "", ""]
    assert await rig.olga.downloads(shown[2]) == b"abc"
    assert shown[2]["document"]["file_name"] == "Сводка.xlsx"
    assert Image.open(io.BytesIO(await rig.olga.downloads(shown[1]))).format == "JPEG"


async def test_the_bot_sends_albums(rig: Rig) -> None:
    async with aiogram_bot(rig.playground) as bot:
        sent = await bot.send_media_group(
            OLGA,
            [InputMediaPhoto(media=BufferedInputFile(TINY_PHOTO, "a.jpg"), caption=text) for text in "ab"],
        )
        await bot.send_media_group(
            OLGA, [InputMediaDocument(media=BufferedInputFile(bytes([n]), f"{n}.pdf")) for n in range(2)]
        )
    assert [message.caption for message in sent] == ["a", "b"]
    assert sent[0].media_group_id == sent[1].media_group_id
    assert sum(message["document"] is not None for message in await rig.olga.messages()) == 2


async def test_albums_that_are_none(rig: Rig) -> None:
    await rig.olga.sends_photo(TINY_PHOTO)
    await rig.olga.sends_file(b"abc", "a.pdf")
    photo, document = [update["message"] for update in await rig.updates()]
    one = {"type": "photo", "media": photo["photo"][-1]["file_id"]}
    other = {"type": "document", "media": document["document"]["file_id"]}
    refusals = {
        "document can't be mixed with other media types": [one, other],
        "too many messages to send as an album": [one] * 11,
        "there are no messages to send": [],
        "an album has 2 to 10 items": [one],
        "message caption is too long": [one, one | {"caption": "a" * 1025}],
        "can't parse InputMedia: media type not supported": [{"type": "sound", "media": "x"}] * 2,
        "can't use file of type Photo as Document": [other | {"media": one["media"]}] * 2,
        'can\'t parse InputMedia: unknown field "captoin"': [one | {"captoin": "a"}] * 2,
    }
    for reason, media in refusals.items():
        assert await rig.refused("sendMediaGroup", chat_id=OLGA, media=media) == f"Bad Request: {reason}"


async def test_uploads_that_fail(rig: Rig, monkeypatch: pytest.MonkeyPatch) -> None:
    assert await rig.refused("sendPhoto", chat_id=OLGA) == "Bad Request: there is no photo in the request"
    assert await rig.refused("sendDocument", chat_id=OLGA, document="nonsense") == (
        "Bad Request: wrong file identifier/HTTP URL specified"
    )
    path = f"/bot{TOKEN}/sendDocument"
    empty = await rig.http.post(path, data={"chat_id": OLGA}, files={"document": ("a.pdf", b"")})
    assert empty.json()["description"] == "Bad Request: file must be non-empty"
    with monkeypatch.context() as patch:
        patch.setattr("playground.parameters.MAX_UPLOAD", 10)
        large = await rig.http.post(path, data={"chat_id": OLGA}, files={"document": ("a.pdf", b"x" * 11)})
    assert large.json() == {"ok": False, "error_code": 413, "description": "Request Entity Too Large"}
    monkeypatch.setattr(files, "MAX_PHOTO", 10)
    photo = await rig.http.post(
        f"/bot{TOKEN}/sendPhoto", data={"chat_id": OLGA}, files={"photo": ("a.jpg", TINY_PHOTO)}
    )
    assert "is too big for a photo" in photo.json()["description"]
    assert await rig.olga.messages() == []
