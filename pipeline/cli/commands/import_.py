"""`notepress import`: import a manuscript as a note, or an edited Word file into its note."""

from __future__ import annotations

import json
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.cli.places import located
from pipeline.errors import CannotRunError
from pipeline.house_style import load_style
from pipeline.importing import import_manuscript
from pipeline.importing.report import as_data as import_data
from pipeline.importing.report_text import describe
from pipeline.load import load_note
from pipeline.load.ids import is_note_name, slug
from pipeline.load.reading.folder import imprint_above
from pipeline.production.checking import check_source
from pipeline.production.publish.new_files import refuse_existing, write_new_files
from pipeline.production.publish.places import refuse_source_folder
from pipeline.production.publish.source_files import finish_replacing, replace_source_files
from pipeline.reviewing import bring_review_in
from pipeline.reviewing.report import as_data
from pipeline.reviewing.report import describe as describe_review
from pipeline.workspace import find_notes, find_workspace, style_folders

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from pipeline.cli.console import Console
    from pipeline.findings import Finding
    from pipeline.importing.report import ImportReport

_MISSING = (
    "parts of the manuscript are neither in the source nor in the report",
    "put in by hand what stands under “Missing” in the report, and report a bug",
)
_SHARED = "{} is above the note and shared with other notes: change it there"


def run(arguments: argparse.Namespace, console: Console) -> int:
    """Write the source of a note, or apply changes to it, and print a report."""
    if arguments.onto is not None:
        return _import_review(arguments.file, arguments.onto, console)
    return _import_new(arguments, console)


def _import_new(arguments: argparse.Namespace, console: Console) -> int:
    folder: Path = arguments.to
    name = folder.resolve().name
    if not is_note_name(name):
        raise CannotRunError(
            f"a note cannot be named {name!r}: its outputs have the name of its folder",
            hint=f"use lower-case letters, digits and hyphens: {slug(name) or 'note'}",
        )
    refuse_source_folder(folder, find_workspace(Path.cwd()))
    report_to: Path | None = arguments.report
    if report_to is not None:
        refuse_existing(report_to.parent, (report_to.name,))
    steps = partial(_show_step, console, name)
    shared = imprint_above(folder) is not None
    imported = import_manuscript(
        arguments.file, name, arguments.language, steps, has_imprint=shared
    )
    write_new_files(folder, imported.files)
    steps("checking the source", 0.95)
    findings = located(Path.cwd(), check_source(folder), folder, find_workspace(folder))
    console.line(f"{len(imported.files)} files in {folder}")
    _show_report(folder, imported.report, findings, report_to, console)
    if imported.report.is_whole:
        return 0
    console.problem(*_MISSING)
    return 1


def _show_report(
    folder: Path,
    report: ImportReport,
    findings: Sequence[Finding],
    path: Path | None,
    console: Console,
) -> None:
    """Print a report, and write it to a new file in the same format if there is a path."""
    text = describe(report, findings)
    told = [asdict(one) for one in findings]
    data = {"folder": str(folder), "findings": told, "report": import_data(report)}
    if path is not None:
        as_json = json.dumps(data, ensure_ascii=False, indent=1) + "\n"
        write_new_files(path.parent, {path.name: text if console.form == "human" else as_json})
    console.line(text.rstrip())
    console.data(data)


def _show_step(console: Console, name: str, step: str, share: float) -> None:
    console.progress(f"{name}: {step}, {share:.0%}")


def _import_review(file: Path, name: str, console: Console) -> int:
    workspace = find_workspace(Path.cwd())
    (folder,) = find_notes(workspace, (name,))
    finish_replacing(folder)
    note = load_note(folder)
    style = load_style(*style_folders(workspace.for_note(folder)))
    kept = {path: _SHARED.format(path) for path in note.files if not (folder / path).is_file()}
    merged = bring_review_in(_read(file), file.name, note, style, kept)
    replace_source_files(folder, note.files, merged.files)
    console.line(describe_review(merged.report).rstrip())
    console.data({"folder": str(folder), "report": as_data(merged.report)})
    return 0


def _read(file: Path) -> bytes:
    if file.suffix.lower() != ".docx":
        raise CannotRunError(
            f"{file.name} is not a Word file",
            hint="use an edited copy of the note's Word file: notepress build --edition docx",
        )
    try:
        return file.read_bytes()
    except OSError as error:
        raise CannotRunError(f"cannot read {file}: {error.strerror}") from error
