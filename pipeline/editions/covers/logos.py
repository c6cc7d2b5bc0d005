"""The logos of a note in strips, each as large as it looks alike."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.views.covers.logos import in_rows, partner_logos

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipeline.editions.bench import Bench
    from pipeline.house_style import Style
    from pipeline.press.photos.logo_pictures import LogoPicture
    from pipeline.views.covers.logos import LogoView

_LOW = 0.45
_HIGH = 1.35
"""The least and the largest height of a logo, in those of a square of medium weight."""
_BROADEST = 6.0
"""The largest width: a logo that is a mere line would leave no room for those beside it."""


@dataclass(frozen=True, slots=True)
class Strip:
    """A strip of logos: the selector of its list, its width, and the height of a plain logo.

    ``gap`` stands between two logos at least. Lengths are in ``unit``.
    """

    selector: str
    width: float
    height: float
    gap: float
    unit: str = "mm"


WEB = Strip(".imprint-logos", 17, 2.1, 0.8, "rem")
EPUB = Strip(".imprint-logos", 28, 2.6, 1, "em")


def cover_strip(style: Style) -> Strip:
    """The strip on the cover, between the margins."""
    width = style.length("margin-column") + style.length("text-measure")
    return Strip(".cover-logos", width, 13, 7)


def imprint_strip(style: Style) -> Strip:
    """The strip in the imprint, as wide as its text."""
    return Strip(".imprint-logos", style.length("text-measure"), 8.6, 6)


def strip_rules(bench: Bench, strip: Strip) -> str:
    """The style rules that give each logo of partners its size in a strip."""
    rows = in_rows(partner_logos(bench.note))
    return "".join(rule for row in rows for rule in _row_rules(bench, strip, row, len(rows)))


def _row_rules(bench: Bench, strip: Strip, row: Sequence[LogoView], rows: int) -> Iterator[str]:
    plain = strip.height * (0.75 if rows > 1 else 1)
    sizes = [_size(bench.logos[one.path]) for one in row]
    room = strip.width - strip.gap * (len(row) - 1)
    share = min(plain, room / sum(width for width, _ in sizes))
    for logo, (width, height) in zip(row, sizes, strict=True):
        across, down = (f"{side * share:.2f}{strip.unit}" for side in (width, height))
        yield f"{strip.selector} .{logo.style}{{width:{across};height:{down}}}"


def _size(picture: LogoPicture) -> tuple[float, float]:
    """The width and height at which a logo looks as large as a square of medium weight of 1.

    A wide mark is lower than a tall one, and a heavy one smaller than one of thin lines; found by
    eye, on logos of all shapes side by side.
    """
    height = picture.ratio**-0.38 * (1 + 0.25 * (0.5 - picture.ink))
    height = min(_HIGH, max(_LOW, height), _BROADEST / picture.ratio)
    return height * picture.ratio, height


def box_rule(picture: LogoPicture, selector: str, box: tuple[float, float], unit: str) -> str:
    """The style rule for a logo as large as it fits into a box."""
    height = min(box[1], box[0] / picture.ratio)
    return f"{selector}{{width:{height * picture.ratio:.2f}{unit};height:{height:.2f}{unit}}}"
