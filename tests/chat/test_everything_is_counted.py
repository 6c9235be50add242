"""What ended before its turn left no line and no count, nor did some 429; counters were absent at first."""

from datetime import timedelta

import pytest
from prometheus_client.parser import text_string_to_metric_families

from bot.metrics import exposition
from db.queries.digests import Missed, Reach, settle_missed
from db.queries.outbox import NewMessage, put
from db.queries.people import who_is
from playground.faults import Fault
from tests.chat.moves import at
from tests.chat.test_announcements import drafts, sends
from tests.city import CURATOR, City

FAILED, SKIPPED = "kurator_messages_failed_total", "kurator_messages_skipped_total"


async def figures(city: City, name: str) -> dict[str, float]:
    text = await exposition(city.app.database, city.app.watch, city.clock())
    return {
        "".join(sample.labels.values()): sample.value
        for family in text_string_to_metric_families(text.decode())
        for sample in family.samples
        if sample.name == name
    }


def lines(caplog: pytest.LogCaptureFixture, outcome: str) -> list[str]:
    records = [record for record in caplog.records if record.getMessage() == "delivery"]
    return [vars(record)["kind"] for record in records if vars(record)["outcome"] == outcome]


async def test_counters_begin_with_zero(small_city: City) -> None:
    assert await figures(small_city, FAILED) == dict.fromkeys(
        ("Gone", "Moved", "Refused", "Unknown", "Unrendered"), 0
    )
    skipped = await figures(small_city, SKIPPED)
    assert skipped.keys() >= {"digest", "announcement", "receipt", "survey-reminder"}
    assert set(skipped.values()) == {0}


async def test_what_comes_too_late(small_city: City, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("INFO")
    now = small_city.clock()
    async with small_city.app.database.transaction() as session:
        person = (await who_is(session, CURATOR, today=now.date())).actor.id
        reminder = NewMessage("late", person, "survey-reminder", {"survey_id": 0})
        await put(session, [reminder], now=now - timedelta(days=30))
    await small_city.drain()
    assert lines(caplog, "Stale") == ["survey-reminder"]
    assert (await figures(small_city, SKIPPED))["survey-reminder"] == 1


async def test_digests_that_a_later_one_says(small_city: City, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("INFO")
    now = small_city.clock()
    missed = [Missed(number, 1, now - timedelta(hours=25 * number), Reach()) for number in (1, 2)]
    async with small_city.app.database.transaction() as session:
        await settle_missed(session, missed, now)
        assert not lines(caplog, "Superseded"), "it has not committed"
    assert (lines(caplog, "Superseded"), lines(caplog, "Stale")) == (["digest"], ["digest"])
    assert (await figures(small_city, SKIPPED))["digest"] == 2


async def test_an_announcement_that_is_stopped(small_city: City, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("INFO")
    coordinator = small_city.coordinator
    await small_city.goes_to(at(10, 22))
    await drafts(coordinator, "Кураторы")
    await coordinator.presses("Посмотреть и отправить")
    await coordinator.presses("Отправить")
    progress = next(m for m in await coordinator.messages() if "Ждут отправки: 2" in m["text"])
    await coordinator.presses("Остановить", in_message=progress)
    assert lines(caplog, "Stopped") == ["announcement"] * 2
    assert (await figures(small_city, SKIPPED))["announcement"] == 2


async def test_progress_that_is_told_to_wait(small_city: City) -> None:
    await small_city.goes_to(at(10, 22))
    await sends(small_city.coordinator, "Кураторы")
    wait = {"retry_after": 3}
    small_city.playground.world.faults.add(
        Fault("editMessageText", "error", code=429, description="Too Many Requests", parameters=wait)
    )
    await small_city.goes_to(at(11, 8, 30))
    assert await figures(small_city, "kurator_retry_waits_total") == {"": 1}
