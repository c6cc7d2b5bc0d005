"""`notepress build`: make the editions of notes."""

from __future__ import annotations

import time
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.cli.build_log import open_log
from pipeline.cli.building_shown import BuildingShown
from pipeline.cli.built_notes import show_note, show_series
from pipeline.cli.error_reporting import report_error
from pipeline.cli.examining import examine_notes
from pipeline.cli.other_machines import other_machines
from pipeline.cli.places import located
from pipeline.errors import CannotRunError, FaultError, NotepressError, SourceError
from pipeline.production.gone_languages import outputs_left
from pipeline.production.series.conducting import build_series
from pipeline.works import note_name
from pipeline.workspace import find_notes, find_workspace

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Mapping, Sequence

    from pipeline.cli.console import Console
    from pipeline.findings import Finding
    from pipeline.production.report import NoteReport
    from pipeline.production.series.tasks import NoteResult
    from pipeline.workspace import Workspace


def run(arguments: argparse.Namespace, console: Console) -> int:
    """Build all notes given; whatever is wrong with one does not prevent the others."""
    workspace = find_workspace(Path.cwd(), arguments.out)
    folders = find_notes(workspace, tuple(arguments.notes))
    begun = time.monotonic()
    results = _build(folders, workspace, arguments, console)
    found = _findings(results, folders, workspace)
    if len(folders) == 1:
        show_note(results[0], console, explain=arguments.explain)
    else:
        seconds = time.monotonic() - begun
        show_series(results, len(folders), seconds, console, explain=arguments.explain)
    examined: tuple[Finding, ...] = ()
    if arguments.preflight and (built := [one.slug for one in results if one.report is not None]):
        sources = [folder for folder in folders if note_name(folder) in built]
        examined = examine_notes(sources, workspace, console, refuse_placeholders=False)
    for path in outputs_left(folders, workspace):
        console.line(f"{path} has outputs of a language that is gone: move or delete it")
    if console.form == "json":
        console.data({"notes": [_as_data(one, found[one.slug]) for one in results if one.report]})
    _tell_left_out([one.report for one in results if one.report is not None], console)
    return _tell_findings(results, found, examined, arguments.words, console)


def _build(
    folders: Sequence[Path], workspace: Workspace, arguments: argparse.Namespace, console: Console
) -> tuple[NoteResult, ...]:
    """Build the notes, and keep the log; if interrupted, say how far it has come."""
    log = open_log(arguments.log, len(folders), workspace)
    shown = BuildingShown(
        len(folders),
        workspace.out,
        console,
        log,
        fail_fast=arguments.fail_fast,
        check_contents=arguments.check_contents,
    )
    how = "failed"
    try:
        with other_machines(arguments, workspace) as executor:
            results = build_series(
                folders,
                tuple(arguments.editions or ()),
                workspace=workspace,
                executor=executor,
                jobs=arguments.jobs,
                listener=shown,
            )
        how = "end"
    except KeyboardInterrupt:
        how = "interrupted"
        if len(folders) > 1:
            console.interrupted(
                f"{shown.done_count} of {len(folders)} notes are done; "
                "the same command goes on with the others"
            )
        raise
    finally:
        log.end(how)
    return results


def _findings(
    results: Iterable[NoteResult], folders: Sequence[Path], workspace: Workspace
) -> Mapping[str, tuple[Finding, ...]]:
    """The findings in each note, by its slug, with places as the user knows them."""
    here, by_slug = Path.cwd(), {note_name(folder): folder for folder in folders}
    return {one.slug: located(here, one.findings, by_slug[one.slug], workspace) for one in results}


def _tell_left_out(reports: Iterable[NoteReport], console: Console) -> None:
    for left_out in dict.fromkeys(one for report in reports for one in report.left_out):
        console.line(str(left_out))


def _tell_findings(
    results: Sequence[NoteResult],
    found: Mapping[str, tuple[Finding, ...]],
    examined: Sequence[Finding],
    words: Sequence[str],
    console: Console,
) -> int:
    """Print all findings in the order of the notes, then what else failed; return the exit code."""
    built = {one.slug for one in results if one.report is not None}
    warnings = _each_once(one for slug in found if slug in built for one in found[slug])
    console.warnings(warnings)
    refused = [one for slug in found if slug not in built for one in found[slug]]
    more = [*refused, *(one for one in examined if one not in warnings)]
    is_refused = any(one.severity == "error" for one in more)
    if is_refused:
        console.findings(_each_once(more))
    else:
        console.warnings(_each_once(more))
    errors = [_named(one.error, one.slug, len(results)) for one in results if one.error is not None]
    others = [error for error in errors if not isinstance(error, SourceError)]
    for error in others:
        report_error(error, words, console)
    return max((error.exit_code for error in others), default=1 if is_refused else 0)


def _named(error: NotepressError, slug: str, count: int) -> NotepressError:
    """An error that says which note it is about, where there are several."""
    if count == 1 or isinstance(error, SourceError):
        return error
    if isinstance(error, FaultError):
        doing = f"{slug}, {error.doing}" if error.doing else slug
        return FaultError(str(error), error.trace, doing)
    hint = error.hint if isinstance(error, CannotRunError) else ""
    return CannotRunError(f"{slug}: {error}", hint)


def _each_once(findings: Iterable[Finding]) -> list[Finding]:
    """Findings, those about a file that notes share only for the first of them."""
    found: dict[Finding, Finding] = {}
    for finding in findings:
        is_file = Path(finding.place.path).suffix
        found.setdefault(replace(finding, note="") if is_file else finding, finding)
    return list(found.values())


def _as_data(result: NoteResult, warnings: Sequence[Finding]) -> dict[str, object]:
    report = result.report
    if report is None:
        raise ValueError(f"{result.slug} was not built")
    return {
        "note": result.slug,
        "folder": str(report.folder),
        "up_to_date": not report.made,
        "reasons": list(report.reasons),
        "left_out": [asdict(one) for one in report.left_out],
        "made": [made.edition for made in report.made],
        "explained": {one.name: [one.verdict, one.why] for one in report.explained},
        "parts": {one.name: [one.verdict, one.why] for one in report.parts},
        "outputs": {path: size for path, (_, size) in report.outputs.items()},
        "warnings": [asdict(warning) for warning in warnings],
    }
