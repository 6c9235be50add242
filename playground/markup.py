"""Telegram's HTML: a string with tags becomes a text and its entities.

The rules, the order in which mistakes are noticed and the wording are Telegram's (TDLib's parseTextEntities):
byte offsets are those of the UTF-8 source, entity offsets count UTF-16 code units of the text.
"""

import re
from dataclasses import dataclass
from typing import Any

from playground.links import checked_link, mentioned_user

Entity = dict[str, Any]

SPACE = b" \t\r\n\0\v"
SPECIAL = re.compile(rb"[<&]")
NOT_SPACE = re.compile(rb"[^ \t\r\n\0\v]|\Z")
NAME_END = re.compile(rb"[ \t\r\n\0\v>]")
ATTRIBUTE_END = re.compile(rb"[ \t\r\n\0\v>=/\"']")
TOKEN = re.compile(rb"[A-Za-z0-9.-]*")
REFERENCE = re.compile(rb"&(?:#x([0-9A-Fa-f]*)|#([0-9]*)|([A-Za-z]*))")
NAMED = {b"lt": "<", b"gt": ">", b"amp": "&", b"quot": '"'}

STYLES = {
    "b": "bold", "strong": "bold", "i": "italic", "em": "italic", "u": "underline", "ins": "underline",
    "s": "strikethrough", "strike": "strikethrough", "del": "strikethrough",
    "tg-spoiler": "spoiler", "span": "spoiler",
}  # fmt: skip
TAGS = {*STYLES, "a", "tg-emoji", "pre", "code", "blockquote", "tg-time"}
# Where two entities cover the same stretch, the one with the lower number comes first.
PRIORITY = {
    "blockquote": 0, "expandable_blockquote": 0, "pre": 11, "code": 20, "text_link": 49, "text_mention": 49,
    "date_time": 48, "bold": 90, "italic": 91, "underline": 92, "strikethrough": 93, "spoiler": 94,
    "custom_emoji": 99,
}  # fmt: skip
DATE_FORMAT = re.compile(r"[rR]|[dDtTwW]*")
LEADING_INTEGER = re.compile("-?[0-9]+")


class MarkupError(ValueError):
    """The HTML does not parse; the message is Telegram's, without "Bad Request: can't parse entities: "."""


def utf16_length(text: str) -> int:
    """How long Telegram says `text` is: in UTF-16 code units."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def parse_html(source: str) -> tuple[str, list[Entity]]:
    """The text of `source` and its entities, in Telegram's order. Raises MarkupError."""
    if "<" not in source and "&" not in source:
        return source, []
    return _Parser(source).parse()


def sort_entities(entities: list[Entity]) -> list[Entity]:
    return sorted(entities, key=lambda e: (e["offset"], -e["length"], PRIORITY.get(e["type"], 50)))


@dataclass(slots=True)
class _OpenTag:
    name: str
    argument: str
    offset: int
    text_start: int
    at: int


class _Parser:
    def __init__(self, source: str) -> None:
        self._source = source.encode("utf-8", "surrogatepass")
        self._size = len(self._source)
        self._bytes = self._source + b"\0"  # whoever reads past the end finds a zero, as in C
        self._at = 0
        self._text: list[str] = []
        self._offset = 0
        self._open: list[_OpenTag] = []
        self._entities: list[Entity] = []

    def parse(self) -> tuple[str, list[Entity]]:
        while self._at < self._size:
            self._copy_to_special()
            if self._at >= self._size:
                break
            if self._bytes[self._at] == ord("&"):
                self._reference()
            elif self._bytes[self._at + 1] == ord("/"):
                self._end_tag()
            else:
                self._start_tag()
        return self._finished()

    def _finished(self) -> tuple[str, list[Entity]]:
        if self._open:
            raise MarkupError(f'Can\'t find end tag corresponding to start tag "{self._open[-1].name}"')
        for entity in self._entities:
            if entity["type"] == "code":
                entity.pop("language", None)
        text = "".join(self._text)
        if any("\ud800" <= char <= "\udfff" for char in text):
            raise MarkupError(
                "Text contains invalid Unicode characters after decoding HTML entities, check for unmatched"
                " surrogate code units"
            )
        return text, sort_entities(self._entities)

    def _emit(self, piece: str) -> None:
        self._text.append(piece)
        self._offset += utf16_length(piece)

    def _copy_to_special(self) -> None:
        found = SPECIAL.search(self._bytes, self._at, self._size)
        end = found.start() if found else self._size
        if end > self._at:
            self._emit(self._bytes[self._at : end].decode("utf-8", "surrogatepass"))
            self._at = end

    def _reference(self) -> None:
        char, end = decode_reference(self._bytes, self._at)
        self._emit(char)
        self._at = end

    def _skip_space(self) -> None:
        found = NOT_SPACE.search(self._bytes, self._at, self._size)
        self._at = found.start() if found else self._size

    def _skip_name(self, end: re.Pattern[bytes]) -> bytes:
        begin = self._at
        found = end.search(self._bytes, begin)
        self._at = found.start() if found else self._size
        return self._bytes[begin : self._at]

    def _start_tag(self) -> None:
        begin = self._at
        self._at += 1
        name = _lower(self._skip_name(NAME_END))
        if self._bytes[self._at] == 0:
            raise MarkupError(f"Unclosed start tag at byte offset {begin}")
        if name not in TAGS:
            raise MarkupError(f'Unsupported start tag "{name}" at byte offset {begin}')
        argument = _argument(name, self._attributes(name, begin))
        if name == "span" and argument != "spoiler":
            raise MarkupError(f'Tag "span" must have class "tg-spoiler" at byte offset {begin}')
        self._at += 1
        self._open.append(_OpenTag(name, argument, self._offset, len(self._text), begin))

    def _attributes(self, tag: str, begin: int) -> list[tuple[str, str]]:
        found: list[tuple[str, str]] = []
        while True:
            self._skip_space()
            if self._bytes[self._at] == ord(">"):
                return found
            if self._at >= self._size:
                raise MarkupError(f'Unclosed start tag "{tag}" at byte offset {begin}')
            name = self._skip_name(ATTRIBUTE_END)
            if not name:
                raise MarkupError(f'Empty attribute name in the tag "{tag}" at byte offset {begin}')
            found.append((name.decode("utf-8", "surrogatepass"), self._attribute_value(tag, begin)))

    def _attribute_value(self, tag: str, begin: int) -> str:
        self._skip_space()
        if self._bytes[self._at] != ord("="):
            if self._at >= self._size:
                raise MarkupError(f'Unclosed start tag "{tag}" at byte offset {begin}')
            return ""
        self._at += 1
        self._skip_space()
        if self._at >= self._size:
            raise MarkupError(f'Unclosed start tag "{tag}" at byte offset {begin}')
        quoted = self._bytes[self._at] in b"'\""
        value = self._quoted_value() if quoted else self._token_value()
        if self._bytes[self._at] == 0:
            raise MarkupError(f"Unclosed start tag at byte offset {begin}")
        return value

    def _token_value(self) -> str:
        found = TOKEN.match(self._bytes, self._at)
        assert found is not None  # noqa: S101 - the pattern matches an empty token too
        self._at = found.end()
        if self._bytes[self._at] not in SPACE + b">":
            raise MarkupError(f"Unexpected end of name token at byte offset {found.start()}")
        return _lower(found.group())

    def _quoted_value(self) -> str:
        quote = self._bytes[self._at : self._at + 1]
        begin = self._at + 1
        end = self._bytes.find(quote, begin, self._size)
        zero = self._bytes.find(b"\0", begin)
        if end == -1 or zero < end:
            self._at = zero
            return ""
        self._at = end + 1
        return decode_references(self._bytes[begin:end])

    def _end_tag(self) -> None:
        begin = self._at
        if not self._open:
            raise MarkupError(f"Unexpected end tag at byte offset {begin}")
        self._at += 2
        found = _lower(self._skip_name(NAME_END))
        self._skip_space()
        if self._bytes[self._at] != ord(">"):
            raise MarkupError(f"Unclosed end tag at byte offset {begin}")
        self._at += 1
        expected = self._open[-1].name
        if found not in ("", expected):
            raise MarkupError(
                f'Unmatched end tag at byte offset {begin}, expected "</{expected}>", found "</{found}>"'
            )
        self._close(self._open.pop())

    def _close(self, tag: _OpenTag) -> None:
        if self._offset == tag.offset:
            return
        entity = self._entity(tag, {"offset": tag.offset, "length": self._offset - tag.offset})
        if entity is not None:
            self._entities.append(entity)

    def _entity(self, tag: _OpenTag, place: Entity) -> Entity | None:
        if tag.name in STYLES:
            return place | {"type": STYLES[tag.name]}
        if tag.name == "blockquote":
            return place | {"type": "expandable_blockquote" if tag.argument else "blockquote"}
        if tag.name in ("pre", "code"):
            return self._code(tag, place)
        if tag.name == "a":
            return self._link(tag, place)
        if tag.name == "tg-emoji":
            return place | {"type": "custom_emoji", "custom_emoji_id": _emoji_id(tag.argument)}
        return _date_time(tag.argument, place)

    def _code(self, tag: _OpenTag, entity: Entity) -> Entity | None:
        """A `pre` and a `code` with a language around the very same text are one, whichever is outside."""
        last = self._entities[-1] if self._entities else None
        same = last is not None and all(last[key] == entity[key] for key in ("offset", "length"))
        if last is not None and same:
            if tag.name == "pre" and last["type"] == "code" and last.get("language"):
                last["type"] = "pre"
                return None
            if tag.name == "code" and last["type"] == "pre" and "language" not in last and tag.argument:
                last["language"] = tag.argument
                return None
        entity["type"] = tag.name
        if tag.name == "code" and tag.argument:
            entity["language"] = tag.argument
        return entity

    def _link(self, tag: _OpenTag, entity: Entity) -> Entity | None:
        url = tag.argument or "".join(self._text[tag.text_start :])
        user = mentioned_user(url)
        if user is not None:
            return entity | {"type": "text_mention", "user_id": user}
        link = checked_link(url)
        return entity | {"type": "text_link", "url": link} if link else None


def _lower(name: bytes) -> str:
    return name.lower().decode("utf-8", "surrogatepass")


def _argument(tag: str, attributes: list[tuple[str, str]]) -> str:
    """What of the attributes the tag's entity needs; for tg-time "unix|format"."""
    argument = unix = form = ""
    for name, value in attributes:
        if (tag, name) in (("a", "href"), ("tg-emoji", "emoji-id")):
            argument = value
        elif (tag, name) == ("code", "class") and value.startswith("language-"):
            argument = value[len("language-") :]
        elif (tag, name) == ("span", "class") and value.startswith("tg-"):
            argument = value[len("tg-") :]
        elif (tag, name) == ("blockquote", "expandable"):
            argument = "1"
        elif (tag, name) == ("tg-time", "unix"):
            unix = value
        elif (tag, name) == ("tg-time", "format"):
            form = value
    return f"{unix}|{form}" if tag == "tg-time" else argument


def _emoji_id(argument: str) -> str:
    if re.fullmatch(r"-?[0-9]+", argument) and int(argument) and -(2**63) <= int(argument) < 2**63:
        return str(int(argument))
    raise MarkupError("Invalid custom emoji identifier specified")


def _date_time(argument: str, entity: Entity) -> Entity | None:
    unix, _, form = argument.partition("|")
    if not DATE_FORMAT.fullmatch(form):
        raise MarkupError("Invalid date format used")
    seconds = _leading_integer(unix)
    if seconds <= 0:
        return None
    entity |= {"type": "date_time", "unix_time": seconds}
    return entity | {"date_time_format": form} if form else entity


def _leading_integer(text: str) -> int:
    """The number that `text` begins with, 0 for none, kept in 32 bits as Telegram does."""
    found = LEADING_INTEGER.match(text)
    value = int(found.group()) if found else 0
    return (value + 2**31) % 2**32 - 2**31


def decode_reference(source: bytes, at: int) -> tuple[str, int]:
    """The character that the `&` at `at` stands for (itself, if for none), and where the source goes on."""
    found = REFERENCE.match(source, at)
    if found is None:
        return "&", at + 1
    hexadecimal, decimal, name = found.groups()
    if name is not None:
        char = NAMED.get(name)
    else:
        # Ten bytes at most: Telegram counts the `&#` in.
        code = int(hexadecimal or b"0", 16) if hexadecimal is not None else int(decimal or b"0")
        char = chr(code) if 0 < code < 0x10FFFF and found.end() - at < 10 else None  # noqa: PLR2004
    if char is None:
        return "&", at + 1
    return char, found.end() + (source[found.end() : found.end() + 1] == b";")


def decode_references(source: bytes) -> str:
    pieces, at = [], 0
    while (found := source.find(b"&", at)) != -1:
        char, end = decode_reference(source, found)
        pieces += [source[at:found].decode("utf-8", "surrogatepass"), char]
        at = end
    return "".join(pieces) + source[at:].decode("utf-8", "surrogatepass")
