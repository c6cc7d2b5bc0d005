"""`notepress style`: create a style folder, show it, and tell what the tokens of a style do."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.house_style import load_style
from pipeline.house_style.screen_colours import SHEET, screen_tokens
from pipeline.house_style.token_table import described, described_on_screens
from pipeline.languages import DEFAULT
from pipeline.production.publish.new_files import write_new_files
from pipeline.production.publish.places import refuse_style_folder
from pipeline.scratch import ScratchFolder
from pipeline.starting.specimen import SPECIMEN, specimen_files
from pipeline.starting.style import style_files
from pipeline.workspace import Workspace, built_in_styles, find_workspace

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable

    from pipeline.cli.console import Console
    from pipeline.house_style import Style
    from pipeline.house_style.token_table import TokenDescription

_PART = "key_message"


def run(arguments: argparse.Namespace, console: Console) -> int:
    """Do what is asked for: create a style, show a specimen of it, or list the tokens."""
    if arguments.action == "tokens":
        return _list_tokens(console)
    if arguments.action == "preview":
        return _preview(arguments, console)
    return _create(arguments, console)


def _list_tokens(console: Console) -> int:
    style = load_style(built_in_styles())
    tokens = tuple(described(style.tokens))
    shades = screen_tokens(style.tokens, style.files[SHEET], dark=False)
    on_screens = tuple(described_on_screens(shades))
    _show(tokens, console)
    console.line()
    console.line(f"in {SHEET}, for screens, with other values in dark windows:")
    _show(on_screens, console)
    both = {"tokens": tokens, "screen_tokens": on_screens}
    console.data({name: [asdict(one) for one in listed] for name, listed in both.items()})
    return 0


def _show(tokens: Iterable[TokenDescription], console: Console) -> None:
    for one in tokens:
        console.line(f"--{one.name}: {one.default}")
        console.line(f"    {one.unit}; {one.effect}")


def _preview(arguments: argparse.Namespace, console: Console) -> int:
    """Serve a specimen of every component, built again whenever a file of the style is saved."""
    # Only needed here, and heavy.
    from pipeline.cli.commands.preview import serve

    workspace = find_workspace(Path.cwd())
    with ScratchFolder() as scratch:
        source = scratch / "source"
        note = source / "notes" / SPECIMEN
        write_new_files(note, specimen_files())
        root = workspace.root if workspace.is_project else scratch
        styles = arguments.folder or workspace.styles
        return serve(
            (note,), Workspace(root, source, styles, scratch / "build"), arguments, console
        )


def _create(arguments: argparse.Namespace, console: Console) -> int:
    """Write a style folder: one made from a brand, or the colours, one part and some words."""
    folder: Path = arguments.folder or find_workspace(Path.cwd()).styles
    refuse_style_folder(folder)
    built_in = load_style(built_in_styles())
    begun = style_files(built_in, arguments.part or _PART, arguments.language or DEFAULT)
    files: dict[str, str | bytes] = dict(begun)
    told: tuple[str, ...] = ()
    if arguments.brand is not None:
        made, told = _from_brand(arguments.brand, built_in)
        wanted = {"README.md", *_asked_for(begun, arguments)}
        files = {**{path: text for path, text in begun.items() if path in wanted}, **made}
    if (folder / "README.md").is_file():
        # A project has one from the start.
        del files["README.md"]
    write_new_files(folder, files)
    for path in files:
        console.line(f"{folder / path}")
    for one in told:
        console.line(f"note: {one}")
    console.data({"folder": str(folder), "files": list(files), "notes": list(told)})
    return 0


def _asked_for(begun: Iterable[str], arguments: argparse.Namespace) -> set[str]:
    """The files besides tokens that were asked for by name."""
    folders = [("parts/", arguments.part), ("words/", arguments.language)]
    return {
        path for path in begun for folder, wanted in folders if wanted and path.startswith(folder)
    }


def _from_brand(path: Path, built_in: Style) -> tuple[dict[str, str | bytes], tuple[str, ...]]:
    """The tokens and fonts of a brand, and what is to be told about it."""
    # Only needed for a brand.
    from pipeline.press.pdf.printing.style_inks import inks_of
    from pipeline.starting.brand import read_brand
    from pipeline.starting.brand_style import style_of, tokens_css

    style = style_of(read_brand(path))
    fonts = {target: (path.parent / source).read_bytes() for target, source in style.fonts.items()}
    return {"tokens.css": tokens_css(style, inks_of(style.colours, built_in)), **fonts}, style.told
