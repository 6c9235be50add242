"""The slips of real plans put right before a phrase is read: look-alike letters, dashes, breaks, hyphens."""

import re
import unicodedata

_LATIN_LOOK_ALIKES = str.maketrans("aceopxykmthbu", "асеорхукмтнви")
_ROMAN_LOOK_ALIKES = str.maketrans("іухl", "ivxi")
_DASHES = re.compile(r"[\u2010-\u2015\u2212\u00ad]")
_MARKS = re.compile(r"[*«»\"“”„'¹²³\u200b\ufeff]")
_ROMAN_SIGNS = re.compile(r"[\u2160-\u217f]")
_ROMAN_GLUED = re.compile(r"\b([iіv]{1,3})(?=квартал|кв\b|полугод|четверт|декад|половин)")
_WORD = re.compile(r"[a-zа-яі]+")
_CYRILLIC = re.compile(r"[а-я]")
_ROMAN = re.compile(r"[iіvухxl]*[iіv][iіvухxl]*")
_SOFT_SIGN_TORN_OFF = re.compile(r"\s+(?=[ьъ])")
_BREAK_IN_WORD = re.compile(r"([а-я]+)[ \t]*-?[ \t]*\n\s*([а-я]+)")
_GLUED = re.compile(r"(?<=\d)(?=[а-я])|(?<=[а-я])(?=\d)")
_SEPARATORS = re.compile(r"(?:\s*(?:[,;()\[\]]|:(?!\d)))+\s*")
_EDGES = " ,.;-_"

_MONTH_FORMS = (
    r"(?:(?:январ|феврал|апрел|июн|июл|сентябр|октябр|ноябр|декабр)(?:ь|я|ю|ем|е)"
    r"|(?:март|август)(?:ом|а|у|е)?|ма(?:й|я|ю|ем|е))"
)
_MONTHS_SIDE_BY_SIDE = re.compile(rf"\b({_MONTH_FORMS})\s*(?={_MONTH_FORMS}\b)")
_BREAKABLE = re.compile(
    rf"{_MONTH_FORMS}|понедельник|вторник|сред[ау]|четверг|пятниц[ау]|суббот[ау]|воскресенье"
    r"|квартал[аеу]?|полугодие|еженедельно|ежемесячно|ежеквартально|ежегодно|года?|месяца?|течение|учебн(?:ый|ого)"
)


def normalise(phrase: str) -> tuple[str, tuple[str, ...]]:
    """The phrase in lower case with one spelling for everything, and what had to be assumed on the way."""
    text = _MARKS.sub("", phrase)
    text = _DASHES.sub("-", _ROMAN_SIGNS.sub(_as_letters, text).lower().replace("ё", "е"))
    text = _BREAK_IN_WORD.sub(_joined_if_a_word, _SOFT_SIGN_TORN_OFF.sub("", text))
    text = _WORD.sub(_in_one_alphabet, _ROMAN_GLUED.sub(r"\1 ", " ".join(text.split())))
    text = _SEPARATORS.sub(", ", _GLUED.sub(" ", text)).strip(_EDGES)
    mended = _MONTHS_SIDE_BY_SIDE.sub(r"\1 - ", text)
    return mended, ("lost-hyphen",) if mended != text else ()


def _as_letters(match: re.Match[str]) -> str:
    return unicodedata.normalize("NFKC", match[0])


def _joined_if_a_word(match: re.Match[str]) -> str:
    joined = match[1] + match[2]
    return joined if _BREAKABLE.fullmatch(joined) else match[0]


def _in_one_alphabet(match: re.Match[str]) -> str:
    word = match[0]
    if _ROMAN.fullmatch(word):
        return word.translate(_ROMAN_LOOK_ALIKES)
    return word.translate(_LATIN_LOOK_ALIKES) if _CYRILLIC.search(word) else word
