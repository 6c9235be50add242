"""`kurator doctor`: is everything there that the bot needs? One line a check, exit status 1 if one fails."""

import tempfile
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime

from aiogram.exceptions import AiogramError
from asyncpg.exceptions import PostgresError
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from bot.app import make_bot
from bot.settings import Settings, SettingsError, load_settings
from bot.texts import Translator, load_texts
from db.engine import Database
from roadmap.calendar import is_working, local_today

Check = Callable[[Settings], Awaitable[str]]


async def examine() -> int:
    """Run all checks and print what they found; 0 if all is well, else 1."""
    settings = load_settings()
    t = load_texts(settings.locale).default
    checks: dict[str, Check] = {
        "cli-doctor-database": _database,
        "cli-doctor-storage": _storage,
        "cli-doctor-calendar": _calendar,
        "cli-doctor-telegram": _telegram,
    }
    results = [await _passes(t, text_id, check, settings) for text_id, check in checks.items()]
    return 0 if all(results) else 1


async def _passes(t: Translator, text_id: str, check: Check, settings: Settings) -> bool:
    try:
        found = await check(settings)
    except (SQLAlchemyError, PostgresError, OSError, AiogramError, SettingsError) as error:
        reason = str(error).partition("\n")[0] or type(error).__name__
        print(f"✗ {t.plain(text_id)}: {reason}")
        return False
    print(f"✓ {t.plain(text_id)}: {found}")
    return True


async def _database(settings: Settings) -> str:
    database = Database(settings.database_url)
    try:
        async with database.look() as session:
            await session.execute(text("SELECT 1"))
    finally:
        await database.close()
    return database.url.render_as_string(hide_password=True)


async def _storage(settings: Settings) -> str:
    folder = settings.evidence_folder
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=folder) as probe:
        probe.write(b"kurator")
    return str(folder)


async def _calendar(settings: Settings) -> str:
    today = local_today(datetime.now(UTC), settings.timezone)
    return f"{today.isoformat()} {settings.timezone.key} {'✓' if is_working(today) else '–'}"


async def _telegram(settings: Settings) -> str:
    bot = make_bot(settings)
    try:
        me = await bot.me()
    finally:
        await bot.session.close()
    return f"@{me.username}"
