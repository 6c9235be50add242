"""Names of files and folders that every system takes, Windows above all, and that sort as people read them.

Source of the rules: https://learn.microsoft.com/windows/win32/fileio/naming-a-file (forbidden characters,
reserved names, no blank or full stop at the end, 260 UTF-16 units for a whole path).
"""

import re
import unicodedata
from collections.abc import Hashable
from datetime import date

LONGEST_PATH = 180
"""UTF-16 units of a path in an archive: some 80 are left for where it is unpacked to."""
_FOLDER = 46
# A part of a path has at most 255 bytes on Linux; three bytes is the most that one UTF-16 unit becomes.
_PART = 84
_COPY_MARK = len(" (99999)")

_FORBIDDEN = re.compile(r'[<>:"/\\|?*]')
_INVISIBLE = frozenset({"Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_RESERVED = re.compile(r"(?:CON|PRN|AUX|NUL|CONIN\$|CONOUT\$|(?:COM|LPT)[0-9¹²³])(?: *\..*)?", re.IGNORECASE)
_SPACES = re.compile(r"\s+")
_EXTENSION = re.compile(r"\.[A-Za-z0-9]{1,5}$")

_EXTENSIONS = {
    "application/pdf": ".pdf",
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "image/webp": ".webp",
    "image/heic": ".heic",
    "image/heif": ".heic",
    "image/gif": ".gif",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ".xlsx",
}


def extension_of(mime: str) -> str:
    """By what the content is, with its full stop; whatever isn't known opens nothing by a double click."""
    return _EXTENSIONS.get(mime, ".bin")


def safe_name(text: str, limit: int = _PART, otherwise: str = "_") -> str:
    """The text as a part of a path, at most `limit` UTF-16 units; `otherwise` where nothing of it is left."""
    visible = "".join(_shown(sign) for sign in text)
    tidy = _SPACES.sub(" ", _FORBIDDEN.sub("-", unicodedata.normalize("NFC", visible))).strip()
    kept = _tail_off(_cut(tidy.lstrip("."), limit)).lstrip()
    if _RESERVED.fullmatch(kept):
        kept = _tail_off(_cut(f"_{kept}", limit))
    return kept or otherwise


def _shown(sign: str) -> str:
    """Control characters part words; what else can't be seen only misleads."""
    category = unicodedata.category(sign)
    return " " if category == "Cc" else "" if category in _INVISIBLE else sign


def _tail_off(text: str) -> str:
    return text.rstrip(" .")


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _cut(text: str, limit: int) -> str:
    """At a word's end where that leaves at least half of it."""
    if _units(text) <= limit:
        return text
    kept = text.encode("utf-16-le")[: 2 * limit].decode("utf-16-le", "ignore")
    end = kept.rfind(" ")
    return kept[:end] if end >= len(kept) // 2 else kept


def activity_folder(position: int, title: str) -> str:
    """«08 Мониторинг рисков»: two digits keep the order of the roadmap."""
    return f"{position:02d} {title}"


def evidence_name(day: date, name: str | None, otherwise: str) -> str:
    """«2022-02-25 протокол»: the local day of handing in, and the name as sent without its extension."""
    said = safe_name(_EXTENSION.sub("", (name or "").strip()), otherwise="")
    return f"{day:%Y-%m-%d} {said or otherwise}"


class Tree:
    """The names of one archive: no two alike in a folder, whatever the case of their letters."""

    def __init__(self) -> None:
        self._taken: set[str] = set()
        self._folders: dict[tuple[str, Hashable], str] = {}
        self._copies: dict[str, int] = {}

    def folder(self, parent: str, wanted: str, key: Hashable) -> str:
        """The folder of `key` below `parent` (empty: at the top); the same key has the same folder."""
        known = self._folders.get((parent, key))
        if known is None:
            known = self._folders[parent, key] = self._free(parent, wanted, "", _FOLDER)
        return known

    def file(self, folder: str, stem: str, extension: str) -> str:
        """A path that is free, and taken from now on. The extension is kept whatever the length."""
        left = LONGEST_PATH - _units(folder) - 1
        return self._free(folder, stem, extension, min(_PART, left))

    def _free(self, folder: str, wanted: str, extension: str, limit: int) -> str:
        stem = safe_name(wanted, limit - len(extension) - _COPY_MARK)
        first = f"{folder}/{stem}{extension}" if folder else f"{stem}{extension}"
        key = _compared(first)
        path, number = first, self._copies.get(key, 1)
        while _compared(path) in self._taken:
            number += 1
            path = f"{first.removesuffix(extension)} ({number}){extension}"
        self._copies[key] = number
        self._taken.add(_compared(path))
        return path


def _compared(path: str) -> str:
    """As Windows compares (and macOS, which also takes apart what is composed)."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", path.casefold()).upper())
