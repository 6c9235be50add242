"""Everything the bot says, in Fluent files under ``locales/<language>/``.

A translator makes HTML for messages, with every argument escaped, and plain text for where Telegram takes no
markup. What is missing raises: a person is never shown an identifier or an empty place.
"""

import datetime as dt
import html
import re
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

from babel import Locale
from babel.dates import format_date, format_skeleton
from fluent.runtime import FluentBundle, FluentResource
from fluent.runtime.types import FluentFloat, FluentInt, FluentType

import locales

Argument = str | int | float | dt.date

# English as it is read in Europe: the day before the month, 24 hours.
_REGIONS = {"en": "en_GB"}
# fluent.runtime refuses text above 2,500 characters, but people's answers have up to 4,000: a long argument
# goes through it as a mark from the private use area and is put in afterwards.
_LONG = 1000
_YEAR, _YEAR_AND_STOP = "\u00a0г.", "\u00a0г.."
_MARK = re.compile("\ue000([^\ue001]+)\ue001")


class MissingText(LookupError):  # noqa: N818 - it says what is wrong
    """A text, or an argument that a text needs, does not exist: a defect of ours."""


class Markup(str):
    """HTML that is safe already, so that a translator doesn't escape it."""

    __slots__ = ()

    def join(self, parts: Iterable[str], /) -> "Markup":
        """Join parts, escaping those that are not ``Markup``."""
        return Markup(str.join(self, map(_escaped, parts)))

    def __add__(self, other: str, /) -> "Markup":
        return Markup(str.__add__(self, _escaped(other)))


class Translator:
    """The texts of one language."""

    def __init__(self, language: str, bundle: FluentBundle) -> None:
        self.locale = language
        self._bundle = bundle
        self._region = Locale.parse(_REGIONS.get(language, language))

    def __call__(self, text_id: str, /, **arguments: Argument) -> Markup:
        """HTML for a message. ``text_id`` may name an attribute: ``survey-question.hint``.

        Numbers choose plurals and have no thousands separators (``NUMBER($n, useGrouping: 1)`` gives them);
        True and False choose the variants ``[yes]`` and ``[no]``; a date is written long.
        Raises MissingText if there is no such text or it lacks an argument.
        """
        return Markup(self._format(text_id, {name: _in_html(value) for name, value in arguments.items()}))

    def plain(self, text_id: str, /, **arguments: Argument) -> str:
        """Text without markup: button labels, toasts, descriptions of commands, names of files.

        Raises MissingText as a call does, TypeError for an argument that is HTML.
        """
        for name, value in arguments.items():
            if isinstance(value, Markup):
                raise TypeError(f"{text_id} is plain text, but its argument {name} is HTML")
        return self._format(text_id, arguments)

    def date(self, day: dt.date) -> str:
        """«10 января 2022 г.», for a local date."""
        return _spaced(format_date(day, "long", locale=self._region))

    def short_date(self, day: dt.date, today: dt.date | None = None) -> str:
        """«10 янв.», for a local date; «10 янв. 2022 г.», in another year than that of `today`."""
        if today is not None and day.year != today.year:
            return _spaced(format_skeleton("yMMMd", day, locale=self._region))
        return format_date(day, "d MMM", locale=self._region)

    def day(self, day: dt.date) -> str:
        """«10 января», for a local date of the year that everybody thinks of."""
        return format_date(day, "d MMMM", locale=self._region)

    def weekday(self, day: dt.date) -> str:
        """«понедельник», for a local date."""
        return format_date(day, "EEEE", locale=self._region)

    def month(self, day: dt.date) -> str:
        """«январь 2022 г.», for any day of the month."""
        return _spaced(format_skeleton("yMMMM", day, locale=self._region))

    def datetime(self, moment: dt.datetime, zone: dt.tzinfo) -> str:
        """«10 января 2022 г., 09:30»: an aware moment as the clocks of ``zone`` show it."""
        return f"{self.date(moment.astimezone(zone))}, {self.time(moment, zone)}"

    def time(self, moment: dt.datetime, zone: dt.tzinfo) -> str:
        """«09:30»: an aware moment as the clocks of ``zone`` show it."""
        if moment.tzinfo is None:
            raise ValueError("a moment needs a time zone")
        return f"{moment.astimezone(zone):%H:%M}"

    def _format(self, text_id: str, arguments: Mapping[str, Argument]) -> str:
        name, _, attribute = text_id.partition(".")
        try:
            message = self._bundle.get_message(name)
            pattern = message.attributes[attribute] if attribute else message.value
        except LookupError:
            pattern = None
        if pattern is None:
            raise MissingText(f"no text {text_id} in {self.locale}")
        values = {name: self._value(text_id, name, value) for name, value in arguments.items()}
        text, errors = self._bundle.format_pattern(pattern, values)
        if errors:
            raise MissingText(f"{text_id} in {self.locale}: {errors[0]}")
        said = _MARK.sub(lambda mark: str(arguments.get(mark[1], "")), str(text))
        return said.replace(_YEAR_AND_STOP, _YEAR)  # a sentence that ends in «2022 г.» has its full stop

    def _value(self, text_id: str, name: str, value: Argument) -> str | FluentType:
        if isinstance(value, str):
            return value if len(value) <= _LONG else f"\ue000{name}\ue001"
        if isinstance(value, bool):
            return "yes" if value else "no"
        if isinstance(value, int):
            return FluentInt(value, useGrouping=False)
        if isinstance(value, float):
            return FluentFloat(value, useGrouping=False)
        if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
            return self.date(value)
        raise TypeError(f"{text_id}: {name} is a {type(value).__name__}")


class Texts:
    """The translators of all languages, built once."""

    def __init__(self, translators: Mapping[str, Translator], default: str) -> None:
        self.default = translators[default]
        self._translators = translators

    @property
    def languages(self) -> tuple[str, ...]:
        """Codes of the languages there are."""
        return tuple(self._translators)

    def language(self, code: str | None) -> Translator:
        """The translator of a language (``ru-RU`` counts as ``ru``), else the default one."""
        return self._translators.get((code or "").partition("-")[0].lower(), self.default)


def load_texts(default: str = "ru") -> Texts:
    """Read all languages. Raises KeyError if the default one isn't there."""
    folders = sorted(path for path in Path(locales.__path__[0]).iterdir() if any(path.glob("*.ftl")))
    return Texts({folder.name: _translator(folder) for folder in folders}, default)


@cache  # what is read doesn't change, and a process may build several bots
def _translator(folder: Path) -> Translator:
    bundle = FluentBundle([folder.name], use_isolating=False)
    for path in sorted(folder.glob("*.ftl")):
        bundle.add_resource(FluentResource(path.read_text(encoding="utf-8")))
    return Translator(folder.name, bundle)


def _in_html(value: Argument) -> Argument:
    return _escaped(value) if isinstance(value, str) else value


def _escaped(text: str) -> str:
    return text if isinstance(text, Markup) else html.escape(text, quote=False).replace('"', "&quot;")


def _spaced(text: str) -> str:
    """Many fonts of phones lack the narrow no-break space of CLDR."""
    return text.replace("\u202f", "\u00a0")
