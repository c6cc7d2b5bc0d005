"""Every line of running text stands on the grid, read from the finished PDFs."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from page_lines import line_height, off_grid, running_lines, words_of

from pipeline.production.building import build_folder
from pipeline.workspace import Workspace

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
NOTES = (
    "source/notes/global-development-cooperation",
    "source/notes/notepress-handbook",
    "source/notes/publishing-policy-notes/ar",
    "source/notes/publishing-policy-notes/en",
    "source/notes/publishing-policy-notes/fr",
    "tests/notes/rich",
    "tests/notes/arabic",
    "tests/notes/chinese",
    "tests/notes/grid",
)
SIZE = 9.8


def build(source: Path, root: Path, out: Path) -> bytes:
    """The screen PDF of a note."""
    workspace = Workspace(root, ROOT / "source", ROOT / "styles", out)
    build_folder(source, workspace, ("pdf",))
    (pdf,) = workspace.outputs_of(source).glob("*.pdf")
    return pdf.read_bytes()


def copy_of(name: str, target: Path) -> Path:
    """The folder of a note; one of tests/notes that is only a text is laid over the minimal one."""
    source = ROOT / name
    if (source / "note.yaml").exists():
        return source
    folder = target / source.name
    shutil.copytree(ROOT / "tests/notes/minimal", folder)
    return Path(shutil.copytree(source, folder, dirs_exist_ok=True))


@pytest.mark.parametrize("name", NOTES)
def test_all_running_text_stands_on_the_grid(name: str, tmp_path: Path, shared_root: Path) -> None:
    words = list(words_of(build(copy_of(name, tmp_path), shared_root, tmp_path / "out")))
    lines = running_lines(words, SIZE)
    assert len(lines) >= 18
    assert off_grid(lines, line_height(words)) == []
