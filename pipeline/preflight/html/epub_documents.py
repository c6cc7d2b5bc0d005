"""Checks of an EPUB's documents: well-formed, and all references resolve inside it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from pipeline.findings import Finding, Place
from pipeline.preflight.html.epub_package import Package, parse_xml
from pipeline.preflight.html.references import Reference, ids_in, references_in, references_in_css

_PARSED = ("application/xhtml+xml", "image/svg+xml")
_REBUILD = "build the note again"


def parse_documents(
    package: Package, files: Mapping[str, bytes]
) -> tuple[Mapping[str, Any], list[Finding]]:
    """Parse the documents of an EPUB; return them by path, and findings for malformed ones."""
    from lxml import etree

    documents: dict[str, Any] = {}
    findings = []
    for item in package.items:
        if item.media_type not in _PARSED or item.path not in files:
            continue
        try:
            documents[item.path] = parse_xml(files[item.path])
        except etree.XMLSyntaxError as error:
            line, column = error.position
            place = Place(item.path, line, max(1, column))
            findings.append(Finding("N472", f"not well-formed: {error.msg}", place, _REBUILD))
    return documents, findings


def check_documents(
    package: Package, documents: Mapping[str, Any], files: Mapping[str, bytes]
) -> Iterator[Finding]:
    """Yield duplicate ids, broken references, and references to resources outside."""
    ids = {path: Counter(name for name, _ in ids_in(root)) for path, root in documents.items()}
    for path, found in ids.items():
        for name, count in found.items():
            if count > 1:
                message = f"the id {name} occurs {count} times"
                yield Finding("N480", message, Place(path), _REBUILD)
    for path, root in documents.items():
        for reference in references_in(root):
            yield from _check(reference, path, ids, files)
    for item in package.items:
        if item.media_type == "text/css" and item.path in files:
            for reference in references_in_css(files[item.path].decode("utf-8", "replace")):
                yield from _check(reference, item.path, ids, files)


def _check(
    reference: Reference, path: str, ids: Mapping[str, Counter[str]], files: Mapping[str, bytes]
) -> Iterator[Finding]:
    place = Place(path, reference.line, 1 if reference.line else 0)
    if reference.use == "load" and reference.is_foreign:
        message = f"{reference.address[:80]} is loaded from another host"
        yield Finding("N474", message, place, "an EPUB must contain everything that it shows")
        return
    if not reference.is_inside:
        if not reference.is_followed:
            yield _broken(reference, place)
        return
    target, name = reference.target(path)
    if target not in files or (name and target in ids and name not in ids[target]):
        yield _broken(reference, place)


def _broken(reference: Reference, place: Place) -> Finding:
    return Finding("N473", f"{reference.address[:80]} leads nowhere", place, _REBUILD)
