"""The only place where the parts are wired together."""

import asyncio
import hashlib
import logging
import secrets
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from aiogram import Bot, Dispatcher
from aiogram.client.default import DefaultBotProperties
from aiogram.client.telegram import TelegramAPIServer
from aiogram.methods import DeleteWebhook, SetMyCommands
from aiogram.types import BotCommand, LinkPreviewOptions

from bot.clock import Clock, system_clock
from bot.intake import Intake
from bot.middlewares import Transaction
from bot.replies import Replies
from bot.session import JsonSession
from bot.settings import Settings
from bot.showing import Showing
from bot.storage import open_storage
from bot.telegram import Sent, call
from bot.texts import Texts, load_texts
from bot.token import Token
from bot.watch import Watch
from db.engine import Database
from db.queries.archives import next_try
from db.queries.fetching import next_fetch
from db.queries.installation import installation, keep_setup_code
from db.queries.outbox import next_due
from db.queries.people import people_with
from db.queries.updates import forget_updates
from db.schema import migrate
from handlers import all_routers
from roadmap.access import Role
from scheduler.archives import Archives
from scheduler.documents import Documents
from scheduler.files import Files
from scheduler.inspecting import Inspecting
from scheduler.jobs import Job, Metronome, drain
from scheduler.leadership import LOOK_SECONDS, Leadership
from scheduler.limits import Limits
from scheduler.notices import Renderers
from scheduler.notices.registry import RENDERERS
from scheduler.outbox import Outbox
from scheduler.progress import Progress
from scheduler.reading_progress import ReadingProgress
from scheduler.reminders import Reminders
from scheduler.unwanted_files import UnwantedFiles

if TYPE_CHECKING:
    from bot.web import Web

log = logging.getLogger(__name__)

UPDATES_KEPT = timedelta(days=3)
STOP_SECONDS = 8
"""For what is in flight; closing takes its time too, and a stop less than ten seconds in all."""


@dataclass(slots=True)
class App:
    """The running program. `start`, then `run` until cancelled or `drain` by hand, then `close`."""

    settings: Settings
    database: Database
    bot: Bot
    dispatcher: Dispatcher
    texts: Texts
    clock: Clock
    intake: Intake
    outbox: Outbox
    progress: Progress
    reminders: Reminders
    files: Files
    inspecting: Inspecting
    unwanted_files: UnwantedFiles
    documents: Documents
    archives: Archives
    leadership: Leadership
    token: Token
    watch: Watch
    web: "Web | None" = None
    setup_code: str | None = None

    async def start(self) -> None:
        """Bring the schema up to date, ask Telegram who we are, make the bot claimable if nobody has it."""
        await migrate(self.database)
        me = await self.bot.me()
        self.dispatcher["bot_username"] = me.username
        await self._ask_for_updates()
        self.setup_code = await self._new_setup_code()
        await self._set_default_commands()

    async def _ask_for_updates(self) -> None:
        if self.web is not None:
            await self.web.start()
        if self.settings.webhook_url:
            from bot.web import ask_for_updates

            await ask_for_updates(self.bot, self.settings)
        else:  # a webhook set once by somebody would keep all updates from us
            await call(self.bot, DeleteWebhook())

    async def _new_setup_code(self) -> str | None:
        """A fresh one-time code while the bot has no coordinator. Only its SHA-256 is kept."""
        async with self.database.transaction() as session:
            await installation(session)
            if await people_with(session, Role.COORDINATOR):
                return None
            code = "-".join(f"{secrets.randbelow(10_000):04d}" for _ in range(3))
            await keep_setup_code(session, hashlib.sha256(code.encode()).hexdigest())
        return code

    async def _set_default_commands(self) -> None:
        t = self.texts.default
        commands = [
            BotCommand(command=name, description=t.plain(f"command-{name}")) for name in ("start", "help")
        ]
        outcome = await call(self.bot, SetMyCommands(commands=commands))
        if not isinstance(outcome, Sent):
            log.warning("default commands not set: %s", outcome)

    async def run(self) -> None:
        """Take updates and let the metronome beat, until cancelled; what is in flight is finished."""
        beats = Metronome(self._jobs(), self.watch)
        beats.start()
        try:
            await (asyncio.Event().wait() if self.settings.webhook_url else self.intake.run())
        finally:
            try:
                with suppress(TimeoutError):
                    await asyncio.wait_for(self._finish_in_flight(beats), STOP_SECONDS)
            finally:
                beats.cut_off()
                await self.leadership.release()

    async def _finish_in_flight(self, beats: Metronome) -> None:
        self.files.begin_no_more()
        self.outbox.begin_no_more()
        if self.web is not None:
            self.web.begin_no_more()
        await asyncio.gather(self.intake.settle(), beats.finish())

    def _jobs(self) -> tuple[Job, ...]:
        only, allowed = self.leadership.only, self.token.only
        return (
            Job("leadership", LOOK_SECONDS, self.leadership.watch),
            Job("reminders", 20, only(self.reminders.plan_day)),
            Job("files", 1, allowed(self.files.fetch_batch)),
            Job("documents", 1, allowed(self.documents.read_batch)),
            Job("outbox", 1, only(allowed(self.outbox.send_batch))),
            Job("progress", 3, only(allowed(self.progress.show))),
            Job("archives", 2, only(allowed(self.archives.do_one))),
            Job("old updates", 3600, self.forget_old_updates),
            Job("leftovers", 3600, self.files.sweep_leftovers),
            Job("unwanted files", 600, self.unwanted_files.remove_unwanted),
        )

    async def forget_old_updates(self) -> bool:
        async with self.database.transaction() as session:
            await forget_updates(session, self.clock() - UPDATES_KEPT)
        return False

    async def drain(self) -> None:
        """Do all work there is at this moment, without waiting for the metronome."""
        while await self.intake.take(timeout=0):
            await self.intake.settle()
        await self.work_off()

    async def work_off(self) -> None:
        """The scheduled work of this moment, in the order in which one part makes work for the next."""
        await drain(self.reminders.plan_day)
        await drain(self.files.fetch_batch)
        await drain(self.documents.read_batch)
        await drain(self.outbox.send_batch)
        await drain(self.progress.show)
        await drain(self.archives.do_one)

    async def next_due(self) -> datetime | None:
        """The next moment (UTC) at which a message or a file falls due; for a clock turned by hand."""
        now = self.clock()
        async with self.database.look() as session:
            due = (await next_due(session, now), await next_fetch(session, now), await next_try(session, now))
        return min(filter(None, due), default=None)

    async def close(self) -> None:
        if self.web is not None:
            await self.web.stop()
        await self.inspecting.end()
        await self.bot.session.close()
        await self.database.close()


def build(
    settings: Settings,
    *,
    clock: Clock = system_clock,
    limits: Limits | None = None,
    renderers: Renderers = RENDERERS,
) -> App:
    """Wire the program; nothing is opened or sent yet. Tests and the demo override the named parts."""
    texts = load_texts(settings.locale)
    database = Database(settings.database_url)
    storage = open_storage(settings)
    bot = make_bot(settings)
    limits = limits or Limits()
    zone = settings.timezone
    watch = Watch(clock, kinds=renderers)
    inspecting = Inspecting()
    database.tell_unsaid = watch.skipped
    dispatcher = Dispatcher(disable_fsm=True)
    dispatcher.workflow_data.update(settings=settings, storage=storage, database=database)
    dispatcher.update.outer_middleware(Transaction(database, texts, clock, zone))
    dispatcher.include_routers(*all_routers())
    replies = Replies(bot, limits, watch, Showing(database, storage))
    intake = Intake(bot, dispatcher, replies, watch, patient=not settings.webhook_url)
    return App(
        settings=settings,
        database=database,
        bot=bot,
        dispatcher=dispatcher,
        texts=texts,
        clock=clock,
        intake=intake,
        outbox=Outbox(database, bot, limits, texts, clock, zone, renderers, watch),
        progress=Progress(database, bot, limits, texts, clock, watch),
        reminders=Reminders(database, clock, zone),
        files=Files(database, bot, storage, clock, zone, watch, inspecting),
        inspecting=inspecting,
        unwanted_files=UnwantedFiles(database, storage, clock),
        documents=Documents(
            database, bot, clock, ReadingProgress(database, bot, limits, texts, clock, zone, renderers)
        ),
        archives=Archives(database, bot, storage, limits, texts, clock, zone, watch),
        leadership=Leadership(database),
        token=Token(bot, watch),
        watch=watch,
        web=_web(settings, intake, database, clock, watch),
    )


def _web(settings: Settings, intake: Intake, database: Database, clock: Clock, watch: Watch) -> "Web | None":
    """aiohttp's server is imported only where something is to be served."""
    if not settings.webhook_url and not settings.metrics:
        return None
    from bot.web import Web

    return Web(settings, intake, database, clock, watch)


def make_bot(settings: Settings) -> Bot:
    session = JsonSession(
        proxy=settings.bot_proxy,
        api=TelegramAPIServer.from_base(settings.bot_api_url, is_local=False),
        limit=200,
    )
    defaults = DefaultBotProperties(parse_mode="HTML", link_preview=LinkPreviewOptions(is_disabled=True))
    return Bot(settings.token, session=session, default=defaults)
