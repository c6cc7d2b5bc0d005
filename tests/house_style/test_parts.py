"""Every part of the style is in every edition that holds the whole text."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pipeline.workspace import built_in_styles

STYLES = Path(str(built_in_styles()))
SHEETS = ("print", "web", "epub")
ELSEWHERE = {
    "pull_quote.css": "an EPUB has no margin for them",
    "redline.css": "what compares two notes is an edition of its own",
    "screen_colours.css": "paper and a reading app have their own colours",
}
"""Parts that are not in all of them, and why."""
_IMPORT = re.compile(r'@import "\.\./parts/([^"]+)"')


@pytest.mark.parametrize("sheet", SHEETS)
def test_every_part_is_imported(sheet: str) -> None:
    path = f"editions/{sheet}.css"
    imported = set(_IMPORT.findall((STYLES / path).read_text("utf-8")))
    parts = {file.name for file in (STYLES / "parts").glob("*.css")}
    assert len(parts) > 10
    assert parts - ELSEWHERE.keys() - imported == set(), f"styles/{path} does not import it"
    assert ELSEWHERE.keys() <= parts
