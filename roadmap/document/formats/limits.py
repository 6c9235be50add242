"""How much is read: a city's roadmap has some dozens of rows."""

from roadmap.errors import NotARoadmap

MOST_ROWS = 5_000
MOST_CELLS = 200_000
MOST_COLUMNS = 40
MOST_LETTERS = 10_000_000
"""Those of a merged cell count in every row that it covers."""


def check_rows(count: int) -> None:
    """Raises NotARoadmap."""
    if count > MOST_ROWS:
        raise NotARoadmap("import-too-many-rows", limit=MOST_ROWS)


def check_cells(count: int) -> None:
    """Raises NotARoadmap."""
    if count > MOST_CELLS:
        raise NotARoadmap("import-too-much")


def check_letters(count: int) -> None:
    """Raises NotARoadmap."""
    if count > MOST_LETTERS:
        raise NotARoadmap("import-too-much")
