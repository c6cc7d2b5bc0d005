"""Private fontconfig settings: the layout engine sees our fonts and none of the system's."""

from __future__ import annotations

import os
from pathlib import Path

from pipeline.errors import CannotRunError

_FOLDER = Path(__file__).parent
_CONFIGURATION = _FOLDER / "fonts.conf"
_LAST_RESORT = _FOLDER / "last_resort" / "last-resort.ttf"


def use_private_fontconfig() -> None:
    """Make fontconfig read our own configuration, in this process and its children.

    Call this before WeasyPrint is imported: the import reads the configuration, and Pango keeps
    the first one it has read. If the system's fonts were visible, a character or weight that our
    faces lack would silently be drawn with one of them, and the PDF would depend on the machine.

    If no font were visible at all, Pango would give WeasyPrint a null pointer, and the process
    would die of a segmentation fault whenever no face of a stylesheet loads. So the configuration
    names one font without characters: whatever is set in it is reported as a missing glyph.

    Raises CannotRunError if these files are missing.
    """
    for path in (_CONFIGURATION, _LAST_RESORT):
        if not path.is_file():
            raise CannotRunError(f"{path} is missing", hint="install notepress again")
    os.environ["FONTCONFIG_FILE"] = str(_CONFIGURATION)
