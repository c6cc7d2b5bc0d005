"""Findings of several notes name the note, with paths that lead to the file."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from pipeline.cli import main

pytestmark = pytest.mark.slow

MINIMAL = Path(__file__).parent.parent / "notes" / "minimal"
NAMES = ("one", "two", "three")


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project of three notes with one fault each, of which each is in the same place."""
    for name in NAMES:
        note = shutil.copytree(MINIMAL, tmp_path / "source" / "notes" / name)
        text = next((note / "text").glob("1-*.md"))
        text.write_text(f"{text.read_text('utf-8').rstrip()}\n\n<b>raw</b>\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("command", [["build"], ["check", "--source-only"], ["check"]])
def test_paths_lead_to_the_files(
    command: list[str], project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(command) == 1
    told = [line for line in capsys.readouterr().err.splitlines() if ": N" in line]
    assert len(told) >= len(NAMES)
    assert {line.split("/")[2] for line in told} == set(NAMES)
    for line in told:
        path, number, column = line.split(":")[:3]
        assert (project / path).read_text("utf-8").splitlines()[int(number) - 1][int(column) - 1 :]


def test_paths_are_those_of_the_folder_one_stands_in(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(project / "source" / "notes" / "one")
    assert main(["check", "--source-only", "one", "two"]) == 1
    told = [line for line in capsys.readouterr().err.splitlines() if ": N" in line]
    assert {line.partition("text/1-")[0] for line in told} == {"", "../two/"}


def test_programs_are_told_the_note(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--source-only", "--format", "json"]) == 1
    found = json.loads(capsys.readouterr().out)["findings"]
    assert {one["note"] for one in found} == set(NAMES)
    assert all((project / one["place"]["path"]).is_file() for one in found)
    assert main(["check", "--source-only", "--format", "sarif"]) == 1
    results = json.loads(capsys.readouterr().out)["runs"][0]["results"]
    places = [one["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for one in results]
    assert {place.split("/")[2] for place in places} == set(NAMES)


def test_what_is_no_file_has_the_name_of_the_note_before_it(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in NAMES:
        shutil.copytree(MINIMAL, project / "source/notes" / name, dirs_exist_ok=True)
        data = project / "source/notes" / name / "note.yaml"
        data.write_text(
            data.read_text("utf-8").replace("title: ", "title: \N{GRINNING FACE} ", 1), "utf-8"
        )
    assert main(["check", "one", "two"]) == 1
    told = [line for line in capsys.readouterr().err.splitlines() if ": N" in line]
    assert told
    for line in told:
        assert line.startswith(("one: ", "two: ", "source/notes/one/", "source/notes/two/"))


def test_outputs_are_found_as_well(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copytree(MINIMAL, project / "source/notes/one", dirs_exist_ok=True)
    assert main(["build", "-q", "--edition", "epub", "one"]) == 0
    (project / "build/one/one.epub").write_bytes(b"no EPUB at all")
    capsys.readouterr()
    for command in (["verify", "--files", "one"], ["preflight", "one"]):
        assert main([*command, "--format", "json"]) == 1
        found = json.loads(capsys.readouterr().out)["findings"]
        assert {one["note"] for one in found} == {"one"}
        assert all(one["place"]["path"].startswith("build/one/one.epub") for one in found)
