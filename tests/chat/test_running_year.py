"""From the office's documents to a running year: a DOCX of the order, a spreadsheet of the schools."""

from io import BytesIO

from openpyxl import load_workbook

from tests.chat.moves import at
from tests.chat.story import claims, enters, starts_the_draft
from tests.chat.test_roster import LIST, sheet
from tests.city import ROADMAP, STRANGER, City
from tests.engines import both_engines
from tests.office import docx_of

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def order() -> bytes:
    """Penza's roadmap as the annex of an order: a table of Word, the stamp above it, the signature below."""
    lines = ROADMAP.read_text("utf-8").split("\n")
    rows = [line.split("\t") for line in lines if line.count("\t") >= 4]
    return docx_of(["УТВЕРЖДЕНО приказом от 29.12.2021 № 134", "Дорожная карта «500+» на 2022 год"], rows)


@both_engines
async def test_from_two_documents_to_the_first_reminder(city: City) -> None:
    await claims(city)
    coordinator = city.coordinator
    await coordinator.sends("/roadmap")
    await coordinator.presses("Загрузить документ")
    await coordinator.sends_file(order(), "Приложение.docx", DOCX)
    assert "21 мероприятие" in (await coordinator.sees("Вот что я понял"))["text"]
    await starts_the_draft(coordinator)
    await coordinator.sends("/people")
    await coordinator.presses("Загрузить списком")
    await coordinator.sends_file(sheet(*LIST), "школы.xlsx")
    await coordinator.sees("новых школ: 3")
    await coordinator.presses("Применить")
    (file,) = [message for message in await coordinator.sees_all() if message.get("document")]
    book = load_workbook(BytesIO(await coordinator.downloads(file)))
    cells = [str(cell.value) for row in book.worksheets[0].iter_rows() for cell in row]
    link = next(cell for cell in cells if "start=" in cell)
    newcomer = city.phone(STRANGER)
    await enters(newcomer, link.partition("start=")[2])
    await newcomer.sees("поручени")
    await city.goes_to(at(17, 10))
    digests = [one["text"] for one in await newcomer.sees_all() if one["text"].startswith("Сегодня")]
    assert len(digests) == 1
