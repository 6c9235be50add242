"""Names of people, schools and activities as typed: made fit to be kept, compared, and put in order."""

import re
import unicodedata

from roadmap.errors import UserError

PERSON_NAME_LIMIT = 100
SCHOOL_NAME_LIMIT = 120
SCHOOLS_AT_ONCE = 100

_UNSEEN = frozenset({"Cc", "Cf", "Co", "Cs", "Cn"})
_DIGITS = re.compile(r"(\d+)")
_QUOTES = "«»„“”‟‹›‚‘’‛\"'`"
_INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"  # soft hyphen, zero-width characters, byte order mark
_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212"
_LETTERS = str.maketrans({"ё": "е"} | dict.fromkeys(_QUOTES + _INVISIBLE) | dict.fromkeys(_DASHES, "-"))
_NUMBER_SIGN = re.compile(r"(?:№|\bno?\.?)\s*(?=\d)")
_DASH = re.compile(r"\s*-[\s-]*")
_LOOSE_END = " .,;:"
_TYPED_NUMBER = re.compile(r"\s*\d+(?:\.\d+)*[.)](?!\d)\s*(?=.*\w)")


def clean_name(text: str) -> str:
    """Return the name in one line: no invisible characters, none that turn the writing direction."""
    seen = "".join(" " if letter.isspace() else letter for letter in text if _is_seen(letter))
    return " ".join(unicodedata.normalize("NFC", seen).split())


def _is_seen(letter: str) -> bool:
    return letter.isspace() or unicodedata.category(letter) not in _UNSEEN


def is_name(name: str) -> bool:
    """Whether there is a letter or a digit in it."""
    return any(letter.isalnum() for letter in name)


def person_name(text: str) -> str:
    """Return a person's own name as typed, cleaned. Raises UserError when it is none or too long."""
    name = clean_name(text)
    if not any(letter.isalpha() for letter in name):
        raise UserError("settings-name-unclear")
    if len(name) > PERSON_NAME_LIMIT:
        raise UserError("settings-name-too-long", limit=PERSON_NAME_LIMIT)
    return name


def normalise_name(name: str) -> str:
    """Return the form by which two names are compared; not for showing to anybody.

    Letter case, ё and е, quotation marks, kinds of dashes and the spaces about them, the spelling of «№»
    before a number («№ 20», «N20», «No. 20»), repeated and no-break spaces, invisible characters and
    punctuation at the end make no difference. Numbers and words do.
    """
    letters = unicodedata.normalize("NFC", name).casefold().translate(_LETTERS)
    numbered = _NUMBER_SIGN.sub("№", letters)
    dashed = _DASH.sub("-", numbered)
    return " ".join(dashed.split()).rstrip(_LOOSE_END)


def unnumbered(title: str) -> str:
    """Return the title without a number typed before it («3. », «2.1) »); a date or a bare number stays."""
    number = _TYPED_NUMBER.match(title)
    return title[number.end() :] if number else title


def natural_order(name: str) -> tuple[tuple[int, int, str], ...]:
    """Return a sort key that puts «Школа № 9» before «Школа № 18», letter case aside."""
    parts = _DIGITS.split(name.casefold())
    return tuple((0, int(part), "") if part.isdecimal() else (1, 0, part) for part in parts if part)
