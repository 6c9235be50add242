"""Addresses in what people type: which are kept as links, and that nothing typed is lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmap.links import LONGEST, Found, as_link, find_links

GOOD = (
    "https://school901.example.ru/news/12",
    "http://школа901.рф/документы?id=3#top",
    "https://xn--80akozv.xn--p1ai/",
    "https://sub.domain.example.museum:8443/a_b-c%20d",
    "https://vk.com/wall-1_2",
)
BROKEN = (
    "ftp://school.ru/file",
    "https://",
    "https:///x",
    "http://localhost/news",
    "http://192.168.1.5/news",
    "http://127.0.0.1",
    "http://8.8.8.8/",
    "http://[::1]/",
    "http://router.local/",
    "https://user:secret@school.ru/",
    "https://school.ru:99999/",
    "https://school.ru:port/",
    "https://school",
    "https://-school-.ru",
    "https://school..ru",
    "https://school.r",
    "https://school.123",
    "https://sch_ool.ru",
    "https://school.ru\\@evil.com/",
    "https://school.ru/\u202eabc",
    "https://school.ru/" + "a" * LONGEST,
    "https://" + "a" * 64 + ".ru",
)


@pytest.mark.parametrize("url", GOOD)
def test_a_good_address_is_kept_as_typed(url: str) -> None:
    assert as_link(url) == url
    assert find_links(url) == Found((url,), (), "")


@pytest.mark.parametrize("url", BROKEN)
def test_what_is_no_public_address_is_not_kept(url: str) -> None:
    assert as_link(url) is None
    assert find_links(url).links == ()


@pytest.mark.parametrize(
    ("text", "links", "rest"),
    [
        ("school901.ru", ("https://school901.ru",), ""),
        ("www.школа.рф/новости", ("https://www.школа.рф/новости",), ""),
        (
            "Размещено на сайте: https://sh901.ru/a, https://sh901.ru/b.",
            ("https://sh901.ru/a", "https://sh901.ru/b"),
            "Размещено на сайте: , .",
        ),
        ("Новость (https://sh901.ru/a_(b)) вышла", ("https://sh901.ru/a_(b)",), "Новость () вышла"),
        ("«https://sh901.ru/x»", ("https://sh901.ru/x",), ""),
        ("https://a.ru https://a.ru", ("https://a.ru",), ""),
        ("Пишите на director@school901.ru", (), "Пишите на director@school901.ru"),
        ("Приказ № 5 от 10.01.2022", (), "Приказ № 5 от 10.01.2022"),
        ("протокол.pdf", (), "протокол.pdf"),
        ("Готово.Ждём ответа", (), "Готово.Ждём ответа"),
        ("Первая\n\nhttps://a.ru\nвторая", ("https://a.ru",), "Первая\nвторая"),
    ],
)
def test_links_are_told_from_the_rest(text: str, links: tuple[str, ...], rest: str) -> None:
    found = find_links(text)
    assert (found.links, found.rest) == (links, rest)


def test_a_broken_address_stays_in_the_text() -> None:
    found = find_links("Смотрите http://localhost/a и https://sh901.ru")
    assert found == Found(("https://sh901.ru",), ("http://localhost/a",), "Смотрите http://localhost/a и")


def test_addresses_behind_words_count() -> None:
    found = find_links("Новость на сайте", ["https://sh901.ru/n", "tg://user?id=1"])
    assert found == Found(("https://sh901.ru/n",), ("tg://user?id=1",), "Новость на сайте")


@given(st.text(max_size=300))
def test_any_text_can_be_looked_at(text: str) -> None:
    found = find_links(text)
    assert all(as_link(link) == link for link in found.links)
    assert set("".join(found.rest.split())) <= set("".join(text.split()))


@given(st.lists(st.sampled_from(GOOD), min_size=1, max_size=5), st.sampled_from(["слово", "Ещё одно", "x"]))
def test_each_good_link_is_found_among_words(urls: list[str], word: str) -> None:
    found = find_links(f" {word} ".join(urls))
    assert found.links == tuple(dict.fromkeys(urls))
    assert found.broken == ()


@given(st.text(max_size=100))
def test_no_address_that_is_kept_has_blanks_or_unprintable_characters(text: str) -> None:
    link = as_link(f"https://school.ru/{text}")
    assert link is None or (link.isprintable() and " " not in link)
