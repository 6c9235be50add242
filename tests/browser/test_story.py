"""From the invitation to accepted evidence: the demo as `kurator demo` starts it, played in its page."""

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from PIL import Image, ImageDraw
from playwright.async_api import Browser, FilePayload, Page, expect

from playground.demo import COORDINATOR, playing
from tests.browser.desk import PHONE, WIDE, Desk

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.timeout(300)]

IVAN = 1002
LONG_NAME = "Многопрофильная гимназия № 902 имени Вымышленного Первооткрывателя (корпус на Нарочной улице)"
TASK, OTHER_TASK = "№ 3 · Школа № 901 · 31 янв.", "№ 3 · …№ 902"
SCHOOLS = ("Школа № 901", LONG_NAME)


@asynccontextmanager
async def demo(data: Path) -> AsyncIterator[str]:
    """The demo with its bot running by itself; the page's address."""
    async with playing(0, None, data) as (app, _):
        running = asyncio.create_task(app.run())
        try:
            yield app.settings.bot_api_url
        finally:
            running.cancel()
            with suppress(asyncio.CancelledError):
                await running


@pytest.fixture
async def page(chromium: Browser) -> AsyncIterator[Page]:
    """A window without a page yet. A script error fails the test."""
    page = await chromium.new_page(locale="ru-RU")
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    await page.close()
    assert errors == []


def photo(name: str, text: str) -> FilePayload:
    """A sheet of paper that says which it is."""
    sheet = Image.new("RGB", (640, 480), "ivory")
    ImageDraw.Draw(sheet).text((60, 60), text, fill="black", font_size=60)
    out = BytesIO()
    sheet.save(out, "JPEG")
    return {"name": name, "mimeType": "image/jpeg", "buffer": out.getvalue()}


def document(name: str) -> FilePayload:
    out = BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(out)
    return {"name": name, "mimeType": "application/pdf", "buffer": out.getvalue()}


@dataclass
class Story:
    """The steps, in the order in which they are played."""

    desk: Desk
    size: tuple[int, int]

    async def coordinator_comes_in(self) -> None:
        desk = self.desk
        await desk.opens(COORDINATOR)
        await desk.starts()
        await desk.shows("Что бот хранит о вас и зачем", "муниципальный координатор")
        await desk.keeps("coordinator-is-asked-for-consent")
        await desk.presses("Согласен(на), войти")
        await desk.shows("С чего начать")
        await desk.keeps("coordinator-is-in")

    async def schools_are_added(self) -> None:
        desk = self.desk
        await desk.chooses("Школы и люди")
        await desk.shows("Школ пока нет")
        await desk.presses("Добавить школы")
        await desk.shows("каждое с новой строки")
        await desk.writes("\n".join(SCHOOLS))
        await desk.shows("Добавлены 2 школы.", *SCHOOLS)
        await desk.keeps("schools-are-added")

    async def curator_is_invited(self) -> None:
        desk = self.desk
        await desk.presses("Пригласить")
        await desk.presses("Пригласить куратора")
        await desk.presses("Школа № 901")
        await desk.presses("Многопрофильная гимназия")  # the button has room for the beginning only
        await desk.shows("Отмечено: ", *SCHOOLS)
        await desk.keeps("schools-are-ticked")
        await desk.presses("Готово (2)")
        await desk.shows("Откройте ссылку и нажмите «Старт»", *SCHOOLS)
        await desk.keeps("invitation-to-forward")

    async def curator_comes_in(self) -> None:
        desk = self.desk
        await desk.page.get_by_test_id("deep-link").last.scroll_into_view_if_needed()
        await desk.opens_link_as(IVAN)
        await desk.opens(IVAN, self.size)
        await desk.shows("Вас приглашают как: куратор", *SCHOOLS)
        await desk.keeps("curator-is-asked-for-consent")
        await desk.presses("Согласен(на), войти")
        await desk.shows("Добро пожаловать, Иван Образцов!")
        await desk.shows("Сейчас: ", "Уже можно сдавать")
        await desk.keeps("curator-sees-what-is-due")

    async def digests_come_once_a_day(self) -> None:
        desk = self.desk
        digests = desk.said("Сегодня, ")
        await desk.turns("plus-day")
        await desk.keeps("a-day-later")
        await desk.turns("plus-week")
        await desk.keeps("a-week-later")
        await desk.turns_to("2022-01-31")
        await expect(digests.last).to_be_visible()
        days = [
            found[0]
            for text in await digests.all_inner_texts()
            if (found := re.search(r"Сегодня, [^:]+:", text))
        ]
        assert len(days) == len(set(days)) > 0
        await expect(digests.last).to_contain_text("31 января")
        await expect(digests.last).to_contain_text("сегодня")
        await desk.keeps("digest")

    async def evidence_is_sent(self) -> None:
        desk = self.desk
        digest = desk.said("Сегодня, ").last
        await desk.presses(TASK, under=digest)
        await desk.shows("Показатель для контроля", "Состояние: ждём подтверждения")
        await desk.keeps("task")
        await self.hands_in(photo("one.jpg", "1"), photo("two.jpg", "2"))
        await desk.shows("Принято: 3 файла (2 фото, 1 PDF)", "на проверке")
        await desk.keeps("receipt")

    async def hands_in(self, *photos: FilePayload) -> None:
        desk = self.desk
        await desk.presses("Сдать подтверждение")
        await desk.shows("Пришлите фото или PDF")
        await desk.keeps("files-are-asked-for")
        await desk.attaches(*photos)
        await desk.shows("Сохранено: 2 фотографии")
        await desk.attaches(document("protocol.pdf"))
        await desk.shows("Сохранено: 3 файла (2 фото, 1 PDF)")
        await desk.keeps("files-are-saved")
        await desk.presses("Готово")

    async def evidence_is_returned(self) -> None:
        desk = self.desk
        await desk.opens(COORDINATOR)
        await desk.shows("Новое подтверждение")
        await desk.keeps("package-to-review")
        await desk.presses("Вернуть")
        await desk.shows("Почему возвращаете?")
        await desk.keeps("reason-is-asked-for")
        await desk.presses("Нет подписи или печати")
        await desk.shows("Возвращено", "На документе нет подписи или печати.")
        await desk.keeps("returned")

    async def evidence_is_sent_anew(self) -> None:
        desk = self.desk
        await desk.turns("plus-hour")
        await desk.opens(IVAN, self.size)
        await desk.shows("Подтверждение вернули, нужно исправить.", "нет подписи или печати")
        await desk.keeps("told-of-the-return")
        await desk.presses("Сдать заново")
        await desk.shows("В прошлый раз вернули")
        await desk.attaches(document("signed.pdf"))
        await desk.shows("Сохранено: 1 PDF")
        await desk.keeps("sent-anew")
        await desk.presses("Готово")
        await desk.shows("Принято: 1 PDF", "на проверке")

    async def evidence_is_accepted(self) -> None:
        desk = self.desk
        await desk.opens(COORDINATOR)
        await desk.presses("Принять", under=await desk.shows("Новое подтверждение", "signed.pdf"))
        await desk.shows("Принято: Ольга Примерова")
        await desk.keeps("accepted")
        await desk.turns("plus-hour")
        await desk.opens(IVAN, self.size)
        await desk.shows("Подтверждение принято.")
        await desk.keeps("told-of-the-acceptance")
        await desk.presses("Открыть поручение")
        await desk.shows("Состояние: принято", "возвращено", "сдано на проверку")
        await desk.keeps("accepted-task")

    async def an_old_button_still_works(self) -> None:
        """After a restart of everything, pressed in a digest that is older than all that happened since."""
        desk = self.desk
        await desk.opens(IVAN, self.size)
        await desk.presses(OTHER_TASK, under=desk.said("Сегодня, ").first)
        await desk.shows(LONG_NAME, "Организационное совещание", "Состояние: ждём подтверждения")
        await desk.page.locator("#to-bottom").click()
        await desk.keeps("old-button")


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
async def test_from_invitation_to_acceptance(page: Page, tmp_path: Path, size: tuple[int, int]) -> None:
    story = Story(Desk(page, f"story-{size[0]}"), size)
    async with demo(tmp_path) as url:
        await story.desk.comes_to(url)
        await story.coordinator_comes_in()
        await story.schools_are_added()
        await story.curator_is_invited()
        await story.curator_comes_in()
        await story.digests_come_once_a_day()
        await story.evidence_is_sent()
        await story.evidence_is_returned()
        await story.evidence_is_sent_anew()
        await story.evidence_is_accepted()
    async with demo(tmp_path) as url:
        await story.desk.comes_to(url)
        await story.an_old_button_still_works()
