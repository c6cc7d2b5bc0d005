"""Ten notes of about 11 pages, and the commands that build them: together, or each by itself."""

from __future__ import annotations

import re
import shutil
import sys
from typing import TYPE_CHECKING

from measuring import Command, Usage, run
from setting import NOTE, ROOT

if TYPE_CHECKING:
    from pathlib import Path

NOTES = 10
_THEME = "3-specific-steps.md"
"""The only theme that is kept: a shorter note has the pages around its themes all the same."""
_LINK = re.compile(r"\[([^\]]*)\]\(#[^)]*\)")


def write_notes(folder: Path) -> None:
    """Write a project with ten notes, which differ in their titles."""
    source = folder / "source"
    notes = source / "notes"
    shutil.copytree(NOTE, notes / "note-01")
    shutil.copy(NOTE.parent.parent / "imprint.yaml", source)
    for theme in (notes / "note-01/text").glob("[0-9]*.md"):
        if theme.name == _THEME:
            (theme.parent / "1-specific-steps.md").write_text(_LINK.sub(r"\1", theme.read_text()))
        theme.unlink()
    introduction = notes / "note-01/text/introduction.md"
    introduction.write_text(_LINK.sub(r"\1", introduction.read_text()))
    for number in range(2, NOTES + 1):
        copy = shutil.copytree(notes / "note-01", notes / f"note-{number:02}")
        data = (copy / "note.yaml").read_text()
        data = re.sub(r"(?m)^(title: .*)$", rf"\1 {number}", data, count=1)
        (copy / "note.yaml").write_text(data)


def build_together(folder: Path) -> Usage:
    """Build all notes in one command, and return what it took."""
    return run(_build(folder, "together"))


def build_each(folder: Path) -> Usage:
    """Build each note in a command of its own, and return what all of them took."""
    names = sorted(note.name for note in (folder / "source/notes").iterdir())
    took = [run(_build(folder, "each", name)) for name in names]
    return Usage(sum(one.wall for one in took), sum(one.processor for one in took))


def _build(folder: Path, out: str, *names: str) -> Command:
    for old in (folder / ".notepress", *(folder / out / name for name in names or ("",))):
        shutil.rmtree(old, ignore_errors=True)
    words = (sys.executable, "-m", "pipeline", "build", *names, "--out", str(folder / out))
    return Command(words, folder, {"PYTHONPATH": str(ROOT)})
