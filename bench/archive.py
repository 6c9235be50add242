"""An archive of 10,000 files: how much memory it takes, and its time beside that of plain zipfile."""

import hashlib
import json
import random
import subprocess
import sys
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from bench.report import Figure
from bench.town import ROOT

FILES = 10_000
ROUNDS = 3
_OURS = """
import asyncio, json, re, sys, time
from datetime import datetime
from pathlib import Path
from bot.storage import FolderStorage
from reports.evidence_register import Column, Register, register_xlsx
from reports.evidence_zip import Member, write_zip
from roadmap.file_names import Tree
root, out = Path(sys.argv[1]), sys.argv[2]
files = json.loads((root / "files.json").read_text())
storage, tree, at = FolderStorage(root / "evidence"), Tree(), datetime(2022, 2, 25)
began = time.perf_counter()
named = [(tree.file(f"08 Мониторинг рисков/Школа № {n % 40}", "2022-02-25 протокол", ".pdf"), sha, size)
         for n, (sha, size) in enumerate(files)]
def closing(missing):
    columns = [Column("Файл", 60), Column("SHA-256", 66), Column("Сдано", 16)]
    yield "Реестр.xlsx", register_xlsx(Register("Сводка", [], "Реестр", columns,
        ([path, sha, at] for path, sha, _ in named)))
members = (Member(path, at, size, storage.stream(sha)) for path, sha, size in named)
with open(out, "wb") as file:
    assert asyncio.run(write_zip(file, members, at, closing)) == []
seconds = time.perf_counter() - began
# Not ru_maxrss, which begins with the size of the process that started this one.
highest = int(re.search(r"VmHWM:\\s+(\\d+) kB", Path("/proc/self/status").read_text())[1])
print(json.dumps([seconds, highest / 1024]))
"""
_PLAIN = """
import json, sys, time, zipfile
from pathlib import Path
root = Path(sys.argv[1])
files = json.loads((root / "files.json").read_text())
began = time.perf_counter()
with zipfile.ZipFile(sys.argv[2], "w") as archive:
    for sha, _ in files:
        archive.write(root / "evidence" / sha[:2] / sha)
print(json.dumps([time.perf_counter() - began, 0]))
"""


async def of_many_files() -> tuple[Figure, ...]:
    """Ours names the files, writes a register and reads through the storage; zipfile does none of it."""
    with TemporaryDirectory(prefix="kurator-bench-") as folder:
        root = Path(folder)
        (root / "files.json").write_text(json.dumps([_kept(root, number) for number in range(FILES)]))
        ours = [_measured(_OURS, root) for _ in range(ROUNDS)]
        plain = [_measured(_PLAIN, root) for _ in range(ROUNDS)]
    ratio = median(seconds for seconds, _ in ours) / median(seconds for seconds, _ in plain)
    memory = max(megabytes for _, megabytes in ours)
    return (
        Figure("MB of memory for an archive of 10,000 files", memory, 200, at_most=True),
        Figure("times as long as plain zipfile takes, the register included", ratio, 10, at_most=True),
    )


def _kept(root: Path, number: int) -> tuple[str, int]:
    content = random.Random(number).randbytes(2_000 + number % 10_000)
    sha = hashlib.sha256(content).hexdigest()
    path = root / "evidence" / sha[:2] / sha
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return sha, len(content)


def _measured(program: str, root: Path) -> tuple[float, float]:
    """Seconds, and megabytes at the highest."""
    command = [sys.executable, "-c", program, str(root), str(root / "archive.zip")]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, timeout=300, check=True)
    seconds, megabytes = json.loads(done.stdout)
    return seconds, megabytes
