"""How the bot gets its updates: long polling, webhook, duplicates."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiohttp import web

from tests.rig import OLGA, PYOTR, START, Rig, aiogram_bot, open_rig

TERMINATED = (
    "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
)


@pytest.fixture
async def rig() -> AsyncIterator[Rig]:
    async with open_rig() as rig:
        yield rig


def texts(updates: list[dict[str, Any]]) -> list[str]:
    return [update["message"]["text"] for update in updates]


async def test_updates_stay_until_confirmed(rig: Rig) -> None:
    for text in ("one", "two", "three"):
        await rig.olga.sends(text)
    first = await rig.updates()
    assert texts(first) == texts(await rig.updates()) == ["one", "two", "three"]
    ids = [update["update_id"] for update in first]
    assert ids == list(range(ids[0], ids[0] + 3))
    assert texts(await rig.updates(offset=ids[1])) == ["two", "three"]
    assert texts(await rig.updates(offset=ids[0])) == ["two", "three"]
    assert texts(await rig.updates(limit=1)) == ["two"]
    assert texts(await rig.updates(offset=-1)) == ["three"]
    assert texts(await rig.updates()) == ["three"]
    assert await rig.updates(offset=ids[2] + 1) == []


async def test_a_message_is_as_telegram_gives_it(rig: Rig) -> None:
    await rig.pyotr.sends("/start abc")
    (update,) = await rig.updates()
    assert update["message"] == {
        "message_id": 1,
        "from": {
            "id": PYOTR,
            "is_bot": False,
            "first_name": "Пётр",
            "last_name": "Образцов",
            "language_code": "ru",
        },
        "chat": {"id": PYOTR, "first_name": "Пётр", "last_name": "Образцов", "type": "private"},
        "date": int(START.timestamp()),
        "text": "/start abc",
        "entities": [{"type": "bot_command", "offset": 0, "length": 6}],
    }


async def test_long_polling_waits_for_an_update(rig: Rig) -> None:
    async with aiogram_bot(rig.playground) as bot:
        waiting = asyncio.create_task(bot.get_updates(timeout=30))
        await calls_made(rig, 1)
        await rig.olga.sends("привет")
        (update,) = await waiting
    assert update.message is not None
    assert update.message.text == "привет"


async def test_a_second_poll_ends_the_first(rig: Rig) -> None:
    first = asyncio.create_task(rig.call("getUpdates", timeout=30))
    await calls_made(rig, 1)
    second = asyncio.create_task(rig.call("getUpdates", timeout=30))
    assert await first == {"ok": False, "error_code": 409, "description": TERMINATED}
    await rig.olga.sends("привет")
    assert texts((await second)["result"]) == ["привет"]


async def test_stopping_ends_a_poll() -> None:
    async with open_rig() as rig:
        waiting = asyncio.create_task(rig.updates(timeout=30))
        await calls_made(rig, 1)
        await rig.playground.stop()
        assert await waiting == []


async def calls_made(rig: Rig, number: int) -> None:
    """Until the server has so many calls at work."""
    while rig.playground.bot_api.calls < number:  # noqa: ASYNC110 - nobody announces it
        await asyncio.sleep(0)
    for _ in range(20):
        await asyncio.sleep(0)


async def test_allowed_updates_hold_for_what_comes_after(rig: Rig) -> None:
    await rig.olga.sends("before")
    assert len(await rig.updates(allowed_updates=["callback_query"])) == 1
    await rig.olga.sends("unwanted")
    assert texts(await rig.updates()) == ["before"]
    await rig.updates(allowed_updates=[])
    await rig.olga.sends("after")
    assert texts(await rig.updates()) == ["before", "after"]
    assert "can't parse allowed updates" in await rig.refused("getUpdates", allowed_updates=[1])


async def test_blocking_is_told_once(rig: Rig) -> None:
    await rig.olga.blocks()
    await rig.olga.blocks()
    await rig.olga.unblocks()
    changes = [update["my_chat_member"] for update in await rig.updates()]
    assert [change["new_chat_member"]["status"] for change in changes] == ["kicked", "member"]
    assert changes[0]["old_chat_member"]["status"] == "member"
    await rig.olga.blocks()
    with pytest.raises(AssertionError, match="blocked"):
        await rig.olga.sends("привет")
    await rig.olga.sends("/start")
    assert texts((await rig.updates())[-1:]) == ["/start"]


async def test_an_update_can_come_twice(rig: Rig) -> None:
    await rig.olga.sends("one")
    (update,) = await rig.updates()
    assert await rig.updates(offset=update["update_id"] + 1) == []
    await rig.http.post("/play/duplicate", json={})
    assert await rig.updates(offset=update["update_id"] + 1) == [update]
    assert await rig.updates(offset=update["update_id"] + 1) == []
    await rig.http.post("/play/duplicate", json={"update_id": update["update_id"]})
    assert await rig.updates(offset=update["update_id"] + 1, timeout=5) == [update]
    assert (await rig.http.post("/play/duplicate", json={"update_id": 5})).status_code == 404


class Receiver:
    """The bot's side of a webhook; `statuses` are answered in turn, then 200."""

    def __init__(self) -> None:
        self.received: list[dict[str, Any]] = []
        self.secrets: list[str | None] = []
        self.statuses: list[int] = []
        self.arrived = asyncio.Event()

    async def take(self, request: web.Request) -> web.Response:
        status = self.statuses.pop(0) if self.statuses else 200
        self.secrets.append(request.headers.get("X-Telegram-Bot-Api-Secret-Token"))
        if status == 200:
            self.received.append(await request.json())
            self.arrived.set()
        return web.Response(status=status)

    async def wait_for(self, number: int) -> list[dict[str, Any]]:
        while len(self.received) < number:
            self.arrived.clear()
            await asyncio.wait_for(self.arrived.wait(), 10)
        return self.received


@pytest.fixture
async def receiver() -> AsyncIterator[tuple[Receiver, str]]:
    receiver = Receiver()
    app = web.Application()
    app.router.add_post("/hook", receiver.take)
    runner = web.AppRunner(app, shutdown_timeout=1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    host, port = runner.addresses[0][:2]
    yield receiver, f"http://{host}:{port}/hook"
    await runner.cleanup()


async def test_a_webhook_gets_updates_in_order(rig: Rig, receiver: tuple[Receiver, str]) -> None:
    bot, url = receiver
    bot.statuses = [200, 500, 503]
    await rig.olga.sends("waiting")
    await rig.ok("setWebhook", url=url, secret_token="s3cret", allowed_updates=["message"])
    for text in ("one", "two"):
        await rig.olga.sends(text)
    assert texts(await bot.wait_for(3)) == ["waiting", "one", "two"]
    assert set(bot.secrets) == {"s3cret"}
    info = await rig.ok("getWebhookInfo")
    assert info["url"] == url
    assert info["allowed_updates"] == ["message"]
    assert info["last_error_message"].startswith("Wrong response from the webhook: 50")


async def test_polling_and_a_webhook_exclude_each_other(rig: Rig, receiver: tuple[Receiver, str]) -> None:
    bot, url = receiver
    polling = asyncio.create_task(rig.call("getUpdates", timeout=30))
    await calls_made(rig, 1)
    await rig.ok("setWebhook", url=url)
    assert (await polling)["description"] == "Conflict: terminated by setWebhook request"
    assert await rig.call("getUpdates") == {
        "ok": False,
        "error_code": 409,
        "description": "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to"
        " delete the webhook first",
    }
    await rig.ok("deleteWebhook")
    await rig.olga.sends("привет")
    assert texts(await rig.updates()) == ["привет"]
    assert bot.received == []


async def test_what_is_no_webhook(rig: Rig) -> None:
    https = "Bad Request: bad webhook: An HTTPS URL must be provided for webhook"
    assert await rig.refused("setWebhook", url="http://example.com/hook") == https
    assert await rig.refused("setWebhook", url="https://example.com", secret_token="ё") == (
        "Bad Request: secret token contains unallowed characters"
    )
    await rig.olga.sends("forgotten")
    await rig.ok("deleteWebhook", drop_pending_updates=True)
    assert await rig.updates() == []


async def test_duplicates_reach_a_webhook_too(rig: Rig, receiver: tuple[Receiver, str]) -> None:
    bot, url = receiver
    await rig.ok("setWebhook", url=url)
    await rig.olga.sends("one")
    await bot.wait_for(1)
    await rig.http.post("/play/duplicate", json={})
    first, second = await bot.wait_for(2)
    assert first == second


async def test_commands_by_scope_and_language(rig: Rig) -> None:
    def commands(*names: str) -> list[dict[str, str]]:
        return [{"command": name, "description": f"команда {name}"} for name in names]

    await rig.ok("setMyCommands", commands=commands("start"))
    assert await rig.olga.commands() == ["start"]
    await rig.ok(
        "setMyCommands", commands=commands("help"), scope={"type": "all_private_chats"}, language_code="ru"
    )
    await rig.ok("setMyCommands", commands=commands("summary"), scope={"type": "chat", "chat_id": OLGA})
    assert await rig.olga.commands() == ["summary"]
    assert await rig.pyotr.commands() == ["help"]
    scope = {"type": "chat", "chat_id": OLGA}
    assert await rig.ok("getMyCommands", scope=scope) == commands("summary")
    await rig.ok("deleteMyCommands", scope=scope)
    assert await rig.ok("getMyCommands", scope=scope) == []
    assert await rig.olga.commands() == ["help"]
    assert (
        await rig.refused("setMyCommands", commands=commands("Start")) == "Bad Request: BOT_COMMAND_INVALID"
    )
    assert await rig.refused("setMyCommands", commands=[{"command": "a", "description": ""}]) == (
        "Bad Request: BOT_COMMAND_DESCRIPTION_INVALID"
    )
    assert await rig.refused("getMyCommands", scope={"type": "moon"}) == "Bad Request: unsupported scope type"


async def test_name_descriptions_and_menu_button(rig: Rig) -> None:
    assert await rig.ok("getMyName") == {"name": "Kurator"}
    await rig.ok("setMyName", name="Куратор", language_code="ru")
    assert await rig.ok("getMyName", language_code="ru") == {"name": "Куратор"}
    await rig.ok("setMyDescription", description="a")
    assert await rig.ok("getMyDescription") == {"description": "a"}
    await rig.ok("setMyShortDescription", short_description="b")
    assert await rig.ok("getMyShortDescription", language_code="ru") == {"short_description": "b"}
    assert await rig.refused("setMyName", name="a" * 65) == "Bad Request: bot name is too long"
    await rig.ok("setChatMenuButton", chat_id=OLGA, menu_button={"type": "default"})
    assert await rig.ok("getChatMenuButton", chat_id=OLGA) == {"type": "default"}
    assert await rig.ok("getChatMenuButton") == {"type": "commands"}
