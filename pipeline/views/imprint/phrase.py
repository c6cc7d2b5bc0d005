"""A stretch of a reference to a work."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Phrase:
    """A stretch of a reference; ``is_title`` says that it is the title of a work."""

    text: str
    is_title: bool = False
