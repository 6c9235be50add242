"""Limits of sending, faults to order, and everything still there after a restart."""

import asyncio
import subprocess
import sys
import time
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest
from aiogram.exceptions import (
    TelegramMigrateToChat,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
)

from playground import limits
from playground.errors import ApiError
from playground.faults import Fault
from tests.phone import TINY_PHOTO
from tests.rig import GROUP, OLGA, Rig, aiogram_bot, open_rig

BUTTON = {"inline_keyboard": [[{"text": "Сдать", "callback_data": "x"}]]}


@pytest.fixture
async def rig() -> AsyncIterator[Rig]:
    async with open_rig() as rig:
        yield rig


class Monotonic:
    """Stands in for the machine's clock in the limits."""

    def __init__(self) -> None:
        self.now = 1000.0

    def monotonic(self) -> float:
        return self.now


@pytest.fixture
def monotonic(monkeypatch: pytest.MonkeyPatch) -> Monotonic:
    clock = Monotonic()
    monkeypatch.setattr(limits, "time", clock)
    return clock


def wait_told(sends: limits.SendLimits, chat_id: int, messages: int = 1) -> int:
    """The seconds that a refused send is told to wait; 0 if it was let through."""
    try:
        sends.spend(chat_id, messages)
    except ApiError as refusal:
        failure = refusal
    else:
        return 0
    parameters = failure.parameters or {}
    assert failure.code == 429
    assert failure.description == f"Too Many Requests: retry after {parameters['retry_after']}"
    return int(parameters["retry_after"])


def test_one_message_a_second_to_a_chat(monotonic: Monotonic) -> None:
    sends = limits.SendLimits()
    assert [wait_told(sends, 1), wait_told(sends, 1), wait_told(sends, 2)] == [0, 1, 0]
    monotonic.now += 0.94
    assert wait_told(sends, 1) == 1
    monotonic.now += 0.02
    assert wait_told(sends, 1) == 0


def test_thirty_messages_a_second_in_all(monotonic: Monotonic) -> None:
    sends = limits.SendLimits()
    assert all(wait_told(sends, chat) == 0 for chat in range(1, 31))
    assert wait_told(sends, 31) == 1
    monotonic.now += 1
    assert wait_told(sends, 31) == 0
    assert wait_told(sends, 32, messages=10) == 0
    assert wait_told(sends, 33, messages=20) == 1
    assert wait_told(sends, 33, messages=19) == 0


def test_twenty_messages_a_minute_to_a_group(monotonic: Monotonic) -> None:
    sends = limits.SendLimits()
    for _ in range(20):
        assert wait_told(sends, GROUP) == 0
        monotonic.now += 1
    assert wait_told(sends, GROUP) == 39
    monotonic.now += 39
    assert wait_told(sends, GROUP) == 0


def test_a_paced_sender_is_never_refused(monotonic: Monotonic) -> None:
    sends = limits.SendLimits()
    for number in range(300):
        assert wait_told(sends, 1 + number % 60) == 0
        monotonic.now += 1 / 30


async def test_a_429_comes_with_its_parameters() -> None:
    async with open_rig(limits=True) as rig, aiogram_bot(rig.playground) as bot:
        sent = await bot.send_message(OLGA, "one")
        with pytest.raises(TelegramRetryAfter) as refused:
            await bot.send_message(OLGA, "two")
        assert refused.value.retry_after == 1
        # Edits and what was refused for its content aren't counted.
        await bot.edit_message_text("three", chat_id=OLGA, message_id=sent.message_id)
        assert (
            await rig.refused("sendMessage", chat_id=GROUP, text="") == "Bad Request: message text is empty"
        )
        await bot.send_message(GROUP, "four")


async def plan(rig: Rig, **fault: object) -> None:
    assert (await rig.http.post("/play/faults", json=fault)).is_success


async def test_a_dropped_call_was_carried_out(rig: Rig) -> None:
    await plan(rig, method="sendMessage", times=1, kind="drop")
    async with aiogram_bot(rig.playground) as bot:
        with pytest.raises(TelegramNetworkError):
            await bot.send_message(OLGA, "one")
        await bot.send_message(OLGA, "two")
    assert [message["text"] for message in await rig.olga.messages()] == ["one", "two"]


async def test_a_call_dropped_before_was_not(rig: Rig) -> None:
    await plan(rig, method="*", times=2, kind="drop_before")
    for _ in range(2):
        with pytest.raises(httpx.TransportError):
            await rig.says("lost")
    await rig.says("kept")
    assert [message["text"] for message in await rig.olga.messages()] == ["kept"]


async def test_errors_to_order(rig: Rig) -> None:
    async with aiogram_bot(rig.playground) as bot:
        await plan(rig, method="sendmessage", kind="error", code=500, description="Internal Server Error")
        with pytest.raises(TelegramServerError):
            await bot.send_message(OLGA, "a")
        await plan(
            rig, method="sendMessage", kind="error", code=429, description="Too Many Requests: retry after 7",
            parameters={"retry_after": 7},
        )  # fmt: skip
        with pytest.raises(TelegramRetryAfter) as refused:
            await bot.send_message(OLGA, "a")
        assert refused.value.retry_after == 7
        await plan(
            rig, method="sendMessage", kind="error", code=400,
            description="Bad Request: group chat was upgraded to a supergroup chat",
            parameters={"migrate_to_chat_id": -1002},
        )  # fmt: skip
        with pytest.raises(TelegramMigrateToChat):
            await bot.send_message(GROUP, "a")
    assert await rig.olga.messages() == []


async def test_other_methods_go_on_and_faults_can_be_cleared(rig: Rig) -> None:
    await plan(rig, method="sendMessage", times=5, kind="error")
    assert await rig.ok("getMe")
    assert await rig.refused("sendMessage", chat_id=OLGA, text="a") == "Bad Gateway"
    await rig.http.delete("/play/faults")
    await rig.says("a")
    assert (await rig.http.post("/play/faults", json={"kind": "flood"})).status_code == 400
    assert (await rig.http.post("/play/faults", json={"kind": "drop", "tmies": 1})).status_code == 400


async def test_a_delay_holds_up_only_its_call(rig: Rig) -> None:
    rig.playground.world.faults.add(Fault("sendMessage", "delay", seconds=0.2))
    began = time.monotonic()
    slow = asyncio.create_task(rig.says("slow"))
    while rig.playground.world.faults.planned:  # noqa: ASYNC110 - nobody announces it
        await asyncio.sleep(0)
    await rig.says("quick")
    await slow
    assert time.monotonic() - began >= 0.2
    assert [message["text"] for message in await rig.olga.messages()] == ["quick", "slow"]


async def test_silence_ends_without_an_answer_and_nothing_is_done(rig: Rig) -> None:
    await plan(rig, method="sendMessage", kind="silence", seconds=0.2)
    began = time.monotonic()
    with pytest.raises(httpx.TransportError):
        await rig.says("lost")
    assert time.monotonic() - began >= 0.2
    await rig.says("kept")
    assert [message["text"] for message in await rig.olga.messages()] == ["kept"]


async def test_a_fault_can_be_for_one_chat_alone(rig: Rig) -> None:
    await plan(rig, method="sendMessage", kind="error", chat_id=OLGA)
    await rig.ok("sendMessage", chat_id=GROUP, text="a")
    assert await rig.refused("sendMessage", chat_id=OLGA, text="a") == "Bad Gateway"
    await rig.says("a")


async def test_a_download_can_be_cut_short(rig: Rig) -> None:
    await rig.olga.sends_file(b"x" * 5000, "a.pdf")
    file_id = (await rig.updates())[0]["message"]["document"]["file_id"]
    path = (await rig.ok("getFile", file_id=file_id))["file_path"]
    await plan(rig, method="file", kind="drop")
    url = f"/file/bot{rig.playground.token}/{path}"
    with pytest.raises(httpx.TransportError):
        await rig.http.get(url)
    assert (await rig.http.get(url)).content == b"x" * 5000


async def test_everything_is_there_after_a_restart(tmp_path: Path) -> None:
    async with open_rig(data=tmp_path) as rig:
        await rig.pyotr.sends("/start")
        await rig.olga.sends_photo([TINY_PHOTO, TINY_PHOTO], "подпись")
        await rig.olga.sends_file(b"abc", "a.pdf")
        sent = await rig.says("<b>Сдать?</b>", parse_mode="HTML", reply_markup=BUTTON)
        gone = await rig.says("gone", reply_markup={"keyboard": [["Помощь"]]})
        await rig.ok("deleteMessage", chat_id=OLGA, message_id=gone["message_id"])
        await rig.ok("setMyCommands", commands=[{"command": "help", "description": "помощь"}])
        await rig.pyotr.blocks()
        first, *rest = await rig.updates()
        assert await rig.updates(offset=first["update_id"] + 1) == rest
        before = await rig.olga.messages()

    async with open_rig(data=tmp_path) as rig:
        assert await rig.olga.messages() == before
        assert await rig.updates() == rest
        assert await rig.olga.commands() == ["help"]
        assert await rig.olga.reply_buttons() == ["Помощь"]
        assert await rig.refused("sendMessage", chat_id=rig.pyotr.person_id, text="a") == (
            "Forbidden: bot was blocked by the user"
        )
        document = next(
            update["message"]["document"] for update in rest if "document" in update.get("message", {})
        )
        assert await rig.ok("getFile", file_id=document["file_id"])
        assert await rig.olga.downloads(before[2]) == b"abc"
        await rig.olga.presses("Сдать")
        query = (await rig.updates())[-1]
        assert query["callback_query"]["message"]["message_id"] == sent["message_id"]
        assert query["update_id"] == rest[-1]["update_id"] + 1
        assert (await rig.says("next"))["message_id"] == gone["message_id"] + 1


def test_alone_as_a_process_it_survives_a_kill(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "playground", "--people", "2", "--no-limits", "--data", str(tmp_path)]

    def started() -> tuple[subprocess.Popen[str], str]:
        process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        assert process.stdout is not None
        return process, process.stdout.readline().strip()

    process, url = started()
    with process:
        sent = httpx.get(f"{url}/bot1:playground/sendMessage", params={"chat_id": 1001, "text": "привет"})
        assert sent.json()["ok"]
        process.kill()
    process, url = started()
    with process:
        chat = httpx.get(f"{url}/play/chats/1001").json()
        assert [message["text"] for message in chat["messages"]] == ["привет"]
        process.terminate()
    assert process.returncode == 0


async def test_a_killed_server_has_kept_what_it_answered(tmp_path: Path) -> None:
    async with open_rig(data=tmp_path) as rig:
        await rig.olga.sends("one")
        await rig.says("two")
        # A second one opens the same file while the first still has it: as after a kill.
        async with open_rig(data=tmp_path) as other:
            assert [message["text"] for message in await other.olga.messages()] == ["one", "two"]
            assert len(await other.updates()) == 1
