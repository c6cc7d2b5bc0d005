"""`notepress build`: make the editions of notes."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import asdict, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.cli.examining import examine_notes
from pipeline.cli.places import located
from pipeline.cli.sizes import format_size
from pipeline.editions.table import PRELOADED_STYLES
from pipeline.errors import SourceError
from pipeline.production.building import Report, build_folder, refuse_outputs
from pipeline.production.gone_languages import outputs_left
from pipeline.production.index import publish_index, refuse_foreign_index
from pipeline.works import note_name
from pipeline.workspace import Workspace, find_notes, find_workspace, notes_in_source

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Iterator, Sequence

    from pipeline.cli.console import Console
    from pipeline.findings import Finding
    from pipeline.press.engine.engine import Engine

_NOTES_WITH_LOOKS = 4
"""How many notes' styles the engine keeps. Notes in Latin letters mostly share theirs."""


def run(arguments: argparse.Namespace, console: Console) -> int:
    """Build all notes given; findings in one do not prevent the others from being built."""
    workspace = find_workspace(Path.cwd(), arguments.out)
    editions = tuple(arguments.editions or ())
    reports: list[Report] = []
    findings: list[Finding] = []
    folders = find_notes(workspace, tuple(arguments.notes))
    if len(folders) > 1:
        # Of one note, this is found before anything is written in any case.
        refuse_outputs(folders, workspace)
    refuse_foreign_index(workspace.out)
    with _engine_for(folders) as engine:
        for folder in folders:
            try:
                steps = partial(console.step, note_name(folder), workspace.out)
                report = build_folder(folder, workspace, editions, steps, engine)
            except SourceError as error:
                findings += located(Path.cwd(), error.findings, folder, workspace)
                continue
            warnings = located(Path.cwd(), report.warnings, folder, workspace)
            report = replace(report, warnings=warnings)
            reports.append(report)
            _show(report, console, explain=arguments.explain)
    steps = partial(console.step, "index", workspace.out)
    publish_index(_listed(folders, workspace), workspace, steps)
    if arguments.preflight and reports:
        built = {report.slug for report in reports}
        sources = [folder for folder in folders if note_name(folder) in built]
        told = {warning for report in reports for warning in report.warnings}
        examined = examine_notes(sources, workspace, console, refuse_placeholders=False)
        findings += [finding for finding in examined if finding not in told]
    for path in outputs_left(folders, workspace):
        console.line(f"{path} has outputs of a language that is gone: move or delete it")
    console.data({"notes": [_as_data(report) for report in reports]})
    for left_out in dict.fromkeys(one for report in reports for one in report.left_out):
        console.line(str(left_out))
    console.warnings(_each_once(warning for report in reports for warning in report.warnings))
    if any(finding.severity == "error" for finding in findings):
        raise SourceError(findings)
    console.warnings(findings)
    return 0


@contextmanager
def _engine_for(folders: Sequence[Path]) -> Iterator[Engine | None]:
    """The layout engine that several notes share, which begins with the first to be made."""
    if len(folders) < 2:
        yield None
        return
    # Nothing slow is imported for a single note that is up to date.
    from pipeline.press.engine.engine import Engine

    looks = PRELOADED_STYLES * min(len(folders), _NOTES_WITH_LOOKS)
    with Engine(max_preloaded=looks, at_once=False) as engine:
        yield engine


def _each_once(warnings: Iterable[Finding]) -> list[Finding]:
    """Warnings, those about a file that notes share only for the first of them."""
    found: dict[Finding, Finding] = {}
    for warning in warnings:
        is_file = Path(warning.place.path).suffix
        found.setdefault(replace(warning, note="") if is_file else warning, warning)
    return list(found.values())


def _listed(folders: tuple[Path, ...], workspace: Workspace) -> tuple[Path, ...]:
    """The notes in the index: those of the project, and any others that were named."""
    named = {note_name(folder): folder for folder in (*notes_in_source(workspace), *folders)}
    return tuple(folder for _, folder in sorted(named.items()))


def _show(report: Report, console: Console, *, explain: bool) -> None:
    if explain:
        for explanation in (*report.outputs, *report.parts):
            console.line(f"{report.slug}: {explanation}")
    if not report.made:
        console.line(f"{report.slug}: up to date")
        return
    console.line(f"{report.slug} in {report.folder}, {report.seconds:.1f} s")
    rows = []
    for made in report.made:
        outputs = [o for o in report.manifest.outputs.items() if o[1].edition == made.edition]
        main = min(outputs, key=lambda item: (item[0].count("/"), item[0]))[0]
        name = main if made.files == 1 else f"{main} and {made.files - 1} more"
        rows.append((made.edition, format_size(made.bytes), f"{made.seconds:.2f} s", name))
    console.table(("edition", "size", "time", "file"), rows)
    for line in report.omitted:
        console.detail(line)
    if explain or console.verbosity > 0:
        _show_steps(report, console)


def _show_steps(report: Report, console: Console) -> None:
    """Print the steps of a build: those that were done beside others overlap with them."""
    rows = [(one.step, f"{one.begun:.2f} s", f"{one.seconds:.2f} s") for one in report.steps]
    console.table(("step", "begun at", "time"), rows)


def _as_data(report: Report) -> dict[str, object]:
    return {
        "note": report.slug,
        "folder": str(report.folder),
        "up_to_date": not report.made,
        "reasons": list(report.reasons),
        "left_out": [asdict(one) for one in report.left_out],
        "made": [made.edition for made in report.made],
        "explained": {one.name: [one.verdict, one.why] for one in report.outputs},
        "parts": {one.name: [one.verdict, one.why] for one in report.parts},
        "outputs": {path: output.bytes for path, output in report.manifest.outputs.items()},
        "warnings": [asdict(warning) for warning in report.warnings],
    }
