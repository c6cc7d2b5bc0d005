"""Joining the bookmarks of parts to one outline (ISO 32000-1, 12.3.3)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import pikepdf
from pikepdf import Dictionary, Name


def join_outlines(document: pikepdf.Pdf, outlines: Sequence[pikepdf.Object]) -> None:
    """Add the bookmarks of all parts, in order, and show them when the document is opened."""
    items = [item for outline in outlines for item in _items(outline)]
    if not items:
        return
    root = document.make_indirect(
        Dictionary(Type=Name.Outlines, First=items[0], Last=items[-1], Count=_count(outlines))
    )
    for item in items:
        item.Parent = root
    for before, after in pairwise(items):
        before.Next, after.Prev = after, before
    document.Root.Outlines = root
    document.Root.PageMode = Name.UseOutlines


def _items(outline: pikepdf.Object) -> Iterator[pikepdf.Object]:
    item = outline.get("/First")
    while item is not None:
        yield item
        item = item.get("/Next")


def _count(outlines: Sequence[pikepdf.Object]) -> int:
    return sum(int(outline.Count) for outline in outlines)
