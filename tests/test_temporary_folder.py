"""A temporary folder that is full, missing or cannot be written is no fault of the source."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parent.parent
APART = ("unshare", "--mount", *(("--map-root-user",) if os.geteuid() else ()))
"""Runs a command with mounts of its own, which takes root or a system that lets users have them."""
ON_SMALL_DISK = """
mount -t tmpfs -o size=$1 none "$2" || exit 77
export TMPDIR="$2"
cd "$3"
exec "$4" -m pipeline build minimal --edition pdf
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "tests/notes/minimal", tmp_path / "source/notes/minimal")
    (tmp_path / "temporary").mkdir()
    return tmp_path


def test_a_full_one_ends_with_2_and_its_cause(project: Path) -> None:
    if subprocess.run([*APART, "true"], capture_output=True, check=False).returncode:
        pytest.skip("no file system may be mounted here")
    for size in ("8k", "64k", "200k"):
        done = on_small_disk(project, size)
        if done.returncode == 77:
            pytest.skip("no file system may be mounted here")
        said, hint = done.stderr.splitlines()
        assert done.returncode == 2
        assert "no space left" in said.lower()
        assert "TMPDIR" in hint
        assert not (project / "build/minimal").exists()
    assert on_small_disk(project, "50m").returncode == 0


def on_small_disk(project: Path, size: str) -> subprocess.CompletedProcess[str]:
    program = ["sh", "-c", ON_SMALL_DISK, "sh", size, str(project / "temporary"), str(project)]
    return subprocess.run(
        [*APART, *program, sys.executable],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("kind", ["missing", "a file"])
def test_one_that_is_no_folder_is_passed_over(kind: str, project: Path) -> None:
    place = project / "elsewhere"
    if kind == "a file":
        place.write_text("")
    done = subprocess.run(
        [sys.executable, "-m", "pipeline", "build", "minimal", "--edition", "pdf", "--quiet"],
        cwd=project,
        env={**os.environ, "PYTHONPATH": str(ROOT), "TMPDIR": str(place)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
