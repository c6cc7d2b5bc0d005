"""Checking a note: its source and, if that is valid, its pages. Nothing is published."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.errors import SourceError
from pipeline.languages import find_language
from pipeline.languages.writing import scripts_in, writing_system
from pipeline.load import load_with_warnings
from pipeline.production.publish.kept_work import open_cache
from pipeline.workspace import find_workspace, style_folders

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pipeline.findings import Finding
    from pipeline.note import Note
    from pipeline.press.engine.engine import Engine
    from pipeline.press.parts.line_count import LineCount
    from pipeline.workspace import Workspace

LAID_OUT = ("pages", "one-pager pages")
"""The steps of the schedule whose pages are checked."""


def check_source(source: Path, workspace: Workspace | None = None) -> tuple[Finding, ...]:
    """The findings in the source of a note, and what of it cannot be set in the style in use.

    Raises CannotRunError.
    """
    try:
        loaded = load_with_warnings(source)
        workspace = (workspace or find_workspace(source)).for_note(source)
        return (*loaded.warnings, *_unset(loaded.note, workspace))
    except SourceError as error:
        return error.findings


def _unset(note: Note, workspace: Workspace) -> tuple[Finding, ...]:
    """What a note cannot be set for; what the style is to blame for is told of the style."""
    typed = b"".join(note.files.values()).decode("utf-8", "replace")
    known = find_language(note.metadata.language) is not None
    if known and all(writing_system(code).has_faces for code in scripts_in(typed)):
        return ()
    from pipeline.editions.fonts import refuse_unset
    from pipeline.house_style import load_style

    try:
        style = load_style(*style_folders(workspace))
    except SourceError:
        return ()
    try:
        refuse_unset(note, style, open_cache(workspace.root))
    except SourceError as error:
        return error.findings
    return ()


def check_note(
    source: Path,
    workspace: Workspace,
    engine: Engine | None = None,
    count: Callable[[LineCount], object] | None = None,
) -> tuple[Finding, ...]:
    """The findings in the source of a note or, if it is valid, on its pages.

    Pages are laid out and cached as in a build. ``engine`` is a running layout engine; by default
    one is started if the source is valid. ``count`` is given how many texts on the pages have
    planned lines. Raises CannotRunError.
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
    if unset := _unset(loaded.note, workspace.for_note(source)):
        return (*loaded.warnings, *unset)
    with Workbench(loaded.note, style, cache, engine) as bench:
        bench.tells_remarks = True
        try:
            for step in LAID_OUT:
                bench.result(step)
        except SourceError as error:
            refused = error.findings
        found = (*loaded.warnings, *refused, *bench.findings)
        if count is not None:
            count(bench.line_count)
        return tuple(sorted(found, key=lambda finding: finding.order))
