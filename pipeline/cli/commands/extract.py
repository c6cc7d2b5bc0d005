"""`notepress extract`: extract the source of a note from its PDF."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.errors import CannotRunError
from pipeline.press.pdf.attaching.attached_source import read_attached_source
from pipeline.production.publish.new_files import write_new_files
from pipeline.production.publish.places import refuse_source_folder
from pipeline.workspace import find_workspace

if TYPE_CHECKING:
    import argparse

    from pipeline.cli.console import Console


def run(arguments: argparse.Namespace, console: Console) -> int:
    """Write the source to a folder, by default with the name of the note."""
    path: Path = arguments.file
    try:
        content = path.read_bytes()
    except OSError as error:
        raise CannotRunError(f"cannot read {path}: {error.strerror}") from error
    source = read_attached_source(content, path.name)
    folder: Path = arguments.to or Path(source.slug or path.stem)
    refuse_source_folder(folder, find_workspace(Path.cwd()))
    write_new_files(folder, source.files)
    console.line(f"{len(source.files)} files in {folder}")
    console.data({"folder": str(folder), "files": sorted(source.files)})
    return 0
