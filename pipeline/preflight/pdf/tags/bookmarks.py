"""Checks of bookmarks (ISO 32000-1, 12.3.3): they have titles and targets, and are in order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import pikepdf

from pipeline.findings import Finding, Place
from pipeline.preflight.pdf.tags.links import destinations, page_of

_MAX_BOOKMARKS = 10_000
_REBUILD = "build the note again"


@dataclass(frozen=True, slots=True)
class _Bookmark:
    title: str
    page: int


def check_bookmarks(pdf: pikepdf.Pdf) -> Iterator[Finding]:
    """Yield the faults of the bookmarks.

    Raises ValueError for circular bookmarks.
    """
    found = list(_bookmarks(pdf))
    if not found:
        yield Finding("N442", "the PDF has no bookmarks", Place(""), _REBUILD)
    for one in found:
        if not one.title.strip():
            yield Finding("N442", "a bookmark has no title", Place("", page=one.page), _REBUILD)
        if not one.page:
            yield Finding("N442", f"the bookmark {one.title!r} leads nowhere", Place(""), _REBUILD)
    for before, after in pairwise(one for one in found if one.page):
        if after.page < before.page:
            message = f"the bookmark {after.title!r} leads back from page {before.page}"
            yield Finding("N442", message, Place("", page=after.page), _REBUILD)


def bookmark_items(pdf: pikepdf.Pdf) -> Iterator[Any]:
    """Yield the items of the outline, in order. Raises ValueError if it is circular."""
    for count, item in enumerate(_items(pdf.Root.get("/Outlines"))):
        if count > _MAX_BOOKMARKS:
            raise ValueError("the bookmarks are circular")
        yield item


def _bookmarks(pdf: pikepdf.Pdf) -> Iterator[_Bookmark]:
    pages = {page.objgen: number for number, page in enumerate(pdf.pages, 1)}
    names = destinations(pdf)
    for item in bookmark_items(pdf):
        action = item.get("/A", {})
        target = item.get("/Dest", action.get("/D"))
        page = page_of(target, names, pages)
        yield _Bookmark(str(item.get("/Title", "")), page)


def _items(outline: Any) -> Iterator[Any]:
    item = None if outline is None else outline.get("/First")
    while item is not None:
        yield item
        yield from _items(item)
        item = item.get("/Next")
