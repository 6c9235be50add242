"""Links as evidence, in the chat."""

from sqlalchemy import select

from db.models import EvidenceLink
from tests.chat.moves import data_of
from tests.city import DEPUTY, City
from tests.forging import press
from tests.handing_in import TASK, opens_package, package, picture


async def kept(city: City) -> list[tuple[str, bool]]:
    """Each link, and whether it is still in its package."""
    async with city.app.database.look() as session:
        found = await session.scalars(select(EvidenceLink).order_by(EvidenceLink.id))
        return [(link.url, link.removed_at is None) for link in found]


async def test_links_are_kept_beside_the_comment_and_seen_by_who_reviews(small_city: City) -> None:
    curator = small_city.curator
    await opens_package(curator)
    await curator.sends("Новость вышла сегодня, смотрите https://school901.example.ru/news?id=1")
    said = await curator.sees("Сохранена 1 ссылка")
    assert "Записал в комментарий." in said["text"]
    assert (await package(small_city)).comment == "Новость вышла сегодня, смотрите"
    await curator.presses("Готово")
    await curator.sees("Принято: 1 ссылка. Всё сохранено.")
    await small_city.coordinator.sees("https://school901.example.ru/news?id=1")
    await small_city.coordinator.sends("/review")
    assert "0 файлов" not in (await small_city.coordinator.sees("1 ссылка"))["text"]
    await curator.presses("Открыть поручение")
    await curator.sees("· 1 ссылка · на проверке")
    await curator.presses("Показать ссылки · 10 янв. (1)")
    shown, card = (await curator.sees_all())[-2:]
    assert "1. https://school901.example.ru/news?id=1 (10 янв." in shown["text"]
    assert "1 ссылка" in card["text"]


async def test_the_receipt_counts_links_beside_files(small_city: City) -> None:
    curator = small_city.curator
    await opens_package(curator)
    await curator.sends_photo(picture())
    await curator.sends("https://school901.example.ru/a")
    await curator.presses("Готово")
    await curator.sees("Принято: 1 фотография и 1 ссылка.")


async def test_the_links_of_a_returned_package_are_taken_over(small_city: City) -> None:
    curator, coordinator = small_city.curator, small_city.coordinator
    await opens_package(curator)
    await curator.sends("https://school901.example.ru/a")
    await curator.presses("Готово")
    await coordinator.presses("Вернуть")
    await coordinator.presses("Нечитаемое фото")
    await small_city.passes(minutes=2)
    await curator.presses("Исправить")
    await curator.sees_toast("Взято из прежнего подтверждения: 1")
    await curator.sees("Сохранена 1 ссылка.")
    await curator.presses("Готово")
    await curator.sees("Принято: 1 ссылка.")


async def test_a_link_below_a_file_is_kept_and_the_rest_is_the_comment(
    small_city: City,
) -> None:
    curator = small_city.curator
    await curator.sends_photo(picture(), caption="Вышла новость: https://school901.example.ru/a")
    await curator.presses(TASK)
    await opens_package(curator)
    await curator.sends_photo(picture("blue"), caption="https://school901.example.ru/b")
    assert await kept(small_city) == [
        ("https://school901.example.ru/a", True),
        ("https://school901.example.ru/b", True),
    ]
    assert (await package(small_city)).comment == "Вышла новость:"
    await curator.presses("Готово")
    await curator.sees("Принято: 2 фотографии и 2 ссылки.")


async def test_a_link_is_removed_like_a_file_and_by_nobody_else(small_city: City) -> None:
    curator = small_city.curator
    await opens_package(curator)
    await curator.sends("https://school901.example.ru/a")
    await curator.sends("https://school901.example.ru/a www.школа901.рф")
    await curator.sees("Сохранены 2 ссылки")
    await curator.presses("Показать или убрать файлы")
    listed = await curator.sees("2. https://www.школа901.рф")
    forged = await press(small_city, DEPUTY, data_of(listed, "Убрать ссылку 1"))
    assert "не для вас" in (forged.toast or "")
    await curator.presses("Убрать ссылку 1")
    await curator.sees_toast("Ссылка убрана.")
    assert await kept(small_city) == [
        ("https://school901.example.ru/a", False),
        ("https://www.школа901.рф", True),
    ]


async def test_what_only_looks_like_a_link_becomes_the_comment(small_city: City) -> None:
    curator = small_city.curator
    await opens_package(curator)
    await curator.sends("http://localhost/news")
    await curator.sees("похоже на ссылку")
    assert (await package(small_city)).comment == "http://localhost/news"
    assert await kept(small_city) == []
