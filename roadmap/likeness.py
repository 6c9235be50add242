"""Titles that are clearly the same though a word or a letter of them has changed."""

import re
from collections.abc import Iterator, Mapping
from difflib import SequenceMatcher
from heapq import nlargest

from roadmap.names import normalise_name

ALIKE = 0.85
"""How much of two titles must be the same, letter by letter, from 0 to 1."""
CLEARLY = 0.05
"""By how much the likest must be ahead of the next, lest one be taken for another."""
MOST_COMPARED = 400
"""Where more titles than these are unknown, it is another plan: to compare each with each takes seconds."""
_WORDS_ALIKE = 0.5
_LIKEST = 4
_WORD = re.compile(r"\w+")
_TELLING = re.compile(
    r"\d+|\b[ivx]+\b|\b(?:январ|феврал|март|апрел|ма[йяе]\b|июн|июл|август|сентябр|октябр|ноябр|декабр)"
)
"""What tells one of several titles from the others: numbers, Roman ones too, and months."""


def clearly_alike(old: Mapping[int, str], new: Mapping[int, str]) -> dict[int, int]:
    """Index of a new title → that of the old one. None is taken twice; numbers and months must agree."""
    found = sorted(_likeness(old, new), reverse=True)
    pairs: dict[int, int] = {}
    for likeness, old_at, new_at in found:
        rivals = [
            other
            for other, other_old, other_new in found
            if (other_old == old_at) != (other_new == new_at) and other > likeness - CLEARLY
        ]
        if likeness >= ALIKE and not rivals:
            pairs[new_at] = old_at
    return pairs


def _likeness(old: Mapping[int, str], new: Mapping[int, str]) -> Iterator[tuple[float, int, int]]:
    """Letters are compared only with the titles that share most words, and not where everything is new."""
    if max(len(old), len(new)) > MOST_COMPARED:
        return
    keys = {at: normalise_name(title) for at, title in old.items()}
    words = {at: frozenset(_WORD.findall(key)) for at, key in keys.items()}
    for new_at, title in new.items():
        key = normalise_name(title)
        mine, telling = frozenset(_WORD.findall(key)), _TELLING.findall(key)
        shared = ((_shared(mine, theirs), old_at) for old_at, theirs in words.items())
        for share, old_at in nlargest(_LIKEST, shared):
            if share >= _WORDS_ALIKE and telling == _TELLING.findall(keys[old_at]):
                yield SequenceMatcher(None, keys[old_at], key, autojunk=False).ratio(), old_at, new_at


def _shared(mine: frozenset[str], theirs: frozenset[str]) -> float:
    """How much of their words two titles share, from 0 to 1."""
    return 2 * len(mine & theirs) / (len(mine) + len(theirs) or 1)
