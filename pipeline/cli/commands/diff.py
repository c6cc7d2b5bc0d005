"""`notepress diff`: what changed between two notes, or between two revisions of one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.comparing import as_data, compare_notes, describe
from pipeline.editions.redline import make_redline_page, make_redline_pdf
from pipeline.errors import CannotRunError
from pipeline.freshness import style_folders
from pipeline.house_style import load_style
from pipeline.press.engine import Engine
from pipeline.publish.disk_cache import DiskCache
from pipeline.publish.release import replace_file
from pipeline.revisions import read_revision
from pipeline.workspace import find_workspace

if TYPE_CHECKING:
    import argparse

    from pipeline.cli.console import Console
    from pipeline.comparing.changes import Comparison
    from pipeline.note import Note
    from pipeline.workspace import Workspace


def run(arguments: argparse.Namespace, console: Console) -> int:
    """Print what changed; with --redline, write it as a web page or a PDF as well."""
    workspace = find_workspace(Path.cwd())
    notes = (
        read_revision(arguments.old, workspace),
        read_revision(arguments.new, workspace),
    )
    comparison = compare_notes(*notes)
    if arguments.redline is not None:
        content = _redline(arguments.redline, comparison, notes, workspace)
        replace_file(arguments.redline, content)
    console.line(describe(comparison).rstrip())
    console.data(as_data(comparison))
    return 0


def _redline(
    path: Path, comparison: Comparison, notes: tuple[Note, Note], workspace: Workspace
) -> bytes:
    style = load_style(*style_folders(workspace))
    cache = DiskCache(workspace.cache)
    match path.suffix.lower():
        case ".html":
            return make_redline_page(comparison, notes[1], style, cache)
        case ".pdf":
            with Engine() as engine:
                return make_redline_pdf(comparison, notes, style, cache, engine)
        case _:
            raise CannotRunError(
                f"a redline cannot be written as {path.name}", hint="name a .html or .pdf file"
            )
