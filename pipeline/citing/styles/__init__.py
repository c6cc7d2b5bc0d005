"""The styles of citations that come with notepress; README.md says whose they are."""

from __future__ import annotations

from importlib import resources
from typing import Final

BUILT_IN: Final = (
    "chicago-author-date",
    "chicago-notes",
    "apa",
    "harvard",
    "vancouver",
    "un",
)
"""The names of the styles."""


def read_built_in(name: str) -> str:
    """A style that comes with notepress, as XML."""
    return resources.files("pipeline.citing.styles").joinpath(f"{name}.csl").read_text("utf-8")
