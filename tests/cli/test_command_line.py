"""The command line: what it prints and how it ends."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from pipeline.cli import main
from pipeline.versions import harfbuzz_version, pango_version

NOTES = Path(__file__).parents[1] / "notes"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with one small note, which is the current folder."""
    shutil.copytree(NOTES / "minimal", tmp_path / "source" / "notes" / "minimal")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.slow
def test_check_of_a_good_note(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check"]) == 0
    assert capsys.readouterr().out == "minimal: no findings\n"


def test_check_of_the_source_alone_leaves_no_trace(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", "--source-only"]) == 0
    assert capsys.readouterr().out == "minimal: no findings\n"
    assert not (project / "build").exists()


@pytest.mark.slow
def test_a_warning_ends_a_check_with_1_and_a_build_with_0(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = project / "source/notes/minimal/text/2-other-points.md"
    text.write_text(text.read_text().replace("{#gates}", "{#gates .tighter}"))
    assert main(["check"]) == 1
    told = capsys.readouterr().err
    assert "text/2-other-points.md:7:31: N318 warning: " in told
    assert main(["build", "-q", "--edition", "pdf"]) == 0
    assert capsys.readouterr().err == told.replace("1 finding", "1 warning")
    assert main(["build", "--edition", "print", "--format", "json"]) == 0
    (note,) = json.loads(capsys.readouterr().out)["notes"]
    told_of = {(warning["severity"], warning["code"]) for warning in note["warnings"]}
    assert told_of == {("warning", "N318"), ("remark", "N321")}


@pytest.mark.slow
def test_notes_share_an_engine_and_are_as_if_built_alone(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(NOTES / "spanish", project / "source/notes/spanish")
    started: list[object] = []
    start = subprocess.Popen

    def count(words: list[str], **given: Any) -> subprocess.Popen[bytes]:
        started.extend(word for word in words if word.endswith(".fork_server"))
        return start(words, **given)

    monkeypatch.setattr("pipeline.press.engine.engine.subprocess.Popen", count)
    editions = ("-q", "--jobs", "1", "--edition", "pdf", "--edition", "one-pagers")
    assert main(["build", *editions]) == 0
    assert len(started) == 1
    assert main(["build", *editions]) == 0
    assert len(started) == 1
    shutil.rmtree(".notepress")
    assert main(["build", *editions, "spanish", "--out", "alone"]) == 0
    assert len(started) == 2
    files = [path.relative_to("alone") for path in Path("alone/spanish").rglob("*.pdf")]
    assert len(files) > 1
    for file in files:
        assert ("alone" / file).read_bytes() == ("build" / file).read_bytes()


@pytest.mark.slow
@pytest.mark.parametrize("option", ["--explain", "-v"])
def test_the_steps_of_a_build_are_told_when_asked_for(
    option: str, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["build", "--edition", "markdown", option]) == 0
    _, _, steps = capsys.readouterr().out.partition("\nstep ")
    assert re.findall(r"^(\w+) +\d+\.\d\d s +\d+\.\d\d s$", steps, re.MULTILINE) == [
        *("reading", "markdown", "publishing")
    ]
    shutil.rmtree(project / "build")
    assert main(["build", "--edition", "markdown"]) == 0
    assert "\nstep " not in capsys.readouterr().out


@pytest.mark.slow
def test_a_verbose_build_says_which_metadata_are_not_made(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["build", "--edition", "metadata", "-v"]) == 0
    said = capsys.readouterr().out
    assert "metadata/onix.xml is not made: the note does not have an ISBN\n" in said
    assert "metadata/crossref.xml is not made: the note does not have a DOI; " in said
    made = {path.name for path in (project / "build/minimal/metadata").iterdir()}
    assert {"jats.xml", "marc.xml", "datacite.json"} <= made
    assert not {"onix.xml", "crossref.xml"} & made
    shutil.rmtree(project / "build")
    assert main(["build", "--edition", "metadata"]) == 0
    assert "is not made" not in capsys.readouterr().out


def test_findings_end_with_1_and_stand_on_standard_error(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = next((project / "source/notes/minimal/text").glob("1-*.md"))
    text.write_text(text.read_text() + "\n<b>raw</b>\n")
    assert main(["check"]) == 1
    printed = capsys.readouterr()
    assert printed.out == ""
    assert "<b>raw</b>" in printed.err
    assert printed.err.rstrip().endswith(("finding", "findings"))


def test_findings_as_json(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "source/notes/minimal/people.yaml").write_text("participants: 3\n")
    assert main(["check", "--format", "json"]) == 1
    findings = json.loads(capsys.readouterr().out)["findings"]
    assert findings[0]["place"]["path"].endswith("people.yaml")
    assert findings[0]["place"]["line"] == 1


def test_an_unknown_note_ends_with_2(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "nowhere"]) == 2
    assert "nowhere is not a note" in capsys.readouterr().err


def test_explain_of_a_code(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain"]) == 0
    first = capsys.readouterr().out.splitlines()[0].split()[0]
    assert main(["explain", first.lower()]) == 0
    assert capsys.readouterr().out.startswith(f"{first}: ")
    assert main(["explain", "N999"]) == 2


def test_schema_is_json_schema(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema", "note.yaml"]) == 0
    schema = json.loads(capsys.readouterr().out)
    assert schema["properties"]["title"]["description"]
    assert schema["additionalProperties"] is False
    assert main(["schema"]) == 0
    for name in json.loads(capsys.readouterr().out):
        assert main(["schema", name, "-q"]) == 0


def test_the_module_is_the_same_program() -> None:
    result = subprocess.run(
        [sys.executable, "-m", "pipeline", "explain", "N999"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert result.returncode == 2
    assert "unknown code: N999" in result.stderr


def test_a_wrong_option_ends_with_2(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        main(["build", "--edition", "scroll"])
    assert end.value.code == 2
    assert "scroll" in capsys.readouterr().err


def test_doctor_names_the_libraries_that_set_text(capsys: pytest.CaptureFixture[str]) -> None:
    main(["doctor"])
    said = capsys.readouterr().out
    assert f"libpango-1.0.so.0 {pango_version()}\n" in said
    assert f"libharfbuzz.so.0 {harfbuzz_version()}\n" in said
