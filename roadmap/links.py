"""Addresses in what people type: which are links that can be kept as evidence. Nothing is ever fetched.

The form alone is checked: http or https, a name in the public domain system (IDN in letters or in punycode),
no password in it, no address of a machine or of a private network.
"""

import ipaddress
import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

LONGEST = 2000
"""Characters of an address; browsers and servers agree on no more."""
_KNOWN_ENDS = "ru|рф|su|com|org|net|info|рус|дети|москва|xn--p1ai"
_TYPED = re.compile(
    r"(?<![\w@./-])(?:[a-z][a-z0-9+.-]*://\S+|www\.\S+"
    rf"|(?:[^\W_](?:[\w-]*[^\W_])?\.)+(?:{_KNOWN_ENDS})(?![\w@.-]*[\w@])(?:[/?#:]\S*)?)",
    re.IGNORECASE,
)
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)
_AROUND = ".,;:!?…»”\"'"
_BRACKETS = {")": "(", "]": "[", "}": "{", ">": "<"}
_LABEL = re.compile(r"(?!-)[a-z0-9-]{1,63}(?<!-)", re.IGNORECASE)
_TOP = re.compile(r"[a-z]{2,63}|xn--[a-z0-9-]{2,59}", re.IGNORECASE)
_RESERVED = frozenset({"localhost", "local", "internal", "lan", "home", "invalid", "onion", "arpa"})
_LONGEST_NAME = 253


@dataclass(frozen=True, slots=True)
class Found:
    """`links` are good, each once; `broken` look like an address; `rest` is the text without the links."""

    links: tuple[str, ...]
    broken: tuple[str, ...]
    rest: str


def find_links(text: str, hidden: Iterable[str] = ()) -> Found:
    """Look for addresses in a text; `hidden` are those behind words of it, which the text doesn't show."""
    links: dict[str, None] = {}
    broken: dict[str, None] = {}
    rest, end = "", 0
    for match in _TYPED.finditer(text):
        typed = _without_marks(match.group())
        if _sorted(typed, links, broken):
            rest += text[end : match.start()]
            end = match.start() + len(typed)
    for url in hidden:
        _sorted(url, links, broken)
    return Found(tuple(links), tuple(broken), _tidy(rest + text[end:]))


def _sorted(typed: str, links: dict[str, None], broken: dict[str, None]) -> bool:
    """Put an address where it belongs. Whether it is a link."""
    link = as_link(typed)
    if link is None:
        broken[typed] = None
    else:
        links[link] = None
    return link is not None


def as_link(typed: str) -> str | None:
    """The address to keep, with its scheme; None when its form is not that of a public web address."""
    url = typed if _SCHEME.match(typed) else f"https://{typed}"
    if len(url) > LONGEST or any(character.isspace() or not character.isprintable() for character in url):
        return None
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        return None
    return url if parts.scheme in {"http", "https"} and _leads_somewhere(parts) else None


def _leads_somewhere(parts: SplitResult) -> bool:
    if "@" in parts.netloc or "\\" in parts.netloc or not parts.hostname:
        return False
    return _is_public_name(parts.hostname.removesuffix("."))


def _is_public_name(host: str) -> bool:
    try:
        name = host.encode("idna").decode("ascii")
    except UnicodeError:
        return False
    labels = name.split(".")
    if len(labels) < 2 or len(name) > _LONGEST_NAME or _is_machine(name):  # noqa: PLR2004 -- a name and its end
        return False
    if labels[-1].lower() in _RESERVED:
        return False
    return all(_LABEL.fullmatch(label) for label in labels) and _TOP.fullmatch(labels[-1]) is not None


def _is_machine(name: str) -> bool:
    try:
        ipaddress.ip_address(name.strip("[]"))
    except ValueError:
        return False
    return True


def _without_marks(typed: str) -> str:
    """Without the full stop, the quote or the bracket in which the sentence around it ends."""
    while typed:
        last = typed[-1]
        opening = _BRACKETS.get(last)
        unopened = opening is not None and typed.count(opening) < typed.count(last)
        if last not in _AROUND and not unopened:
            break
        typed = typed[:-1]
    return typed


def _tidy(rest: str) -> str:
    """Nothing where no word is left; no double spaces where a link stood."""
    if not any(character.isalnum() for character in rest):
        return ""
    lines = (re.sub(r"[^\S\n]+", " ", line).strip() for line in rest.split("\n"))
    return "\n".join(line for line in lines if line)
