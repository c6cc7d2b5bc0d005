"""A wheel installed alone, in an empty folder, builds a note that was copied there."""

from __future__ import annotations

import base64
import csv
import hashlib
import io
import os
import shutil
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

from pipeline.starting.wheel import pack_wheel
from pipeline.workspace import built_in_styles

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel as the build backend makes it."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, ROOT]
    subprocess.run(build, check=True, capture_output=True)
    (made,) = folder.glob("notepress-*.whl")
    return made


@pytest.fixture(scope="module")
def program(wheel: Path) -> Path:
    """The installed program. Its dependencies are those of this environment, nothing else is."""
    python = make_environment(wheel.parent / "venv")
    install = [python, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", wheel]
    subprocess.run([*install, "--force-reinstall"], check=True, capture_output=True)
    return python.with_name("notepress")


def make_environment(folder: Path) -> Path:
    """Make a virtual environment that has the dependencies; return its Python."""
    venv.create(folder, with_pip=True)
    (site,) = folder.glob("lib/python*/site-packages")
    # A path file in this folder is read, those in the folder it names are not: the checkout,
    # which is installed there for development, stays out of sight.
    (site / "dependencies.pth").write_text(sysconfig.get_path("purelib"))
    return folder / "bin" / "python"


@pytest.fixture(scope="module")
def project(program: Path) -> Path:
    """A project begun by the installed program."""
    folder = program.parents[2] / "press"
    begin = [program, "init", "--project", "-q", folder]
    subprocess.run(begin, check=True, capture_output=True, env={"PATH": os.environ["PATH"]})
    return folder


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


def test_a_project_carries_the_wheel_it_was_begun_with(project: Path, wheel: Path) -> None:
    (carried,) = (project / "vendor").iterdir()
    assert carried.name == wheel.name
    assert members(carried.read_bytes()) == members(wheel.read_bytes())


def test_a_checkout_is_packed_as_the_build_backend_does_it(wheel: Path) -> None:
    packed = pack_wheel(built_in_styles())
    assert packed.file == wheel.name
    assert packed == pack_wheel(built_in_styles())
    assert members(packed.content) == members(wheel.read_bytes())


def members(content: bytes) -> dict[str, bytes]:
    """What a wheel holds, all that it records being true, without the order of its record."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    (record,) = (name for name in files if name.endswith(".dist-info/RECORD"))
    rows = list(csv.reader(files.pop(record).decode().splitlines()))
    assert {row[0] for row in rows} == {*files, record}
    for name, digest, size in rows:
        if name != record:
            hashed = base64.urlsafe_b64encode(hashlib.sha256(files[name]).digest())
            assert digest == f"sha256={hashed.decode().rstrip('=')}"
            assert int(size) == len(files[name])
    return files


def test_the_script_of_a_project_builds_all_from_nothing(project: Path) -> None:
    """As a server runs it, but that the dependencies come from here and not from an index."""
    python = make_environment(project / ".venv")
    run = subprocess.run(
        [project / "ci" / "build.sh"],
        env={
            "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
            "PIP_NO_INDEX": "1",
            "PIP_NO_DEPS": "1",
            "PIP_FORCE_REINSTALL": "1",
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stdout + run.stderr
    assert python.with_name("notepress").is_file()
    made = {path.name for path in (project / "public" / "first-note").iterdir()}
    assert {"first-note.pdf", "first-note-print.pdf", "first-note.epub", "web"} <= made
    assert (project / "public" / "index.html").is_file()
    assert [path.name for path in (project / "public").rglob(".*")] == []
