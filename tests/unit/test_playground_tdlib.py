"""The playground's reading of HTML against TDLib's own parser, which is Telegram's (it works offline)."""

import json
import random
from collections.abc import Callable
from typing import Any

import pytest
import tdjson

from playground.links import checked_link
from playground.markup import Entity, MarkupError, parse_html

TYPES = {
    "Bold": "bold", "Italic": "italic", "Underline": "underline", "Strikethrough": "strikethrough",
    "Spoiler": "spoiler", "Code": "code", "Pre": "pre", "PreCode": "pre", "TextUrl": "text_link",
    "MentionName": "text_mention", "CustomEmoji": "custom_emoji", "DateTime": "date_time",
    "BlockQuote": "blockquote", "ExpandableBlockQuote": "expandable_blockquote",
}  # fmt: skip
DETAILS = ("language", "url", "user_id", "custom_emoji_id", "unix_time")
PAIRS = [
    ("<b>", "</b>"), ("<STRONG>", "</strong>"), ("<i>", "</i>"), ("<em>", "</EM>"), ("<u>", "</u>"),
    ("<ins>", "</ins>"), ("<s>", "</s>"), ("<strike>", "</strike>"), ("<del>", "</>"), ("<code>", "</code>"),
    ('<code class="language-py">', "</code>"), ("<pre>", "</pre>"), ("<blockquote>", "</blockquote>"),
    ("<blockquote expandable>", "</blockquote >"), ("<tg-spoiler>", "</tg-spoiler>"),
    ("<span class='tg-spoiler'>", "</span>"), ("<a href='http://x.ru/?a=1&amp;b=&quot;'>", "</a>"),
    ('<a href="tg://user?id=7">', "</a>"), ("<a>", "</a>"), ("<a href=not-a-link>", "</a>"),
    ("<tg-emoji emoji-id='5368324170671202286'>", "</tg-emoji>"),
    ("<tg-time unix='1641798000'>", "</tg-time>"), ("<tg-time unix='1641798000' format='wDt'>", "</tg-time>"),
]  # fmt: skip
TEXTS = [
    "a", "ёж", "😀", "👨‍👩‍👧", "&lt;", "&gt;", "&amp;", "&quot;", "&#1103;", "&#x1F600;", " ", "\n",
    "", "x.ru", "\x0b",
]  # fmt: skip
SCRAP = [
    *(part for pair in PAIRS for part in pair), *TEXTS,
    "<", "</", ">", "&", "&#", "&#x", "&nbsp;", "&#xD83D;", "&#0;", "&lt", "<x>", "</x>", "<p>", "<br/>",
    "<b x", "<b x>", "<b x=1>", "<b x=1 y='2'>", "<b =1>", "<b x=ё>", '<b x="', "<ё>", "<span>",
    "<span class='x'>",
    "<tg-emoji>", "<tg-time unix='5' format='zz'>", " y=1", "=", "'", '"', "/",
]  # fmt: skip


def execute(request: dict[str, Any]) -> dict[str, Any]:
    answer = tdjson.td_execute(json.dumps(request).encode())
    assert answer is not None
    result: dict[str, Any] = json.loads(answer)
    return result


@pytest.fixture(scope="module", autouse=True)
def _quiet() -> None:
    execute({"@type": "setLogVerbosityLevel", "new_verbosity_level": 0})


def theirs(source: str) -> object:
    mode = {"@type": "textParseModeHTML"}
    result = execute({"@type": "parseTextEntities", "text": source, "parse_mode": mode})
    if result["@type"] == "error":
        return result["message"]
    return result["text"], ordered([_their_entity(entity) for entity in result["entities"]])


def _their_entity(entity: dict[str, Any]) -> Entity:
    kind = entity["type"]
    details = {name: kind[name] for name in DETAILS if name in kind}
    return {"type": TYPES[kind["@type"].removeprefix("textEntityType")]} | details | {
        name: entity[name] for name in ("offset", "length")
    }  # fmt: skip


def ours(source: str) -> object:
    try:
        text, entities = parse_html(source)
    except MarkupError as failure:
        return f"Can't parse entities: {failure}"
    known = ("type", "offset", "length", *DETAILS)
    return text, ordered([{name: entity[name] for name in known if name in entity} for entity in entities])


def ordered(entities: list[Entity]) -> list[Entity]:
    """Entities of one rank over the same stretch stand in no certain order: Telegram's sort isn't stable."""
    ranks = {"expandable_blockquote": "blockquote", "text_mention": "text_link"}
    begin = 0
    result: list[Entity] = []
    while begin < len(entities):
        first = _rank(entities[begin], ranks)
        end = begin
        while end < len(entities) and _rank(entities[end], ranks) == first:
            end += 1
        result += sorted(entities[begin:end], key=lambda entity: str(sorted(entity.items())))
        begin = end
    return result


def _rank(entity: Entity, ranks: dict[str, str]) -> tuple[int, int, str]:
    return entity["offset"], entity["length"], ranks.get(str(entity["type"]), str(entity["type"]))


def well_formed(chance: random.Random, depth: int = 4) -> str:
    pieces = []
    for _ in range(chance.randint(1, 3)):
        if depth and chance.random() < 0.6:
            start, end = chance.choice(PAIRS)
            pieces += [start, well_formed(chance, depth - 1), end]
        else:
            pieces.append(chance.choice(TEXTS))
    return "".join(pieces)


def scraps(chance: random.Random) -> str:
    return "".join(chance.choice(SCRAP) for _ in range(chance.randint(1, 9)))


def nearly_well_formed(chance: random.Random) -> str:
    """Well-formed, then one character taken out or put in."""
    source = well_formed(chance, 3) or "<b>a</b>"
    at = chance.randrange(len(source))
    return source[:at] + chance.choice(["", "<", ">", "&", "/", " ", "'", '"', "=", "ё"]) + source[at + 1 :]


@pytest.mark.parametrize(
    "make", [well_formed, nearly_well_formed, scraps], ids=lambda make: str(make.__name__)
)
@pytest.mark.parametrize("seed", range(4))
def test_generated_html_reads_as_in_tdlib(make: Callable[[random.Random], str], seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(1000):
        source = make(chance)
        assert ours(source) == theirs(source), source


def test_what_is_generated_is_both_right_and_wrong() -> None:
    """Else the comparison would show little."""
    chance = random.Random(0)
    outcomes = [ours(make(chance)) for make in (nearly_well_formed, scraps) for _ in range(500)]
    failures = [outcome for outcome in outcomes if isinstance(outcome, str)]
    assert 100 < len(failures) < 900
    assert len({failure.partition("at byte")[0].partition('"')[0] for failure in failures}) >= 8


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("<x>", 'Unsupported start tag "x" at byte offset 0'),
        ("ё<b>", 'Can\'t find end tag corresponding to start tag "b"'),
        ("ё</b>", "Unexpected end tag at byte offset 2"),
        ("😀<b>ё</i>", 'Unmatched end tag at byte offset 9, expected "</b>", found "</i>"'),
        ("<b", "Unclosed start tag at byte offset 0"),
        ("<b>a</b", "Unclosed end tag at byte offset 4"),
        ("<b x", 'Unclosed start tag "b" at byte offset 0'),
        ("<b =>", 'Empty attribute name in the tag "b" at byte offset 0'),
        ("<b x=ё>", "Unexpected end of name token at byte offset 5"),
        ("<span>a</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        ("<tg-emoji>a</tg-emoji>", "Invalid custom emoji identifier specified"),
        ("<tg-time unix='5' format='x'>a</tg-time>", "Invalid date format used"),
    ],
)
def test_mistakes_are_told_in_telegrams_words(source: str, message: str) -> None:
    assert ours(source) == theirs(source) == f"Can't parse entities: {message}"


@pytest.mark.parametrize(
    "url",
    [
        "https://t.me/kurator_demo_bot?start=abc", "t.me/x", "HTTP://X.RU", "http://x.ru?y", "http://x.ru#y",
        "x.ru:80/a", "https://школа.рф/путь", "https://x.ru:99999", "http://a:b@x.ru/",
        "http://localhost:8080/x",
        "http://1.2.3.4", "http://[::1]/", "http://x y.ru", "http://x.ru/a b", "mailto:a@b.ru", "ftp://x.ru",
        "//x.ru",
        "javascript:x.y", "tel:123", "tg://resolve?domain=x", "tg:resolve?domain=x", "tg://resolve/?domain=x",
        "tg://user?id=0", "tg://", "", "x", "http://", ".", "..",
    ],
)  # fmt: skip
def test_links_are_taken_and_written_as_in_tdlib(url: str) -> None:
    escaped = url.replace("&", "&amp;").replace('"', "&quot;")
    source = f'<a href="{escaped}">z</a>'
    assert ours(source) == theirs(source)


def test_generated_links_are_taken_as_in_tdlib() -> None:
    chance = random.Random(0)
    parts = [
        "http://",
        "https://",
        "tg://",
        "x",
        "Y",
        "ж",
        ".",
        ".ru",
        "/",
        "?",
        "#",
        ":80",
        " ",
        "-",
        "a=b",
        "%20",
        ",",
    ]
    for _ in range(3000):
        source = f'<a href="{"".join(chance.choice(parts) for _ in range(chance.randint(1, 6)))}">z</a>'
        assert ours(source) == theirs(source), source


def test_a_link_once_written_stays() -> None:
    for url in ("x.ru", "HTTPS://X.RU?a b", "tg:resolve?domain=x"):
        assert checked_link(checked_link(url)) == checked_link(url)
