"""Pages of lists, whatever page a button of long ago asks for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmap.lists import Page


@pytest.mark.parametrize(("wanted", "items"), [(0, [1, 2]), (1, [3, 4]), (2, [5]), (9, [5]), (-1, [1, 2])])
def test_a_page_beyond_an_end_is_the_one_there(wanted: int, items: list[int]) -> None:
    page = Page.within(wanted, 5, 2)
    assert (page.cut([1, 2, 3, 4, 5]), page.count) == (items, 3)


def test_no_items_make_one_empty_page() -> None:
    page = Page.within(3, 0, 5)
    assert (page, page.cut([])) == (Page(0, 1, 5), [])


@given(st.integers(), st.integers(0, 1000), st.integers(1, 50))
def test_every_page_shows_something_if_there_is_anything(wanted: int, items: int, size: int) -> None:
    page = Page.within(wanted, items, size)
    assert 0 <= page.offset < max(items, 1)
    assert bool(page.cut(range(items))) == bool(items)
