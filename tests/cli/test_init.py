"""`notepress init`: a note or a project that checks out at once, and nothing overwritten."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest
from outside_checkers import without_epubcheck

from pipeline.cli import main
from pipeline.load import load_note

ROOT = Path(__file__).parents[2]


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder, which is the current one."""
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


@pytest.mark.slow
def test_a_note_begins_and_checks_out(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["init", "river", "--title", "The river", "--date", "2024-05-17"]) == 0
    said = capsys.readouterr().out
    assert "river/note.yaml\n" in said
    assert said.endswith("next: notepress build river\n")
    assert main(["check", "river"]) == 0
    note = load_note(here / "river")
    assert (note.metadata.title, note.metadata.published.isoformat()) == ("The river", "2024-05-17")


@pytest.mark.slow
def test_the_current_folder_may_become_the_note(here: Path) -> None:
    assert main(["init", "-q"]) == 0
    assert main(["check"]) == 0
    assert load_note(here).slug == "here"


def test_nothing_is_overwritten(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["init", "river"]) == 0
    text = here / "river/text/introduction.md"
    text.write_text("# Mine\n\nMy own words.\n")
    assert main(["init", "river"]) == 2
    assert "would be overwritten" in capsys.readouterr().err
    assert text.read_text() == "# Mine\n\nMy own words.\n"
    assert main(["init", "river", "--language", "fr"]) == 2
    assert "river is a note in one language" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["My River"], "hint: use lower-case letters, digits and hyphens: my-river"),
        (
            ["river", "--language", "pl"],
            "zh-Hans (Chinese), set language: pl in note.yaml, and",
        ),
        (["river", "--language", "cn"], "did you mean zh-Hans?"),
    ],
)
def test_what_cannot_be_begun(
    here: Path, arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["init", *arguments]) == 2
    assert said in capsys.readouterr().err
    assert list(here.iterdir()) == []


@pytest.mark.slow
def test_a_project_has_one_note_and_all_around_it(here: Path) -> None:
    assert main(["init", "press", "--project", "--publisher", "River Press", "-q"]) == 0
    made = {path.relative_to(here / "press").as_posix() for path in here.rglob("*.*")}
    assert {".gitignore", "ci/build.sh", "styles/README.md", "source/imprint.yaml"} <= made
    note = load_note(here / "press/source/notes/first-note")
    assert note.publisher.name == "River Press"
    assert os.access(here / "press/ci/build.sh", os.X_OK)


@pytest.mark.slow
def test_the_makefile_of_a_project_builds_it(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert main(["init", "--project", "-q"]) == 0
    program = here / "notepress"
    program.write_text(f'#!/bin/sh\nexec {sys.executable} -m pipeline "$@"\n')
    program.chmod(0o755)
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    for target in ("check", "schemas"):
        done = subprocess.run(
            ["make", target, f"NOTEPRESS={program}"],
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
    schema = json.loads((here / ".schemas/note.json").read_text())
    assert schema["properties"]["title"]


@pytest.mark.slow
def test_a_note_inside_a_project_uses_what_lies_above_it(here: Path) -> None:
    assert main(["init", "--project", "-q"]) == 0
    assert main(["init", "source/notes/second", "-q"]) == 0
    second = here / "source/notes/second"
    assert not (second / "imprint.yaml").exists()
    assert not (second / ".schemas").exists()
    head = (second / "note.yaml").read_text().split("\n")[0]
    assert (second / head.partition("$schema=")[2]).is_file()
    assert main(["check"]) == 0


def test_what_was_written_as_json(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["init", "river", "--format", "json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert said["folder"] == "river"
    assert "note.yaml" in said["files"]


@pytest.mark.slow
def test_what_no_flag_says_is_asked_on_a_terminal(here: Path) -> None:
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "pipeline", "init", "riviere", "--date", "2024-05-17"],
        stdin=theirs, stdout=theirs, stderr=theirs, env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    os.close(theirs)
    os.write(ours, "fr\nLa rivière\n\n".encode())
    assert process.wait(timeout=900) == 0
    os.close(ours)
    note = load_note(here / "riviere")
    assert note.metadata.title == "La rivière"
    assert note.metadata.language == "fr"
    assert note.publisher.name == "Notre organisation"


@pytest.mark.slow
def test_what_is_left_to_replace_is_told_and_published_by_nobody_in_silence(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["init", "river", "-q"]) == 0
    assert main(["check", "--source-only", "river"]) == 0
    checked = capsys.readouterr().err
    assert main(["build", "-q", "--edition", "epub", "river"]) == 0
    assert capsys.readouterr().err == checked
    assert "river/note.yaml:20:14: N230 warning: " in checked
    with without_epubcheck():
        assert main(["build", "-q", "--edition", "epub", "--preflight", "river"]) == 0
        assert capsys.readouterr().err == checked, "told also where nothing was to be made"
        Path("build/river").rename("old")
        assert main(["build", "-q", "--edition", "epub", "--preflight", "river"]) == 0
        assert capsys.readouterr().err == checked, "told once"
        assert main(["preflight", "river", "--format", "json"]) == 1
    found = json.loads(capsys.readouterr().out)["findings"]
    assert {(one["code"], one["severity"], one["note"]) for one in found} == {
        ("N230", "error", "river")
    }
