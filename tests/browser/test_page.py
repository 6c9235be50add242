"""The chat page in a real browser, against the real playground; the test plays the bot over the Bot API."""

import re
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import aiohttp
import pytest
from PIL import Image
from playwright.async_api import Browser, FilePayload, Page, expect

from playground.clock import TurnableClock
from playground.server import Playground

pytestmark = pytest.mark.browser

TOKEN = "1:page"
OLGA, PYOTR = 1001, 1002
START = datetime(2022, 1, 10, 6, tzinfo=UTC)  # 09:00 in Moscow


@dataclass
class Bot:
    """Calls the Bot API as a bot does."""

    http: aiohttp.ClientSession
    url: str

    async def call(self, method: str, **values: object) -> dict[str, Any]:
        async with self.http.post(f"{self.url}/bot{TOKEN}/{method}", json=values) as answer:
            body: dict[str, Any] = await answer.json()
        assert body["ok"], body
        return body

    async def says(self, person: int, text: str, **values: object) -> int:
        """Send a message and return its number."""
        answer = await self.call("sendMessage", chat_id=person, text=text, **values)
        return int(answer["result"]["message_id"])

    async def updates(self) -> list[dict[str, Any]]:
        """What came in since the last call."""
        taken: list[dict[str, Any]] = (await self.call("getUpdates"))["result"]
        if taken:
            await self.call("getUpdates", offset=taken[-1]["update_id"] + 1)
        return taken


@pytest.fixture
async def playground() -> AsyncIterator[Playground]:
    playground = Playground(TurnableClock(START), token=TOKEN, limits=False)
    playground.add_person(OLGA, "Ольга", "Примерова", "координатор").started = True
    playground.add_person(PYOTR, "Пётр", "Образцов", "куратор")
    await playground.start()
    yield playground
    await playground.stop()


@pytest.fixture
async def bot(playground: Playground) -> AsyncIterator[Bot]:
    async with aiohttp.ClientSession() as http:
        yield Bot(http, playground.url)


@pytest.fixture
async def page(chromium: Browser, playground: Playground) -> AsyncIterator[Page]:
    """The page, opened at Olga's chat. A script error fails the test."""
    page = await chromium.new_page(viewport={"width": 1280, "height": 800})
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    await page.goto(playground.url)
    await expect(page.get_by_test_id(f"person-{OLGA}")).to_have_attribute("aria-current", "true")
    yield page
    await page.close()
    assert errors == []


def picture(name: str) -> FilePayload:
    out = BytesIO()
    Image.new("RGB", (60, 40), "teal").save(out, "PNG")
    return {"name": name, "mimeType": "image/png", "buffer": out.getvalue()}


async def test_people_are_listed_with_what_is_known_of_them(page: Page) -> None:
    await expect(page.get_by_test_id(f"person-{OLGA}")).to_contain_text("Ольга Примерова")
    await expect(page.get_by_test_id(f"person-{OLGA}")).to_contain_text("координатор")
    await expect(page.get_by_test_id(f"person-{PYOTR}")).to_contain_text("не начинал(а)")
    await expect(page.get_by_test_id("start")).to_be_visible()


async def test_a_text_is_sent_and_shown_as_text(page: Page, bot: Bot) -> None:
    await page.get_by_test_id("input").fill("первая <b>строка</b>")
    await page.get_by_test_id("input").press("Shift+Enter")
    await page.get_by_test_id("input").press_sequentially("вторая")
    await page.get_by_test_id("input").press("Enter")
    await expect(page.locator(".message.out")).to_contain_text("первая <b>строка</b>")
    await expect(page.get_by_test_id("input")).to_have_value("")
    (update,) = await bot.updates()
    assert update["message"]["text"] == "первая <b>строка</b>\nвторая"


async def test_a_message_from_the_bot_comes_by_itself_and_counts_elsewhere(
    page: Page, bot: Bot, playground: Playground
) -> None:
    playground.world.people[PYOTR].started = True
    sent = await bot.says(OLGA, "<b>Сводка</b> готова", parse_mode="HTML")
    await expect(page.get_by_test_id(f"message-{sent}").locator("b")).to_have_text("Сводка")
    await bot.says(PYOTR, "Здравствуйте")
    await expect(page.get_by_test_id(f"unread-{PYOTR}")).to_have_text("1")
    await page.get_by_test_id(f"person-{PYOTR}").click()
    await expect(page.get_by_test_id(f"unread-{PYOTR}")).to_have_count(0)


async def test_an_inline_button_waits_for_the_answer(page: Page, bot: Bot) -> None:
    keyboard = {"inline_keyboard": [[{"text": "Принять", "callback_data": "accept"}]]}
    await bot.says(OLGA, "Проверьте", reply_markup=keyboard)
    button = page.get_by_role("button", name="Принять")
    await button.click()
    await expect(button).to_have_attribute("aria-busy", "true")
    (update,) = await bot.updates()
    assert update["callback_query"]["data"] == "accept"
    await bot.call("answerCallbackQuery", callback_query_id=update["callback_query"]["id"], text="Принято")
    await expect(page.get_by_test_id("toast")).to_have_text("Принято")
    await expect(button).to_have_attribute("aria-busy", "false")


async def test_an_alert_is_a_dialog(page: Page, bot: Bot) -> None:
    keyboard = {"inline_keyboard": [[{"text": "Отозвать", "callback_data": "revoke"}]]}
    await bot.says(OLGA, "Приглашение", reply_markup=keyboard)
    await page.get_by_role("button", name="Отозвать").click()
    (update,) = await bot.updates()
    query = update["callback_query"]["id"]
    await bot.call("answerCallbackQuery", callback_query_id=query, text="Отозвано", show_alert=True)
    await expect(page.get_by_test_id("alert")).to_contain_text("Отозвано")
    await page.get_by_test_id("alert-ok").click()
    await expect(page.get_by_test_id("alert")).to_have_count(0)


async def test_the_reply_keyboard_and_the_commands_send(page: Page, bot: Bot) -> None:
    await bot.call("setMyCommands", commands=[{"command": "summary", "description": "Сводка"}])
    keyboard = {"keyboard": [[{"text": "Поручения"}]], "resize_keyboard": True}
    await bot.says(OLGA, "Меню", reply_markup=keyboard)
    await page.get_by_test_id("reply-keyboard").get_by_role("button", name="Поручения").click()
    await page.get_by_test_id("commands").click()
    await page.get_by_test_id("command-summary").click()
    await expect(page.locator(".message.out")).to_have_count(2)
    assert [update["message"]["text"] for update in await bot.updates()] == ["Поручения", "/summary"]


async def test_photos_go_as_one_album_with_the_caption(page: Page, bot: Bot) -> None:
    await page.get_by_test_id("files").set_input_files([picture("one.png"), picture("two.png")])
    await expect(page.get_by_test_id("as-photo")).to_be_checked()
    await page.get_by_test_id("input").fill("Стенд\nи доска")
    await page.get_by_test_id("send").click()
    await expect(page.locator(".photos.grid img")).to_have_count(2)
    messages = [update["message"] for update in await bot.updates()]
    assert [("photo" in message, message.get("caption")) for message in messages] == [
        (True, "Стенд\nи доска"),
        (True, None),
    ]
    assert len({message["media_group_id"] for message in messages}) == 1
    await page.get_by_test_id(f"message-{messages[0]['message_id']}").click()
    await expect(page.get_by_test_id("lightbox").locator("img")).to_be_visible()


async def test_a_file_is_a_card_with_a_download(page: Page, bot: Bot) -> None:
    plan: FilePayload = {"name": "план.txt", "mimeType": "text/plain", "buffer": b"plan"}
    await page.get_by_test_id("files").set_input_files([plan])
    await expect(page.get_by_test_id("as-file")).to_be_checked()
    await page.get_by_test_id("send").click()
    async with page.expect_download() as download:
        await page.get_by_role("link", name="Скачать").click()
    assert (await download.value).suggested_filename == "план.txt"
    (update,) = await bot.updates()
    assert update["message"]["document"]["file_name"] == "план.txt"


async def test_the_clock_is_turned(page: Page, playground: Playground) -> None:
    clock = page.get_by_test_id("clock")
    await expect(clock).to_have_text("пн, 10 января 2022, 09:00")
    await page.get_by_test_id("plus-hour").click()
    await expect(clock).to_have_text("пн, 10 января 2022, 10:00")
    await page.get_by_test_id("plus-day").click()
    await expect(clock).to_have_text("вт, 11 января 2022, 10:00")
    await page.get_by_test_id("plus-week").click()
    await expect(clock).to_have_text("вт, 18 января 2022, 10:00")
    await page.get_by_test_id("to-date").fill("2022-03-01")
    await page.get_by_test_id("to-date-go").click()
    await expect(clock).to_have_text("вт, 1 марта 2022, 10:00")
    assert playground.clock() == datetime(2022, 3, 1, 7, tzinfo=UTC)


async def test_a_start_link_is_opened_as_whoever_has_not_started(page: Page, bot: Bot) -> None:
    link = "https://t.me/kurator_demo_bot?start=AbC-123"
    await bot.says(OLGA, f"Приглашение: {link}")
    await page.get_by_test_id("deep-link").click()
    await expect(page.get_by_test_id(f"open-as-{PYOTR}")).to_be_focused()
    await page.get_by_test_id(f"open-as-{PYOTR}").press("Enter")
    await expect(page.get_by_test_id(f"person-{PYOTR}")).to_have_attribute("aria-current", "true")
    await expect(page.locator(".message.out")).to_contain_text("/start AbC-123")
    (update,) = await bot.updates()
    assert (update["message"]["from"]["id"], update["message"]["text"]) == (PYOTR, "/start AbC-123")


async def test_blocking_and_unblocking(page: Page, playground: Playground) -> None:
    await page.get_by_test_id(f"block-{OLGA}").click()
    await expect(page.get_by_test_id("unblock")).to_be_visible()
    assert playground.world.people[OLGA].blocked
    await page.get_by_test_id("unblock").click()
    await expect(page.get_by_test_id("input")).to_be_visible()
    await expect(page.get_by_test_id(f"block-{OLGA}")).to_have_attribute("aria-checked", "false")


async def test_a_reply_names_its_message(page: Page, bot: Bot) -> None:
    asked = await bot.says(OLGA, "Причина?")
    message = page.get_by_test_id(f"message-{asked}")
    await message.hover()
    await page.get_by_test_id(f"reply-to-{asked}").click()
    await page.get_by_test_id("input").fill("Нет подписи")
    await page.get_by_test_id("send").click()
    await expect(page.locator(".message.out .quote")).to_have_text("Причина?")
    (update,) = await bot.updates()
    assert update["message"]["reply_to_message"]["message_id"] == asked


async def test_a_lost_server_is_said_and_comes_back(page: Page, playground: Playground) -> None:
    port = int(playground.url.rpartition(":")[2])
    await expect(page.get_by_test_id("offline")).to_be_hidden()
    await playground.stop()
    await expect(page.get_by_test_id("offline")).to_be_visible()
    await playground.start(port)
    await expect(page.get_by_test_id("offline")).to_be_hidden(timeout=15_000)


async def test_a_narrow_phone_has_no_sideways_scrolling(page: Page, bot: Bot) -> None:
    await page.set_viewport_size({"width": 360, "height": 640})
    row = [
        {"text": "Сдать подтверждение", "callback_data": "a"},
        {"text": "Что нужно сделать", "callback_data": "b"},
    ]
    await bot.says(OLGA, "ж" * 300, reply_markup={"inline_keyboard": [row]})
    await expect(page.get_by_role("button", name="Сдать")).to_be_visible()
    for area in ("html", ".topbar", "#scroller", "#composer"):
        widths = await page.locator(area).evaluate("node => [node.scrollWidth, node.clientWidth]")
        assert widths[0] <= widths[1] <= 360, area
    await page.get_by_test_id("drawer").click()
    await page.get_by_test_id(f"person-{PYOTR}").click()
    await expect(page.locator("#chat-name")).to_have_text(re.compile("Пётр"))
    await expect(page.get_by_test_id(f"person-{PYOTR}")).not_to_be_visible()
