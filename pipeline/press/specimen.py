"""A specimen of the faces of a look: set once, and fonts are open for all that is set later."""

from __future__ import annotations

import re

from pipeline.press.faces import FACES, HAN

_FACE = re.compile(r'@font-face \{ font-family: "([^"]+)"; font-style: (\w+); font-weight: (\d+)')
_HAN_FAMILIES = {face.family for face in FACES if face.design is HAN}
# Characters that every face of the kind has.
_LATIN_TEXT, _HAN_TEXT = "Aa 1", "…"


def specimen(css: str) -> str:
    """Return a document that sets some characters in each face that a stylesheet brings."""
    lines = (
        f"<p style='font: {style} {weight} 10pt \"{family}\"'>{_text(family)}</p>"
        for family, style, weight in _FACE.findall(css)
    )
    return f"<html lang='en'><body>{''.join(lines)}</body></html>"


def _text(family: str) -> str:
    return _HAN_TEXT if family in _HAN_FAMILIES else _LATIN_TEXT
