"""Production of font files; kept apart, because it imports tools that nothing else needs."""

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
    """The specification of a font file: a face, the characters to include, and a format."""

    face: Face
    format: Format
    characters: str

    @property
    def features(self) -> tuple[str, ...]:
        """The OpenType features it keeps."""
        of_format = PAGE_FEATURES if self.format == "opentype" else WEB_FEATURES
        return of_format[self.face.design.script]


Maker = Callable[[Sequence[Cut]], Sequence[bytes]]
"""Makes fonts, in the order given; raises CannotRunError if a font package is missing."""


def make_font_files(
    cuts: Sequence[Cut],
    request: object = None,  # noqa: ARG001 - it sends no requests
) -> tuple[bytes, ...]:
    """Make fonts in this process; `pipeline.press.engine.engine` can run it as a task."""
    return tuple(map(_make, cuts))


def _make(cut: Cut) -> bytes:
    font = subset_face(cut.face, cut.characters, cut.features)
    return woff2(font) if cut.format == "woff2" else font
