"""A list of schools and people in chat: looked at, taken once, invitations as a file and as texts."""

from io import BytesIO

import pytest
from openpyxl import Workbook, load_workbook
from PIL import Image
from sqlalchemy import func, select

from db.models import Assignment, Invitation, JournalEntry, Membership, PeopleDraft, School
from playground.faults import Fault
from roadmap.journal import Change
from tests.chat.test_people import roles, school_id
from tests.city import COORDINATOR, CURATOR, STRANGER, City
from tests.engines import both_engines
from tests.forging import refusal
from tests.phone import Message

HEADINGS = ("Школа", "Краткое название", "Куратор", "Представитель", "Телефон или примечание")
LIST = (
    HEADINGS,
    ("Школа № 901", "901", "Образцов Иван", "Анна Тестова", "00-01"),
    ("Школа № 902", "", "Иван Образцов; Раиса Новая", "", ""),
    ("Лицей № 904", "Лицей", "Раиса Новая", "=Глеб Формулов", ""),
    ("", "", "Никто", "", ""),
)


def sheet(*rows: tuple[str, ...]) -> bytes:
    workbook = Workbook()
    for row, cells in enumerate(rows, start=1):
        for column, text in enumerate(cells, start=1):
            cell = workbook.worksheets[0].cell(row, column, text)
            cell.data_type = "s"
    file = BytesIO()
    workbook.save(file)
    return file.getvalue()


async def sends_list(city: City, content: bytes, name: str = "список.xlsx") -> None:
    coordinator = city.coordinator
    await coordinator.sends("/people")
    await coordinator.presses("Загрузить списком")
    await coordinator.sends_file(content, name)


async def file_of(city: City, messages: list[Message]) -> bytes:
    (found,) = (message for message in messages if message["document"])
    return await city.coordinator.downloads(found)


async def counts(city: City) -> dict[str, int]:
    models = (School, Invitation, PeopleDraft, Membership, Assignment)
    async with city.app.database.look() as session:
        return {
            model.__tablename__: (await session.scalar(select(func.count()).select_from(model))) or 0
            for model in models
        }


@both_engines
async def test_a_list_is_looked_at_taken_once_and_changes_nothing_again(small_city: City) -> None:
    city, coordinator = small_city, small_city.coordinator
    before = await counts(city)
    await sends_list(city, sheet(*LIST))
    page = (await coordinator.sees("Список «список.xlsx»"))["text"]
    assert "новых школ: 1,\nновых сведений о школах: 1,\nприглашений: 2." in page
    assert "Уже в боте: 3" in page
    assert "Строка 5: не указана школа: Никто" in page
    assert "• Лицей № 904, Лицей, Раиса Новая (куратор), =Глеб Формулов (представитель школы)" in page
    assert "• Школа № 901: краткое название — → 901; примечание — → 00-01" in page
    assert "• Раиса Новая: куратор — Школа № 902, Лицей № 904" in page
    assert "• Школа № 903" in page
    assert "• Мария Вымышленная: представитель школы — Школа № 902" in page
    assert await counts(city) == before | {"people_draft": 1}
    await coordinator.presses("Применить")
    seen = await coordinator.sees_all()
    assert "Новых школ: 1, новых сведений: 1, приглашений: 2." in seen[0]["text"]
    assert [m["text"].split(",")[0] for m in seen[1:3]] == ["Раиса Новая", "=Глеб Формулов"]
    after = await counts(city)
    assert (after["school"], after["invitation"], after["people_draft"]) == (4, 2, 0)
    assert after["assignment"] > before["assignment"]
    await sends_list(city, sheet(*LIST))
    assert "Ничего не изменится" in (await coordinator.sees("Список"))["text"]
    assert "Применить" not in await coordinator.buttons()
    assert await counts(city) == after | {"people_draft": 1}


async def test_links_in_the_file_let_people_in(small_city: City) -> None:
    city, coordinator = small_city, small_city.coordinator
    await sends_list(city, sheet(*LIST))
    await coordinator.sees_all()
    await coordinator.presses("Применить")
    seen = await coordinator.sees_all()
    workbook = load_workbook(BytesIO(await file_of(city, seen)))
    page = workbook.worksheets[0]
    first, second = (list(row) for row in page.iter_rows(min_row=2, values_only=True))
    assert first[:3] == ["Лицей № 904\nШкола № 902", "куратор", "Раиса Новая"]
    assert second[2] == "=Глеб Формулов"
    assert page.cell(3, 3).data_type == "s"
    assert page.cell(3, 3).quotePrefix
    assert str(first[3]) in str(first[4])
    assert str(first[3]) in seen[1]["text"]
    pictures = [Image.open(BytesIO(one._data())) for one in page._images]
    assert [picture.format for picture in pictures] == ["PNG", "PNG"]
    await city.phone(STRANGER).sends(str(first[4]))
    await city.phone(STRANGER).presses("Согласен")
    places = {await school_id(city, "Школа № 902"), await school_id(city, "Лицей № 904")}
    assert {place for _, place in await roles(city, STRANGER)} == places
    # By the name of the list she is known, though she calls herself otherwise.
    await sends_list(city, sheet(*LIST))
    assert "Из списка вошли: 5, приглашены: 1." in (await coordinator.sees("Список"))["text"]


@both_engines
async def test_what_goes_wrong_half_way_leaves_nothing(
    small_city: City, monkeypatch: pytest.MonkeyPatch
) -> None:
    await sends_list(small_city, sheet(*LIST))
    before = await counts(small_city)

    async def fails(*_: object) -> None:
        raise RuntimeError("the assignments can't be made")

    monkeypatch.setattr("db.queries.roster.assign_all", fails)
    await small_city.coordinator.presses("Применить")
    assert await counts(small_city) == before
    monkeypatch.undo()
    await small_city.coordinator.presses("Применить")
    assert (await counts(small_city))["school"] == 4


async def test_the_form_is_read_back(small_city: City) -> None:
    city, coordinator = small_city, small_city.coordinator
    await coordinator.sends("/people")
    await coordinator.presses("Загрузить списком")
    await coordinator.sees_all()
    await coordinator.presses("Шаблон")
    workbook = load_workbook(BytesIO(await file_of(city, await coordinator.sees_all())))
    assert tuple(cell.value for cell in workbook.worksheets[0][1]) == HEADINGS
    workbook.worksheets[0].append(("Школа № 905", "", "", "", ""))
    filled = BytesIO()
    workbook.save(filled)
    await coordinator.sends_file(filled.getvalue(), "Школы.xlsx")
    await coordinator.sees("• Школа № 905")
    await coordinator.presses("Отменить загрузку")
    await coordinator.sees("ничего не изменилось")
    assert (await counts(city))["school"] == 3


async def test_a_long_list_has_its_texts_in_the_file_alone(small_city: City) -> None:
    city, coordinator = small_city, small_city.coordinator
    rows = [(f"Школа № {n}", "", f"Куратор Номер{'а' * (n - 100)}", "", "") for n in range(100, 130)]
    await sends_list(city, sheet(HEADINGS, *rows))
    await coordinator.sees("новых школ: 30")
    await coordinator.presses("Применить")
    done, file = await coordinator.sees_all()
    assert "QR-код и текст, который можно переслать" in done["text"]
    assert file["document"]["file_name"] == "Приглашения.xlsx"
    await coordinator.presses("Создать ссылки заново")
    await coordinator.sees("для 30 приглашений")
    old = load_workbook(BytesIO(await coordinator.downloads(file))).worksheets[0].cell(2, 4).value
    await coordinator.presses("Да, создать новые ссылки")
    seen = await coordinator.sees_all()
    assert "Создано 30 новых ссылок." in seen[0]["text"]
    new = load_workbook(BytesIO(await file_of(city, seen))).worksheets[0].cell(2, 4).value
    assert new != old
    await city.phone(STRANGER).sends(str(old))
    await city.phone(STRANGER).sees("отозвано")
    await city.phone(STRANGER).sends(str(new))
    await city.phone(STRANGER).sees("куратор")


async def test_a_file_that_is_not_sent_is_told_with_the_way_out(small_city: City) -> None:
    city, coordinator = small_city, small_city.coordinator
    await sends_list(city, sheet(*LIST))
    await coordinator.sees_all()
    city.playground.world.faults.add(Fault("sendDocument", times=1, kind="error", code=400))
    await coordinator.presses("Применить")
    await coordinator.sees("Файл с приглашениями не отправился")
    await coordinator.presses("Создать ссылки заново")
    await coordinator.presses("Да, создать")
    assert any(message["document"] for message in await coordinator.sees_all())


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(100), "школы.xlsx", "Это не таблица"),
        (sheet(HEADINGS), "школы.xlsx", "нет ни одной школы"),
        ("Мероприятие;Срок\nСбор;май".encode(), "план.csv", "Не нашлось столбца «Школа»"),
        (sheet(HEADINGS, ("Школа № 1", "", "", "", ""))[:-300], "школы.xlsx", "Файл повреждён"),
        (("Школа;Куратор\n" + "Школа № 1;\n" * 10_001).encode(), "школы.csv", "Строк больше"),
    ],
)
async def test_what_is_no_list_is_refused(small_city: City, content: bytes, name: str, said: str) -> None:
    before = await counts(small_city)
    await sends_list(small_city, content, name)
    await small_city.coordinator.sees(said)
    assert await small_city.coordinator.buttons() == ["Загрузить списком"]
    assert await counts(small_city) == before


async def test_a_list_is_taken_by_one_press_and_one_coordinator(small_city: City) -> None:
    city, coordinator = small_city, small_city.coordinator
    await sends_list(city, sheet(*LIST))
    async with city.app.database.look() as session:
        draft = await session.scalar(select(PeopleDraft.id))
    assert "не для вас" in await refusal(city, CURATOR, f"lstake:{draft}")
    await coordinator.presses("Применить")
    assert "уже загружен" in await refusal(city, COORDINATOR, f"lstake:{draft}")
    assert "уже загружен" in await refusal(city, COORDINATOR, f"lspage:{draft}:0")
    assert "уже загружен" in await refusal(city, COORDINATOR, f"lsdrop:{draft}")
    async with city.app.database.look() as session:
        noted = await session.execute(select(JournalEntry.action, JournalEntry.before, JournalEntry.after))
        entries = [tuple(row) for row in noted if row.action != Change.ROADMAP_STARTED]
    assert [action for action, _, _ in entries] == [
        Change.SCHOOL_ADDED,
        Change.SCHOOL_NOTED,
        Change.INVITATION_MADE,
        Change.INVITATION_MADE,
    ]
    assert entries[1][1:] == ({"name": None, "words": None}, {"name": "901", "words": "00-01"})
    assert "Новая" not in str(entries)


async def test_words_leave_the_question_open(small_city: City) -> None:
    coordinator = small_city.coordinator
    await coordinator.sends("/people")
    await coordinator.presses("Загрузить списком")
    await coordinator.sends("Школа № 905")
    await coordinator.sees("Жду таблицу файлом")
    await coordinator.sends_photo()
    await coordinator.sees("Жду таблицу файлом")
    await coordinator.presses("Отмена")
    await coordinator.sees("Отменено")
