"""Inks by the profile for the colours of a style that have none of their own."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pipeline.findings import Finding
from pipeline.house_style.colours import grey_of
from pipeline.press.pdf.printing.settings import profile_for

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pipeline.house_style import Cmyk, Srgb, Style

_BLACK = (0.0, 0.0, 0.0, 1.0)
_INK = "device-cmyk({:g} {:g} {:g} {:g})"


def complete_inks(style: Style) -> Style:
    """The style with inks by the profile for its colours that have none, and warnings with them.

    Without the profile, which the print edition needs in any case, they have none.
    """
    if not style.uninked:
        return style
    colours = {name: style.tokens[name] for name in style.uninked}
    made = {**dict.fromkeys(colours, ""), **inks_of(colours, style)}
    told = (_without_inks(style, name, ink) for name, ink in made.items())
    tokens = {**style.tokens, **{f"{name}-cmyk": ink for name, ink in made.items()}}
    return replace(style, tokens=tokens, warnings=(*style.warnings, *told), uninked={})


def inks_of(colours: Mapping[str, str], style: Style) -> dict[str, str]:
    """The inks of colours, by their names, as tokens have them; none without the profile.

    Small text is in black ink alone, since it would have coloured edges where plates do not meet.
    """
    profile = profile_for(style)
    if not profile or not colours:
        return {}
    from pipeline.press.photos.drawn_inks import inks_for

    wanted = {name: _srgb(grey_of(hue) if name == "grey" else hue) for name, hue in colours.items()}
    inks: dict[str, Cmyk] = {name: _BLACK for name in colours if name == "ink"}
    made = inks_for(set(wanted.values()), profile)
    return {name: _INK.format(*inks.get(name, made[wanted[name]])) for name in colours}


def _srgb(value: str) -> Srgb:
    red, green, blue = bytes.fromhex(value[1:])
    return red, green, blue


def _without_inks(style: Style, name: str, ink: str) -> Finding:
    message = f"colour --{name} ({style.tokens[name]}) has no CMYK equivalent"
    place = style.uninked[name]
    hint = f"the profile gives these inks, to be set or changed: --{name}-cmyk: {ink};"
    if not ink:
        hint = f"add --{name}-cmyk: device-cmyk(c m y k), each from 0 to 1"
    return Finding("N502", message, place, hint, severity="warning")
