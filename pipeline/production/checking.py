"""Checking a note: its source and, if that is valid, its pages. Nothing is published."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.errors import SourceError
from pipeline.load import load_with_warnings
from pipeline.production.publish.kept_work import open_cache
from pipeline.workspace import style_folders

if TYPE_CHECKING:
    from pathlib import Path

    from pipeline.findings import Finding
    from pipeline.press.engine.engine import Engine
    from pipeline.workspace import Workspace

LAID_OUT = ("pages", "one-pager pages")
"""The steps of the schedule whose pages are checked."""


def check_source(source: Path) -> tuple[Finding, ...]:
    """The findings in the source of a note. Raises CannotRunError."""
    try:
        return load_with_warnings(source).warnings
    except SourceError as error:
        return error.findings


def check_note(
    source: Path, workspace: Workspace, engine: Engine | None = None
) -> tuple[Finding, ...]:
    """The findings in the source of a note or, if it is valid, on its pages.

    Pages are laid out and cached as in a build. ``engine`` is a running layout engine; by default
    one is started if the source is valid. Raises CannotRunError.
    """
    cache = open_cache(workspace.root)
    try:
        loaded = load_with_warnings(source, cache)
    except SourceError as error:
        return error.findings
    from pipeline.editions.workbench import Workbench
    from pipeline.house_style import load_style

    style = load_style(*style_folders(workspace.for_note(source)))
    refused: tuple[Finding, ...] = ()
    with Workbench(loaded.note, style, cache, engine) as bench:
        try:
            for step in LAID_OUT:
                bench.result(step)
        except SourceError as error:
            refused = error.findings
        found = (*loaded.warnings, *refused, *bench.findings)
        return tuple(sorted(found, key=lambda finding: finding.order))
