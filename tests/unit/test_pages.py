"""Long texts cut into pages that Telegram takes."""

from html import escape
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from roadmap.pages import BETWEEN_BLOCKS, PAGE_LIMIT, RAW_LIMIT, paginate, visible_length

NAMES = ["b", "i", "code", "tg-spoiler"]
plain = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\0"), max_size=60)
escaped = plain.map(escape)
one_line = escaped.map(lambda text: text.replace("\n", " "))


def wrapped(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    tagged = st.builds("<{0}>{1}</{0}>".format, st.sampled_from(NAMES), inner)
    linked = st.builds(
        '<a href="https://example.org/?a=1&amp;b={0}>">{1}</a>'.format, st.integers(0, 99), inner
    )
    return tagged | linked | st.lists(inner, max_size=4).map("".join)


html = st.recursive(escaped, wrapped, max_leaves=8)


class Reading(HTMLParser):
    """A strict reading: what is seen, and an error where tags don't match."""

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=True)
        self.seen = ""
        self.open: list[str] = []
        self.feed(source)
        self.close()
        assert not self.open, f"left open: {self.open}"

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002 - the parser's signature
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.seen += data


def units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def says_something(source: str) -> bool:
    return bool(Reading(source).seen.strip())


blocks = html.filter(says_something)


@pytest.mark.parametrize(
    ("source", "length"),
    [
        ("", 0),
        ("Срок: <b>30 апреля</b>", 15),
        ("&lt;b&gt; &amp; &quot;&#x27;&#39;", 9),
        ("🏫", 2),
        ("&#x1F3EB;&#127979;", 4),
        ("&nbsp;", 6),
        ("2 < 3 & 4 > 1", 13),
        ('<a href="https://example.org/?q=1>0">ссылка</a>', 6),
    ],
)
def test_the_visible_length_is_what_telegram_counts(source: str, length: int) -> None:
    assert visible_length(source) == length


@given(html)
def test_the_visible_length_is_that_of_the_text_seen(source: str) -> None:
    assert visible_length(source) == units(Reading(source).seen)


@given(st.lists(blocks, max_size=30), blocks, st.integers(900, PAGE_LIMIT))
def test_blocks_that_fit_stay_whole_and_in_order(texts: list[str], header: str, limit: int) -> None:
    pages = paginate(texts, header=header, limit=limit)
    bodies = [page.removeprefix(header + BETWEEN_BLOCKS) for page in pages]
    if texts:
        assert all(page.startswith(header + BETWEEN_BLOCKS) for page in pages)
        assert BETWEEN_BLOCKS.join(bodies) == BETWEEN_BLOCKS.join(texts)
    else:
        assert pages == [header]


@given(st.lists(html, max_size=20), html, st.integers(20, 300))
@example(["🏫" * 40], "", 21)
@example(["<b>" * 3000 + "x" + "</b>" * 3000], "", 20)
@example(["&amp;" * 3000], "заголовок", 300)
def test_a_page_is_within_the_limits_and_well_formed(texts: list[str], header: str, limit: int) -> None:
    for page in paginate(texts, header=header, limit=limit):
        assert 0 < visible_length(page) <= limit
        assert len(page) <= RAW_LIMIT
        Reading(page)


@given(st.lists(one_line.filter(str.strip), min_size=2, max_size=20), st.integers(300, 600))
def test_pages_are_filled(texts: list[str], limit: int) -> None:
    pages = paginate(texts, limit=limit)
    for page, following in pairwise(pages):
        first = following.split(BETWEEN_BLOCKS)[0]
        assert visible_length(page + BETWEEN_BLOCKS + first) > limit


def test_a_block_longer_than_a_page_is_cut_with_its_tags_closed() -> None:
    pages = paginate(["до", "<b>" + "Отчёт &amp; план " * 10 + "</b>", "после"], limit=30)
    assert pages == ["до", "<b>Отчёт &amp; план Отчёт &amp; план Отч…</b>", "после"]


def test_many_schools_make_pages_of_nearly_full_size() -> None:
    schools = [
        f"<b>Школа № {number}</b>: просрочено 3, на проверке 2, принято 14" for number in range(900, 1400)
    ]
    pages = paginate(schools, header="<b>Сводка</b>", between="\n")
    assert sum(page.count("Школа №") for page in pages) == 500
    assert all(page.startswith("<b>Сводка</b>\n<b>Школа") for page in pages)
    assert all(3400 < visible_length(page) <= PAGE_LIMIT for page in pages[:-1])


def test_nothing_to_say() -> None:
    assert paginate([]) == []
    assert paginate(["", " \n"], header="") == []
    assert paginate([""], header="Пусто") == ["Пусто"]
