"""The real document as LibreOffice saves it anew, where there is one."""

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from roadmap.document import read_document
from tests.office import docx_of, xlsx_of

OFFICE = next(filter(None, map(shutil.which, ("soffice", "libreoffice"))), None)
pytestmark = [pytest.mark.slow, pytest.mark.skipif(OFFICE is None, reason="no LibreOffice on the PATH")]

EXPECTED = json.loads(
    (Path(__file__).parent.parent / "data" / "penza-500plus-2022.expected.json").read_text("utf-8")
)
HEADING = ["№ п/п", "Наименование мероприятия", "Сроки исполнения", "Показатель для контроля", "Исполнители"]
TITLE = "Дорожная карта города Пензы по проекту «500+» в 2022 году"


@pytest.mark.parametrize(
    ("make", "kind", "into"),
    [
        (docx_of, "docx", "docx"),
        (xlsx_of, "xlsx", "xlsx"),
        (xlsx_of, "xlsx", "html"),
    ],
)
def test_saved_anew(tmp_path: Path, make: Callable[..., bytes], kind: str, into: str) -> None:
    rows = [
        [f"{each['position']}.", each["title"], each["deadline"], each["indicator"], each["executors"]]
        for each in EXPECTED["activities"]
    ]
    (tmp_path / f"plan.{kind}").write_bytes(make([TITLE], [HEADING, *rows]))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [str(OFFICE), profile, "--headless", "--convert-to", into, "--outdir", "saved", f"plan.{kind}"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=100)
    content = read_document((tmp_path / "saved" / f"plan.{into}").read_bytes()).to_json()
    assert content.pop("warnings") == []
    assert content == EXPECTED
