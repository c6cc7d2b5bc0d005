"""Joining the named destinations of parts to one name tree (ISO 32000-1, 7.9.6, 12.3.2.3)."""

from __future__ import annotations

from collections.abc import Sequence

import pikepdf
from pikepdf import Array, Dictionary


def join_destinations(document: pikepdf.Pdf, parts: Sequence[pikepdf.Object]) -> None:
    """Give a document the destinations of its parts, by the ids of the note."""
    found: dict[bytes, tuple[pikepdf.Object, pikepdf.Object]] = {}
    for part in parts:
        names = list(part.Names)
        for name, place in zip(names[::2], names[1::2], strict=True):
            found.setdefault(bytes(name), (name, place))
    if not found:
        return
    ordered = [item for key in sorted(found) for item in found[key]]
    tree = document.make_indirect(Dictionary(Names=Array(ordered)))
    document.Root.Names = Dictionary(Dests=tree)
