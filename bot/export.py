"""`kurator export`: the roadmap into a file, in the form of the order."""

from datetime import UTC, datetime
from pathlib import Path

from bot.offline import no_roadmap, opened
from bot.settings import Settings, load_settings
from db.queries.kept_reading import kept_reading, roadmap_of
from reports.forms import FORMS
from roadmap.calendar import local_today
from roadmap.document import Reading
from roadmap.errors import UserError
from roadmap.order import order_of


async def export_roadmap(file: Path, *, year: int | None) -> None:
    """Write the roadmap that counts today, or that of a year. Raises UserError."""
    form = FORMS.get(file.suffix.lower().removeprefix("."))
    if form is None:
        raise UserError("cli-export-format", file=str(file))
    reading = await _kept(load_settings(), year)
    _write(file, form(order_of(reading)))


def _write(file: Path, content: bytes) -> None:
    try:
        file.write_bytes(content)
    except OSError as error:
        raise UserError("cli-file-unwritable", file=str(file), reason=error.strerror or "?") from None


async def _kept(settings: Settings, year: int | None) -> Reading:
    today = local_today(datetime.now(UTC), settings.timezone)
    async with opened(settings) as database, database.look() as session:
        head = await roadmap_of(session, today, year)
        reading = await kept_reading(session, head.id) if head else None
    if reading is None:
        raise no_roadmap(year)
    return reading
