"""Preflight for commands: examines outputs, prints a summary, locates the findings."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from pipeline.cli.places import located, with_absolute_paths

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.cli.console import Console
    from pipeline.findings import Finding
    from pipeline.workspace import Workspace


UNTRANSLATED: Final = "N409"
"""The code of a paragraph of a translation in the words of the original."""


def examine_notes(
    sources: Sequence[Path],
    workspace: Workspace,
    console: Console,
    *,
    refuse_placeholders: bool = True,
) -> tuple[Finding, ...]:
    """Examine the outputs of notes, and return all findings.

    Placeholders left in the source are errors if ``refuse_placeholders``, as before publication,
    else warnings; a text that was changed without a new revision is a warning. Raises
    CannotRunError if a note has not been built.
    """
    from pipeline.house_style import load_style
    from pipeline.preflight.examination import absent_checkers, examine_folder
    from pipeline.preflight.unrevised import find_unrevised
    from pipeline.press.pdf.printing.style_inks import complete_inks
    from pipeline.works import note_name
    from pipeline.workspace import style_folders

    findings: list[Finding] = []
    for source in sources:
        slug = note_name(source)
        console.progress(f"{slug}: examining")
        style = complete_inks(load_style(*style_folders(workspace.for_note(source))))
        done = examine_folder(workspace.out / slug, style)
        left = remaining_placeholders(source)
        if refuse_placeholders:
            left = tuple(replace(one, severity="error") for one in left)
        unrevised = find_unrevised(_source(source))
        found = (*left, *unrevised, *with_absolute_paths(workspace.out / slug, done.findings))
        count = len(found)
        summary = f"{count} {'finding' if count == 1 else 'findings'}" if count else "no findings"
        console.line(f"{slug}: {done.examined} files examined, {summary}")
        findings += located(Path.cwd(), found, source, workspace)
    if absent := absent_checkers():
        names = " and ".join(absent)
        console.line(f"not run, because not installed: {names} (see: notepress doctor)")
    return tuple(findings)


def remaining_placeholders(source: Path) -> tuple[Finding, ...]:
    """A warning for each placeholder left in the source of a valid note.

    Paragraphs of a translation that nobody has translated yet are among them.
    """
    from pipeline.starting.placeholders import find_placeholders

    untranslated = (one for one in lagging(source) if one.code == UNTRANSLATED)
    return (*find_placeholders(_source(source)), *untranslated)


def lagging(source: Path) -> tuple[Finding, ...]:
    """Warnings about what a translation lacks of its original; none for an original."""
    from pipeline.works import translated_from, work_of

    work = work_of(source)
    original = work.notes.get(translated_from(source)) if work is not None else None
    if original is None or original == source.absolute():
        return ()
    from pipeline.translating.standing.folders import read_side
    from pipeline.translating.standing.status import compare_sides, findings_of

    return findings_of(compare_sides(read_side(original), read_side(source)))


def _source(folder: Path) -> dict[str, bytes]:
    """The files of a note by path."""
    from pipeline.production.freshness import source_files

    return {path: file.read_bytes() for path, file in source_files(folder).items()}
