"""The files that the style in use consists of: those of its folders, and those that it names."""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from pipeline.production.style_groups import EVERYWHERE, uses_other_groups
from pipeline.workspace import (
    FONT_PACKAGE,
    FONT_SUFFIXES,
    STYLE_SUFFIXES,
    Workspace,
    package_font,
    style_folders,
)

_CONDITION = re.compile(r'--printing-condition\s*:\s*("[^"]+"|[\w-]+)')
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_STYLE_SUFFIXES = STYLE_SUFFIXES.union(FONT_SUFFIXES)
_FONT = re.compile(rf'url\(\s*["\']?({FONT_PACKAGE}[^"\')]+)')


def style_files(workspace: Workspace) -> dict[str, Path]:
    """The files of the style in use, by their path in a style folder.

    Files are included even if overridden, because tokens and words are merged, and so is an ICC
    profile that the tokens refer to.
    """
    found: dict[str, Path] = {}
    for folder in style_folders(workspace):
        for path in sorted(folder.rglob("*")):
            if path.suffix in _STYLE_SUFFIXES and path.is_file():
                name = path.relative_to(folder).as_posix()
                if name in found:
                    is_second = f"built-in {name}" in found
                    found[f"{'overridden' if is_second else 'built-in'} {name}"] = found[name]
                found[name] = path
    found |= _that_use_others(found, workspace)
    named = printing_condition(workspace)
    profile = Path(named.strip('"')).expanduser() if named.startswith('"') else None
    found |= {"printing profile": profile} if profile and profile.is_file() else {}
    return found | _package_fonts(workspace)


def _that_use_others(files: Mapping[str, Path], workspace: Workspace) -> dict[str, Path]:
    """The files that use what is seen in other editions than they are, under a name of its own."""
    own = style_folders(workspace)[1:]
    return {
        f"{EVERYWHERE}{name}": path
        for name, path in files.items()
        if path.suffix in STYLE_SUFFIXES
        and any(map(path.is_relative_to, own))
        and uses_other_groups(name, _text_of(path))
    }


def _package_fonts(workspace: Workspace) -> dict[str, Path]:
    """The fonts in packages that the tokens of a style name, by address."""
    found = {}
    for folder in style_folders(workspace)[1:]:
        for address in _FONT.findall(_text_of(folder / "tokens.css")):
            # A package that is missing is reported when the style is read.
            with suppress(FileNotFoundError):
                found[address] = package_font(address)
    return found


def printing_condition(workspace: Workspace) -> str:
    """The value of the token for the printing condition in the style in use."""
    folders = reversed(style_folders(workspace))
    return next(filter(None, (_condition_in(folder / "tokens.css") for folder in folders)), "")


def _text_of(tokens: Path) -> str:
    try:
        css = tokens.read_text("utf-8", errors="replace")
    except OSError:
        return ""  # The error is reported when the style is read.
    return _COMMENT.sub("", css)


def _condition_in(tokens: Path) -> str:
    named = [found[1] for found in _CONDITION.finditer(_text_of(tokens))]
    return named[-1] if named else ""
