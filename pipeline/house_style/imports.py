"""The imports of a stylesheet."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

IMPORT: Final = re.compile(r'@import\s+"([^"]+)"\s*;')
"""An import as styles write it; it is replaced by the stylesheet it names."""


def imported_paths(path: str, css: str) -> Iterator[str]:
    """Yield the paths in the style folder that the stylesheet at ``path`` imports."""
    for match in IMPORT.finditer(css):
        yield imported_path(path, match.group(1))


def imported_path(path: str, target: str) -> str:
    """The path in the style folder of what the stylesheet at ``path`` imports."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(path), target))
