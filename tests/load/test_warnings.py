"""Warnings about the source of a note: they are told, and the note is loaded all the same."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from broken_notes import lay_out

from pipeline.errors import SourceError
from pipeline.findings import Place, rules
from pipeline.load import load_note, load_with_warnings
from pipeline.load import report as reports
from pipeline.load.report import Report
from pipeline.note.walk import words_of
from pipeline.production.building import build_folder
from pipeline.production.checking import check_source
from pipeline.workspace import find_workspace


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A note whose one finding is a warning, in a house whose rule N134 is one."""
    lenient = {**rules(), "N134": replace(rules()["N134"], severity="warning")}
    monkeypatch.setattr(reports, "rules", lambda: lenient)
    return lay_out("heading-without-text", tmp_path / "source/notes")


def test_a_finding_has_the_severity_of_its_rule_unless_another_is_given() -> None:
    report = Report()
    report.add("N134", "this topic has no text", Place("text/1-a.md", 3, 1))
    assert report.has_errors
    report = Report()
    report.add("N134", "this topic has no text", Place("text/1-a.md", 3, 1), severity="warning")
    assert not report.has_errors
    assert [finding.severity for finding in report.findings] == ["warning"]


@pytest.mark.slow
def test_a_note_with_warnings_is_loaded_and_they_have_exact_places(folder: Path) -> None:
    loaded = load_with_warnings(folder)
    assert loaded.note == load_note(folder)
    (warning,) = loaded.warnings
    assert (warning.code, warning.severity) == ("N134", "warning")
    assert (warning.place.line, warning.place.column) == (7, 5)
    assert loaded.warnings == check_source(folder)


def test_lines_of_chinese_are_joined_in_a_note_with_warnings(folder: Path) -> None:
    text = folder / "text/2-other-points.md"
    added = "\n[水闸\n很重]{lang=zh-Hans}\n\n### The end\n"
    text.write_text(text.read_text("utf-8") + added, "utf-8")
    loaded = load_with_warnings(folder)
    assert [warning.code for warning in loaded.warnings] == ["N134", "N134"]
    (_, gates, _) = loaded.note.themes[1].topics
    assert words_of(gates.blocks).endswith(" 水闸很重")


def test_warnings_are_told_beside_errors(folder: Path) -> None:
    text = folder / "text/2-other-points.md"
    text.write_text(text.read_text("utf-8") + "\n### <b>The end</b>\n", "utf-8")
    with pytest.raises(SourceError) as refused:
        load_note(folder)
    severities = {finding.code: finding.severity for finding in refused.value.findings}
    assert severities == {"N101": "error", "N134": "warning"}


@pytest.mark.slow
def test_a_note_with_warnings_is_built_and_they_are_reported(folder: Path) -> None:
    workspace = find_workspace(folder.parents[2])
    report = build_folder(folder, workspace, ("markdown",))
    assert [made.edition for made in report.made] == ["markdown"]
    assert "N134" in {warning.code for warning in report.warnings}
