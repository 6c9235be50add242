"""An archive is cut into parts that the platform takes, and no file is lost by it."""

from hypothesis import given
from hypothesis import strategies as st

from roadmap.archive_parts import PART_BYTES, PART_FILES, cut, is_too_large


def test_a_part_ends_where_the_next_file_has_no_room() -> None:
    assert cut([]) == []
    assert cut([PART_BYTES]) == [1]
    assert cut([PART_BYTES, 1]) == [1, 1]
    assert cut([30_000_000, 15_000_000, 1, 20_000_000]) == [2, 2]


def test_what_is_too_large_takes_no_room() -> None:
    assert cut([1, PART_BYTES + 1, PART_BYTES - 1]) == [3]
    assert cut([PART_BYTES + 1]) == [1]


def test_a_part_has_no_more_files_than_a_register_is_read_with() -> None:
    assert cut([0] * (PART_FILES + 1)) == [PART_FILES, 1]


@given(st.lists(st.integers(0, PART_BYTES + 9)))
def test_all_are_in_parts_that_fit(sizes: list[int]) -> None:
    parts = cut(sizes)
    assert sum(parts) == len(sizes)
    left = list(sizes)
    for count in parts:
        assert count > 0
        part, left = left[:count], left[count:]
        assert sum(size for size in part if not is_too_large(size)) <= PART_BYTES
