"""Font files made of faces: a process that makes them loads tools that nothing else needs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from pipeline.press.fonts.faces import Face
from pipeline.press.fonts.subset import PAGE_FEATURES, WEB_FEATURES, subset_face
from pipeline.press.fonts.woff2 import woff2

Format = Literal["opentype", "woff2"]


@dataclass(frozen=True, slots=True)
class Cut:
    """What a font is to be: a face, cut down to the characters asked for, in a format."""

    face: Face
    format: Format
    characters: str

    @property
    def features(self) -> tuple[str, ...]:
        """The OpenType features it keeps."""
        of_format = PAGE_FEATURES if self.format == "opentype" else WEB_FEATURES
        return of_format[self.face.design.script]


Maker = Callable[[Sequence[Cut]], Sequence[bytes]]
"""What makes fonts, in their order, and raises CannotRunError if a font package is missing."""


def make_font_files(
    cuts: Sequence[Cut],
    ask: object = None,  # noqa: ARG001 - it has nothing to ask
) -> tuple[bytes, ...]:
    """Return fonts, here and now; `pipeline.press.engine.engine` can run it as a task."""
    return tuple(map(_make, cuts))


def _make(cut: Cut) -> bytes:
    font = subset_face(cut.face, cut.characters, cut.features)
    return woff2(font) if cut.format == "woff2" else font
