"""`kurator doctor`: is everything there that the bot needs? One line a check, exit status 1 if one fails.

A line that fails says why, and what to do. Nothing is changed.
"""

import shutil
import tempfile
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.exceptions import AiogramError
from aiohttp import ClientError, ClientTimeout
from asyncpg.exceptions import PostgresError
from sqlalchemy.exc import SQLAlchemyError

from bot.app import make_bot
from bot.logs import Hiding
from bot.settings import Settings, SettingsError, load_settings
from bot.storage import S3Storage, StorageUnreachable, open_storage
from bot.texts import Translator, load_texts
from db.engine import Database
from db.schema import newest_revision, revision_of
from roadmap.calendar import is_working, last_known_year, local_today
from roadmap.errors import UserError

MEGABYTE = 1024 * 1024
LEAST_FREE_MEGABYTES = 500
LARGEST_SKEW_SECONDS = 10
ANSWER_SECONDS = 15
RECENT = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Visit:
    settings: Settings
    t: Translator


Check = Callable[[Visit], Awaitable[str]]


async def examine() -> int:
    """Run all checks and print what they found; 0 if all is well, else 1."""
    settings = load_settings()
    visit = Visit(settings, load_texts(settings.locale).default)
    well_at_home = await at_home(visit)
    at_telegram = await _passes(visit, "token", _token)
    if at_telegram:  # what follows asks Telegram too
        at_telegram &= await _passes(visit, "time", _time)
        at_telegram &= await _passes(visit, "webhook", _webhook)
    return 0 if well_at_home and at_telegram else 1


async def at_home(visit: Visit, *names: str) -> bool:
    """Run the checks that don't ask Telegram, or those named alone, and print what they found."""
    checks = {"database": _database, "storage": _storage, "calendar": _calendar, "zone": _zone}
    return all([await _passes(visit, name, checks[name]) for name in names or checks])


async def _passes(visit: Visit, name: str, check: Check) -> bool:
    t = visit.t
    title = t.plain(f"doctor-{name}")
    try:
        found = await check(visit)
    except (
        UserError,
        SQLAlchemyError,
        PostgresError,
        OSError,
        AiogramError,
        ClientError,
        SettingsError,
        StorageUnreachable,
    ) as error:
        reason = Hiding(visit.settings.secrets).hide(_reason(t, error))
        print(f"✗ {title}: {reason}. {t.plain(f'doctor-{name}-advice')}")
        return False
    print(f"✓ {title}: {found}")
    return True


def _reason(t: Translator, error: Exception) -> str:
    if isinstance(error, UserError):
        return t.plain(error.text_id, **error.arguments)
    return (str(error).partition("\n")[0] or type(error).__name__).rstrip(".")


async def _database(visit: Visit) -> str:
    database = Database(visit.settings.database_url)
    try:
        found = await revision_of(database)
    finally:
        await database.close()
    newest = newest_revision()
    if found is not None and found != newest:
        raise UserError("doctor-schema-differs", found=found, newest=newest)
    address = database.url.render_as_string(hide_password=True)
    return visit.t.plain("doctor-schema", address=address, schema=found or "no")


async def _storage(visit: Visit) -> str:
    storage = open_storage(visit.settings)
    if isinstance(storage, S3Storage):
        await storage.probe()
        return visit.t.plain("doctor-bucket", bucket=str(storage.bucket))
    folder = visit.settings.evidence_folder
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=folder) as probe:
        probe.write(b"kurator")
    free = shutil.disk_usage(folder).free // MEGABYTE
    if free < LEAST_FREE_MEGABYTES:
        raise UserError("doctor-little-room", free=free)
    return visit.t.plain("doctor-room", folder=str(folder), free=free)


async def _calendar(visit: Visit) -> str:
    today = local_today(datetime.now(UTC), visit.settings.timezone)
    known = last_known_year()
    if today.year > known:
        raise UserError("doctor-calendar-ends", year=str(known))
    return visit.t.plain("doctor-day", date=today, working=str(is_working(today)), year=str(known))


async def _zone(visit: Visit) -> str:
    zone = visit.settings.timezone
    return visit.t.plain("doctor-local-time", zone=zone.key, time=f"{datetime.now(zone):%H:%M}")


async def _token(visit: Visit) -> str:
    async with make_bot(visit.settings) as bot:
        return f"@{(await bot.me()).username}"


async def _time(visit: Visit) -> str:
    async with make_bot(visit.settings) as bot:
        there = await _time_at_telegram(bot, visit.settings.bot_api_url)
    skew = round((datetime.now(UTC) - there).total_seconds())
    if abs(skew) > LARGEST_SKEW_SECONDS:
        raise UserError("doctor-clock-differs", seconds=skew)
    return visit.t.plain("doctor-clock", seconds=skew)


async def _time_at_telegram(bot: Bot, address: str) -> datetime:
    """By the head of an answer, to the second. Raises UserError where there is none."""
    assert isinstance(bot.session, AiohttpSession)  # noqa: S101 -- as `make_bot` makes it
    client = await bot.session.create_session()
    async with client.head(address, timeout=ClientTimeout(total=ANSWER_SECONDS)) as answer:
        try:
            return parsedate_to_datetime(answer.headers["Date"]).astimezone(UTC)
        except (KeyError, ValueError):
            raise UserError("doctor-no-date") from None


async def _webhook(visit: Visit) -> str:
    async with make_bot(visit.settings) as bot:
        info = await bot.get_webhook_info()
    wanted = visit.settings.webhook_url or ""
    if info.url != wanted:
        raise UserError("doctor-webhook-differs", found=info.url or "–", wanted=wanted or "–")
    if info.last_error_date and datetime.now(UTC) - info.last_error_date < RECENT:
        raise UserError("doctor-webhook-fails", reason=info.last_error_message or "?")
    return visit.t.plain("doctor-updates", address=wanted or "getUpdates", count=info.pending_update_count)
