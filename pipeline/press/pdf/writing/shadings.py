"""Gradients of drawings in inks: the colours at their stops are exchanged."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import pydyf

if TYPE_CHECKING:
    from pipeline.house_style import Cmyk, Srgb

_RGB = "/DeviceRGB"
_CHANNELS = 3


def set_shadings(pdf: Any, resources: Any, inks: Mapping[Srgb, Cmyk]) -> None:
    """Exchange the gradients among resources; one of a colour without inks stays as it is."""
    shadings = resources.get("Shading")
    if not inks or not isinstance(shadings, dict):
        return
    for reference in shadings.values():
        shading = pdf.objects[int(reference.split()[0])]
        if shading.get("ColorSpace") == _RGB:
            shading["ColorSpace"] = "/DeviceCMYK"
            shading["Function"] = _inked(shading["Function"], inks)


def _inked(entry: Any, inks: Mapping[Srgb, Cmyk]) -> Any:
    """A function (ISO 32000-1, 7.10) with inks for the colours that it gives."""
    if isinstance(entry, dict):
        found = {key: _inked(value, inks) for key, value in entry.items()}
        for key in ("C0", "C1"):
            if key in entry and len(entry[key]) == _CHANNELS:
                found[key] = pydyf.Array(_inks_of(entry[key], inks))
        return pydyf.Dictionary(found)
    if isinstance(entry, list) and entry and isinstance(entry[0], dict):
        return pydyf.Array([_inked(one, inks) for one in entry])
    return entry


def _inks_of(channels: Any, inks: Mapping[Srgb, Cmyk]) -> tuple[float, ...]:
    red, green, blue = (round(255 * float(channel)) for channel in channels)
    # Between stops that repeat lie colours that no drawing names: they are nearest to one.
    wanted = (red, green, blue)

    def distance(one: Srgb) -> int:
        return sum(abs(a - b) for a, b in zip(one, wanted, strict=True))

    return inks[wanted] if wanted in inks else inks[min(inks, key=distance)]
