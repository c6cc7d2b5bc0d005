"""Outputs pass preflight: for the notes in ``source/`` and those in other languages."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from built_outputs import Outputs, build

from pipeline.findings import render_finding
from pipeline.preflight.examination import examine
from pipeline.preflight.expectations import outputs_beside
from pipeline.production.manifest import read_manifest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
NOTES = (
    "source/notes/global-development-cooperation",
    "source/notes/notepress-handbook",
    "tests/notes/chinese",
    "tests/notes/french",
)
WORK = ROOT / "source/notes/publishing-policy-notes"


def found(outputs: Outputs) -> str:
    return "\n".join(map(render_finding, examine(outputs.files, outputs.expected)))


@pytest.mark.parametrize("note", NOTES)
def test_a_built_note_has_no_findings(note: str, tmp_path: Path, shared_root: Path) -> None:
    outputs = build(ROOT / note, tmp_path, shared_root)
    assert outputs.expected.source
    assert outputs.expected.language
    assert found(outputs) == ""


def test_a_note_in_several_languages_has_no_findings(tmp_path: Path, shared_root: Path) -> None:
    built = [build(WORK / language, tmp_path, shared_root) for language in ("ar", "en", "fr")]
    for outputs in built:
        manifest = read_manifest(outputs.folder)
        assert manifest
        beside = outputs_beside(outputs.folder, manifest)
        assert beside
        assert found(replace(outputs, expected=replace(outputs.expected, beside=beside))) == ""


def test_the_rich_note_has_no_findings(rich: Outputs) -> None:
    assert {file.edition for file in rich.files.values()} == {
        "epub", "markdown", "metadata", "one-pagers", "pdf", "print", "web",
    }  # fmt: skip
    assert found(rich) == ""
