"""The people's side: what the chat page and the tests' phones get, and the clock."""

import asyncio
import json
import re
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from html import unescape
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground.clock import TurnableClock
from playground.markup import utf16_length
from playground.render import render
from playground.server import Playground
from tests.phone import TINY_PHOTO, Phone
from tests.rig import OLGA, PYOTR, START, Rig, open_rig

BUTTONS = {
    "inline_keyboard": [
        [{"text": "Сдать", "callback_data": "x"}],
        [{"text": "Войти", "url": "https://t.me/b?start=k7"}],
    ]
}


@pytest.fixture
async def rig() -> AsyncIterator[Rig]:
    async with open_rig() as rig:
        yield rig


async def state(rig: Rig) -> dict[str, Any]:
    result: dict[str, Any] = (await rig.http.get("/play/state")).json()
    return result


async def test_the_state(rig: Rig) -> None:
    await rig.says("привет")
    shown = await state(rig)
    assert shown["now"] == "2022-01-10T09:00:00+03:00"
    assert shown["bot"] == {"id": 1, "username": "kurator_demo_bot", "first_name": "Kurator"}
    olga, pyotr = shown["people"]
    assert olga == {
        "id": OLGA, "first_name": "Ольга", "last_name": "Примерова", "note": "координатор", "started": True,
        "blocked": False, "unread": 1,
    }  # fmt: skip
    assert (pyotr["started"], pyotr["unread"]) == (False, 0)
    await rig.olga.messages()
    after = await state(rig)
    assert after["people"][0]["unread"] == 0
    assert after["revision"] > shown["revision"]


async def test_a_message_has_all_that_the_page_shows(rig: Rig) -> None:
    await rig.says("<b>Срок</b> <i>&lt;завтра&gt;</i>\nдальше", parse_mode="HTML", reply_markup=BUTTONS)
    assert await rig.olga.messages() == [
        {
            "message_id": 1,
            "out": False,
            "date": "2022-01-10T09:00:00+03:00",
            "html": "<b>Срок</b> <i>&lt;завтра&gt;</i><br>дальше",
            "text": "Срок <завтра>\nдальше",
            "photo": None,
            "document": None,
            "media_group_id": None,
            "edited": False,
            "reply_to": None,
            "inline_keyboard": BUTTONS["inline_keyboard"],
        }
    ]


async def test_text_replies_to_a_message(rig: Rig) -> None:
    message = await rig.says("напоминание")
    await rig.olga.sends("готово", reply_to=message["message_id"])
    (update,) = await rig.updates()
    assert update["message"]["reply_to_message"]["text"] == "напоминание"
    with pytest.raises(AssertionError, match="no message to reply to"):
        await rig.olga.sends("готово", reply_to=99)


@pytest.mark.parametrize(
    ("path", "body"), [("text", {}), ("text", {"text": 1}), ("press", {"data": "x"}), ("block", {})]
)
async def test_malformed_requests_are_refused(rig: Rig, path: str, body: dict[str, Any]) -> None:
    answer = await rig.http.post(f"/play/chats/{OLGA}/{path}", json=body)
    assert answer.status_code == 400
    assert answer.json()["error"]
    assert (await rig.http.post(f"/play/chats/{OLGA}/{path}", content=b"{")).status_code == 400
    assert (await rig.http.post(f"/play/chats/5/{path}", json=body)).status_code in (400, 404)


async def test_empty_and_too_long_texts_are_refused(rig: Rig) -> None:
    for text in ("", " \n", "a" * 4097):
        answer = await rig.http.post(f"/play/chats/{OLGA}/text", json={"text": text})
        assert answer.status_code == 409
    assert await rig.updates() == []


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        ({"days": 1}, "2022-01-11T09:00:00+03:00"),
        ({"hours": 5}, "2022-01-10T14:00:00+03:00"),
        ({"days": 1, "hours": 2}, "2022-01-11T11:00:00+03:00"),
        ({"to": "2022-03-01"}, "2022-03-01T09:00:00+03:00"),
        ({"to": "2022-03-01T12:30"}, "2022-03-01T12:30:00+03:00"),
        ({"to": "2022-03-01T12:30:00+00:00"}, "2022-03-01T15:30:00+03:00"),
    ],
)
async def test_the_clock_is_turned(rig: Rig, body: dict[str, Any], shown: str) -> None:
    answer = await rig.http.post("/play/clock", json=body)
    assert answer.json() == {"now": shown}
    assert (await state(rig))["now"] == shown
    assert rig.clock() == datetime.fromisoformat(shown)


async def test_the_clock_goes_by_way_of_the_bot(rig: Rig) -> None:
    turns: list[datetime] = []

    async def turn(target: datetime) -> None:
        turns.append(target)
        await rig.says("доброе утро")
        rig.clock.turn_to(target)

    rig.playground.on_turn = turn
    await rig.http.post("/play/clock", json={"days": 1})
    assert turns == [START + timedelta(days=1)]
    await rig.olga.sees("доброе утро")


@pytest.mark.parametrize(
    "body", [{"to": "2022-01-09"}, {"to": "завтра"}, {"to": 5}, {"days": "x"}, {"days": 10**9}]
)
async def test_the_clock_refuses_what_is_no_later_time(rig: Rig, body: dict[str, Any]) -> None:
    assert (await rig.http.post("/play/clock", json=body)).status_code == 400
    assert rig.clock() == START


async def test_events(rig: Rig) -> None:
    events: asyncio.Queue[dict[str, Any]] = asyncio.Queue()

    async def listen() -> None:
        async with rig.http.stream("GET", "/play/events") as stream:
            async for line in stream.aiter_lines():
                if line.startswith("data: "):
                    events.put_nowait(json.loads(line.removeprefix("data: ")))

    listening = asyncio.create_task(listen())
    assert (await events.get())["chat"] is None
    await rig.says(reply_markup=BUTTONS)
    changed = await events.get()
    assert changed["chat"] == OLGA
    await rig.olga.presses("Сдать")
    query = (await rig.updates())[-1]["callback_query"]
    await rig.ok("answerCallbackQuery", callback_query_id=query["id"], text="Принято", show_alert=True)
    while "toast" not in (event := await events.get()):
        assert event["revision"] >= changed["revision"]
    toast = {"chat": OLGA, "callback_query_id": query["id"], "text": "Принято", "alert": True}
    assert event["toast"] == toast
    await rig.playground.stop()
    await listening


async def test_the_phone_presses_links_and_menus(rig: Rig) -> None:
    await rig.says(reply_markup=BUTTONS)
    await rig.olga.presses("Войти")
    assert (await rig.olga.messages())[-1]["text"] == "/start k7"
    assert await rig.olga.buttons() == ["Сдать", "Войти"]


async def test_the_phone_sees_what_is_new(rig: Rig) -> None:
    await rig.olga.sees_nothing()
    first = await rig.says("раз")
    await rig.says("два")
    assert (await rig.olga.sees("раз"))["message_id"] == first["message_id"]
    await rig.olga.sees_nothing()
    await rig.ok("editMessageText", chat_id=OLGA, message_id=first["message_id"], text="три")
    with pytest.raises(AssertionError, match=r"Nothing new says 'два'[\s\S]*\* +bot 1: три"):
        await rig.olga.sees("два")
    await rig.says("четыре")
    with pytest.raises(AssertionError, match="something new"):
        await rig.olga.sees_nothing()
    assert (await rig.olga.last())["text"] == "четыре"
    assert "bot 2: два" in await rig.olga.chat()


async def test_the_phone_lets_the_bot_work_first(rig: Rig) -> None:
    drained = 0

    async def drain() -> None:
        nonlocal drained
        drained += 1

    phone = Phone(rig.playground.url, PYOTR, drain)
    await phone.sends("/start")
    await phone.sends_photo(TINY_PHOTO)
    await phone.sends_files([("a.pdf", b"1"), ("b.pdf", b"2")], "два файла")
    await phone.blocks()
    assert drained == 4


async def test_people_are_entered_once(rig: Rig) -> None:
    await rig.says("раз")
    person = rig.playground.add_person(OLGA, "Ольга", "Образцова", "завуч")
    assert (person.started, person.last_name, person.username) == (True, "Образцова", None)
    assert len(await rig.olga.messages()) == 1


async def test_the_page_is_served_and_nothing_else(rig: Rig) -> None:
    page = await rig.http.get("/")
    assert page.status_code == 200
    assert "text/html" in page.headers["Content-Type"]
    for name in ("nothing.js", "..%2Fserver.py", "%2E%2E%2fserver.py"):
        assert (await rig.http.get(f"/static/{name}")).status_code == 404


async def test_files_are_shown_so_that_they_do_no_harm(rig: Rig) -> None:
    await rig.olga.sends_file(b"<script>alert(1)</script>", "page.html", "text/html")
    message = (await rig.olga.messages())[-1]
    answer = await rig.http.get(message["document"]["url"])
    assert answer.headers["Content-Disposition"] == "attachment"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert (await rig.http.get("/play/files/none/file")).status_code == 404


@pytest.mark.parametrize(
    ("text", "entities", "html"),
    [
        ("<b>&", [], "&lt;b&gt;&amp;"),
        ("a\nb", [], "a<br>b"),
        ("😀b", [{"type": "bold", "offset": 2, "length": 1}], "😀<b>b</b>"),
        (
            "abc",
            [{"type": "bold", "offset": 0, "length": 2}, {"type": "italic", "offset": 1, "length": 2}],
            "<b>a<i>b</i></b>c",
        ),
        ("a\nb", [{"type": "blockquote", "offset": 0, "length": 1}], "<blockquote>a</blockquote>b"),
        ('x"', [{"type": "text_link", "offset": 0, "length": 1, "url": 'http://x.ru/"><a>'}],
         '<a href="http://x.ru/&quot;&gt;&lt;a&gt;" target="_blank" rel="noopener noreferrer">x</a>&quot;'),
        ("x", [{"type": "text_link", "offset": 0, "length": 1, "url": "javascript:alert(1)"}], "x"),
        ("a@x.ru", [{"type": "email", "offset": 0, "length": 6}], '<a href="mailto:a@x.ru">a@x.ru</a>'),
        ("x", [{"type": "unheard_of", "offset": 0, "length": 1}], "x"),
    ],
)  # fmt: skip
def test_html_for_the_page_is_safe(text: str, entities: list[dict[str, Any]], html: str) -> None:
    assert render(text, entities) == html


KINDS = ["bold", "italic", "code", "blockquote", "text_link", "spoiler", "url", "unheard_of"]
ENTITIES = st.builds(
    lambda kind, offset, length: {"type": kind, "offset": offset, "length": length, "url": "http://x.ru/<b>"},
    st.sampled_from(KINDS), st.integers(0, 12), st.integers(0, 12),
)  # fmt: skip


@given(st.text("ab<&\"'>ё😀\n", max_size=12), st.lists(ENTITIES, max_size=5))
def test_html_for_the_page_says_the_text_and_closes_what_it_opens(
    text: str, entities: list[dict[str, Any]]
) -> None:
    length = utf16_length(text)
    fitting = [
        entity | {"length": min(entity["length"], length - entity["offset"])}
        for entity in entities
        if entity["offset"] < length and not _splits_a_pair(text, entity["offset"], entity["length"])
    ]
    html = render(text, fitting)
    said = unescape(re.sub("<[^>]*>", "", html.replace("<br>", "\n")))
    assert said.replace("\n", "") == text.replace("\n", "")
    open_tags: list[str] = []
    for closing, name in re.findall(r"<(/?)(\w+)[^>]*>", html.replace("<br>", "")):
        if not closing:
            open_tags.append(name)
        else:
            assert open_tags.pop() == name
    assert open_tags == []


def _splits_a_pair(text: str, offset: int, length: int) -> bool:
    units = text.encode("utf-16-le")
    edges = (offset, min(offset + length, len(units) // 2))
    return any(0xDC <= units[edge * 2 + 1] <= 0xDF for edge in edges if edge * 2 < len(units))


def test_a_clock_stands_or_runs() -> None:
    standing = TurnableClock(START)
    assert standing() == standing() == START
    standing.advance(timedelta(days=1))
    assert standing() == START + timedelta(days=1)
    running = TurnableClock(START, running=True)
    running.turn_to(START + timedelta(days=2))
    assert START + timedelta(days=2) < running() < START + timedelta(days=2, minutes=1)
    assert running().tzinfo is UTC
    with pytest.raises(ValueError, match="aware"):
        standing.turn_to(datetime(2022, 1, 1))  # noqa: DTZ001 - that is what is refused


async def test_it_listens_on_this_machine_only() -> None:
    playground = Playground(TurnableClock(START), token="1:a")
    assert (await playground.start()).startswith("http://127.0.0.1:")
    await playground.stop()
