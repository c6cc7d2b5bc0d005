"""Notes in several languages, made of small notes of the tests."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path

NOTES = Path(__file__).parent / "notes"
SHARED = ("figures", "people.yaml", "imprint.yaml")
"""What the languages of a work share."""
TITLES: Mapping[str, tuple[str, str]] = {
    "en": ("en-GB", "How Three Villages Share a River"),
    "fr": ("fr", "Trois villages, une rivière"),
    "zh-hans": ("zh-Hans", "三个村庄共用一条河"),
}
"""The language and the title of each note, by folder."""


def make_work(root: Path, name: str = "rivers", folders: tuple[str, ...] = ("en", "fr")) -> Path:
    """Make a project with one work, of which the first folder is the original; return the work."""
    work = root / "source" / "notes" / name
    for entry in SHARED:
        _copy(NOTES / "minimal" / entry, work / entry)
    for folder in folders:
        _copy(NOTES / "minimal" / "text", work / folder / "text")
        (work / folder / "note.yaml").write_text(note_yaml(folder, folders[0]), "utf-8")
    return work


def note_yaml(folder: str, original: str) -> str:
    """The metadata of a note of the work, a translation unless it is the original."""
    language, title = TITLES[folder]
    lines = [
        f"title: {title}",
        f"language: {language}",
        "published: 2024-05-17",
        "description: What two experts said about sharing the water of a small river.",
        f"web_address: https://rivers.example/{folder}/web/",
        "identifiers:",
        f"  doi: 10.5555/rivers.{folder}",
    ]
    if folder != original:
        lines.append(f"translated_from: {original}")
    return "\n".join(lines) + "\n"


def _copy(old: Path, new: Path) -> None:
    new.parent.mkdir(parents=True, exist_ok=True)
    if old.is_dir():
        shutil.copytree(old, new)
    else:
        shutil.copy(old, new)
