"""The paths a figure can show, and the widths it can have."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from pipeline.workspace import CHART_SUFFIX, PICTURE_SUFFIXES

if TYPE_CHECKING:
    from collections.abc import Collection

    from pipeline.load.context import Context
    from pipeline.load.nodes import Node

KEYS: Final = ("source", "note", "width")
"""The attributes of a figure besides its id and marks."""

MAP: Final = "map"
"""The mark of a figure that is a map, of which some publishers ask more."""

_FROM_PHONES: Final = (".heic", ".heif")
"""Endings of photos in HEVC, whose patents keep it out of most programs."""

_NAME: Final = re.compile(r"figures/[A-Za-z0-9][A-Za-z0-9._-]*")


class AnyPicture(frozenset[str]):
    """All paths of pictures, for a folder that is not looked into."""

    def __contains__(self, _: object) -> bool:
        """Accept any path."""
        return True


class Problem(NamedTuple):
    """A problem with the path of a figure."""

    code: str
    message: str
    hint: str


def is_in_figures(path: str) -> bool:
    """Whether a path names a file in the folder of figures, and not one elsewhere."""
    return _NAME.fullmatch(path) is not None


def is_chart(path: str) -> bool:
    """Whether a path names the file of a chart."""
    return path.endswith(CHART_SUFFIX)


def problem_of_path(path: str, pictures: Collection[str]) -> Problem | None:
    """The problem with a figure's path, or None. ``pictures`` are the existing ones."""
    if not is_in_figures(path):
        hint = "put the picture in figures/ and write its path as figures/name.svg"
        return Problem("N106", f"picture {path!r} is not in figures/", hint)
    if not path.endswith((*PICTURE_SUFFIXES, CHART_SUFFIX)):
        hint = f"file names of pictures end in {', '.join(PICTURE_SUFFIXES)}, in lower case"
        if path.lower().endswith(_FROM_PHONES):
            hint = "save it as JPEG: in Preview or Photos, choose Export, and JPEG"
        return Problem("N108", f"picture {path!r} has an unsupported file type", hint)
    if path not in pictures:
        kinds = CHART_SUFFIX if is_chart(path) else PICTURE_SUFFIXES
        known = sorted(one for one in pictures if one.endswith(kinds))
        there = ", ".join(known) or "nothing"
        return Problem("N107", f"picture {path!r} is missing", f"available: {there}")
    return None


def width_of(word: str | None, node: Node, context: Context) -> Literal["text", "half", "wide"]:
    """The width that a figure asks for; one that is not known is reported."""
    match word:
        case None:
            return "text"
        case "half" | "wide":
            return word
        case _:
            spot = context.source.spot_in_braces("width", node.spot)
            hint = 'write width="half" or width="wide", or nothing for the width of the text'
            context.report("N102", f"a figure cannot have the width {word}", spot, hint)
            return "text"
