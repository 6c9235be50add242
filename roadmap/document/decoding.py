"""Bytes of a text file to its text, whichever way the office saved it."""

import codecs
import re

from roadmap.errors import NotARoadmap

LARGEST_MB = 1
"""A roadmap is some ten kilobytes; anything far larger is something else."""

_NOT_IN_TEXT = re.compile(r"[\x00-\x08\x0e-\x19\x1b-\x1f]")
_LEAST_RUSSIAN = 0.6
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def decode(content: bytes) -> str:
    """UTF-8 with or without a mark, UTF-16 with one, or Windows-1251. Raises NotARoadmap."""
    if len(content) > LARGEST_MB * 1024 * 1024:
        raise NotARoadmap("import-too-large", limit=LARGEST_MB)
    text = _decoded(content)
    if _NOT_IN_TEXT.search(text):
        raise NotARoadmap("import-not-text")
    if not text.strip():
        raise NotARoadmap("import-empty")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _decoded(content: bytes) -> str:
    try:
        return content.decode("utf-16" if content.startswith(_UTF_16) else "utf-8-sig")
    except UnicodeDecodeError as error:
        return _windows_1251(content, bad_at=error.start)


def _windows_1251(content: bytes, bad_at: int) -> str:
    if b"\x00" in content:
        raise NotARoadmap("import-not-text")
    text = content.decode("cp1251", errors="replace")
    if not _looks_russian(text):
        raise NotARoadmap("import-undecodable", line=content.count(b"\n", 0, bad_at) + 1)
    return text


def _looks_russian(text: str) -> bool:
    """Small letters prevail. UTF-8 read as Windows-1251 by mistake has a capital «Р» or «С» in every pair."""
    foreign = [letter for letter in text if not letter.isascii()]
    small = sum("а" <= letter <= "я" or letter == "ё" for letter in foreign)
    return "\ufffd" not in text and small >= len(foreign) * _LEAST_RUSSIAN
