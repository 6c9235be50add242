"""Finding by a typed word: «20» finds «Школа № 20», not № 120 or № 201; «петр» finds «Пётр»."""

import re

from roadmap.names import normalise_name

WORD_LIMIT = 60

_PARTS = re.compile(r"\d+|[^\W\d_]+")
_NUMBERS = re.compile(r"\d+")


def matches(word: str, *texts: str) -> bool:
    """Whether every part of the word is in the texts: a number as a whole, letters anywhere."""
    parts = _PARTS.findall(normalise_name(word))
    said = " ".join(normalise_name(text) for text in texts)
    numbers = frozenset(_NUMBERS.findall(said))
    return bool(parts) and all(part in numbers if part.isdecimal() else part in said for part in parts)
