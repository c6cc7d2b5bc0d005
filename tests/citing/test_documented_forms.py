"""What docs/citing.md shows is read, and set as its table says."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from kept_in_memory import Memory

from pipeline.editions.workbench import Workbench
from pipeline.house_style import load_style
from pipeline.load import load_files
from pipeline.note import Note
from pipeline.note.walk import plain
from pipeline.workspace import built_in_styles

ROOT = Path(__file__).parents[2]
MINIMAL = ROOT / "tests/notes/minimal"
PAGE = (ROOT / "docs/citing.md").read_text("utf-8")


def example(language: str) -> str:
    """The first block of a language."""
    found = re.search(rf"^```{language}\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    assert found
    return found[1]


def cited(text: str, *style: Path) -> Note:
    files = {
        path.relative_to(MINIMAL).as_posix(): path.read_bytes()
        for path in MINIMAL.rglob("*")
        if path.is_file()
    }
    files["references.bib"] = example("bibtex").encode()
    files["text/introduction.md"] = f"# Rivers\n\n{text}".encode()
    cache = Memory()
    note = load_files("rivers", files, cache)
    return Workbench(note, load_style(built_in_styles(), *style), cache).note


def says(note: Note) -> str:
    """The words of the introduction, with spaces where no-break ones keep a number and its word."""
    blocks: Any = note.part("introduction").blocks
    return "\n".join(plain(block.inlines) for block in blocks).replace("\u00a0", " ")


@pytest.mark.slow
def test_the_example_is_sound_and_the_table_is_right() -> None:
    rows = re.findall(r"^\| `([^`]*@[^`]*)` \| (.*) \|$", PAGE, re.MULTILINE)
    assert len(rows) == 5
    typed = example("markdown") + "".join(f"\nHere: {one}.\n" for one, _ in rows)
    said = says(cited(typed))
    for _, words in rows:
        assert f"Here: {words}." in said


@pytest.mark.slow
def test_the_tokens_are_read(tmp_path: Path) -> None:
    (tmp_path / "tokens.css").write_text(example("css"), "utf-8")
    said = says(cited(example("markdown"), tmp_path))
    assert "(Brook & Lin, 1951, p. 3)" in said
