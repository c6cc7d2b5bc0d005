"""Logos of partners, and the emblem of a publisher."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from pydantic import Discriminator, Tag

from pipeline.note.types import Line, Model


class LogoVariants(Model):
    """One logo in two variants, of the same shape."""

    light: Line
    """The variant in light colours, for dark grounds: figures/emblem-white.svg."""
    dark: Line
    """The variant in dark colours, for light grounds: figures/emblem.svg."""


def _way_of_writing(value: object) -> str:
    return "[variants]" if isinstance(value, Mapping | LogoVariants) else "[one]"


Logo = Annotated[
    Annotated[Line, Tag("[one]")] | Annotated[LogoVariants, Tag("[variants]")],
    Discriminator(_way_of_writing),
]
"""A logo: one picture in figures/, for light grounds, or a variant for light and one for dark."""


def for_light_ground(logo: Logo) -> str:
    """The picture of a logo for a light ground."""
    return logo.dark if isinstance(logo, LogoVariants) else logo


def for_dark_ground(logo: Logo) -> str:
    """The picture of a logo for a dark ground; empty if there is none."""
    return logo.light if isinstance(logo, LogoVariants) else ""
