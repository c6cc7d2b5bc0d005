"""Load a note: files -> one validated `Note`, or every finding with its line and column."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.cache import Cache, NoCache
from pipeline.errors import SourceError
from pipeline.load.folder import INTRODUCTION, Files, read_folder
from pipeline.load.report import Report, SourceText
from pipeline.load.text import Manuscript, read_text
from pipeline.load.validation import build, tidy
from pipeline.load.yaml_source import read_yaml
from pipeline.note import Metadata, Note, People, Publisher

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["load_note"]


def load_note(folder: Path, cache: Cache | None = None) -> Note:
    """Return the note in a folder.

    Raises `SourceError` with every finding of the source, `CannotRunError` when there is no such
    folder or pandoc is missing.
    """
    report = Report()
    files = read_folder(folder, report)
    if report.findings:
        raise SourceError(report.findings)
    parts = {}
    for name, model in (("note.yaml", Metadata), ("people.yaml", People), ("imprint.yaml", Publisher)):
        found = read_yaml(SourceText(name, files.content[name].decode()), report)
        parts[name] = build(model, found, report, "en") if found else None
    metadata = parts["note.yaml"]
    manuscript = _manuscript(files, metadata.language if metadata else "en", report)
    reading = read_text(manuscript, cache or NoCache())
    report.findings.extend(reading.report.findings)
    if report.findings:
        raise SourceError(report.findings)
    pictures = files.pictures()
    return Note(
        slug=files.slug,
        metadata=metadata,
        publisher=parts["imprint.yaml"],
        people=parts["people.yaml"],
        introduction=reading.introduction,
        themes=tuple(reading.themes),
        pictures=pictures,
        files=files.content,
    )


def _manuscript(files: Files, language: str, report: Report) -> Manuscript:
    sources, heads = {}, {}
    for name in (INTRODUCTION, *files.theme_files()):
        text = files.content[name].decode()
        heads[name] = {}
        if text.startswith("---\n"):
            end = text.index("\n---\n", 3)
            head = read_yaml(SourceText(name, text[4 : end + 1]), report, first_line=2)
            heads[name] = tidy(head.data, language) if head else {}
            text = "\n" * text[: end + 5].count("\n") + text[end + 5 :]
        sources[name] = SourceText(name, text)
    return Manuscript(sources, heads, language, files.pictures())
