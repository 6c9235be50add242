"""The same document again, and one with a row put in above: what was decided by hand holds."""

from collections.abc import Sequence

from sqlalchemy import select

from db.models import Activity, Roadmap
from db.queries.drafts import as_decided
from db.queries.roadmap import Started, start_roadmap
from roadmap.document import read_document
from tests.chat.story import starts_the_draft
from tests.chat.test_roadmap_draft import drafted, opens_the_draft
from tests.city import ZONE, City
from tests.engines import both_engines
from tests.phone import Phone

UNCHANGED = "По сравнению с действующей ничего не меняется."
ROWS = ("Опрос школ\tМарт 2023 года\tОтчёт", "Семинар\tАпрель 2023 года\tПрограмма")


def without_numbers(titles: Sequence[str]) -> bytes:
    """A plan that has its numbers in the titles, and no column for them."""
    heading = "Дорожная карта на 2023 год\nМероприятие\tСрок\tПоказатель\tИсполнители\n"
    return (heading + "\n".join(f"{title}\tМарт 2023 года\tОтчёт\tШколы" for title in titles)).encode()


def naming_nobody() -> bytes:
    heading = "Дорожная карта на 2023 год\n№\tМероприятие\tСрок\tПоказатель\n"
    return (heading + "\n".join(f"{number}\t{row}" for number, row in enumerate(ROWS, start=1))).encode()


async def imported(city: City, content: bytes) -> Started:
    """By `kurator import`."""
    async with city.app.database.transaction() as session:
        reading = await as_decided(session, read_document(content))
        return await start_roadmap(session, reading, "план.docx", None, city.clock(), ZONE)


async def ids_by_title(city: City) -> dict[str, int]:
    async with city.app.database.look() as session:
        found = await session.execute(
            select(Activity.title, Activity.id)
            .join(Roadmap, Roadmap.id == Activity.roadmap_id)
            .where(Roadmap.year == 2023, Activity.removed_at.is_(None))
        )
        return {row.title: row.id for row in found}


@both_engines
async def test_numbers_in_titles_move_on_without_a_change(small_city: City) -> None:
    """One row put in at the top: the others keep what was handed in for them."""
    await imported(small_city, without_numbers(["1. Опрос школ", "2. Семинар", "3. Круглый стол"]))
    before = await ids_by_title(small_city)
    edition = without_numbers(["1. Встреча", "2. Опрос школ", "3. Семинар", "4. Круглый стол"])
    started = await imported(small_city, edition)
    assert started.comparison.added == ("1. Встреча",)
    assert (started.comparison.changed, started.comparison.removed) == ((), ())
    after = await ids_by_title(small_city)
    assert [after[title] for title in ("2. Опрос школ", "3. Семинар", "4. Круглый стол")] == [
        before[title] for title in ("1. Опрос школ", "2. Семинар", "3. Круглый стол")
    ]


async def decides(coordinator: Phone) -> None:
    """Both activities are the schools', and the first is due on a day of its own."""
    await opens_the_draft(coordinator)
    await coordinator.presses("Все мероприятия")
    await coordinator.presses("№ 1")
    await coordinator.presses("Исправить исполнителей")
    await coordinator.presses("Школы")
    await coordinator.presses("Готово")
    await coordinator.presses("Исправить срок")
    await coordinator.sends("10 марта")
    await coordinator.presses("Верно")
    await opens_the_draft(coordinator)
    await starts_the_draft(coordinator)


@both_engines
async def test_the_same_document_again_changes_nothing_that_was_decided(small_city: City) -> None:
    coordinator, curator = small_city.coordinator, small_city.curator
    await drafted(small_city, naming_nobody())
    await decides(coordinator)
    await curator.sees("Готова дорожная карта на 2023 год")
    await small_city.passes(minutes=1)
    await drafted(small_city, naming_nobody())
    overview = await opens_the_draft(coordinator)
    assert UNCHANGED in overview["text"]
    await coordinator.presses("Все мероприятия")
    listed = str((await coordinator.last())["text"]).replace("\u00a0", " ")
    assert "10 марта 2023" in listed
    assert listed.count("Для кого: школы") == len(ROWS)
    again = await imported(small_city, naming_nobody())
    assert (again.comparison.changes_nothing, again.people) == (True, ())
    await curator.sees_nothing()


async def test_who_cancels_an_import_hears_what_stays(small_city: City) -> None:
    coordinator = small_city.coordinator
    await drafted(small_city)
    await opens_the_draft(coordinator)
    await coordinator.presses("Отменить импорт")
    asked = await coordinator.sees("пропадёт")
    assert "Если вы исправляли исполнителей, названных в документе, это останется" in asked["text"]
