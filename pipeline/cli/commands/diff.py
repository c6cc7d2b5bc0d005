"""`notepress diff`: what changed between two notes, or between two revisions of one."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.comparing import as_data, compare_notes, describe
from pipeline.editions.redline import make_redline_page, make_redline_pdf
from pipeline.errors import CannotRunError
from pipeline.house_style import load_style
from pipeline.press.engine.engine import Engine
from pipeline.production.publish.kept_work import open_cache
from pipeline.production.publish.one_file import refuse_foreign_file, write_file
from pipeline.revisions import read_revision
from pipeline.workspace import find_workspace, style_folders

if TYPE_CHECKING:
    import argparse

    from pipeline.cache import Cache
    from pipeline.cli.console import Console
    from pipeline.comparing.changes import Comparison
    from pipeline.note import Note
    from pipeline.workspace import Workspace

_FORMS = (".html", ".pdf")


def run(arguments: argparse.Namespace, console: Console) -> int:
    """Print the changes; with --redline, write them as a web page or a PDF as well."""
    workspace = find_workspace(Path.cwd())
    redline: Path | None = arguments.redline
    if redline is not None:
        _refuse(redline, workspace)
    notes = (
        read_revision(arguments.old, workspace),
        read_revision(arguments.new, workspace),
    )
    comparison = compare_notes(*notes)
    if redline is not None:
        cache = open_cache(workspace.root)
        content = make_redline(redline, comparison, notes, workspace, cache)
        write_file(redline, content, cache)
    console.line(describe(comparison).rstrip())
    console.data(as_data(comparison))
    return 0


def _refuse(path: Path, workspace: Workspace) -> None:
    """Check that a redline can be written to a path. Raises CannotRunError."""
    if path.suffix.lower() not in _FORMS:
        raise CannotRunError(
            f"cannot write a redline as {path.name}", hint="name a .html or .pdf file"
        )
    if os.path.lexists(path):
        refuse_foreign_file(path, open_cache(workspace.root))


def make_redline(
    path: Path,
    comparison: Comparison,
    notes: tuple[Note, Note],
    workspace: Workspace,
    cache: Cache,
) -> bytes:
    """The redline of a comparison, in the format that the name of a file says."""
    style = load_style(*style_folders(workspace))
    if path.suffix.lower() == ".html":
        return make_redline_page(comparison, notes[1], style, cache)
    with Engine() as engine:
        return make_redline_pdf(comparison, notes, style, cache, engine)
