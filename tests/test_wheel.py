"""A wheel installed alone, in an empty folder, builds a note that was copied there."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The installed program. Its dependencies are those of this environment, nothing else is."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, ROOT]
    subprocess.run(build, check=True, capture_output=True)
    (wheel,) = folder.glob("notepress-*.whl")
    venv.create(folder / "venv", with_pip=True)
    python = folder / "venv" / "bin" / "python"
    install = [python, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", wheel]
    subprocess.run(install, check=True, capture_output=True, cwd=folder)
    site = next((folder / "venv" / "lib").glob("python*/site-packages"))
    # A path file in this folder is read, those in the folder it names are not: the checkout,
    # which is installed there for development, stays out of sight.
    (site / "dependencies.pth").write_text(sysconfig.get_path("purelib"))
    return python.with_name("notepress")


def test_it_builds_a_note_in_an_empty_folder(program: Path, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "tests/notes/minimal", tmp_path / "my-note")
    run = subprocess.run(
        [program, "build", "my-note"],
        cwd=tmp_path,
        env={"PATH": os.environ["PATH"]},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    made = {path.name for path in (tmp_path / "build" / "my-note").iterdir()}
    assert {"my-note.pdf", "my-note-print.pdf", "my-note.epub", "web", "one-pagers"} <= made
    assert "my-note.pdf" in run.stdout


def test_it_brings_its_styles_rules_and_templates(program: Path) -> None:
    folder = next(program.parents[1].glob("lib/python*/site-packages/pipeline"))
    for path in (ROOT / "styles").rglob("*.css"):
        assert (folder / "styles" / path.relative_to(ROOT / "styles")).is_file()
    for kind in ("templates", "rules", "press"):
        there = {path.name for path in (folder / kind).rglob("*") if path.suffix != ".pyc"}
        here = {
            path.name for path in (ROOT / "pipeline" / kind).rglob("*") if path.suffix != ".pyc"
        }
        assert here - {"__pycache__"} <= there
