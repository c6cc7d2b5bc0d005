"""Notes are named as people number theirs, and the name is in all that is made of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.cli import main
from pipeline.load.ids import is_note_name

NAME = "2026-water-brief"
TEXT = "# Sharing\n\n## How is it shared?\n\nThe water is shared by the hour.\n"


@pytest.mark.parametrize("name", [NAME, "2026", "a", "a-1", "1a"])
def test_names_that_are_allowed(name: str) -> None:
    assert is_note_name(name)


@pytest.mark.parametrize("name", ["", "-a", "a-", "a--b", "A", "a_b", "a.b", "é", "a b", "../a"])
def test_names_that_are_not(name: str) -> None:
    assert not is_note_name(name)


@pytest.mark.slow
def test_a_note_whose_name_begins_with_a_year(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "in.md").write_text(f"---\ntitle: Water\n---\n\n{TEXT}", "utf-8")

    assert main(["import", "in.md", "--to", f"source/notes/{NAME}"]) == 0
    assert main(["init", f"source/notes/{NAME}-2"]) == 0
    editions = ["web", "epub", "markdown", "docx", "pdf", "metadata"]
    arguments = [part for one in editions for part in ("--edition", one)]
    code = main(["build", f"source/notes/{NAME}", "--preflight", *arguments])

    assert code == 0, capsys.readouterr()
    made = {one.name for one in (tmp_path / "build" / NAME).rglob("*")}
    assert {f"{NAME}.pdf", f"{NAME}.epub", f"{NAME}.docx", f"{NAME}.md"} <= made
