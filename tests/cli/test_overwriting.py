"""Files that commands overwrite or leave alone, and the place of their cache, in real builds."""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from ownership_trees import tree_of

from pipeline.cli import main
from pipeline.production.publish.lock import lock_of

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
BUILD = ["build", "-q", "--edition", "docx"]
SENTENCE = "\n\nA sentence that was added.\n"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with one note that was built."""
    root = tmp_path_factory.mktemp("built") / "project"
    shutil.copytree(ROOT / "tests/notes/minimal", root / "source/notes/minimal")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(root)
        assert main(BUILD) == 0
    return root


@pytest.fixture
def project(built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the project, which is the current folder."""
    root = shutil.copytree(built, tmp_path / "project")
    monkeypatch.chdir(root)
    return root


def edit(project: Path) -> None:
    text = project / "source/notes/minimal/text/1-sharing.md"
    text.write_text(text.read_text("utf-8").rstrip() + SENTENCE, "utf-8")


def test_the_folder_of_outputs_holds_nothing_else(project: Path) -> None:
    names = {path.name for path in (project / "build").rglob("*")}
    assert {"manifest.json", "minimal.docx"} <= names
    assert not [name for name in names if name.startswith(".")]
    assert any((project / ".notepress").glob("font-*"))


def test_what_lies_among_outputs_outlives_builds(project: Path) -> None:
    for place in ("build/CNAME", "build/.nojekyll", "build/minimal/CNAME", "build/minimal/a/b"):
        (project / place).parent.mkdir(exist_ok=True)
        (project / place).write_text("mine")
        (project / place).chmod(0o640)
    (project / "build/minimal/link").symlink_to("../../source")
    before = tree_of(project)
    edit(project)
    assert main(BUILD) == 0
    after = tree_of(project)
    changed = {path for path in before if after.get(path) != before[path]}
    assert "build/minimal/minimal.docx" in changed
    assert {path for path in changed if not path.startswith(".notepress/")} == {
        "build/minimal/manifest.json",
        "build/minimal/minimal.docx",
        "source/notes/minimal/text/1-sharing.md",
    }


@pytest.mark.parametrize(
    ("command", "out"),
    [
        (command, out)
        for command in ("build", "watch", "preview --port 0")
        for out in (".", "source/notes", "styles", "held", "changed", "index")
        # Only a build writes the index.
        if out != "index" or command == "build"
    ],
)
def test_refusals_touch_nothing(
    project: Path, command: str, out: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "styles").mkdir()
    (project / "held/minimal").mkdir(parents=True)
    (project / "held/minimal/mine.txt").write_text("precious")
    (project / "index").mkdir()
    (project / "index/index.html").write_text("mine")
    shutil.copytree(project / "build", project / "changed")
    (project / "changed/minimal/minimal.docx").write_text("mine")
    before = tree_of(project)
    assert main([*command.split(), "-q", "--out", out]) == 2
    said = capsys.readouterr().err.splitlines()
    assert len(said) == 2
    assert said[0].startswith("notepress: ")
    assert said[1].startswith("hint: ")
    assert tree_of(project) == before


def test_a_note_whose_place_is_taken_stops_no_other(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(project / "source/notes/minimal", project / "source/notes/lake")
    (project / "build/lake").mkdir()
    (project / "build/lake/mine").write_text("mine")
    edit(project)
    before = tree_of(project)
    assert main([*BUILD, "--jobs", "1"]) == 2
    assert capsys.readouterr().err.startswith("notepress: lake: ")
    after = tree_of(project)
    changed = {path for path in after if after[path] != before.get(path)}
    assert "build/minimal/minimal.docx" in changed
    assert [path for path in changed if "lake" in path] == []


def test_a_check_makes_no_folder_of_outputs(project: Path) -> None:
    assert main(["check", "-q", "--out", "new"]) == 0
    assert not (project / "new").exists()


def test_what_a_note_built_in_its_own_folder_gives_is_no_source(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    note = shutil.copytree(project / "source/notes/minimal", project.parent / "alone")
    monkeypatch.chdir(note)
    assert main(["build", "--edition", "web"]) == 0
    assert any((note / "build/alone/web").glob("*.png"))
    capsys.readouterr()
    assert main(["build", "--edition", "web"]) == 0
    assert capsys.readouterr().out == "alone: up to date\n"


def test_a_redline_replaces_only_a_redline_of_ours(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    diff = ["diff", "minimal", "minimal", "-q", "--redline", "redline.html"]
    assert main(diff) == 0
    assert main(diff) == 0
    (project / "redline.html").write_text("mine")
    before = tree_of(project)
    assert main(diff) == 2
    assert "redline.html exists, and is not as notepress wrote it" in capsys.readouterr().err
    assert tree_of(project) == before


def test_who_waits_for_another_says_so(project: Path) -> None:
    edit(project)
    held = os.open(lock_of(project / "build/minimal"), os.O_RDWR | os.O_CREAT)
    fcntl.flock(held, fcntl.LOCK_EX)
    # From another folder, so that nothing but the folder of outputs is shared.
    (project.parent / "elsewhere").mkdir()
    command = [*BUILD, "../project/source/notes/minimal", "--out", "../project/build"]
    command.remove("-q")
    with subprocess.Popen(
        [sys.executable, "-m", "pipeline", *command],
        cwd=project.parent / "elsewhere",
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True,
    ) as waiting:  # fmt: skip
        assert waiting.stderr is not None
        said = waiting.stderr.readline()
        os.close(held)
        assert waiting.wait(300) == 0
    assert said == "minimal: waiting for another notepress to finish in ../project/build ...\n"
