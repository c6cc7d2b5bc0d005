"""The stylesheet of an edition: tokens, the parts it imports, its own rules, as one text."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.house_style import Style

_IMPORT = re.compile(r'@import\s+"([^"]+)"\s*;')


def stylesheet(style: Style, edition: str) -> str:
    """Return ``editions/<edition>.css`` with its ``@import`` lines replaced by the files."""
    return _inline(style, f"editions/{edition}.css", frozenset())


def _inline(style: Style, path: str, above: frozenset[str]) -> str:
    if path in above:
        raise ValueError(f"{path} imports itself")
    folder = posixpath.dirname(path)

    def replace(match: re.Match[str]) -> str:
        target = posixpath.normpath(posixpath.join(folder, match.group(1)))
        return _inline(style, target, above | {path})

    return _IMPORT.sub(replace, style.files[path])
