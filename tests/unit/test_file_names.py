"""Names in an archive against Windows' rules."""

import re
import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmap.file_names import (
    LONGEST_PATH,
    Tree,
    activity_folder,
    evidence_name,
    extension_of,
    safe_name,
)

RESERVED = {"CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"} | {
    f"{port}{number}" for port in ("COM", "LPT") for number in "0123456789¹²³"
}
MISLEADING = {chr(code) for code in (0x7F, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A))}
FORBIDDEN = set('<>:"\\|?*') | MISLEADING
NAMES = st.one_of(
    st.text(max_size=300),
    st.text(alphabet='AUXCOMNULPRN 19.:<>"/\\|?*\u202e\u200f\0\t\nй̆Ё😀', max_size=60),
    st.sampled_from(sorted(RESERVED)).flatmap(
        lambda name: st.sampled_from([name, name.lower(), f"{name}.txt", f" {name} ", f"{name} .x"])
    ),
)


def complaints(path: str) -> list[str]:
    """What Windows (or Linux) has against a path, written from Microsoft's page on its own."""
    found = [] if len(path.encode("utf-16-le")) // 2 <= LONGEST_PATH else ["too long"]
    for part in path.split("/"):
        if not part or part[-1] in " ." or part[0] == " ":
            found.append("blank or full stop at an end")
        if any(sign in FORBIDDEN or ord(sign) < 32 for sign in part):
            found.append("forbidden character")
        if re.split(r" *\.", part, maxsplit=1)[0].strip().upper() in RESERVED:
            found.append("reserved")
        if len(part.encode()) > 255:
            found.append("more than 255 bytes")
        if unicodedata.normalize("NFC", part) != part:
            found.append("not composed")
    return found


@given(NAMES, NAMES, NAMES, st.sampled_from([".pdf", ".jpg", ".docx"]))
def test_every_path_is_one_that_windows_takes(activity: str, school: str, name: str, extension: str) -> None:
    tree = Tree()
    folder = tree.folder(tree.folder("", activity_folder(8, activity), 1), school, 2)
    path = tree.file(folder, evidence_name(date(2022, 2, 25), name, "фото 1"), extension)
    assert complaints(path) == []
    assert path.endswith(extension)
    assert path.count("/") == 2


@given(NAMES)
def test_a_name_by_itself_is_safe_and_safe_already(name: str) -> None:
    assert complaints(safe_name(name)) == []
    assert safe_name(safe_name(name)) == safe_name(name)


@given(st.lists(NAMES, max_size=30))
def test_no_two_are_the_same_to_windows(names: list[str]) -> None:
    tree = Tree()
    paths = [tree.file("Школа", name, ".pdf") for name in names]
    assert len({path.upper() for path in paths}) == len({path.casefold() for path in paths}) == len(paths)
    assert all(complaints(path) == [] for path in paths)


def test_copies_are_numbered_and_folders_are_not() -> None:
    tree = Tree()
    one, other = tree.folder("", "Школа № 20", 20), tree.folder("", "ШКОЛА № 20", 21)
    assert (one, other, tree.folder("", "Школа № 20", 20)) == ("Школа № 20", "ШКОЛА № 20 (2)", one)
    assert [
        tree.file(one, name, ".pdf") for name in ("протокол", "Протокол", "протокол (2)", "протокол")
    ] == [
        "Школа № 20/протокол.pdf",
        "Школа № 20/Протокол (2).pdf",
        "Школа № 20/протокол (2) (2).pdf",
        "Школа № 20/протокол (3).pdf",
    ]


@pytest.mark.parametrize(
    ("given_name", "expected"),
    [
        ("протокол.pdf", "2022-02-25 протокол"),
        ("Приказ № 12/3: «О мерах».docx", "2022-02-25 Приказ № 12-3- «О мерах»"),
        ("virus\u202efdp.exe", "2022-02-25 virusfdp"),
        ("NUL", "2022-02-25 _NUL"),
        ("  ...  ", "2022-02-25 фото 1"),
        (None, "2022-02-25 фото 1"),
        ("отчёт 01.02.2022", "2022-02-25 отчёт 01.02"),
        ("и\u0306од.pdf", "2022-02-25 йод"),
    ],
)
def test_a_file_is_called_as_it_was_sent(given_name: str | None, expected: str) -> None:
    assert evidence_name(date(2022, 2, 25), given_name, "фото 1") == expected


def test_the_extension_is_that_of_the_content() -> None:
    assert [extension_of(mime) for mime in ("application/pdf", "image/jpeg", "image/heic", "text/x-sh")] == [
        ".pdf",
        ".jpg",
        ".heic",
        ".bin",
    ]


def test_a_long_name_ends_at_a_word() -> None:
    assert safe_name("Мониторинг рисков снижения образовательных результатов обучающихся", 40) == (
        "Мониторинг рисков снижения"
    )
