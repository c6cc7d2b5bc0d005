"""`notepress check`: read notes, lay them out and report findings, without writing anything."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.cli.examining import lagging, remaining_placeholders
from pipeline.cli.places import located
from pipeline.errors import SourceError
from pipeline.house_style import load_style
from pipeline.production.checking import check_note, check_source
from pipeline.works import note_name
from pipeline.workspace import find_notes, find_workspace, style_folders

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable

    from pipeline.cli.console import Console
    from pipeline.findings import Finding
    from pipeline.press.parts.line_count import LineCount
    from pipeline.workspace import Workspace


def run(arguments: argparse.Namespace, console: Console) -> int:
    """Check the style and all notes given, and report all findings.

    Placeholders left in the source are reported as warnings. Pages are laid out only if both the
    style and the source of the note are valid. Remarks are told when verbose, and are no findings.
    """
    workspace = find_workspace(Path.cwd(), arguments.out)
    of_style = _check_style(style_folders(workspace))
    findings = list(of_style)
    left: list[Finding] = []
    source_only = arguments.source_only or _has_errors(findings)
    # Readers of SARIF expect paths relative to the project.
    here = workspace.root if arguments.format == "sarif" else Path.cwd()
    for folder in find_notes(workspace, tuple(arguments.notes)):
        console.progress(f"{note_name(folder)}: checking")
        own = _check_own_style(folder, workspace)
        is_read_only = source_only or _has_errors(own)
        counts: list[LineCount] = []
        checked = (
            check_source(folder, workspace)
            if is_read_only
            else check_note(folder, workspace, count=counts.append)
        )
        # What is wrong with the style of the project is said once.
        found = tuple(one for one in dict.fromkeys((*own, *checked)) if one not in of_style)
        remarks = tuple(one for one in found if one.severity == "remark")
        found = tuple(one for one in found if one not in remarks)
        left += located(here, remarks, folder, workspace)
        findings += located(here, found, folder, workspace)
        if not _has_errors(found):
            told = dict.fromkeys((*remaining_placeholders(folder), *lagging(folder)))
            left += located(here, told, folder, workspace)
        if not found:
            console.line(f"{note_name(folder)}: no findings")
        for lines in counts:
            console.detail(f"{note_name(folder)}: {_told(lines)}")
    if findings:
        raise SourceError([*findings, *left])
    console.no_findings(left)
    return 0


def _told(lines: LineCount) -> str:
    """Say how many texts have planned lines, and why others have not."""
    planned = f"lines of {lines.planned} texts planned together"
    left = len(lines.left)
    return (
        f"{planned}, {left} ({lines.share_left:.1%}) set one by one: {lines.reasons}"
        if left
        else planned
    )


def _check_own_style(note: Path, workspace: Workspace) -> tuple[Finding, ...]:
    """The findings in the style of a note, if it has one of its own."""
    folders = style_folders(workspace.for_note(note))
    return _check_style(folders) if folders != style_folders(workspace) else ()


def _check_style(folders: tuple[Path, ...]) -> tuple[Finding, ...]:
    if len(folders) == 1:
        return ()
    from pipeline.press.markup.templates import Templates

    told: tuple[Finding, ...] = ()
    try:
        style = load_style(*folders)
        told = style.warnings
        Templates(style)
    except SourceError as error:
        return (*told, *error.findings)
    return told


def _has_errors(findings: Iterable[Finding]) -> bool:
    return any(finding.severity == "error" for finding in findings)
