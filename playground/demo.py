"""`kurator demo`: the bot with the playground in place of Telegram, in one process.

Everything is kept in one folder; started again with it, the demo goes on where it was, its clock too.
"""

import asyncio
import errno
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from datetime import UTC, date, datetime, time
from importlib.resources import files
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.app import App, build
from bot.logs import set_up_logs
from bot.serve import run_until_told
from bot.settings import Locality, Settings, load_locality
from db.queries.in_force import active_roadmap
from db.queries.roadmap import start_roadmap
from db.schema import migrate
from playground.clock import TurnableClock
from playground.server import Playground
from playground.walk import walk
from roadmap.calendar import at_local, local_today
from roadmap.document import read_document
from roadmap.errors import UserError

FIRST_DAY = date(2022, 1, 10)
MORNING = time(10)
TOKEN = "1000500:demo-token-opens-nothing-outside-this-machine"  # noqa: S105 -- known to this process alone
ROADMAP = "penza-500plus-2022.txt"
SAVE_CLOCK_SECONDS = 5

COORDINATOR = 1001
# Plainly invented people; the notes are what the chat page shows beside the names.
PEOPLE = (
    (COORDINATOR, "Ольга", "Примерова", "координатор"),
    (1002, "Иван", "Образцов", "куратор двух школ"),
    (1003, "Пётр", "Условный", "куратор одной школы"),
    (1004, "Анна", "Тестова", "школа № 901"),
    (1005, "Мария", "Вымышленная", "школа № 902"),
    (1006, "Сергей", "Нарочный", "школа № 903"),
)


async def demo(*, port: int, today: date | None, data: Path) -> None:
    """Run until told to stop. Raises UserError when the port is taken."""
    set_up_logs("WARNING", (TOKEN,))
    async with playing(port, today, data) as (app, clock):
        saving = asyncio.create_task(_keep_clock(clock, data))
        _greet(app)
        await run_until_told(app)
        saving.cancel()


@asynccontextmanager
async def playing(port: int, today: date | None, data: Path) -> AsyncIterator[tuple[App, TurnableClock]]:
    """The demo, started, its address in the app's settings; the app is not yet running by itself.

    Raises UserError when the port is taken.
    """
    place = load_locality()
    await asyncio.to_thread(_make_folder, data)
    clock = TurnableClock(_first_moment(place, today, data), running=True)
    playground = Playground(clock, token=TOKEN, data=data, timezone=place.timezone.key)
    url = await _listen(playground, port)
    for person in PEOPLE:
        playground.add_person(*person)
    app = build(_demo_settings(place, url, data), clock=clock)
    turns = Turns(app, clock, place.timezone)
    playground.on_turn = turns.turn
    try:
        await _load_roadmap(app)
        await app.start()
        yield app, clock
    finally:
        await turns.stop()
        _save_clock(clock, data)
        await app.close()
        await playground.stop()


def _make_folder(data: Path) -> None:
    try:
        data.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UserError("cli-file-unwritable", file=str(data), reason=error.strerror or "?") from None


async def _listen(playground: Playground, port: int) -> str:
    try:
        return await playground.start(port=port)
    except OSError as error:
        await playground.stop()
        if error.errno == errno.EADDRINUSE:
            raise UserError("cli-port-taken", port=str(port)) from None
        raise UserError("cli-port-refused", port=str(port), reason=error.strerror or "?") from None


class Turns:
    """Turns the clock with all the work on the way; a turn that takes long can be cut off."""

    def __init__(self, app: App, clock: TurnableClock, zone: ZoneInfo) -> None:
        self._app = app
        self._clock = clock
        self._zone = zone
        self._walking: asyncio.Task[None] | None = None

    async def turn(self, target: datetime) -> None:
        self._walking = asyncio.create_task(walk(self._app, self._clock, target, self._zone))
        await self._walking

    async def stop(self) -> None:
        if self._walking is not None:
            self._walking.cancel()
            await asyncio.wait([self._walking])


def _demo_settings(place: Locality, url: str, data: Path) -> Settings:
    """The demo's own, each named: nothing of a real installation is read, touched, or in the way."""
    return Settings(
        _env_file=None,
        bot_token=TOKEN,
        bot_api_url=url,
        bot_proxy=None,
        database_url=f"sqlite+aiosqlite:///{data}/kurator.db",
        evidence_url=str(data / "evidence"),
        timezone=place.timezone,
        coordinator_ids=(COORDINATOR,),
        webhook_url=None,
        webhook_secret=None,
        metrics=False,
        web_host="127.0.0.1",
        web_port=8080,
        log_level="WARNING",
        log_format="human",
        locale=place.locale,
    )


async def _load_roadmap(app: App) -> None:
    await migrate(app.database)
    async with app.database.transaction() as session:
        today = local_today(app.clock(), app.settings.timezone)
        if await active_roadmap(session, today) is None:
            reading = read_document((files("roadmap") / "data" / ROADMAP).read_bytes())
            await start_roadmap(
                session, reading, ROADMAP, by=None, now=app.clock(), zone=app.settings.timezone
            )


def _first_moment(place: Locality, today: date | None, data: Path) -> datetime:
    """What `--today` says, else where the clock stood when the demo was stopped, else the first day."""
    with suppress(OSError, ValueError):
        if today is None:
            return datetime.fromisoformat((data / "clock").read_text()).astimezone(UTC)
    return at_local(today or FIRST_DAY, MORNING, place.timezone)


async def _keep_clock(clock: TurnableClock, data: Path) -> None:
    while True:
        await asyncio.sleep(SAVE_CLOCK_SECONDS)
        _save_clock(clock, data)


def _save_clock(clock: TurnableClock, data: Path) -> None:
    try:
        (data / "clock").write_text(clock().isoformat())
    except OSError:
        logging.getLogger(__name__).exception("the demo's clock can't be kept")


def _greet(app: App) -> None:
    t = app.texts.default
    print(t.plain("cli-demo-ready", address=app.settings.bot_api_url), flush=True)
    if app.setup_code:
        print(t.plain("cli-demo-claim", code=app.setup_code), flush=True)
