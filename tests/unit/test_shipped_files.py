"""The files by which pikepdf, Pillow and pypdf test themselves: broken, odd and hostile ones."""

import asyncio
import os
import subprocess
import sys
import tarfile
import warnings
from collections import Counter
from pathlib import Path

import pytest

from bot.inspected import Looked
from scheduler.inspecting import Inspecting
from tests.unit.test_hostile_files import MOST_MEGABYTES, judged, opens

PINNED = Path(__file__).parents[1] / "data" / "shipped-files.txt"
CACHE = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "kurator-tests" / "shipped-files"
LARGEST = 20 * 1024 * 1024
FEWEST = 300
_CODE = {".py", ".pyi", ".toml", ".cfg", ".md", ".rst", ".c", ".h", ".cpp", ".in", ".sh", ".txt", ".yml"}


@pytest.fixture(scope="module")
def sources() -> list[Path]:
    """The packages' sources, their hashes checked, fetched once by pip from wherever it is set up for."""
    CACHE.mkdir(parents=True, exist_ok=True)
    wanted = [
        line.split()[0].replace("==", "-") for line in PINNED.read_text().splitlines() if line[0] != "#"
    ]
    paths = [CACHE / f"{name}.tar.gz" for name in wanted]
    if not all(path.exists() for path in paths):
        command = ["download", "--quiet", "--require-hashes", "--no-deps", "--no-binary", ":all:"]
        fetched = subprocess.run(
            [sys.executable, "-m", "pip", *command, "-r", PINNED, "-d", CACHE],
            capture_output=True,
            timeout=400,
            check=False,
        )
        if fetched.returncode:
            pytest.skip("the package registry is out of reach")
    return paths


def unpacked(source: Path, folder: Path) -> list[Path]:
    """What its tests look at, under numbers for names."""
    found: list[Path] = []
    with tarfile.open(source) as archive:
        for entry in archive:
            path = Path(entry.name)
            is_test = {"tests", "Tests", "resources"} & set(path.parts[:-1])
            if not (entry.isfile() and is_test and path.suffix not in _CODE and entry.size <= LARGEST):
                continue
            content = archive.extractfile(entry)
            assert content is not None
            found.append(folder / f"{len(found)}{path.suffix}")
            found[-1].write_bytes(content.read())
    return found


@pytest.mark.slow  # fetches 60 MB once, looks at more than a thousand files
@pytest.mark.timeout(900)
async def test_what_packages_ship(sources: list[Path], tmp_path: Path) -> None:
    inspecting = Inspecting()
    refused, taken = 0, Counter[str]()
    for source in sources:
        folder = tmp_path / source.name
        folder.mkdir()
        paths = unpacked(source, folder)
        for path, found in zip(
            paths, await asyncio.gather(*(judged(inspecting, path) for path in paths)), strict=True
        ):
            assert found
            if isinstance(found, Looked):
                taken[found.inspected.kind] += 1
                with warnings.catch_warnings(action="ignore"):
                    opens(path, found)
            else:
                refused += 1
    await inspecting.end()
    assert refused >= FEWEST
    assert min(taken[kind] for kind in ("jpeg", "png", "webp", "pdf")) > 0
    assert inspecting.peak_kb < MOST_MEGABYTES * 1024
