"""Texts that stand on a photo: where they are, and in which colour."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.house_style import Srgb

VEILED = "data-veiled"
"""An attribute of a photo that texts stand on: its path."""


@dataclass(frozen=True, slots=True)
class TextOnPhoto:
    """A line of text on a photo.

    ``name`` is the class of what it belongs to; its edges are parts of the photo's width and
    height, from 0 at its left and top to 1.
    """

    name: str
    colour: Srgb
    left: float
    top: float
    right: float
    bottom: float
