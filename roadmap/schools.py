"""Names of schools and activities as people mean them, whatever the word processor made of them."""

import re
import unicodedata

_QUOTES = "«»„“”‟‹›‚‘’‛\"'`"
_UNSEEN = "\u00ad\u200b\u200c\u200d\u2060\ufeff"  # soft hyphen, zero-width characters, byte order mark
_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212"
_LETTERS = str.maketrans({"ё": "е"} | dict.fromkeys(_QUOTES + _UNSEEN) | dict.fromkeys(_DASHES, "-"))
_NUMBER_SIGN = re.compile(r"(?:№|\bno?\.?)\s*(?=\d)")
_DASH = re.compile(r"\s*-[\s-]*")
_LOOSE_END = " .,;:"


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
