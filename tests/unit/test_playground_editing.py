"""Editing, deleting, pinning and answering presses as Telegram allows them."""

from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest

from playground import world
from tests.phone import TINY_PHOTO
from tests.rig import OLGA, Rig, open_rig

BUTTON = {"inline_keyboard": [[{"text": "Сдать", "callback_data": "x"}]]}
NOT_MODIFIED = (
    "Bad Request: message is not modified: specified new message content and reply markup"
    " are exactly the same as a current content and reply markup of the message"
)


@pytest.fixture
async def rig() -> AsyncIterator[Rig]:
    async with open_rig() as rig:
        yield rig


def of(message: dict[str, Any]) -> dict[str, Any]:
    return {"chat_id": OLGA, "message_id": message["message_id"]}


async def pressed(rig: Rig, label: str = "Сдать") -> dict[str, Any]:
    await rig.olga.presses(label)
    query: dict[str, Any] = (await rig.updates())[-1]["callback_query"]
    return query


async def test_a_text_is_edited(rig: Rig) -> None:
    message = await rig.says("one", reply_markup=BUTTON)
    edited = await rig.ok("editMessageText", **of(message), text="<b>two</b>", parse_mode="HTML")
    assert edited["text"] == "two"
    assert edited["edit_date"] == message["date"]
    assert "reply_markup" not in edited
    seen = await rig.olga.last()
    assert seen["html"] == "<b>two</b>"
    assert seen["edited"]


@pytest.mark.parametrize(
    "again",
    [
        {"text": "one"},
        {"text": "one  "},
        {"text": "one", "entities": []},
        {"text": "<i></i>one", "parse_mode": "HTML"},
    ],
)
async def test_the_same_again_is_not_modified(rig: Rig, again: dict[str, Any]) -> None:
    message = await rig.says("one", reply_markup=BUTTON)
    assert await rig.refused("editMessageText", **of(message), **again, reply_markup=BUTTON) == NOT_MODIFIED
    await rig.ok("editMessageText", **of(message), **again)
    assert await rig.refused("editMessageText", **of(message), **again) == NOT_MODIFIED


async def test_a_keyboard_is_edited(rig: Rig) -> None:
    message = await rig.says("one", reply_markup=BUTTON)
    assert await rig.refused("editMessageReplyMarkup", **of(message), reply_markup=BUTTON) == NOT_MODIFIED
    other = {"inline_keyboard": [[{"text": "Ещё", "callback_data": "y"}], []]}
    edited = await rig.ok("editMessageReplyMarkup", **of(message), reply_markup=other)
    assert edited["reply_markup"] == {"inline_keyboard": other["inline_keyboard"][:1]}
    assert "edit_date" not in edited
    await rig.ok("editMessageReplyMarkup", **of(message))
    assert await rig.refused("editMessageReplyMarkup", **of(message)) == NOT_MODIFIED
    assert await rig.refused("editMessageReplyMarkup", **of(message), reply_markup={"keyboard": [["a"]]}) == (
        "Bad Request: inline keyboard expected"
    )


async def test_what_cant_be_edited(rig: Rig) -> None:
    theirs = {"message_id": await rig.olga.sends("привет")}
    cant = "Bad Request: message can't be edited"
    assert await rig.refused("editMessageText", **of(theirs), text="a") == cant
    lost = {"message_id": 99}
    assert (
        await rig.refused("editMessageText", **of(lost), text="a") == "Bad Request: message to edit not found"
    )
    with_keyboard = await rig.says(reply_markup={"keyboard": [["a"]]})
    assert await rig.refused("editMessageText", **of(with_keyboard), text="a") == cant
    removing = await rig.says(reply_markup={"remove_keyboard": True})
    assert await rig.refused("editMessageText", **of(removing), text="a") == cant
    assert await rig.refused("editMessageText", **of(await rig.says()), text="a" * 4097) == (
        "Bad Request: MESSAGE_TOO_LONG"
    )


async def test_a_caption_and_media_are_edited(rig: Rig) -> None:
    await rig.olga.sends_photo(TINY_PHOTO)
    photo_id = (await rig.updates())[-1]["message"]["photo"][-1]["file_id"]
    message = await rig.ok("sendPhoto", chat_id=OLGA, photo=photo_id, caption="one")
    edited = await rig.ok("editMessageCaption", **of(message), caption="two", reply_markup=BUTTON)
    assert (edited["caption"], bool(edited["photo"])) == ("two", True)
    same = {"type": "photo", "media": photo_id, "caption": "two"}
    assert (
        await rig.refused("editMessageMedia", **of(message), media=same, reply_markup=BUTTON) == NOT_MODIFIED
    )
    await rig.ok("editMessageMedia", **of(message), media=same | {"caption": "three"})
    assert await rig.refused("editMessageText", **of(message), text="a") == (
        "Bad Request: there is no text in the message to edit"
    )
    assert await rig.refused("editMessageCaption", **of(message), caption="a" * 1025) == (
        "Bad Request: MEDIA_CAPTION_TOO_LONG"
    )
    assert await rig.refused("editMessageCaption", **of(await rig.says()), caption="a") == (
        "Bad Request: there is no caption in the message to edit"
    )


async def test_deleting(rig: Rig) -> None:
    old = await rig.says("old")
    rig.clock.advance(timedelta(hours=48, seconds=1))
    young = await rig.says("young")
    assert (
        await rig.refused("deleteMessage", **of(old)) == "Bad Request: message can't be deleted for everyone"
    )
    await rig.ok("deleteMessage", **of(young))
    assert await rig.refused("deleteMessage", **of(young)) == "Bad Request: message to delete not found"
    more = [(await rig.says(str(number)))["message_id"] for number in range(3)]
    await rig.ok("deleteMessages", chat_id=OLGA, message_ids=[*more, 99, old["message_id"]])
    assert [message["text"] for message in await rig.olga.messages()] == ["old"]
    assert await rig.refused("deleteMessages", chat_id=OLGA, message_ids=list(range(101))) == (
        "Bad Request: too many message identifiers specified"
    )


async def test_pinning(rig: Rig) -> None:
    message = await rig.says("important")
    await rig.ok("pinChatMessage", **of(message))
    assert (await rig.ok("getChat", chat_id=OLGA))["pinned_message"]["text"] == "important"
    await rig.ok("unpinChatMessage", chat_id=OLGA)
    assert "pinned_message" not in await rig.ok("getChat", chat_id=OLGA)
    assert (
        await rig.refused("pinChatMessage", chat_id=OLGA, message_id=99)
        == "Bad Request: message to pin not found"
    )


async def test_a_press_is_answered_once(rig: Rig) -> None:
    message = await rig.says(reply_markup=BUTTON)
    query = await pressed(rig)
    assert (query["data"], query["from"]["id"]) == ("x", OLGA)
    assert query["message"]["message_id"] == message["message_id"]
    assert await rig.ok("answerCallbackQuery", callback_query_id=query["id"], text="Принято") is True
    await rig.olga.sees_toast("Принято")
    too_old = "Bad Request: query is too old and response timeout expired or query ID is invalid"
    assert await rig.refused("answerCallbackQuery", callback_query_id=query["id"]) == too_old
    assert await rig.refused("answerCallbackQuery", callback_query_id="5") == too_old


async def test_a_press_cant_be_answered_late(rig: Rig, monkeypatch: pytest.MonkeyPatch) -> None:
    await rig.says(reply_markup=BUTTON)
    query = await pressed(rig)
    monkeypatch.setattr(world, "CALLBACK_TIMEOUT", -1.0)
    assert "query is too old" in await rig.refused("answerCallbackQuery", callback_query_id=query["id"])


async def test_only_buttons_that_are_there_can_be_pressed(rig: Rig) -> None:
    message = await rig.says(reply_markup=BUTTON)
    with pytest.raises(AssertionError, match="no such button"):
        await rig.olga.presses_again(message, "y")
    with pytest.raises(AssertionError, match="no such message"):
        await rig.olga.presses_again(99, "x")
    with pytest.raises(AssertionError, match=r"no button 'Другое'[\s\S]*\[Сдать\]"):
        await rig.olga.presses("Другое")
