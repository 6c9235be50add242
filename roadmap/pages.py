"""Long texts in pages that a messenger takes.

A message may have 4,096 UTF-16 code units of visible text: tags don't count, an escaped character counts as
itself. The rule is the Bot API's (sendMessage: «1-4096 characters after entities parsing»), whose entities
are the four named ones and the numeric ones. The source of a message is bounded too, lest the server refuse
it unread.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

PAGE_LIMIT = 3500
"""Visible code units of a page: what a message takes, less room for a footer."""
RAW_LIMIT = 9000
"""Characters of a page with its tags and escapes."""
BETWEEN_BLOCKS = "\n\n"
_ELLIPSIS = "…"

_TAG = r"""</?(?P<name>[a-zA-Z][\w-]*)(?:"[^"]*"|'[^']*'|[^'">])*>"""
_ENTITY = r"&(?:#(?P<decimal>\d{1,7})|#x(?P<hex>[0-9a-fA-F]{1,6})|lt|gt|amp|quot);"
_TOKEN = re.compile(rf"(?P<tag>{_TAG})|(?P<entity>{_ENTITY})|(?P<text>.)", re.DOTALL)
_LAST_OF_ONE_UNIT = 0xFFFF


@dataclass(frozen=True, slots=True)
class _Size:
    visible: int
    raw: int

    def __add__(self, other: "_Size") -> "_Size":
        return _Size(self.visible + other.visible, self.raw + other.raw)

    def __sub__(self, other: "_Size") -> "_Size":
        return _Size(self.visible - other.visible, self.raw - other.raw)

    def fits(self, room: "_Size") -> bool:
        return self.visible <= room.visible and self.raw <= room.raw


def visible_length(html: str) -> int:
    """Return the length of the text a reader sees, in UTF-16 code units."""
    return sum(_width(token) for token in _TOKEN.finditer(html))


def paginate(
    blocks: Sequence[str], *, header: str = "", limit: int = PAGE_LIMIT, between: str = BETWEEN_BLOCKS
) -> list[str]:
    """Spread blocks of HTML over as few pages as they fill in their order, each page under the header.

    No block is cut, save one that no page could hold: it ends in «…», its tags closed. A header keeps to half
    a page. Blocks without visible text are left out; with nothing but a header there is one page, with
    nothing at all none.
    """
    room = _Size(limit, RAW_LIMIT)
    head = _cut(header, _Size(limit // 2, RAW_LIMIT // 2))
    top = [head] if _says_something(head) else []
    gap = _size(between)
    body = room - _size(head) - gap if top else room
    said = (_cut(block, body) for block in blocks if _says_something(block))
    pages = [between.join([*top, *page]) for page in _filled(said, body, gap)]
    return pages or top


def _filled(blocks: Iterable[str], room: _Size, gap: _Size) -> Iterator[list[str]]:
    page: list[str] = []
    used = _Size(0, 0)
    for block in blocks:
        size = _size(block)
        grown = used + gap + size
        if page and not grown.fits(room):
            yield page
            page, grown = [], size
        page.append(block)
        used = grown if len(page) > 1 else size
    if page:
        yield page


def _cut(html: str, room: _Size) -> str:
    """Return the HTML itself when it fits, else its beginning, «…» and the tags that were open there."""
    if _size(html).fits(room):
        return html
    kept = ""
    visible = 0
    closing: tuple[str, ...] = ()
    for token in _TOKEN.finditer(html):
        after = _closing_after(closing, token)
        visible += _width(token)
        ended = kept + token[0] + _ELLIPSIS + "".join(after)
        if not _Size(visible + len(_ELLIPSIS), len(ended)).fits(room):
            break
        kept, closing = kept + token[0], after
    return kept.rstrip() + _ELLIPSIS + "".join(closing)


def _says_something(html: str) -> bool:
    return any(not token["tag"] and not token[0].isspace() for token in _TOKEN.finditer(html))


def _closing_after(closing: tuple[str, ...], token: re.Match[str]) -> tuple[str, ...]:
    """Return the end tags still wanted, innermost first, once the token has been passed."""
    if not token["tag"]:
        return closing
    if token[0].startswith("</"):
        return closing[1:]
    return (f"</{token['name']}>", *closing)


def _size(html: str) -> _Size:
    return _Size(visible_length(html), len(html))


def _width(token: re.Match[str]) -> int:
    if token["tag"]:
        return 0
    return 2 if _code_point(token) > _LAST_OF_ONE_UNIT else 1


def _code_point(token: re.Match[str]) -> int:
    if token["text"]:
        return ord(token["text"])
    if token["hex"]:
        return int(token["hex"], 16)
    return int(token["decimal"] or 0)
