"""Extracting a source from a PDF, importing a manuscript, comparing two revisions."""

from __future__ import annotations

import io
import json
import shutil
from pathlib import Path

import docx
import pytest
from PIL import Image

from pipeline.cli import main

pytestmark = pytest.mark.slow

NOTES = Path(__file__).parents[1] / "notes"
MANUSCRIPT = """\
# I. Water

## 1. Who shares the river?

### Old shares

The upper village takes half of the water. It has done so for a hundred years.
"""


buffer = io.BytesIO()
Image.new("RGB", (60, 40), "green").save(buffer, "PNG")
PNG = buffer.getvalue()


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with one small note, which is the current folder."""
    shutil.copytree(NOTES / "minimal", tmp_path / "source" / "notes" / "minimal")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_source_taken_out_of_its_pdf_builds_to_the_same_bytes(project: Path) -> None:
    assert main(["build", "-q", "--edition", "pdf"]) == 0
    pdf = project / "build/minimal/minimal.pdf"
    assert main(["extract", "-q", str(pdf), "--to", "elsewhere/minimal"]) == 0
    assert main(["build", "-q", "--edition", "pdf", "--out", "again", "elsewhere/minimal"]) == 0
    assert (project / "again/minimal/minimal.pdf").read_bytes() == pdf.read_bytes()


def test_nothing_is_overwritten(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["build", "-q", "--edition", "pdf"]) == 0
    again = ["extract", "-q", "build/minimal/minimal.pdf", "--to", "source/notes/minimal"]
    assert main(again) == 2
    assert "would be overwritten" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["absent.pdf", "source/notes/minimal/note.yaml"])
def test_what_carries_no_source(
    project: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["extract", name]) == 2
    assert capsys.readouterr().err.startswith("notepress: ")


def test_a_manuscript_becomes_a_note(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "water.md").write_text(MANUSCRIPT)
    command = ["import", "water.md", "--to", "source/notes/water", "--language", "en"]
    assert main(command) == 0
    assert "Recognised: 1 theme; 1 question; 1 topic" in capsys.readouterr().out
    assert main(["check", "water"]) == 0
    assert main(command) == 2


def test_the_report_of_an_import_says_first_what_to_do(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = MANUSCRIPT.replace("a hundred years.", "![](gate.png) a hundred years.")
    (project / "water.md").write_text(text)
    (project / "gate.png").write_bytes(PNG)
    command = ["import", "water.md", "--to", "source/notes/water"]
    assert main([*command, "--report", "report.txt"]) == 0
    report = (project / "report.txt").read_text("utf-8")
    assert report in capsys.readouterr().out
    sections = [line.rpartition(" (")[0] for line in report.splitlines() if line.endswith(")")]
    assert sections[0] == "To be completed"
    assert "- text/1-water.md:15: what the picture shows" in report
    lines = (project / "source/notes/water/note.yaml").read_text("utf-8").splitlines()
    place = next(at for at, line in enumerate(lines, 1) if line.startswith("licence:"))
    assert f"- note.yaml:{place}: licence: the terms of use" in report
    assert main([*command[:3], "source/notes/other", "--report", "report.txt"]) == 2
    assert not (project / "source/notes/other").exists()


def test_an_imported_note_shares_the_imprint_above_it(project: Path) -> None:
    (project / "water.md").write_text(MANUSCRIPT)
    (project / "source/imprint.yaml").write_text("name: River Press\n", "utf-8")
    assert main(["import", "water.md", "--to", "source/notes/water", "--language", "en"]) == 0
    assert not (project / "source/notes/water/imprint.yaml").exists()


def test_the_report_of_an_import_as_data(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "water.md").write_text(MANUSCRIPT)
    command = ["import", "water.md", "--to", "source/notes/water", "--language", "en"]
    assert main([*command, "--format", "json", "--report", "report.json"]) == 0
    printed = capsys.readouterr().out
    assert (project / "report.json").read_text("utf-8") == printed
    data = json.loads(printed)
    assert list(data) == ["folder", "findings", "report"]
    assert data["findings"] == []
    report = data["report"]
    assert report["words"] == {"manuscript": 25, "in_source": 23, "in_report": 2, "missing": 0}
    assert report["missing"] == report["misplaced"] == report["inserted"] == []
    assert report["counts"] == {"theme": 1, "question": 1, "topic": 1}
    blank = next(one for one in report["to_complete"] if one["key"] == "lead")
    assert (blank["file"], blank["line"]) == ("text/1-water.md", 4)


def test_what_an_import_loses_is_named_and_ends_with_one(
    project: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (project / "water.md").write_text(MANUSCRIPT)
    whole = "pipeline.importing.writing.markdown.MarkdownWriter.blocks"
    monkeypatch.setattr(whole, lambda *_: "The upper village takes half of the water.")
    assert main(["import", "water.md", "--to", "source/notes/water", "--language", "en"]) == 1
    told = capsys.readouterr()
    first = told.out.partition("\n\n")[2].partition("\n\n")[2]
    assert first.startswith("Missing, from the source and from this report: put it in by hand")
    assert "words, line 7: “it has done so for a hundred years”" in first
    assert "half of the water [it has done so" in first
    assert "put in by hand what stands under “Missing”" in told.err
    assert (project / "source/notes/water/text/1-water.md").is_file()


def test_what_check_finds_in_an_imported_source_is_in_the_report(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "water.md").write_text(f"{MANUSCRIPT}\n![](gate.png)\n")
    (project / "gate.png").write_bytes(PNG)
    assert main(["import", "water.md", "--to", "source/notes/water", "--language", "en"]) == 0
    capsys.readouterr()
    assert main(["check", "--source-only", "water"]) == 0


def test_a_manuscript_to_a_folder_that_cannot_be_a_note(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "water.md").write_text(MANUSCRIPT)
    assert main(["import", "water.md", "--to", "source/notes/The Water"]) == 2
    assert "the-water" in capsys.readouterr().err


def test_an_edited_word_file_goes_back_onto_its_note(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["build", "-q", "--edition", "docx"]) == 0
    source = {path: path.read_bytes() for path in (project / "source").rglob("*") if path.is_file()}
    command = ["import", "build/minimal/minimal.docx", "--onto", "minimal"]
    assert main(command) == 0
    assert capsys.readouterr().out == "minimal.docx changes nothing\n"
    assert all(path.read_bytes() == content for path, content in source.items())
    document = docx.Document("build/minimal/minimal.docx")
    (paragraph,) = [one for one in document.paragraphs if one.text.startswith("A dry year is")]
    paragraph.add_run(" Nobody minds.")
    document.save("edited.docx")
    assert main(["import", "edited.docx", "--onto", "source/notes/minimal"]) == 0
    assert "{+ Nobody minds.+}" in capsys.readouterr().out
    changed = [path for path, content in source.items() if path.read_bytes() != content]
    assert [path.name for path in changed] == ["1-sharing.md"]
    assert main(["import", "edited.docx", "--onto", "minimal", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["report"]["files"] == []
    assert main(["import", "water.md", "--onto", "minimal"]) == 2


def test_a_reworded_sentence_is_told_and_drawn(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(project / "source/notes/minimal", project / "source/notes/older")
    text = next((project / "source/notes/minimal/text").glob("1-*.md"))
    text.write_text(f"{text.read_text().rstrip()}\n\nA paragraph that is new.\n")
    assert main(["diff", "older", "minimal", "--redline", "redline.html"]) == 0
    assert "A paragraph that is new." in capsys.readouterr().out
    assert "A paragraph that is new." in (project / "redline.html").read_text()
    assert main(["diff", "older", "minimal", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)
    assert main(["diff", "older", "minimal", "--redline", "redline.txt"]) == 2
