"""The art of a note, drawn from the note itself: two sets of rings that meet.

One set represents those who speak, the other those who listen. Where the sets are, how
wide their rings are and where they meet follow from the note's name and shape, so that every
note of a series has its own cover of one family.
"""

from __future__ import annotations

import hashlib
import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pipeline.languages import is_right_to_left

if TYPE_CHECKING:
    from pipeline.note import Note


_CLEAR = 5.0
"""How far in mm a dot keeps off the trim of a page."""


@dataclass(frozen=True, slots=True)
class Ring:
    """A circle: centre and radius in mm, stroke width in mm, opacity from 0 to 1."""

    x: float
    y: float
    radius: float
    width: float
    opacity: float


@dataclass(frozen=True, slots=True)
class RingSet:
    """Rings around one centre; ``colour`` names the token of its strokes and of its dot."""

    x: float
    y: float
    dot: float
    colour: str
    rings: tuple[Ring, ...]


@dataclass(frozen=True, slots=True)
class CoverArt:
    """The drawing on a canvas of a width and height in mm, the sets from back to front.

    One that ``is_mirrored`` is looked at through mirrored windows, too.
    """

    width: float
    height: float
    sets: tuple[RingSet, RingSet]
    is_mirrored: bool = False

    def widened(self, width: float) -> CoverArt:
        """The same drawing on a canvas that is wider where lines end, in mm."""
        by = width - self.width if self.is_mirrored else 0.0
        first, second = (_moved(one, by) for one in self.sets)
        return replace(self, width=width, sets=(first, second))

    def clear_of_trim(self, ring_set: RingSet, x: float, y: float, bleed: float) -> bool:
        """Whether the dot of a set keeps off the edges of the trimmed page.

        The page is a window on the drawing at ``x`` and ``y`` mm, as large as the canvas, with a
        ``bleed`` in mm. What ends near its trim would be cut to a sliver by a knife that is a
        little out.
        """
        reach = ring_set.dot + _CLEAR
        across, down = ring_set.x - x, ring_set.y - y
        edges = (bleed, self.width - bleed), (bleed, self.height - bleed)
        return all(
            abs(place - edge) >= reach
            for place, pair in zip((across, down), edges, strict=True)
            for edge in pair
        )


def _moved(ring_set: RingSet, by: float) -> RingSet:
    x = _mm(ring_set.x + by)
    return replace(ring_set, x=x, rings=tuple(replace(one, x=x) for one in ring_set.rings))


def draw_cover(note: Note, width: float, height: float) -> CoverArt:
    """The art of a note on a canvas of any size; the same note gives the same art.

    That of a note which is read from right to left is mirrored.
    """
    series = note.metadata.series
    chance = _Chance(f"{series.title}/{note.slug}" if series else note.slug)
    topics = sum(len(q.topics) for t in note.themes for q in t.questions)
    topics += sum(len(theme.topics) for theme in note.themes)
    reach = math.hypot(width, height)
    gap = reach / (38 + min(topics, 60) / 4)
    left = (width * chance.between(0.24, 0.36), height * chance.between(0.27, 0.34))
    right = (width * chance.between(0.62, 0.76), left[1] + height * chance.between(-0.02, 0.05))
    is_mirrored = is_right_to_left(note.metadata.language)
    if is_mirrored:
        left, right = ((width - across, down) for across, down in (left, right))
    return CoverArt(
        width=width,
        height=height,
        sets=(
            _rings(*left, gap, reach, "sand"),
            _rings(*right, gap * chance.between(1.04, 1.16), reach * 0.72, "cinnabar"),
        ),
        is_mirrored=is_mirrored,
    )


def _rings(x: float, y: float, gap: float, reach: float, colour: str) -> RingSet:
    rings = []
    count = int(reach / gap)
    for place in range(1, count):
        radius = gap * (place + 0.35)
        fade = max(0.0, 1 - radius / reach)
        rings.append(Ring(_mm(x), _mm(y), _mm(radius), 0.22, round(0.12 + 0.5 * fade**1.6, 2)))
    return RingSet(_mm(x), _mm(y), _mm(gap * 0.62), colour, tuple(rings))


def _mm(value: float) -> float:
    return round(value, 2)


class _Chance:
    """Numbers that look like chance and are always the same for the same words."""

    def __init__(self, words: str) -> None:
        self._digest = hashlib.sha256(words.encode()).digest()
        self._place = 0

    def between(self, low: float, high: float) -> float:
        """The next number between two others."""
        self._place += 1
        return low + (high - low) * self._digest[self._place] / 255
