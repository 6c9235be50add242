"""The whole bot with its evidence in an S3-compatible storage, which may be out of reach for a while."""

import hashlib
from collections.abc import Iterator

import pytest
from pydantic import SecretStr

from bot.settings import Settings
from db.models import EvidenceState, FileState
from tests.city import City
from tests.handing_in import files, opens_package, package, pdf, picture
from tests.object_store import KEY, NAME, ObjectStore, object_store


@pytest.fixture(scope="module")
def store() -> Iterator[ObjectStore]:
    with object_store() as store:
        yield store


@pytest.fixture
async def city_on_s3(small_city: City, store: ObjectStore) -> City:
    keys = {"aws_access_key_id": SecretStr(NAME), "aws_secret_access_key": SecretStr(KEY)}
    small_city.settings = Settings.model_validate(
        small_city.settings.model_dump() | {"evidence_url": store.url} | keys
    )
    await small_city.restarts()
    return small_city


async def test_a_photo_gets_into_the_bucket_and_to_the_coordinator(
    city_on_s3: City, store: ObjectStore
) -> None:
    city, curator = city_on_s3, city_on_s3.curator
    await opens_package(curator)
    await curator.sends_photo(picture("green"))
    await curator.sees("Сохранено: 1 фотография")
    (file,) = await files(city)
    assert file.sha256 is not None
    assert hashlib.sha256(await store.storage.read(file.sha256)).hexdigest() == file.sha256
    await curator.presses("Готово")
    await curator.sees("Принято: 1 фотография")
    assert (await package(city)).state is EvidenceState.SUBMITTED
    await city.coordinator.sees("Новое подтверждение")
    await city.coordinator.sends("/review")
    shown = await city.coordinator.sees_all()
    assert any("photo" in message for message in shown), shown


# Slow: the library asks a silent storage several times before it gives up.
@pytest.mark.slow
async def test_a_storage_out_of_reach_for_ten_minutes_costs_nobody_anything(
    city_on_s3: City, store: ObjectStore
) -> None:
    city, curator = city_on_s3, city_on_s3.curator
    await opens_package(curator)
    content = pdf(2)
    store.stop()
    try:
        await curator.sends_file(content, "протокол.pdf")
        await city.passes(minutes=10)
    finally:
        store.start()
    (file,) = await files(city)
    assert (file.state, file.attempts) == (FileState.PENDING, 0)
    said = [message["text"] for message in await curator.sees_all()]
    assert not any("ришлите" in text or "Сохранено" in text for text in said), said
    await city.passes(minutes=10)
    await curator.sees("Сохранено: 1 PDF")
    (file,) = await files(city)
    assert file.state is FileState.STORED
    assert file.sha256 is not None
    assert await store.storage.read(file.sha256) == content
