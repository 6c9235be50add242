"""The slips of real plans put right before a phrase is read: look-alike letters, dashes, breaks, hyphens."""

import re
import unicodedata

_INVISIBLE = re.compile(r"\u00ad\s*|[\u200b-\u200d\u2060\ufeff]")
_LATIN_LOOK_ALIKES = str.maketrans("aceopxykmthbu", "асеорхукмтнви")
_ROMAN_LOOK_ALIKES = str.maketrans("іуyхl", "ivvxi")
_DASHES = re.compile(r"[-\u2010-\u2015\u2043\u2212\ufe58\ufe63\uff0d]+")
_MARKS = re.compile(r"[*«»\"“”„'¹²³]")
_ROMAN_SIGNS = re.compile(r"[\u2160-\u217f]")
_ROMAN_GLUED = re.compile(r"\b([iіv]{1,3})(?=квартал|кв\b|полугод|четверт|декад|половин)")
_WORD = re.compile(r"[a-zа-яі]+")
_CYRILLIC = re.compile(r"[а-я]")
_LOOKS_CYRILLIC = re.compile(r"[aceopxykmthbu]+")
_ROMAN = re.compile(r"[iіvуyхxl]*[iіv][iіvуyхxl]*")
_SOFT_SIGN_TORN_OFF = re.compile(r"\s+(?=[ьъ])")
_BREAK = re.compile(r"(\s*-?\s*\n\s*|-\s+|\s+)")
_LAST_LETTERS = re.compile(r"(?<![a-zа-я])[а-я]+$")
_FIRST_LETTERS = re.compile(r"^[а-я]+(?![a-zа-я])")
_GLUED = re.compile(r"(?<=\d)(?=[а-я])|(?<=[а-я])(?=\d)|(?<=г\.)(?=[абвд-я])")
_DATE_SPACED = re.compile(r"\b(\d{1,2}) ?\. ?(\d{1,2}) ?\. ?(20\d\d)\b(?! ?[-/] ?\d\d(?:\d\d)?\b(?!\.))")
_DIGITS_TYPED = re.compile(
    r"\b(?=[oоз]*\d)[\doоз]{2}\b(?![./-]?\w)|(?<=\d\.)(?=[oо]*\d)[\doо]{2}\b|\b[oо]\d(?=\.\d)"
)
_DIGIT_LOOK_ALIKES = str.maketrans("oоз", "003")
_ROMAN_TYPED = re.compile(
    r"\b(?:1 ?[уy]|п|ш)(?=(?: ?(?:[-,]|и\b) ?[\dіivпш]+)* ?-?(?:[йяе] )? ?(?:кв|полуг|п/г|четв|трим|декад))"
)
_ROMAN_MEANT = {"п": "ii", "ш": "iii"}
_SEPARATORS = re.compile(r"(?:\s*(?:[,;()\[\]]|:(?!\d)))+\s*")
_EDGES = " ,.;-_"

_MONTH_FORMS = (
    r"(?:(?:январ|феврал|апрел|июн|июл|сентябр|октябр|ноябр|декабр)(?:ь|я|ю|ем|е)"
    r"|(?:март|август)(?:ом|а|у|е)?|ма(?:й|я|ю|ем|е))"
)
_MONTHS_SIDE_BY_SIDE = re.compile(rf"(?<!\d )\b({_MONTH_FORMS})\s*(?={_MONTH_FORMS}\b)")
_BREAKABLE = re.compile(
    rf"{_MONTH_FORMS}|понедельник|вторник|сред[ау]|четверг|пятниц[ау]|суббот[ау]|воскресенье"
    r"|квартал[аеу]?|полугодие|еженедельно|ежемесячно|ежеквартально|ежегодно|года?|месяца?|течение|учебн(?:ый|ого)"
)


def normalise(phrase: str) -> tuple[str, tuple[str, ...]]:
    """The phrase in lower case with one spelling for everything, and what had to be assumed on the way."""
    text = _ROMAN_SIGNS.sub(_as_letters, _INVISIBLE.sub("", _MARKS.sub("", phrase)))
    text = _DASHES.sub("-", text.lower().replace("ё", "е"))
    text = _SOFT_SIGN_TORN_OFF.sub("", " ".join(_with_words_whole(text).split()))
    digits = _DATE_SPACED.sub(r"\1.\2.\3", _DIGITS_TYPED.sub(_as_digits, text))
    text = _WORD.sub(_in_one_alphabet, _ROMAN_GLUED.sub(r"\1 ", _ROMAN_TYPED.sub(_as_roman, digits)))
    text = _SEPARATORS.sub(", ", _GLUED.sub(" ", text)).strip(_EDGES)
    mended = _MONTHS_SIDE_BY_SIDE.sub(r"\1 - ", text)
    return mended, ("lost-hyphen",) if mended != text else ()


def _with_words_whole(text: str) -> str:
    """Words put together that a line's end, or what has become of it, breaks in two: «дека- брь»."""
    whole, *rest = _BREAK.split(text)
    for gap, word in zip(rest[::2], rest[1::2], strict=True):
        broken = _letters(_LAST_LETTERS, whole), _letters(_FIRST_LETTERS, word)
        whole += word if all(broken) and _BREAKABLE.fullmatch("".join(broken)) else gap + word
    return whole


def _letters(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.search(text)
    return found[0] if found else ""


def _as_digits(match: re.Match[str]) -> str:
    return match[0].translate(_DIGIT_LOOK_ALIKES)


def _as_roman(match: re.Match[str]) -> str:
    """«П квартал» and «1У квартал» are typed where the keyboard has no Roman numerals."""
    return _ROMAN_MEANT.get(match[0], "iv")


def _as_letters(match: re.Match[str]) -> str:
    return unicodedata.normalize("NFKC", match[0])


def _in_one_alphabet(match: re.Match[str]) -> str:
    word = match[0]
    if _ROMAN.fullmatch(word):
        return word.translate(_ROMAN_LOOK_ALIKES)
    return (
        word.translate(_LATIN_LOOK_ALIKES)
        if _CYRILLIC.search(word) or _LOOKS_CYRILLIC.fullmatch(word)
        else word
    )
