"""Access control of the preview."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.preview.guard import find_file, is_local


@pytest.mark.parametrize("host", ["127.0.0.1:8000", "localhost:8000"])
@pytest.mark.parametrize("origin", [None, "http://127.0.0.1:8000", "http://localhost:8000"])
def test_this_machine_may_ask(host: str, origin: str | None) -> None:
    assert is_local(host, origin, 8000)


@pytest.mark.parametrize(
    ("host", "origin"),
    [
        (None, None),
        ("evil.example:8000", None),
        ("127.0.0.1:8001", None),
        ("127.0.0.1", None),
        ("127.0.0.1:8000", "http://evil.example"),
        ("127.0.0.1:8000", "null"),
        ("127.0.0.1:8000", "https://127.0.0.1:8000"),
    ],
)
def test_nobody_else_may(host: str | None, origin: str | None) -> None:
    assert not is_local(host, origin, 8000)


@pytest.fixture
def outputs(tmp_path: Path) -> Path:
    """A folder of outputs beside a file that must not be served."""
    out = tmp_path / "build"
    (out / "note" / "web").mkdir(parents=True)
    (out / "note" / "web" / "index.html").write_text("page")
    (out / ".cache").mkdir()
    (out / ".cache" / "part").write_text("hidden")
    (tmp_path / "secret").write_text("secret")
    (out / "note" / "link").symlink_to(tmp_path / "secret")
    return out


def test_an_output_is_found(outputs: Path) -> None:
    found = find_file(outputs, "note/web/index.html")
    assert found is not None
    assert found.read_text() == "page"


@pytest.mark.parametrize(
    "path",
    [
        "../secret",
        "note/../../secret",
        "%2e%2e/secret",
        "note/%2e%2e/%2e%2e/secret",
        "note/link",
        ".cache/part",
        "/etc/passwd",
        "note",
        "",
        "note/web/index.html\0",
        "note//web/index.html",
    ],
)
def test_nothing_else_is(outputs: Path, path: str) -> None:
    assert find_file(outputs, path) is None


@pytest.mark.slow
@given(st.text())
def test_no_path_leads_out(tmp_path_factory: pytest.TempPathFactory, path: str) -> None:
    root = tmp_path_factory.getbasetemp()
    found = find_file(root, quote(path))
    assert found is None or found.is_relative_to(root.resolve())
