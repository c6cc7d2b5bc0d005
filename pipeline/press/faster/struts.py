"""Struts kept with their style: the height and baseline of a line without text.

WeasyPrint keeps them by a key of 16 values, which it writes as text for each line and each element
in one. Processor time: 0.99.
"""

from __future__ import annotations

from typing import Any, Final

from weasyprint.text import line_break

from pipeline.press.faster.patch import Patch

_KEPT: Final = "strut_kept"
"""The attribute of a style with its strut. A copied style, which may be changed, has none."""

_strut = line_break.strut


def _strut_of(style: Any) -> tuple[float, float]:
    """Stand in for ``strut``: the height of a line and its baseline, in px."""
    strut: tuple[float, float] | None = vars(style).get(_KEPT)
    if strut is None:
        strut = vars(style)[_KEPT] = _strut(style)
    return strut


PATCHES: Final = (Patch(line_break, "strut", _strut_of, "b57885b70dd08efe"),)
