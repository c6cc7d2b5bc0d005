"""`notepress style preview`: a specimen in the style of the project, made again when it changes."""

from __future__ import annotations

import http.client
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path
from urllib.parse import urlsplit

import pytest

pytestmark = pytest.mark.slow

PAGE = "/files/specimen/web/index.html"


def fetched(address: str, path: str) -> bytes:
    connection = http.client.HTTPConnection("127.0.0.1", urlsplit(address).port or 0, timeout=600)
    with closing(connection):
        connection.request("GET", path)
        answer = connection.getresponse()
        return answer.read() if answer.status == 200 else b""


def waited_for(address: str, path: str, what: bytes) -> bool:
    """Whether a file comes to contain something while the preview builds."""
    for _ in range(1200):
        if what in fetched(address, path):
            return True
        time.sleep(0.25)
    return False


def test_a_specimen_is_shown_in_the_style_and_follows_it(tmp_path: Path) -> None:
    (tmp_path / "styles").mkdir()
    tokens = tmp_path / "styles/tokens.css"
    tokens.write_text(":root { --blue: #00653a }")
    command = [sys.executable, "-m", "pipeline", "style", "preview", "--port", "0"]
    with subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            address = process.stdout.readline().strip()
            assert address.startswith("http://127.0.0.1:")
            assert waited_for(address, PAGE, b"#00653a")
            assert waited_for(address, "/files/specimen/specimen.epub", b"mimetype")
            tokens.write_text(":root { --blue: #6a1b5d }")
            assert waited_for(address, PAGE, b"#6a1b5d")
            assert b"/page/specimen/specimen.pdf/0.png" in fetched(address, "/note/specimen/pages")
        finally:
            process.terminate()
    # Nothing is left behind in the folder of the user.
    assert [path.name for path in tmp_path.iterdir()] == ["styles"]
