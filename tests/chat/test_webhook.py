"""Updates by the webhook, /health and /metrics: the real bot listens, the playground posts to it."""

import asyncio
import json
import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import timedelta
from typing import Any

import httpx
import pytest
from prometheus_client.parser import text_string_to_metric_families
from pydantic import SecretStr
from sqlalchemy import func, select
from sqlalchemy.exc import OperationalError

from bot.app import App, build
from bot.settings import Settings, SettingsError
from bot.web import LARGEST_BODY, SECRET_HEADER
from db.models import HandledUpdate, Person
from db.queries.outbox import NewMessage, put
from scheduler.limits import Limits
from tests.city import CURATOR, City
from tests.phone import Phone

SECRET = "a-secret_word-for-tests"
Answer = Callable[..., Awaitable[httpx.Response]]


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


def hooked_settings(settings: Settings, port: int) -> Settings:
    return settings.model_copy(
        update={
            "webhook_url": f"http://127.0.0.1:{port}/telegram",
            "webhook_secret": SecretStr(SECRET),
            "web_port": port,
        }
    )


@pytest.fixture
async def hooked(small_city: City) -> AsyncIterator[App]:
    """A bot that takes the webhook, in place of the one of the city that asks for updates."""
    app = build(
        hooked_settings(small_city.settings, free_port()), clock=small_city.clock, limits=Limits(None)
    )
    await app.start()
    try:
        yield app
    finally:
        await app.intake.settle()
        await app.close()


@pytest.fixture
async def post(hooked: App) -> AsyncIterator[Answer]:
    """Post to the webhook as Telegram does."""
    async with httpx.AsyncClient(trust_env=False) as client:

        async def send(content: bytes | dict[str, Any], secret: str | None = SECRET) -> httpx.Response:
            body = content if isinstance(content, bytes) else json.dumps(content).encode()
            headers = {} if secret is None else {SECRET_HEADER.encode(): secret.encode()}
            return await client.post(str(hooked.settings.webhook_url), content=body, headers=headers)

        yield send


@pytest.fixture
async def served(hooked: App) -> AsyncIterator[httpx.AsyncClient]:
    address = f"http://127.0.0.1:{hooked.settings.web_port}"
    async with httpx.AsyncClient(base_url=address, trust_env=False) as client:
        yield client


async def quiet(city: City, app: App) -> None:
    """Until every update is taken, and what there is to say is said."""
    async with asyncio.timeout(30):
        while city.playground.world.updates.pending:  # noqa: ASYNC110 -- the playground posts of its own accord
            await asyncio.sleep(0.01)
    await app.intake.settle()


def text_update(update_id: int, text: str, city: City) -> dict[str, Any]:
    person = {"id": CURATOR, "is_bot": False, "first_name": "Иван"}
    chat = {"id": CURATOR, "type": "private", "first_name": "Иван"}
    date = int(city.clock().timestamp())
    message = {"message_id": update_id, "date": date, "chat": chat, "from": person, "text": text}
    return {"update_id": update_id, "message": message}


async def handled(app: App) -> int:
    async with app.database.look() as session:
        return (await session.scalar(select(func.count()).select_from(HandledUpdate))) or 0


async def test_updates_come_by_the_webhook_and_are_answered_in_order(small_city: City, hooked: App) -> None:
    webhook = small_city.playground.world.updates.webhook
    assert webhook == {"url": hooked.settings.webhook_url, "secret": SECRET, "max_connections": 40}
    assert small_city.playground.world.updates.allowed == ["message", "callback_query", "my_chat_member"]
    curator = Phone(small_city.playground.url, CURATOR)
    for command in ("/help", "/unknown", "/help"):
        await curator.sends(command)
    await quiet(small_city, hooked)
    texts = [message["text"] for message in await curator.messages()]
    sent = [place for place, text in enumerate(texts) if text in ("/help", "/unknown")]
    answers = texts[sent[-1] + 1 :]
    assert len(answers) == 3
    assert answers[0] == answers[2] != answers[1]


@pytest.mark.parametrize("secret", [None, "", SECRET[:-1], "другое"])
async def test_without_the_right_secret_nothing_is_taken(
    small_city: City, hooked: App, post: Answer, secret: str | None, caplog: pytest.LogCaptureFixture
) -> None:
    before = await handled(hooked)
    answer = await post(text_update(9_000_001, "/help", small_city), secret)
    assert (answer.status_code, answer.content) == (403, b"")
    assert await handled(hooked) == before
    assert "without the right secret" in caplog.text
    assert SECRET[:-1] not in caplog.text


async def test_a_redelivery_does_nothing_twice(small_city: City, hooked: App, post: Answer) -> None:
    curator = Phone(small_city.playground.url, CURATOR)
    await curator.sends("/start")  # before that the bot may not write
    await quiet(small_city, hooked)
    before = len(await curator.messages())
    update = text_update(9_000_001, "/help", small_city)
    answers = await asyncio.gather(*(post(update) for _ in range(3)))
    assert {answer.status_code for answer in [*answers, await post(update)]} == {200}
    await hooked.intake.settle()
    assert len(await curator.messages()) == before + 1


async def test_what_cannot_be_kept_now_is_sent_again_and_nothing_overtakes_it(
    small_city: City, hooked: App, post: Answer, monkeypatch: pytest.MonkeyPatch
) -> None:
    feed, fed = hooked.dispatcher.feed_update, []
    broken = True

    async def feed_or_fail(bot: Any, update: Any, **data: Any) -> Any:  # noqa: ANN401 -- as aiogram has it
        if broken:
            await asyncio.sleep(0)
            raise OperationalError("BEGIN", None, Exception("the database is locked"))
        fed.append(update.update_id)
        return await feed(bot, update, **data)

    monkeypatch.setattr(hooked.dispatcher, "feed_update", feed_or_fail)
    updates = [text_update(9_000_000 + number, "/help", small_city) for number in range(3)]
    assert [(await post(update)).status_code for update in updates] == [503] * 3
    assert fed == []
    broken = False
    assert [(await post(update)).status_code for update in updates] == [200] * 3
    assert fed == [update["update_id"] for update in updates]


async def test_a_failed_update_takes_those_behind_it_along(
    small_city: City, hooked: App, monkeypatch: pytest.MonkeyPatch
) -> None:
    from aiogram.types import Update

    async def fail(*_: object, **__: object) -> None:
        await asyncio.sleep(0)
        raise OperationalError("BEGIN", None, Exception("the database is locked"))

    monkeypatch.setattr(hooked.dispatcher, "feed_update", fail)
    both = [
        hooked.intake.accept(Update.model_validate(text_update(9_000_000 + number, "/help", small_city)))
        for number in range(2)
    ]
    assert await asyncio.gather(*both) == [False, False]
    assert hooked.intake.idle


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 400),
        (b"no json", 400),
        (b"[]", 400),
        (b'{"update_id": "1"}', 400),
        (b"[" * 100_000, 400),
        (b"x" * (LARGEST_BODY + 1), 413),
        (b'{"update_id": 9000001, "message": {"text": 1}}', 200),
        (b'{"update_id": 9000001, "something_new": {}}', 200),
    ],
)
async def test_strange_bodies(hooked: App, post: Answer, body: bytes, status: int) -> None:
    before = await handled(hooked)
    assert (await post(body)).status_code == status
    assert await handled(hooked) == before


async def test_a_program_that_ends_takes_no_more(small_city: City, hooked: App, post: Answer) -> None:
    assert hooked.web is not None
    hooked.web.begin_no_more()
    assert (await post(text_update(9_000_001, "/help", small_city))).status_code == 503


async def test_an_address_that_telegram_refuses(small_city: City) -> None:
    settings = hooked_settings(small_city.settings, free_port())
    refused = settings.model_copy(update={"webhook_url": "http://bot.example.org/telegram"})
    app = build(refused, clock=small_city.clock)
    with pytest.raises(SettingsError, match="WEBHOOK_URL: Telegram refuses it"):
        await app.start()
    await app.close()


async def test_a_port_that_is_taken(small_city: City) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = int(taken.getsockname()[1])
        app = build(hooked_settings(small_city.settings, port), clock=small_city.clock)
        with pytest.raises(SettingsError, match=f"WEB_PORT: can't listen on 127.0.0.1, port {port}"):
            await app.start()
    await app.close()


async def put_digest(app: App, due_at_minutes_ago: float) -> None:
    now = app.clock()
    async with app.database.transaction() as session:
        person = Person(name="Ольга Примерова", locale="ru", consented_at=now)
        session.add(person)
        await session.flush()
        due = now - timedelta(minutes=due_at_minutes_ago)
        await put(session, [NewMessage("test:late", person.id, "digest")], now=now, due_at=due)


@pytest.mark.parametrize(
    ("minutes", "status", "colour"), [(4, 200, "green"), (6, 503, "red"), (-1, 200, "green")]
)
async def test_health_is_red_when_a_message_is_late(
    hooked: App, served: httpx.AsyncClient, minutes: float, status: int, colour: str
) -> None:
    await put_digest(hooked, minutes)
    answer = await served.get("/health")
    assert answer.status_code == status
    assert answer.json() == {
        "status": colour,
        "database": "ok",
        "token": "ok",
        "queue_length": int(minutes > 0),
        "oldest_unsent_seconds": max(0, minutes * 60),
    }


async def test_health_is_red_without_a_database(
    hooked: App, served: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone() -> None:
        raise OperationalError("SELECT", None, Exception("the connection is closed"))

    monkeypatch.setattr(hooked.database, "look", gone)
    answer = await served.get("/health")
    assert (answer.status_code, answer.json()) == (503, {"status": "red", "database": "no answer"})
    assert (await served.get("/metrics")).status_code == 503


async def test_metrics_tell_what_waits_and_what_was_done(
    small_city: City, hooked: App, served: httpx.AsyncClient
) -> None:
    await Phone(small_city.playground.url, CURATOR).sends("/help")
    await quiet(small_city, hooked)
    await put_digest(hooked, 6)
    before = await metrics(served)
    assert before["kurator_queue_length"] == 1
    assert before["kurator_oldest_unsent_seconds"] == 360
    assert before["kurator_updates_total"] == before["kurator_update_lag_seconds_count"] == 1
    assert before["kurator_retry_waits_total"] == 0
    await hooked.outbox.send_batch()
    after = await metrics(served)
    assert after["kurator_queue_length"] == after["kurator_oldest_unsent_seconds"] == 0
    assert not any("Примерова" in name for name in after)


async def metrics(served: httpx.AsyncClient) -> dict[str, float]:
    answer = await served.get("/metrics")
    assert answer.headers["content-type"].startswith("text/plain; version=")
    families = text_string_to_metric_families(answer.text)
    return {
        sample.name + "".join(f"/{value}" for value in sample.labels.values()): sample.value
        for family in families
        for sample in family.samples
    }
