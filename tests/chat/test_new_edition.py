"""A new edition in the chat: it is laid beside the one in force, and people hear of what changes for them."""

from sqlalchemy import func, select

from db.models import Message
from tests.chat.story import starts_the_draft
from tests.chat.test_roadmap import PENZA, RISKS, read, sends_document
from tests.city import HEAD, City

SURVEYS = "Участие в опросах участников проекта"
EDITION = (
    PENZA.replace("Февраль 2022 года", "до 5 марта 2022 года")
    .replace(RISKS, RISKS.replace("по вопросу", "по вопросам"))
    .replace(SURVEYS, "Анкетирование родителей")
    .replace("Наличие Программы мониторинга, приказа", "Приказ")
)


async def test_the_edition_is_laid_beside_the_one_in_force(small_city: City) -> None:
    coordinator = small_city.coordinator
    await sends_document(coordinator, EDITION)
    await coordinator.sees("По сравнению с действующей: новых мероприятий 1, изменится 2, исчезнет 1.")
    await coordinator.presses("Что изменится")
    text = read(await coordinator.sees("Что изменится по сравнению с действующей"))
    assert "Изменятся: 2" in text
    assert "Показатель: Наличие Программы мониторинга, приказа → Приказ" in text
    assert f"Название было: {RISKS}\nСрок: Февраль 2022 года → до 5 марта 2022 года" in text
    assert "Контрольные сроки: 28 февраля 2022 г. → 5 марта 2022 г." in text
    assert "Новые мероприятия: 1\n\n➕ № 12. Анкетирование родителей" in text
    assert f"Исчезнут (сданное сохранится): 1\n\n➖ № 12. {SURVEYS}" in text


async def test_one_message_names_what_is_new_moved_and_gone(small_city: City) -> None:
    coordinator, curator, head = small_city.coordinator, small_city.curator, small_city.phone(HEAD)
    await sends_document(coordinator, EDITION)
    await starts_the_draft(coordinator)
    await coordinator.sees("Дорожная карта обновлена.")
    (news,) = await curator.sees_all()
    text = read(news)
    assert "Что изменилось для вас" in text
    assert (
        "Новое: 1\n\n№ 12. Анкетирование родителей\nСрок: 31 декабря 2022 г.\nШкола № 901, Школа № 902"
        in text
    )
    assert "Другой срок: 1" in text
    assert "Новый срок: 5 марта 2022 г. (было 28 февраля 2022 г.)" in text
    assert f"Больше не нужно: 1\n\n№ 12. {SURVEYS}\nСрок был: 31 декабря 2022 г." in text
    (told,) = await head.sees_all()
    assert "Изменился срок поручения" in told["text"]
    async with small_city.app.database.look() as session:
        most = (
            select(func.count().label("number"))
            .where(Message.kind == "deadline-moved")
            .group_by(Message.person_id)
            .subquery()
        )
        assert await session.scalar(select(func.max(most.c.number))) == 1


async def test_what_comes_back_in_the_same_night_is_not_told(small_city: City) -> None:
    """The coordinator corrects a mistake before anybody has heard of it."""
    coordinator, curator = small_city.coordinator, small_city.curator
    await small_city.passes(hours=12)
    await curator.sees_all()
    for edition in (EDITION, PENZA):
        await sends_document(coordinator, edition)
        await starts_the_draft(coordinator)
    await small_city.passes(hours=11)
    assert not [one for one in await curator.sees_all() if "Больше не нужно" in one["text"]]
