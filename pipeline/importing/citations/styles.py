"""Styles of citations, by the names that other programs give them."""

from __future__ import annotations

import re
from typing import Final

_NAMES: Final = (
    ("chicago-notes", r"chicago-.*note.*|turabian-full.*"),
    ("chicago-author-date", r"chicago(?:-author-date)?.*|turabian-author.*"),
    ("apa", r"apa(?:-\d.*|-no-.*|-6th.*)?|american-psychological.*"),
    ("harvard", r"harvard.*"),
    ("vancouver", r"vancouver.*|national-library-of-medicine.*|nlm.*"),
    ("un", r"un|united-nations.*"),
)
_FILE: Final = re.compile(r"(?P<name>[^/\\]*?)(?:\.csl)?/?", re.DOTALL)


def known_style(name: str) -> str:
    """The built-in style that a file of CSL or the address of a style names; empty for none."""
    found = _FILE.fullmatch(re.split(r"[/\\]", name.strip().rstrip("/"))[-1])
    plain = re.sub(r"[\s_]+", "-", found["name"]).lower() if found else ""
    return next((style for style, other in _NAMES if re.fullmatch(other, plain)), "")
