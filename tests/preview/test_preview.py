"""The preview in a real browser: an edit on disk appears without a reload by hand."""

from __future__ import annotations

import http.client
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from validators.browser import run_script

pytestmark = pytest.mark.slow

HERE = Path(__file__).parent
MINIMAL = HERE.parent / "notes" / "minimal"


@dataclass(frozen=True)
class Running:
    """A preview that runs: its address and the project it shows."""

    address: str
    project: Path

    def get(self, path: str, **headers: str) -> tuple[int, bytes]:
        port = urlsplit(self.address).port
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=900)
        with closing(connection):
            connection.request("GET", path, headers=headers)
            answer = connection.getresponse()
            return answer.status, answer.read()


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """The preview of a project with one small note, built."""
    project = tmp_path_factory.mktemp("project")
    shutil.copytree(MINIMAL, project / "source" / "notes" / "minimal")
    command = [sys.executable, "-m", "pipeline"]
    subprocess.run([*command, "build", "-q"], cwd=project, check=True)
    with subprocess.Popen(
        [*command, "preview", "--port", "0"], cwd=project, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        try:
            address = process.stdout.readline().strip()
            assert address.startswith("http://127.0.0.1:")
            yield Running(address, project)
        finally:
            process.terminate()


def test_pages_and_files_are_served(preview: Running) -> None:
    assert preview.get("/")[0] == 200
    status, page = preview.get("/note/minimal/pages")
    assert status == 200
    assert b"/page/minimal/minimal.pdf/0.png" in page
    status, picture = preview.get("/page/minimal/minimal.pdf/0.png")
    assert status == 200
    assert picture.startswith(b"\x89PNG")
    assert preview.get("/files/minimal/web/index.html")[0] == 200


@pytest.mark.parametrize(
    "path",
    [
        "/nothing",
        "/note/other/pages",
        "/note/minimal/scroll",
        "/page/minimal/minimal.pdf/999.png",
        "/page/minimal/minimal.pdf/x.png",
        "/files/../source/notes/minimal/note.yaml",
        "/files/%2e%2e/source/notes/minimal/note.yaml",
        "/epub/minimal/minimal.epub/../../secret",
    ],
)
def test_what_is_not_there(preview: Running, path: str) -> None:
    assert preview.get(path)[0] == 404


def test_strangers_are_refused(preview: Running) -> None:
    assert preview.get("/", Host="evil.example")[0] == 403
    assert preview.get("/", Origin="http://evil.example")[0] == 403


@pytest.mark.browser
def test_an_edit_appears_and_findings_stand_beside_the_last_good_version(preview: Running) -> None:
    text = next((preview.project / "source/notes/minimal/text").glob("1-*.md"))
    result = run_script(HERE / "preview.mjs", preview.address, str(text))
    assert result["web_shows_edit"]
    assert result["place_kept"]
    assert result["pages_changed"] >= 1
    assert result["pages_kept"] >= 1
    assert "<b>raw</b>" in result["finding"]
    assert result["link"].startswith("vscode://file/")
    assert result["pages_while_broken"] == result["pages_before"]
    assert result["findings_gone"]
    assert result["console"] == []
