"""The files of a style folder, and a check that each is used in a style."""

from __future__ import annotations

import difflib
import re
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import lru_cache
from importlib import resources
from typing import TYPE_CHECKING, Final

from pipeline.findings import Finding, Place
from pipeline.house_style.imports import imported_paths
from pipeline.invisible import CODE, HINT, find_invisible, plain_ends, without_invisible
from pipeline.workspace import STYLE_SUFFIXES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from importlib.resources.abc import Traversable
    from pathlib import Path

    from pipeline.house_style.style import Style

FOLDER: Final = "styles"
"""Name of a style folder; findings show its files under it."""

_WORDS: Final = re.compile(r"words/[a-z]{2,3}(-[A-Za-z0-9]{2,8})*\.toml")


@dataclass(frozen=True, slots=True)
class StyleFiles:
    """The texts of a style folder by path; ``unread`` are findings about the others.

    Characters that no text may contain are among these findings, and spaces in the texts.
    """

    texts: dict[str, str] = field(default_factory=dict)
    unread: list[Finding] = field(default_factory=list)

    def place(self, path: str, offset: int = 0, length: int = 1) -> Place:
        """The place of the characters at an offset of a file."""
        starts = _line_starts(self.texts[path])
        line = bisect_right(starts, offset)
        return self.place_at(path, line, offset - starts[line - 1] + 1, length)

    def place_at(self, path: str, line: int, column: int, length: int = 1) -> Place:
        """The place of a line and column, from 1, of a file."""
        text = self.texts[path]
        starts = _line_starts(text)
        line = min(max(line, 1), len(starts))
        end = starts[line] - 1 if line < len(starts) else len(text)
        return Place(f"{FOLDER}/{path}", line, column, text[starts[line - 1] : end], length)


# A file has many findings or none.
@lru_cache(maxsize=8)
def _line_starts(text: str) -> tuple[int, ...]:
    """The offset at which each line begins."""
    return (0, *(match.end() for match in re.finditer("\n", text)))


def read_folder(folder: Path) -> StyleFiles:
    """The files of a style folder; a README and other files of no known kind are let be."""
    files = StyleFiles()
    for path in sorted(folder.rglob("*")):
        inside = path.relative_to(folder)
        hidden = any(part.startswith(".") for part in inside.parts)
        if hidden or path.suffix not in STYLE_SUFFIXES or not path.is_file():
            continue
        _add(files, inside.as_posix(), path.read_bytes())
    return files


def _add(files: StyleFiles, name: str, data: bytes) -> None:
    """Add a file to those of a folder, with findings about its characters."""
    try:
        text = plain_ends(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        before = plain_ends(data[: error.start].decode("utf-8-sig"))
        files.texts[name] = plain_ends(data.decode("utf-8-sig", "replace"))
        place = files.place(name, len(before))
        del files.texts[name]
        files.unread.append(
            Finding("N513", "the file is not UTF-8 text", place, "save it as UTF-8")
        )
        return
    files.texts[name] = text
    for offset, message in find_invisible(text):
        files.unread.append(Finding(CODE, message, files.place(name, offset), HINT))
    files.texts[name] = without_invisible(text)


def check_names(files: StyleFiles, below: Style) -> Iterator[Finding]:
    """Yield a finding for each file that no style looks for and no stylesheet imports."""
    known = {*below.files, *_templates()}
    imported = {
        target for path, text in files.texts.items() for target in imported_paths(path, text)
    }
    for path in files.texts:
        is_named = _WORDS.fullmatch(path) or path.endswith(".csl")
        if path not in known and path not in imported and not is_named:
            yield Finding(
                "N505", f"{path} is not used", Place(f"{FOLDER}/{path}"), _hint(path, known)
            )


def _hint(path: str, known: set[str]) -> str:
    folder = path.rpartition("/")[0]
    if folder == "words":
        return "word files are named after a language tag: words/fr.toml"
    if close := difflib.get_close_matches(path, known, 1, 0.7):
        return f"did you mean {close[0]}?"
    beside = sorted(name for name in known if name.rpartition("/")[0] == folder)
    if folder and beside:
        return f"available: {', '.join(beside)}; a new part must be imported by a stylesheet"
    return "a style consists of tokens.css, parts/, editions/, words/ and templates/"


def _templates() -> Iterator[str]:
    """Yield the paths under which a style may override the templates."""
    yield from _paths(resources.files("pipeline") / "templates", "templates/")


def _paths(folder: Traversable, prefix: str) -> Iterator[str]:
    for entry in sorted(folder.iterdir(), key=lambda item: item.name):
        if entry.is_dir():
            yield from _paths(entry, f"{prefix}{entry.name}/")
        else:
            yield f"{prefix}{entry.name}"
