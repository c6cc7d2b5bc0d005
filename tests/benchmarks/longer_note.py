"""A note made longer: its themes again and again, with ids, headings and files of their own."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_ID = re.compile(r"(\{#|\]\(#|\[\^)([a-z][a-z0-9-]*)")
_HEADING = re.compile(r"^(#+ .*?)( \{#)", re.MULTILINE)


def write_longer_note(note: Path, folder: Path, times: int) -> Path:
    """Write a copy of a note into a folder, its themes ``times`` times, and return its path."""
    copy = folder / f"{note.name}-{times}"
    shutil.copytree(note, copy)
    if not (copy / "imprint.yaml").exists():
        shutil.copy(note.parent.parent / "imprint.yaml", copy)
    themes = sorted((copy / "text").glob("[0-9]*.md"))
    for again in range(1, times):
        for place, theme in enumerate(themes, start=1):
            number = again * len(themes) + place
            slug = theme.stem.partition("-")[2]
            text = _renamed(theme.read_text("utf-8"), again + 1)
            (copy / "text" / f"{number}-{slug}-{again + 1}.md").write_text(text, "utf-8")
    return copy


def _renamed(text: str, number: int) -> str:
    text = _ID.sub(rf"\1\2-{number}", text)
    return _HEADING.sub(rf"\1 {number}\2", text)
