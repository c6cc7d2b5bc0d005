"""Collect the files of a note from memory: from a PDF, a git revision, an import."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pipeline.findings import Place
from pipeline.load.reading.folder import ABBREVIATIONS, Files
from pipeline.load.reading.part_files import check_parts
from pipeline.part_kinds import place_of_file
from pipeline.workspace import BIBLIOGRAPHIES, IMPRINT, kept_revision

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pipeline.load.report import Report
    from pipeline.part_kinds import PartPlace

_NEEDED: Final = ("note.yaml",)
_KNOWN: Final = (*_NEEDED, IMPRINT, ABBREVIATIONS, "people.yaml", *BIBLIOGRAPHIES)


def gather_files(slug: str, content: Mapping[str, bytes], report: Report) -> Files:
    """Sort files, by their path in a note's folder, into those of a note; ignore all others."""
    files = Files(slug)
    placed: dict[PartPlace, str] = {}
    for path, data in sorted(content.items()):
        place = place_of_file(path.removeprefix("text/")) if path.startswith("text/") else None
        if place:
            placed[place] = path
        is_known = path in _KNOWN or path.startswith("figures/") or kept_revision(path)
        if place or is_known:
            files.content[path] = data
    files.texts.extend(placed[place] for place in sorted(placed))
    for path in _NEEDED:
        if path not in content:
            report.add("N201", f"{path} is missing", Place(path), "a note needs this file")
    check_parts(placed, report)
    return files
