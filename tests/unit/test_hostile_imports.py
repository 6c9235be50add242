"""`kurator import` of a hostile document: one line, status 1, nothing kept; what an operator reads first."""

import re
from pathlib import Path

import pytest

from bot.__main__ import main
from bot.texts import load_texts
from tests import hostile
from tests.hostile import GOOD, LAUGHS, STRINGS, declaring

ROOT = Path(__file__).parents[2]
WHAT_TO_DO = re.compile(r"пришлите|Пришлите|Сохраните|Достаньте")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (hostile.lying(30_000_000, 1_000), "Файл повреждён"),
        (declaring(STRINGS, LAUGHS), "В документе есть ссылки на посторонние файлы"),
        (hostile.merged_over("A1:XFD1048576"), "Документ слишком сложный"),
        (GOOD["pdf"][:-500], "Файл повреждён"),
    ],
)
def test_one_line_and_nothing_kept(
    content: bytes,
    said: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATABASE_URL", f"sqlite+aiosqlite:///{tmp_path}/kurator.db")
    Path("план.docx").write_bytes(content)
    assert main(["import", "план.docx"]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith(f"kurator: {said}")
    assert err.count("\n") == 1
    assert [one.name for one in tmp_path.iterdir()] == ["план.docx"]


def reasons() -> list[str]:
    """The texts of every refusal that the reading of documents can come to."""
    sources = [*(ROOT / "roadmap" / "document").rglob("*.py"), ROOT / "scheduler" / "sandbox.py"]
    refusal = re.compile(
        r"(?:NotARoadmap|UserError)\([^()]*\"(import-[a-z-]+)\"|\"(import-(?:old|open)[a-z-]+)\""
    )
    return sorted(
        {found for one in sources for pair in refusal.findall(one.read_text()) for found in pair} - {""}
    )


@pytest.mark.parametrize("reason", reasons())
def test_a_refusal_says_what_to_do(reason: str) -> None:
    """Kindly, in two short sentences at most, without a word of the trade."""
    said = load_texts("ru").default.plain(reason, limit=5_000, line=7)
    assert WHAT_TO_DO.search(said), said
    assert said.count(".") <= 3
    assert len(said) < 200
    assert not re.search(r"XML|DTD|ZIP|entity|Ошибка|ошибк|нельзя|запрещ", said)
