"""What the playground's server takes for a message and what it refuses, in Telegram's words."""

from collections.abc import AsyncIterator
from typing import Any

import pytest

from tests.phone import TINY_PHOTO
from tests.rig import GROUP, OLGA, PYOTR, TOKEN, Rig, aiogram_bot, open_rig


@pytest.fixture
async def rig() -> AsyncIterator[Rig]:
    async with open_rig() as rig:
        yield rig


def inline(*buttons: dict[str, Any]) -> dict[str, Any]:
    return {"inline_keyboard": [list(buttons)]}


async def test_a_message_comes_back_as_telegram_gives_it(rig: Rig) -> None:
    message = await rig.says("<b>Срок</b> &lt;2 дня&gt; https://x.ru 😀", parse_mode="HTML")
    assert message == {
        "message_id": 1,
        "from": {"id": 1, "is_bot": True, "first_name": "Kurator", "username": "kurator_demo_bot"},
        "chat": {
            "id": OLGA, "first_name": "Ольга", "last_name": "Примерова", "username": "olga_primerova",
            "type": "private",
        },
        "date": 1641794400,
        "text": "Срок <2 дня> https://x.ru 😀",
        "entities": [{"type": "bold", "offset": 0, "length": 4}, {"type": "url", "offset": 13, "length": 12}],
    }  # fmt: skip


async def test_aiogram_speaks_to_it(rig: Rig) -> None:
    async with aiogram_bot(rig.playground) as bot:
        me = await bot.get_me()
        sent = await bot.send_message(OLGA, "<i>Добрый день</i>", parse_mode="HTML")
        chat = await bot.get_chat(OLGA)
    assert me.username == "kurator_demo_bot"
    assert sent.html_text == "<i>Добрый день</i>"
    assert chat.first_name == "Ольга"


async def test_each_way_to_pass_parameters(rig: Rig) -> None:
    fields = {"chat_id": str(OLGA), "text": "a", "disable_notification": "true"}
    path = f"/bot{TOKEN}/sendMessage"
    for request in (
        {"method": "GET", "params": fields},
        {"method": "POST", "data": fields},
        {"method": "POST", "json": fields},
        {"method": "POST", "files": [(name, (None, value)) for name, value in fields.items()]},
        {"method": "POST", "params": {"chat_id": OLGA}, "data": {"text": "a"}},
    ):
        answer = await rig.http.request(url=path, **request)
        assert answer.json()["ok"], request
    assert len(await rig.olga.messages()) == 5


async def test_method_names_are_taken_in_any_case(rig: Rig) -> None:
    assert (await rig.ok("SENDmessage", chat_id=OLGA, text="a"))["text"] == "a"


async def test_an_unknown_method_token_or_path(rig: Rig) -> None:
    assert await rig.call("sendMesage") == {"ok": False, "error_code": 404, "description": "Not Found"}
    wrong = await rig.http.get("/bot1:other/getMe")
    assert wrong.json() == {"ok": False, "error_code": 401, "description": "Unauthorized"}
    assert (await rig.http.get("/botnonsense/getMe")).status_code == 404


@pytest.mark.parametrize(
    ("parameters", "reason"),
    [
        ({"chat_id": OLGA}, "message text is empty"),
        ({"chat_id": OLGA, "text": ""}, "message text is empty"),
        ({"chat_id": OLGA, "text": "  \n "}, "text must be non-empty"),
        ({"chat_id": OLGA, "text": "<b> </b>", "parse_mode": "HTML"}, "text must be non-empty"),
        ({"text": "a"}, "chat_id is empty"),
        ({"chat_id": 5, "text": "a"}, "chat not found"),
        ({"chat_id": "@nobody", "text": "a"}, "chat not found"),
        ({"chat_id": "x", "text": "a"}, "parameter \"chat_id\" must be an integer, not 'x'"),
        ({"chat_id": OLGA, "text": 5}, 'parameter "text" must be a string'),
        ({"chat_id": OLGA, "text": "a", "txt": "b"}, 'unknown parameter "txt"'),
        ({"chat_id": OLGA, "text": "a", "protect_content": "perhaps"},
         "parameter \"protect_content\" must be true or false, not 'perhaps'"),
        ({"chat_id": OLGA, "text": "a", "reply_markup": "{"}, "can't parse reply markup JSON object"),
        ({"chat_id": OLGA, "text": "a", "parse_mode": "Markdown"}, "unsupported parse_mode"),
        ({"chat_id": OLGA, "text": "ё<x>", "parse_mode": "HTML"},
         'can\'t parse entities: Unsupported start tag "x" at byte offset 2'),
        ({"chat_id": OLGA, "text": "a" * 4097}, "message is too long"),
        ({"chat_id": OLGA, "text": "😀" * 2049}, "message is too long"),
        ({"chat_id": OLGA, "text": "a", "reply_parameters": {"message_id": 99}},
         "message to be replied not found"),
    ],
)  # fmt: skip
async def test_a_bad_message(rig: Rig, parameters: dict[str, Any], reason: str) -> None:
    assert await rig.refused("sendMessage", **parameters) == f"Bad Request: {reason}"
    assert await rig.olga.messages() == []


async def test_length_counts_after_entities_in_utf16(rig: Rig) -> None:
    await rig.says("<b>" + "a" * 4096 + "</b>", parse_mode="HTML")
    await rig.says("&lt;" * 4096, parse_mode="HTML")
    await rig.says("😀" * 2048)


async def test_text_is_trimmed_as_telegram_does(rig: Rig) -> None:
    message = await rig.says("\n a\tb\r\n<b>c</b> \n", parse_mode="HTML")
    assert message["text"] == "a b\nc"
    assert message["entities"] == [{"type": "bold", "offset": 4, "length": 1}]


@pytest.mark.parametrize(
    ("markup", "reason"),
    [
        (inline({"text": "a", "callback_data": "x" * 65}), "BUTTON_DATA_INVALID"),
        (inline({"text": "a", "callback_data": "ё" * 33}), "BUTTON_DATA_INVALID"),
        (inline({"text": "a"}),
         "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"),
        (inline({"text": "a", "callback_data": "x", "url": "http://x.ru"}),
         "can't parse inline keyboard button: exactly one optional field must be used"),
        (inline({"callback_data": "x"}),
         'can\'t parse inline keyboard button: Field "text" must be of type String'),
        (inline({"text": "a", "url": "nowhere"}),
         "inline keyboard button URL 'nowhere' is invalid: Wrong HTTP URL"),
        (inline({"text": "a", "data": "x"}), 'can\'t parse inline keyboard button: unknown field "data"'),
        (inline(*[{"text": "a", "callback_data": "x"}] * 101), "reply markup is too long"),
        ({"buttons": []}, "object expected as reply markup"),
        ({"keyboard": []}, "reply keyboard must have at least one button"),
        ({"keyboard": [[{"text": ""}]]}, "keyboard button text must be non-empty"),
        ({"keyboard": [["a"]], "resize": True}, 'unknown field "resize" in the reply keyboard'),
    ],
)  # fmt: skip
async def test_a_bad_keyboard(rig: Rig, markup: dict[str, Any], reason: str) -> None:
    assert (
        await rig.refused("sendMessage", chat_id=OLGA, text="a", reply_markup=markup)
        == f"Bad Request: {reason}"
    )


async def test_callback_data_of_64_bytes_and_100_buttons_are_fine(rig: Rig) -> None:
    button = {"text": "a", "callback_data": "ё" * 32}
    message = await rig.says(reply_markup={"inline_keyboard": [[button] * 10] * 10})
    assert len(message["reply_markup"]["inline_keyboard"]) == 10


async def test_a_reply_keyboard_belongs_to_the_chat(rig: Rig) -> None:
    message = await rig.says(
        reply_markup={"keyboard": [["Мои поручения", {"text": "Помощь"}]], "one_time_keyboard": True}
    )
    assert "reply_markup" not in message
    assert await rig.olga.reply_buttons() == ["Мои поручения", "Помощь"]
    await rig.olga.presses("Помощь")
    assert await rig.olga.reply_buttons() == []
    await rig.says(reply_markup={"keyboard": [["Помощь"]]})
    await rig.says(reply_markup={"remove_keyboard": True})
    assert await rig.olga.reply_buttons() == []


async def test_whom_the_bot_may_write_to(rig: Rig) -> None:
    never = await rig.call("sendMessage", chat_id=PYOTR, text="a")
    assert (never["error_code"], never["description"]) == (
        403, "Forbidden: bot can't initiate conversation with a user",
    )  # fmt: skip
    await rig.pyotr.sends("/start")
    await rig.ok("sendMessage", chat_id=PYOTR, text="a")
    await rig.pyotr.blocks()
    blocked = await rig.call("sendMessage", chat_id=PYOTR, text="a")
    assert (blocked["error_code"], blocked["description"]) == (403, "Forbidden: bot was blocked by the user")
    await rig.pyotr.unblocks()
    await rig.ok("sendMessage", chat_id="@olga_primerova", text="a")
    await rig.ok("sendMessage", chat_id=GROUP, text="a")


async def test_a_reply_quotes_one_level(rig: Rig) -> None:
    first = await rig.says("one")
    second = await rig.says("two", reply_parameters={"message_id": first["message_id"]})
    third = await rig.says("three", reply_parameters={"message_id": second["message_id"]})
    assert third["reply_to_message"]["text"] == "two"
    assert "reply_to_message" not in third["reply_to_message"]
    lenient = {"message_id": 99, "allow_sending_without_reply": True}
    assert "reply_to_message" not in await rig.says("four", reply_parameters=lenient)


async def test_copying_and_forwarding(rig: Rig) -> None:
    await rig.pyotr.sends("/start")
    await rig.pyotr.sends_photo(TINY_PHOTO, "подпись")
    source = (await rig.pyotr.messages())[-1]["message_id"]
    here = {"chat_id": OLGA, "from_chat_id": PYOTR, "message_id": source}
    copied = await rig.ok("copyMessage", **here, caption="<b>другая</b>", parse_mode="HTML")
    assert copied.keys() == {"message_id"}
    forwarded = await rig.ok("forwardMessage", **here)
    assert forwarded["forward_origin"]["sender_user"]["id"] == PYOTR
    messages = await rig.olga.messages()
    assert [message["text"] for message in messages] == ["другая", "подпись"]
    assert all(message["photo"] for message in messages)
    wrong = {**here, "message_id": 99}
    assert await rig.refused("copyMessage", **wrong) == "Bad Request: message to copy not found"
    assert await rig.refused("forwardMessage", **wrong) == "Bad Request: message to forward not found"


async def test_chat_action_and_members(rig: Rig) -> None:
    assert await rig.ok("sendChatAction", chat_id=OLGA, action="typing") is True
    assert await rig.refused("sendChatAction", chat_id=OLGA, action="dancing") == (
        "Bad Request: wrong parameter action in request"
    )
    member = await rig.ok("getChatMember", chat_id=GROUP, user_id=OLGA)
    assert member["status"] == "member"
    assert await rig.refused("getChatMember", chat_id=OLGA, user_id=PYOTR) == "Bad Request: member not found"


async def test_people_are_mentioned_by_their_id(rig: Rig) -> None:
    text = f'<a href="tg://user?id={PYOTR}">Пётр</a>, <a href="tg://user?id=5">кто-то</a>'
    message = await rig.says(text, parse_mode="HTML")
    (mention,) = message["entities"]
    assert (mention["type"], mention["user"]["id"], mention["length"]) == ("text_mention", PYOTR, 4)
    place = {"chat_id": OLGA, "message_id": message["message_id"]}
    assert "is not modified" in await rig.refused("editMessageText", **place, text=text, parse_mode="HTML")


async def test_what_telegram_finds_in_a_text(rig: Rig) -> None:
    text = "/help к a.b@x.ru, @olga_primerova #срок t.me/x?start=1. «https://x.ru/a»"
    found = {
        text[e["offset"] : e["offset"] + e["length"]]: e["type"] for e in (await rig.says(text))["entities"]
    }
    assert found == {
        "/help": "bot_command", "a.b@x.ru": "email", "@olga_primerova": "mention", "#срок": "hashtag",
        "t.me/x?start=1": "url", "https://x.ru/a": "url",
    }  # fmt: skip
    assert (await rig.says("<code>/help</code>", parse_mode="HTML"))["entities"] == [
        {"type": "code", "offset": 0, "length": 5}
    ]
