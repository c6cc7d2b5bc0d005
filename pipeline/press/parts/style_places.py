"""Places in the files of a style for findings that the layout engine made.

The engine sees one concatenated stylesheet, so the text that it quotes is searched in the files.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from pipeline.findings import Finding, Place

if TYPE_CHECKING:
    from pipeline.house_style import Style

STYLE = Place("styles")
"""A placeholder for the place of a finding about a style, replaced by `look_up`."""

_QUOTED = re.compile(r"`([^`]+)`|(#[0-9a-f]{6})\b")
_POSITION = re.compile(r" at \d+:\d+")


def look_up(finding: Finding, style: Style) -> Finding:
    """Place a finding at the first line of the style's stylesheets that has the text it quotes.

    A finding that is not about the style, or whose quoted text is not found, stays unchanged.
    """
    quoted = _QUOTED.search(finding.message)
    if finding.place != STYLE or quoted is None:
        return finding
    words = quoted.group(1) or quoted.group(2)
    pattern = re.compile(r"\s*".join(map(re.escape, re.split(r"\s+|(?<=:)", words))), re.IGNORECASE)
    for path, text in sorted(style.files.items()):
        found = pattern.search(text) if path.endswith(".css") else None
        if found is not None:
            place = _place(path, text, found.start(), len(found.group()))
            return replace(finding, message=_POSITION.sub("", finding.message), place=place)
    return finding


def _place(path: str, text: str, offset: int, length: int) -> Place:
    begin = text.rfind("\n", 0, offset) + 1
    line = text[begin:].partition("\n")[0]
    column = offset - begin + 1
    return Place(f"styles/{path}", text.count("\n", 0, offset) + 1, column, line, length)
