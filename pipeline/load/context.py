"""What the reading of one text file needs to know and where it reports."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

    from pipeline.load.ids import Ids
    from pipeline.load.report import Report, SourceText
    from pipeline.load.syntax import Node, Spot


@dataclass(slots=True)
class Counter:
    """Counts footnotes within a theme."""

    last: int = 0

    def next(self) -> int:
        """Return the next number."""
        self.last += 1
        return self.last


@dataclass(frozen=True, slots=True)
class Context:
    """What the reading of one text file needs to know and where it reports.

    ``language`` is that of the surrounding text, ``heading`` the id of the heading it stands
    under, ``inside`` names the elements around it, outermost first (``heading``, ``lifted``,
    ``footnote``, ``cell``, ...).
    """

    source: SourceText
    report: Report
    ids: Ids
    footnotes: Counter
    language: str
    pictures: Collection[str]
    heading: str = ""
    inside: tuple[str, ...] = ()

    def within(self, element: str) -> Context:
        """Return the context inside an element."""
        return replace(self, inside=(*self.inside, element))

    def find(self, code: str, message: str, at: Node | Spot | None, hint: str = "") -> None:
        """Report a finding at a node or a place in the file."""
        spot = getattr(at, "spot", at)
        self.report.add(code, message, self.source.place(spot), hint)
