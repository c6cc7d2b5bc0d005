"""How the citations of a note are set."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CitationStyle:
    """A style of CSL as XML, and whether each theme lists the works that it cites."""

    csl: str
    lists_by_theme: bool = False
