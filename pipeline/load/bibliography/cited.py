"""The works that a note cites, as bibliographies for pandoc."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from pipeline.load.bibliography.entries import bibtex_of, items_of

if TYPE_CHECKING:
    from collections.abc import Collection

    from pipeline.load.bibliography.entries import Bibliography


def works_of(bibliography: Bibliography, keys: Collection[str]) -> dict[str, str]:
    """The entries with these keys, and those whose fields they inherit, as texts by name."""
    entries = bibliography.with_parents(keys)
    found: dict[str, str] = {}
    if bibtex := bibtex_of(entries):
        found["works.bib"] = bibtex
    if items := items_of(entries):
        found["works.json"] = json.dumps(items, ensure_ascii=False)
    return found
