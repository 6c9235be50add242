"""`kurator run`: the bot on Telegram, until it is told to stop."""

import asyncio
import logging
import signal
from contextlib import suppress

from aiogram.exceptions import (
    TelegramNetworkError,
    TelegramNotFound,
    TelegramRetryAfter,
    TelegramServerError,
    TelegramUnauthorizedError,
)

from bot.app import App, build
from bot.logs import set_up_logs
from bot.offline import opened
from bot.settings import SettingsError, load_settings

log = logging.getLogger(__name__)
LONGEST_PAUSE_SECONDS = 60
CLOSE_SECONDS = 1.2
LONGEST_STOP_SECONDS = 9.7
SIGNALS = (signal.SIGTERM, signal.SIGINT)


async def serve() -> None:
    """Run until SIGTERM or SIGINT; then finish what is in flight. Raises SettingsError and UserError."""
    settings = load_settings()
    _ = settings.token  # missing, it is the first thing to be told
    set_up_logs(settings.log_level, settings.secrets, form=settings.log_format)
    async with opened(settings):
        pass  # a database that can't be used is said in one line, before anything else begins
    app = build(settings)
    try:
        await start_when_possible(app)
        if app.setup_code:
            print(f"Setup code: {app.setup_code} (send it to the bot to become its coordinator)", flush=True)
        log.info("ready")
        await run_until_told(app)
    finally:
        with suppress(TimeoutError):  # the end of the process closes the rest
            await asyncio.wait_for(app.close(), CLOSE_SECONDS)


async def start_when_possible(app: App) -> None:
    """Start; while Telegram is out of reach, try again. Raises SettingsError for a token it doesn't know."""
    pause = 1
    while True:
        try:
            await app.start()
        except (TelegramUnauthorizedError, TelegramNotFound):  # which of them depends on how wrong it is
            raise SettingsError("BOT_TOKEN: Telegram does not know this token; ask @BotFather") from None
        except TelegramRetryAfter as error:  # several replicas that start at once
            await asyncio.sleep(error.retry_after)
        except (TelegramNetworkError, TelegramServerError) as error:
            log.warning("Telegram is out of reach, next try in %s s: %s", pause, error)
            await asyncio.sleep(pause)
            pause = min(pause * 2, LONGEST_PAUSE_SECONDS)
        else:
            return


async def run_until_told(app: App) -> None:
    """The first signal lets the program finish what is in flight, a second one ends it at once.

    So does the alarm, should something not end that can't be cut off, such as a thread.
    """
    loop = asyncio.get_running_loop()
    running = asyncio.ensure_future(app.run())

    def stop() -> None:
        log.info("stopping")
        for number in SIGNALS:
            loop.remove_signal_handler(number)
            signal.signal(number, signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_REAL, LONGEST_STOP_SECONDS)
        running.cancel()

    for number in SIGNALS:
        loop.add_signal_handler(number, stop)
    try:
        await running
    except asyncio.CancelledError:
        log.info("stopped")
