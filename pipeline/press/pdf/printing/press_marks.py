"""The sheet around a print page: bleed, slug, crop marks and registration marks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

POINTS_PER_MM = 72 / 25.4
_HAIRLINE = 0.25
# Distances in the slug, in pt: marks keep off the bleed and off the edge of the sheet.
_GAP = 2.0
_EDGE = 4.0
_CIRCLE = 0.5523
_DASHES = "[3 2] 0 d"

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Sheet:
    """The boxes of a page in pt (ISO 32000-1, 14.11.2): left, bottom, right, top of each.

    ``fold`` is the position of the fold of a sheet of two pages, in pt from the left.
    """

    trim: Box
    bleed: Box
    media: Box
    fold: float | None = None

    @classmethod
    def around(cls, trim: Sequence[float], bleed: float, slug: float) -> Sheet:
        """The boxes around a trimmed page, its bleed and slug given in mm."""
        inner = bleed * POINTS_PER_MM
        outer = inner + slug * POINTS_PER_MM
        return cls(_rounded(trim, 0), _rounded(trim, inner), _rounded(trim, outer))

    def doubled(self) -> Sheet:
        """The sheet of two such pages side by side, with its fold between them."""
        left, _, fold, _ = self.trim
        trim, bleed, media = (
            _widened(box, fold - left) for box in (self.trim, self.bleed, self.media)
        )
        return Sheet(trim, bleed, media, fold)


def draw_marks(sheet: Sheet) -> tuple[bytes, bytes, bytes]:
    """The operators before a page's content, those after it, and the marks around it.

    The content is clipped to the bleed. The marks need a colour space ``Registration``.
    """
    left, bottom, right, top = sheet.bleed
    clip = f"q {left:g} {bottom:g} {right - left:g} {top - bottom:g} re W n"
    marks = ["q", "/Registration CS 1 SCN", f"{_HAIRLINE} w"]
    marks += [f"{a:.3f} {b:.3f} m {c:.3f} {d:.3f} l S" for a, b, c, d in _crop_marks(sheet)]
    for x, y in _centres(sheet):
        marks += _registration_mark(x, y, _radius(sheet))
    if sheet.fold is not None:
        marks += _fold_marks(sheet, sheet.fold)
    return clip.encode(), b"Q", "\n".join([*marks, "Q"]).encode()


def _rounded(box: Sequence[float], by: float) -> Box:
    left, bottom, right, top = box
    grown = (left - by, bottom - by, right + by, top + by)
    return tuple(round(float(side), 3) for side in grown)  # type: ignore[return-value]


def _widened(box: Box, by: float) -> Box:
    left, bottom, right, top = box
    return left, bottom, round(right + by, 3), top


def _crop_marks(sheet: Sheet) -> list[Box]:
    """The crop marks at the corners, clear of the bleed."""
    left, bottom, right, top = sheet.bleed
    media_left, media_bottom, media_right, media_top = sheet.media
    lines = []
    for x in (sheet.trim[0], sheet.trim[2]):
        lines.append((x, media_bottom + _EDGE, x, bottom - _GAP))
        lines.append((x, top + _GAP, x, media_top - _EDGE))
    for y in (sheet.trim[1], sheet.trim[3]):
        lines.append((media_left + _EDGE, y, left - _GAP, y))
        lines.append((right + _GAP, y, media_right - _EDGE, y))
    return lines


def _fold_marks(sheet: Sheet, fold: float) -> list[str]:
    """The dashed lines above and below the fold, clear of the bleed."""
    lines = (
        (sheet.media[1] + _EDGE, sheet.bleed[1] - _GAP),
        (sheet.bleed[3] + _GAP, sheet.media[3] - _EDGE),
    )
    drawn = [f"{fold:.3f} {start:.3f} m {fold:.3f} {end:.3f} l S" for start, end in lines]
    return [_DASHES, *drawn]


def _radius(sheet: Sheet) -> float:
    """The radius of a registration mark that fits into the slug."""
    return (sheet.bleed[0] - sheet.media[0] - _GAP - _EDGE) / 2


def _centres(sheet: Sheet) -> list[tuple[float, float]]:
    """The middle of each side of the slug; on a folded sheet, above and below each page."""
    left, bottom, right, top = sheet.media
    middle_y = (bottom + top) / 2
    middles = [(left + right) / 2]
    if sheet.fold is not None:
        middles = [(left + sheet.fold) / 2, (sheet.fold + right) / 2]
    inset = _EDGE + _radius(sheet)
    return [
        *((middle_x, bottom + inset) for middle_x in middles),
        *((middle_x, top - inset) for middle_x in middles),
        (left + inset, middle_y),
        (right - inset, middle_y),
    ]


def _registration_mark(x: float, y: float, radius: float) -> list[str]:
    """A cross in a circle, which prints as thin lines if the plates are in register."""
    ring = radius / 2
    pull = ring * _CIRCLE
    return [
        f"{x - radius:.3f} {y:.3f} m {x + radius:.3f} {y:.3f} l S",
        f"{x:.3f} {y - radius:.3f} m {x:.3f} {y + radius:.3f} l S",
        f"{x + ring:.3f} {y:.3f} m",
        f"{x + ring:.3f} {y + pull:.3f} {x + pull:.3f} {y + ring:.3f} {x:.3f} {y + ring:.3f} c",
        f"{x - pull:.3f} {y + ring:.3f} {x - ring:.3f} {y + pull:.3f} {x - ring:.3f} {y:.3f} c",
        f"{x - ring:.3f} {y - pull:.3f} {x - pull:.3f} {y - ring:.3f} {x:.3f} {y - ring:.3f} c",
        f"{x + pull:.3f} {y - ring:.3f} {x + ring:.3f} {y - pull:.3f} {x + ring:.3f} {y:.3f} c S",
    ]
