"""The style of pages: a stylesheet with the fonts of a note, divided for the layout engine."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pipeline.press.fonts.font_sets import face_rules, script_rules
from pipeline.press.parts.parts import ADDRESS, OwnFaces, StyleBundle

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pipeline.press.fonts.font_sets import FontSet

_FONTS: Final = "fonts/"


def page_style(fonts: FontSet, sheets: str, digits: str) -> StyleBundle:
    """The style of pages with these stylesheets, whose numbers are in ten ``digits``.

    Latin faces are the same for most notes, and are preloaded with the stylesheets. Those of other
    scripts are cut to the letters of a note, and go with each part.
    """
    latin, others = fonts.divided()
    return StyleBundle(
        face_rules(latin, _address) + script_rules(fonts) + sheets,
        _files(latin),
        digits,
        OwnFaces(face_rules(others, _address), _files(others)),
    )


def _address(name: str) -> str:
    return f"{ADDRESS}{_FONTS}{name}"


def _files(fonts: FontSet) -> Mapping[str, bytes]:
    return {f"{_FONTS}{font.file_name}": font.content for font in fonts.fonts}
