"""The chat page as a person uses it: whose chat is open, what is written and pressed, what stands there."""

from dataclasses import dataclass
from pathlib import Path

from playwright.async_api import FilePayload, Locator, Page, ViewportSize, expect

SCREENSHOTS = Path("screenshots")
WIDE, PHONE = (1280, 900), (360, 740)
# The clock stops at every day on its way, and the machine may be busy with other tests.
TURN_MS = 60_000
SAY_MS = 20_000


@dataclass
class Desk:
    """`await desk.opens(1001)`, `await desk.presses("Готово")`, `await desk.shows("Принято")`.

    `keeps` puts a picture of the moment into the folder `screenshots`.
    """

    page: Page
    story: str
    kept: int = 0

    async def comes_to(self, url: str) -> None:
        """Open the playground's address and wait for its clock."""
        await self.page.set_viewport_size(_size(WIDE))
        await self.page.goto(url)
        await expect(self.page.get_by_test_id("clock")).to_contain_text("2022")

    async def opens(self, person: int, size: tuple[int, int] = WIDE) -> None:
        """Look at this person's chat in a window of this size."""
        await self.page.set_viewport_size(_size(size))
        name = self.page.get_by_test_id(f"person-{person}")
        if not await name.is_visible():
            await self.page.get_by_test_id("drawer").click()
        await name.click()
        await expect(name).to_have_attribute("aria-current", "true")

    async def starts(self) -> None:
        await self.page.get_by_test_id("start").click()

    async def writes(self, text: str) -> None:
        await self.page.get_by_test_id("input").fill(text)
        await self.page.get_by_test_id("send").click()
        await expect(self.page.get_by_test_id("input")).to_have_value("")

    async def chooses(self, section: str) -> None:
        """A key of the keyboard below the chat, folded out first when it is not there."""
        key = self.page.get_by_test_id("reply-keyboard").get_by_role("button", name=section, exact=True)
        if not await key.is_visible():
            await self.page.get_by_test_id("keys-toggle").click()
        await key.click()

    async def attaches(self, *files: FilePayload) -> None:
        """Choose files in the page's own input and send them, pictures as one album."""
        await self.page.get_by_test_id("files").set_input_files(files)
        await expect(self.page.get_by_test_id("tray").get_by_role("listitem")).to_have_count(len(files))
        await self.page.get_by_test_id("send").click()
        await expect(self.page.get_by_test_id("tray")).to_be_hidden()

    async def presses(self, label: str, under: Locator | None = None) -> None:
        """The newest inline button with this label (or the one under a message); its answer is awaited."""
        place = under or self.page.locator(".message.in")
        await place.locator(".inline-keyboard").get_by_role("button", name=label).last.click()
        await expect(self.page.locator(".inline-keyboard [aria-busy=true]")).to_have_count(0, timeout=SAY_MS)

    async def opens_link_as(self, person: int) -> None:
        """Click the newest start link and choose in the page's dialog who opens it."""
        await self.page.get_by_test_id("deep-link").last.click()
        await self.page.get_by_test_id(f"open-as-{person}").click()
        await expect(self.page.get_by_test_id(f"person-{person}")).to_have_attribute("aria-current", "true")

    async def turns(self, button: str) -> None:
        """Press one of the clock's buttons by its test id and wait until the clock has arrived."""
        await self.page.get_by_test_id(button).click()
        await self._has_turned()

    async def turns_to(self, day: str) -> None:
        """Let the clock go to a day (ISO)."""
        await self.page.get_by_test_id("to-date").fill(day)
        await self.page.get_by_test_id("to-date-go").click()
        await self._has_turned()

    async def _has_turned(self) -> None:
        await expect(self.page.locator("#progress")).to_be_hidden(timeout=TURN_MS)
        await expect(self.page.get_by_test_id("plus-day")).to_be_enabled()

    def said(self, text: str) -> Locator:
        """The bot's messages of the open chat that contain this text."""
        return self.page.locator(".message.in").filter(has_text=text)

    async def shows(self, *texts: str) -> Locator:
        """The newest message of the bot with the first text, once it is there; it holds the others too."""
        message = self.said(texts[0]).last
        await expect(message).to_be_visible(timeout=SAY_MS)
        for text in texts[1:]:
            await expect(message).to_contain_text(text)
        return message

    async def keeps(self, name: str) -> None:
        """Take a picture of what is to be seen; sideways scrolling is an error on any screen."""
        for area in ("html", "#scroller", "#composer"):
            widths = await self.page.locator(area).evaluate("node => [node.scrollWidth, node.clientWidth]")
            assert widths[0] <= widths[1], f"{name}: {area} is wider than the window"
        self.kept += 1
        path = SCREENSHOTS / f"{self.story}-{self.kept:02}-{name}.png"
        await self.page.screenshot(path=path)


def _size(size: tuple[int, int]) -> ViewportSize:
    return {"width": size[0], "height": size[1]}
