"""Deadlines within a text: where nothing sets one apart, each of its words has to belong to it."""

import re
from collections.abc import Sequence

from roadmap.document.fitting import looks_dated

_MONTHS = "январ|феврал|март|апрел|ма[йяе]|июн|июл|август|сентябр|октябр|ноябр|декабр"
_UNITS = (
    "год|г[.г]|квартал|полугоди|недел|декад|числ|месяц|дн[яией]|ден[ьи]|четверт|понедельник|вторник|сред[аыу]"
)
_UNITS += "|четверг|пятниц|суббот|воскресен"
_ENDING = re.compile(
    rf"({_MONTHS}|{_UNITS})|\d|[IVX]+$|еже|постоянно|систематически|график|план|необходимости", re.IGNORECASE
)
_BEGINNING = re.compile(
    rf"({_MONTHS})|\d|[IVX]+\b|(до|не|с|со|по|в|во|к|весь|раз|один|два)$|еже|кажд|постоянно|систематически"
    r"|начал|кон[ец]|середин|последн|перв|втор|трет|четв",
    re.IGNORECASE,
)
_WITHIN = re.compile(
    r"[-–—,и]$|(позднее|течени[еи]|учебн|календарн|рабоч|через|отдельн|мере|согласно|утвержд)",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(19|20)\d\d$")


def may_end(word: str) -> bool:
    return _ENDING.match(word) is not None and not word.endswith(")")


def is_phrase(words: Sequence[str]) -> bool:
    """A year before other words is the end of what stands before it: «в рамках 2022 года май - июнь»."""
    if not words or not _BEGINNING.match(words[0]) or not may_end(words[-1]):
        return False
    if len(words) > 2 and _YEAR.match(words[0]) and words[1].startswith("г"):  # noqa: PLR2004 - a year
        return False
    belong = all(any(form.match(word) for form in (_BEGINNING, _ENDING, _WITHIN)) for word in words)
    return belong and looks_dated(" ".join(words))
