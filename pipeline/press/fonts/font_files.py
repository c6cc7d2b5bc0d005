"""Production of font files; kept apart, because it imports tools that nothing else needs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from pipeline.cache import Cache, key_of
from pipeline.errors import CannotRunError
from pipeline.press.fonts.damage import DamagedFontError, found_damage
from pipeline.press.fonts.faces import Face, OwnDesign
from pipeline.press.fonts.subset import own_features, page_features, subset_face, web_features
from pipeline.press.fonts.woff2 import woff2
from pipeline.versions import version_of

# Part of the cache key: increase it when the output of woff2.py changes.
_VERSION = "2"
_TOOLS = ("fonttools", "brotli")

Format = Literal["opentype", "woff2"]


@dataclass(frozen=True, slots=True)
class Cut:
    """The specification of a font file: a face, the characters to include, and a format.

    A face of a style keeps its small capitals if ``small_capitals``.
    """

    face: Face
    format: Format
    characters: str
    small_capitals: bool = False

    @property
    def features(self) -> tuple[str, ...]:
        """The OpenType features it keeps."""
        of_format = page_features if self.format == "opentype" else web_features
        features = of_format(self.face.design.script)
        if not isinstance(self.face.design, OwnDesign):
            return features
        return own_features(features, small_capitals=self.small_capitals)


Maker = Callable[[Sequence[Cut]], Sequence[bytes]]
"""Makes fonts, in the order given; raises CannotRunError if a font package is missing."""


def make_font_files(
    cuts: Sequence[Cut],
    request: object = None,  # noqa: ARG001 - it sends no requests
) -> tuple[bytes, ...]:
    """Make OpenType fonts in this process; `pipeline.press.engine.engine` can run it as a task."""
    return tuple(map(_subset, cuts))


def make_web_font_files(cuts: Sequence[Cut], cache: Cache) -> tuple[bytes, ...]:
    """Make WOFF2 fonts in this process.

    Compressing takes most of the time. It is cached by the content of a font, because different
    characters make the same one if a face lacks those by which they differ.
    """
    return tuple(_compressed(_subset(cut), cache) for cut in cuts)


def _subset(cut: Cut) -> bytes:
    if not isinstance(cut.face.design, OwnDesign):
        return subset_face(cut.face, cut.characters, cut.features)
    try:
        with found_damage():
            return subset_face(cut.face, cut.characters, cut.features)
    except DamagedFontError as error:
        message = f"a font of the style is damaged: it cannot be cut for {cut.face.name}"
        hint = "fetch it again, or use another file for it in styles/tokens.css"
        raise CannotRunError(message, hint) from error


def _compressed(font: bytes, cache: Cache) -> bytes:
    tools = " ".join(f"{tool} {version_of(tool)}" for tool in _TOOLS)
    key = key_of("woff2", _VERSION, tools, font)
    packed = cache.get(key)
    if packed is None:
        packed = woff2(font)
        cache.put(key, packed)
    return packed
