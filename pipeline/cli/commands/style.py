"""`notepress style`: create a style folder, and tell what the tokens of a style do."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.house_style import load_style
from pipeline.house_style.token_table import described
from pipeline.production.publish.new_files import write_new_files
from pipeline.production.publish.places import refuse_style_folder
from pipeline.starting.style import style_files
from pipeline.workspace import built_in_styles, find_workspace

if TYPE_CHECKING:
    import argparse

    from pipeline.cli.console import Console


def run(arguments: argparse.Namespace, console: Console) -> int:
    """Do what is asked for: create a style, or list the tokens."""
    if arguments.action == "tokens":
        return _list_tokens(console)
    return _create(arguments, console)


def _list_tokens(console: Console) -> int:
    tokens = tuple(described(load_style(built_in_styles()).tokens))
    for one in tokens:
        console.line(f"--{one.name}: {one.default}")
        console.line(f"    {one.unit}; {one.effect}")
    console.data({"tokens": [asdict(one) for one in tokens]})
    return 0


def _create(arguments: argparse.Namespace, console: Console) -> int:
    """Write a style folder that overrides a token, one part and some words."""
    folder: Path = arguments.folder or find_workspace(Path.cwd()).styles
    refuse_style_folder(folder)
    files = style_files(load_style(built_in_styles()), arguments.part, arguments.language)
    if (folder / "README.md").is_file():
        # A project has one from the start.
        del files["README.md"]
    write_new_files(folder, files)
    for path in files:
        console.line(f"{folder / path}")
    console.data({"folder": str(folder), "files": list(files)})
    return 0
