"""The dialects that the text of a note is written in, and what each needs to know."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from pipeline.note.text import Inlines
from pipeline.press.markup.display import Displayed, Role, as_it_is
from pipeline.press.parts.page_start import PageStart

DialectName = Literal["paged", "web", "epub"]


@dataclass(frozen=True, slots=True)
class Dialect:
    """How markup is written.

    ``href`` turns the id of an element into a reference to it, ``picture`` the path of a
    picture into its address, and ``page_starts`` are written as page-break markers, by anchor.
    ``display`` chooses the line breaks of words set larger than the text.
    """

    name: DialectName
    language: str
    href: Callable[[str], str] = field(default="#{}".format)
    picture: Callable[[str], str] = field(default=str)
    page_starts: Mapping[str, tuple[PageStart, ...]] = field(default_factory=dict)
    display: Callable[[Role, Inlines], Displayed] = as_it_is

    @property
    def void(self) -> str:
        """What ends an empty element."""
        return "/>" if self.name == "epub" else ">"
