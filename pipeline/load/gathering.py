"""Collect the files of a note from memory: from a PDF, a git revision, an import."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pipeline.findings import Place
from pipeline.load.reading.folder import IMPRINT, INTRODUCTION, THEME, Files

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pipeline.load.report import Report

_NEEDED: Final = ("note.yaml", INTRODUCTION)
_KNOWN: Final = (*_NEEDED, IMPRINT, "people.yaml")


def gather_files(slug: str, content: Mapping[str, bytes], report: Report) -> Files:
    """Sort files, by their path in a note's folder, into those of a note; ignore all others."""
    files = Files(slug)
    themes: dict[int, str] = {}
    for path, data in sorted(content.items()):
        match = THEME.fullmatch(path.removeprefix("text/")) if path.startswith("text/") else None
        if match:
            themes[int(match[1])] = path
        if match or path in _KNOWN or path.startswith("figures/"):
            files.content[path] = data
    files.themes.extend(themes[number] for number in sorted(themes))
    for path in _NEEDED:
        if path not in content:
            report.add("N201", f"{path} is missing", Place(path), "a note needs this file")
    if not themes:
        report.add("N150", "the note has no theme", Place("text"), "write text/1-its-name.md")
    return files
