"""Commands of LaTeX in a Markdown manuscript, which no note has."""

from __future__ import annotations

import re
from typing import Any, Final

_TEX: Final = frozenset({"tex", "latex"})
_RAW: Final = frozenset({"RawBlock", "RawInline"})
WHY: Final = "command of LaTeX, which a note cannot have"
"""Why it is not in the source."""
_INPUT_MARKS: Final = re.compile(r"\s+")


def take_out_tex(document: dict[str, Any]) -> list[tuple[str, str]]:
    """Take raw LaTeX, and what is raw in other formats, out of a tree; what it was, and why."""
    told: list[tuple[str, str]] = []
    open_parts: list[Any] = [document["meta"], document["blocks"]]
    while open_parts:
        part = open_parts.pop()
        if isinstance(part, dict):
            open_parts += [one for one in part.values() if not isinstance(one, str)]
        elif isinstance(part, list):
            raw = [one for one in part if _is_raw(one)]
            told += [(_INPUT_MARKS.sub(" ", one["c"][1]).strip(), _why(one)) for one in raw]
            if raw:
                part[:] = [one for one in part if not _is_raw(one)]
            open_parts += part
    return told


def _is_raw(part: Any) -> bool:
    return isinstance(part, dict) and part.get("t") in _RAW and not part["c"][0].startswith("html")


def _why(part: dict[str, Any]) -> str:
    form = part["c"][0]
    return WHY if form in _TEX else f"part for {form} alone"
