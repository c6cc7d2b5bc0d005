"""Which fonts the layout engine may see: ours, and nothing that the machine happens to have."""

from __future__ import annotations

import os
from pathlib import Path

from pipeline.errors import CannotRunError

_FOLDER = Path(__file__).parent
_CONFIGURATION = _FOLDER / "fonts.conf"
_LAST_RESORT = _FOLDER / "last_resort" / "last-resort.ttf"


def use_private_fontconfig() -> None:
    """Make fontconfig read our own configuration, in this process and its children.

    To be called before WeasyPrint is imported: importing it reads the configuration, and Pango
    keeps the first one it has read. With the system's fonts in view, a character or a weight
    that our faces lack would be drawn with one of them, unnoticed, and another machine would
    make another PDF.

    With no font at all in view, Pango gives WeasyPrint a null pointer and the process dies of a
    segmentation fault if a stylesheet has no face that loads. So the configuration names one
    font that has no character: whatever is set in it is reported as a missing glyph.

    Raises CannotRunError if these files are missing.
    """
    for path in (_CONFIGURATION, _LAST_RESORT):
        if not path.is_file():
            raise CannotRunError(f"{path} is missing", hint="install notepress again")
    os.environ["FONTCONFIG_FILE"] = str(_CONFIGURATION)
