"""The stylesheet of an edition: tokens, the parts it imports, its own rules, as one text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.house_style.imports import IMPORT, imported_path

if TYPE_CHECKING:
    import re

    from pipeline.house_style import Style


def stylesheet(style: Style, edition: str) -> str:
    """Return ``editions/<edition>.css`` with its ``@import`` lines replaced by the files."""
    return _inline(style, f"editions/{edition}.css", frozenset())


def _inline(style: Style, path: str, above: frozenset[str]) -> str:
    if path in above:
        raise ValueError(f"{path} imports itself")

    def replace(match: re.Match[str]) -> str:
        return _inline(style, imported_path(path, match.group(1)), above | {path})

    return IMPORT.sub(replace, style.files[path])
