"""Drawings as pictures, for those that the layout engine would draw wrongly."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.scratch import ScratchFolder

_SANS = "Source Sans 3"
_SERIF = "Source Serif 4"
_MONO = "Source Code Pro"


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
            path.write_bytes(font)
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
