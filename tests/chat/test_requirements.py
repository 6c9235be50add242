"""What has to be sent: set by the coordinator, told by the sender, asked for before it is handed in."""

from sqlalchemy import select

from db.models import EvidenceFile, JournalEntry, RequiredPart
from tests.city import City
from tests.handing_in import opens_card, opens_package, package, pdf, picture


async def opens_requirements(city: City) -> None:
    await city.coordinator.sends("/roadmap")
    await city.coordinator.presses("№ 3")
    await city.coordinator.presses("Что прислать")
    await city.coordinator.sees("Отдельных документов вы пока не просите")


async def asks_for_protocol_and_contract(city: City) -> None:
    coordinator = city.coordinator
    await opens_requirements(city)
    await coordinator.presses("Добавить: протокол")
    await coordinator.sees("• протокол")
    await coordinator.presses("Добавить своё")
    await coordinator.sends("я")
    await coordinator.sees("от 2 до 60 знаков")
    await coordinator.sends("договор")
    await coordinator.sees("• договор")


async def told(city: City) -> list[str | None]:
    """The part that each file is."""
    async with city.app.database.look() as session:
        named = select(RequiredPart.name).select_from(EvidenceFile)
        found = named.outerjoin(RequiredPart, RequiredPart.id == EvidenceFile.part_id)
        return list(await session.scalars(found.order_by(EvidenceFile.id)))


async def test_the_coordinator_says_what_has_to_be_sent(small_city: City) -> None:
    coordinator = small_city.coordinator
    await asks_for_protocol_and_contract(small_city)
    await coordinator.presses("✕ протокол")
    await coordinator.sees_toast("Убрано")
    assert "• протокол" not in (await coordinator.sees("• договор"))["text"]
    await coordinator.presses("Вернуть: протокол")
    await coordinator.sees("• протокол")
    await coordinator.presses("Word и Excel: не принимаем")
    await coordinator.sees("Файлы Word и Excel принимаются.")
    await coordinator.presses("Word и Excel: принимаем")
    await coordinator.sees("Файлы Word и Excel не принимаются.")
    async with small_city.app.database.look() as session:
        of_it = select(JournalEntry.action, JournalEntry.after).order_by(JournalEntry.id)
        noted = [(row.action, row.after) for row in await session.execute(of_it)][-6:]
    assert noted == [
        ("activity-parts", {"parts": "протокол"}),
        ("activity-parts", {"parts": "протокол, договор"}),
        ("activity-parts", {"parts": "договор"}),
        ("activity-parts", {"parts": "протокол, договор"}),
        ("activity-office", None),
        ("activity-no-office", None),
    ]


async def test_a_sender_is_told_what_is_missing(small_city: City) -> None:
    curator = small_city.curator
    await opens_card(curator)
    await curator.sees("Нужно: протокол")
    await asks_for_protocol_and_contract(small_city)
    await opens_card(curator)
    await curator.sees("Нужно: протокол, договор")
    await curator.presses("Сдать подтверждение")
    await curator.sees("✗ протокол · ✗ договор")
    asked = await curator.last()
    await curator.sends_file(pdf(), "Протокол № 1.pdf")
    await curator.sends_photo(picture())
    await curator.presses("Готово", in_message=asked)
    await curator.sees("Не хватает: договор. Сдать так?")
    await curator.presses("Добавить")
    await curator.sees("✓ протокол · ✗ договор")
    await curator.presses("Показать или убрать файлы")
    await curator.presses("Что это? 2")
    await curator.presses("договор")
    await curator.sees("✓ протокол · ✓ договор")
    assert await told(small_city) == ["протокол", "договор"]
    await curator.presses("Назад")
    await curator.presses("Готово")
    await small_city.passes(minutes=1)
    assert (await package(small_city)).submitted_at is not None


async def test_it_may_be_handed_in_without(small_city: City) -> None:
    await asks_for_protocol_and_contract(small_city)
    await opens_package(small_city.curator)
    await small_city.curator.sends_file(pdf(), "Договор.pdf")
    await small_city.curator.presses("Готово")
    await small_city.curator.presses("Сдать без него")
    await small_city.coordinator.sees("Не хватает: протокол")
