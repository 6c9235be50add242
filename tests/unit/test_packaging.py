"""What `pip install .` takes along: every file of the packages that isn't Python matches a pattern."""

import subprocess
import tomllib
from fnmatch import fnmatch
from pathlib import Path, PurePath

ROOT = Path(__file__).parents[2]


def test_all_data_of_the_packages_is_packaged() -> None:
    tools = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["setuptools"]
    packages = [pattern.removesuffix("*") for pattern in tools["packages"]["find"]["include"]]
    patterns = tools["package-data"]["*"]
    listed = subprocess.run(
        ["git", "ls-files", *packages], cwd=ROOT, capture_output=True, text=True, timeout=30, check=True
    )
    data = [name for name in listed.stdout.splitlines() if not name.endswith(".py")]
    assert any(name.endswith("grammar.lark") for name in data)
    left_out = [name for name in data if not any(fnmatch(PurePath(name).name, one) for one in patterns)]
    assert left_out == []
