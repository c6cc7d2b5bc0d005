"""The photo on the cover of a note (`cover` in `note.yaml`)."""

from __future__ import annotations

from typing import Annotated, Final

from pydantic import AfterValidator, BeforeValidator, Field

from pipeline.note.types import Line, Model

_MOST: Final = 100


def _refuse_truth(focus: object) -> object:
    """Leave all but yes and no to the other checks: these would count as 1 and 0."""
    if isinstance(focus, list) and any(isinstance(share, bool) for share in focus):
        raise ValueError(f"{focus} is not a focus: two whole numbers from 0 to {_MOST}")
    return focus


def _check_focus(focus: tuple[int, ...]) -> tuple[int, ...]:
    if len(focus) != 2 or not all(0 <= share <= _MOST for share in focus):
        raise ValueError(f"{focus} is not a focus: two whole numbers from 0 to {_MOST}")
    return focus


Focus = Annotated[
    tuple[int, ...],
    BeforeValidator(_refuse_truth),
    AfterValidator(_check_focus),
    Field(json_schema_extra={"minItems": 2, "maxItems": 2}),
]
"""A point of a picture in per cent of its width, from the left, and of its height, from the top."""


class CoverPhoto(Model):
    """A photo for the cover, instead of the drawn art."""

    picture: Line
    """The photo, in figures/: figures/harbour.jpg."""
    focus: Focus = (50, 50)
    """What must stay in view wherever the photo is cut: per cent from the left and from the top."""
    alt: Line | None = None
    """What the photo shows, for those who do not see it; without it the photo is decoration."""
    credit: Line | None = None
    """Who took the photo; printed in the imprint."""
