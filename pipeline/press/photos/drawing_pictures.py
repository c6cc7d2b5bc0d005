"""Drawings as pictures, for those that the layout engine would draw wrongly."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence

from pipeline.scratch import ScratchFolder

_SANS = "Note Sans"
_SERIF = "Note Serif"
_MONO = "Note Mono"
_FAMILY = re.compile(r"(?:Note|House) [A-Z][a-z]+(?: [0-9]+)?")
"""The family in the name of a font, without its weight."""
_ONE_FAMILY = 16
"""The identifier of the name that fonts of all weights of a family share (OpenType, `name`)."""


def is_drawing(content: bytes) -> bool:
    """Whether a picture is a drawing."""
    return content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<")


def draw_picture(drawing: bytes, width: int, fonts: Sequence[bytes]) -> bytes:
    """A cleaned drawing as a PNG of a width, its words in the given fonts.

    Raises ValueError if it cannot be drawn.
    """
    import resvg_py

    with ScratchFolder() as folder:
        paths = [folder / f"{number}.otf" for number in range(len(fonts))]
        for path, font in zip(paths, fonts, strict=True):
            path.write_bytes(_with_family(font))
        return bytes(
            resvg_py.svg_to_bytes(
                svg_string=drawing.decode(),
                width=width,
                dpi=96,
                skip_system_fonts=True,
                font_files=[str(path) for path in paths],
                font_family=_SANS,
                sans_serif_family=_SANS,
                serif_family=_SERIF,
                monospace_family=_MONO,
            )
        )


def _with_family(font: bytes) -> bytes:
    """A font of a note under the name of its family, by which every weight of it is found."""
    from fontTools.ttLib import TTFont

    opened = TTFont(io.BytesIO(font), recalcTimestamp=False)
    names = opened["name"]
    found = _FAMILY.match(names.getDebugName(1) or "")
    if found is None:
        return font
    names.setName(found[0], _ONE_FAMILY, 3, 1, 0x409)
    output = io.BytesIO()
    opened.save(output)
    return output.getvalue()
