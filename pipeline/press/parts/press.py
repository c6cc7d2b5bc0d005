"""What the print PDF is written for, apart from the parts: no layout is needed to know it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pipeline.house_style import Cmyk, Srgb


@dataclass(frozen=True, slots=True)
class Sides:
    """The margins of mirrored pages in mm, and the margin column beside the outer one."""

    outer: float
    column: float
    inner: float


@dataclass(frozen=True, slots=True)
class Press:
    """Settings for the print PDF.

    ``inks`` maps every allowed sRGB colour (0 to 255 each) to CMYK (0 to 1 each), ``bleed`` and
    ``slug`` are in mm. ``drawn`` are the inks of further colours, which drawings have.
    The pages of print are mirrored if they have ``sides``. They are only painted if the print PDF
    ``is_wanted``.
    """

    inks: Mapping[Srgb, Cmyk]
    bleed: float = 3.0
    slug: float = 8.0
    drawn: Mapping[Srgb, Cmyk] = field(default_factory=dict)
    sides: Sides | None = None
    is_wanted: bool = True
