"""Cutting a photo to a shape around what must stay in view."""

from __future__ import annotations

from collections.abc import Sequence

Box = tuple[int, int, int, int]
"""The left, upper, right and lower edge of a part of a picture, in pixels."""


def crop_box(size: tuple[int, int], ratio: float, focus: Sequence[int]) -> Box:
    """The largest part of a picture whose width is ``ratio`` times its height.

    The ``focus``, in per cent from the left and from the top, is as near to its middle as the
    edges of the picture allow. A ratio of 0 is that of the picture.
    """
    width, height = size
    if not ratio:
        return (0, 0, width, height)
    across = min(width, max(1, round(height * ratio)))
    down = min(height, max(1, round(width / ratio)))
    left, top = (
        min(max(round(whole * share / 100 - part / 2), 0), whole - part)
        for whole, part, share in zip(size, (across, down), focus, strict=True)
    )
    return (left, top, left + across, top + down)
