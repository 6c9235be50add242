"""A text with entities as HTML that is safe in a page: everything escaped, only these tags and links."""

from collections.abc import Sequence
from html import escape

from playground.links import checked_link
from playground.markup import Entity

TAGS = {
    "bold": ("<b>", "</b>"),
    "italic": ("<i>", "</i>"),
    "underline": ("<u>", "</u>"),
    "strikethrough": ("<s>", "</s>"),
    "spoiler": ('<span class="tg-spoiler">', "</span>"),
    "code": ("<code>", "</code>"),
    "pre": ("<pre>", "</pre>"),
    "blockquote": ("<blockquote>", "</blockquote>"),
    "expandable_blockquote": ('<blockquote class="expandable">', "</blockquote>"),
    "bot_command": ('<span class="bot-command">', "</span>"),
    "mention": ('<span class="mention">', "</span>"),
    "hashtag": ('<span class="hashtag">', "</span>"),
}
BLOCKS = ("</blockquote>", "</pre>")


def render(text: str, entities: Sequence[Entity]) -> str:
    """Line ends become <br>, save the one after a block, which ends its line anyhow."""
    if not entities:
        return _escaped(text)
    units = text.encode("utf-16-le", "surrogatepass")
    pieces: list[str] = []
    open_ends: list[tuple[int, str]] = []
    at = 0
    for entity in sorted(entities, key=lambda one: (one["offset"], -one["length"])):
        at = _close_until(entity["offset"], units, at, open_ends, pieces)
        end = entity["offset"] + entity["length"]
        if open_ends:
            end = min(end, open_ends[-1][0])
        tags = _tags(entity, _slice(units, entity["offset"], end))
        if tags is not None and end > entity["offset"]:
            pieces.append(tags[0])
            open_ends.append((end, tags[1]))
    _close_until(len(units) // 2, units, at, open_ends, pieces)
    html = "".join(pieces)
    for block in BLOCKS:
        html = html.replace(f"{block}<br>", block)
    return html


def _close_until(
    offset: int, units: bytes, at: int, open_ends: list[tuple[int, str]], pieces: list[str]
) -> int:
    """Write the text up to `offset` with the tags that end in it, and return where the text stands."""
    while open_ends and open_ends[-1][0] <= offset:
        end, tag = open_ends.pop()
        pieces += [_escaped(_slice(units, at, end)), tag]
        at = end
    pieces.append(_escaped(_slice(units, at, offset)))
    return offset


def _slice(units: bytes, begin: int, end: int) -> str:
    return units[begin * 2 : end * 2].decode("utf-16-le", "replace")


def _escaped(text: str) -> str:
    return escape(text).replace("\n", "<br>")


def _tags(entity: Entity, covered: str) -> tuple[str, str] | None:
    if entity["type"] in ("text_link", "url"):
        link = checked_link(entity.get("url", covered))
        if link.startswith(("http://", "https://", "tg://")):
            return f'<a href="{escape(link)}" target="_blank" rel="noopener noreferrer">', "</a>"
    if entity["type"] == "email":
        return f'<a href="mailto:{escape(covered)}">', "</a>"
    return TAGS.get(entity["type"])
