"""Checks of an EPUB's page list: the page numbers of its PDF, linked to the page breaks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any, Final

from pipeline.findings import Finding, Place
from pipeline.preflight.html.epub_package import Package
from pipeline.preflight.html.references import Reference

_XHTML: Final = "{http://www.w3.org/1999/xhtml}"
_TYPE: Final = "{http://www.idpf.org/2007/ops}type"
_REBUILD = "build the note again"


def check_page_list(
    package: Package, documents: Mapping[str, Any], pages: int
) -> Iterator[Finding]:
    """Yield the faults of the page list and the table of contents (EPUB 3.3, 7).

    ``pages`` is the page count of the PDF; 0 if there is none to compare with.
    """
    for item in package.with_property("nav"):
        root = documents.get(item.path)
        if root is None:
            continue
        lists = {nav.get(_TYPE): nav for nav in root.iter(f"{_XHTML}nav")}
        if "toc" not in lists:
            yield Finding("N473", "there is no table of contents", Place(item.path), _REBUILD)
        if "page-list" in lists:
            yield from _check(lists["page-list"], item.path, documents, pages)
        elif pages:
            yield _finding("there is no page list", item.path)


def _check(nav: Any, path: str, documents: Mapping[str, Any], pages: int) -> Iterator[Finding]:
    labels = []
    for link in nav.iter(f"{_XHTML}a"):
        label = "".join(link.itertext()).strip()
        labels.append(label)
        target, name = Reference(str(link.get("href", "")), "link").target(path)
        marked = _break(documents.get(target), name)
        if marked is None:
            yield _finding(f"page {label} does not link to a page break", path)
        elif (marked.get("aria-label") or marked.get("title")) != label:
            yield _finding(f"page {label} links to the page break of another page", path)
    numbers = [int(label) for label in labels if label.isdecimal()]
    if any(after <= before for before, after in pairwise(numbers)):
        yield _finding("the pages are not in order", path)
    if pages and numbers and max(numbers) > pages:
        yield _finding(f"page {max(numbers)} is listed, but the PDF has {pages} pages", path)


def _break(root: Any, name: str) -> Any:
    """The page break with an id in a document, or None."""
    if root is None or not name:
        return None
    found = [one for one in root.iter() if isinstance(one.tag, str) and one.get("id") == name]
    is_break = bool(found) and "pagebreak" in (found[0].get(_TYPE) or "").split()
    return found[0] if is_break else None


def _finding(message: str, path: str) -> Finding:
    return Finding("N475", message, Place(path), _REBUILD)
