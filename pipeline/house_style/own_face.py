"""A face that a style brings, as all other packages use it."""

from __future__ import annotations

from dataclasses import dataclass, field

from pipeline.findings import Place
from pipeline.house_style.font_tables import Axis


@dataclass(frozen=True, slots=True)
class OwnFace:
    """A font file of a style, and what its rule says of it.

    ``has_small_capitals`` is whether it has glyphs for them, ``blocks`` are the numbers of the
    blocks of Unicode that it says it is made for (OpenType, ``ulUnicodeRange``).
    ``weights`` are the first and last that it has, 1 to 1000; ``digest`` is the SHA-256 of its
    content, and ``place`` where it is declared.
    """

    family: str
    weights: tuple[float, float]
    italic: bool
    axes: tuple[Axis, ...]
    digest: str
    content: bytes = field(repr=False, compare=False)
    place: Place = field(repr=False, compare=False)
    has_small_capitals: bool = False
    blocks: frozenset[int] = frozenset()
