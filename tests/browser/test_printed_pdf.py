"""A roadmap that a browser has printed: a PDF which the tests did not write themselves."""

import json
from pathlib import Path

import pytest
from playwright.async_api import Browser

from roadmap.document import read_document
from tests.office import html_of

pytestmark = pytest.mark.browser

EXPECTED = json.loads(
    (Path(__file__).parent.parent / "data" / "penza-500plus-2022.expected.json").read_text("utf-8")
)
HEADING = ["№ п/п", "Наименование мероприятия", "Сроки исполнения", "Показатель для контроля", "Исполнители"]
STYLE = (
    "<style>table{border-collapse:collapse}td{border:1px solid;vertical-align:top;font:12px serif}</style>"
)


async def test_a_printed_page(chromium: Browser) -> None:
    """Over three pages, without a line above the first row of each."""
    rows = [
        [f"{each['position']}.", each["title"], each["deadline"], each["indicator"], each["executors"]]
        for each in EXPECTED["activities"]
    ]
    title = "Дорожная карта города Пензы по проекту «500+» в 2022 году"
    page = await chromium.new_page()
    await page.set_content(STYLE + html_of([title], [HEADING, *rows], ["О.А. Примерова"]).decode())
    reading = read_document(await page.pdf(format="A4"))
    content = reading.to_json()
    assert content.pop("warnings") == []
    assert content == EXPECTED
