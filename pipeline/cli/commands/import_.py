"""`notepress import`: bring a manuscript in as the source of a note."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.errors import CannotRunError
from pipeline.importing import import_manuscript
from pipeline.importing.report import describe
from pipeline.load.ids import is_id, slug
from pipeline.publish.new_files import write_new_files

if TYPE_CHECKING:
    import argparse

    from pipeline.cli.console import Console


def run(arguments: argparse.Namespace, console: Console) -> int:
    """Write the source of a note and tell how it came about."""
    folder: Path = arguments.to
    name = folder.resolve().name
    if not is_id(name):
        raise CannotRunError(
            f"a note cannot be named {name!r}: its folder names the outputs",
            hint=f"use lower-case letters, digits and hyphens: {slug(name) or 'note'}",
        )
    imported = import_manuscript(arguments.file, name, arguments.language)
    write_new_files(folder, imported.files)
    console.line(f"{len(imported.files)} files in {folder}")
    console.line(describe(imported.report).rstrip())
    console.data({"folder": str(folder), "report": asdict(imported.report)})
    return 0
