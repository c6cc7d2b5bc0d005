"""A drawing and its words apart, as the page sets them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Words:
    """Some words in a line: where their baseline begins, ends or has its middle, and their look.

    ``x``, ``y`` and ``size`` are in units of the drawing, counted from its left upper corner;
    ``turn`` is in degrees, clockwise.
    """

    text: str
    x: float
    y: float
    size: float
    turn: float
    anchor: Literal["start", "middle", "end"]
    is_bold: bool
    colour: str


@dataclass(frozen=True, slots=True)
class Lifted:
    """A drawing without its words, its size in units of its own, and the words."""

    shapes: bytes
    width: float
    height: float
    words: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Drawn:
    """A drawing for a page: the path and the content of its shapes, and its words."""

    path: str
    lifted: Lifted
