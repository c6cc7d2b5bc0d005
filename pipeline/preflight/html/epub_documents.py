"""The documents of an EPUB: well-formed, and all that they refer to is in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from pipeline.findings import Finding, Place
from pipeline.preflight.html.epub_package import Package, parse_xml
from pipeline.preflight.pdf.references import Reference, ids_in, in_css, references_in

_PARSED = ("application/xhtml+xml", "image/svg+xml")
_AGAIN = "build the note again"


def parse_documents(
    package: Package, files: Mapping[str, bytes]
) -> tuple[Mapping[str, Any], list[Finding]]:
    """Return the documents of an EPUB, parsed, by path, and a finding for each that is not XML."""
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
            findings.append(Finding("N472", f"not well-formed: {error.msg}", place, _AGAIN))
    return documents, findings


def check_documents(
    package: Package, documents: Mapping[str, Any], files: Mapping[str, bytes]
) -> Iterator[Finding]:
    """Yield ids that are there twice, and references to what is not there or not inside."""
    ids = {path: Counter(name for name, _ in ids_in(root)) for path, root in documents.items()}
    for path, found in ids.items():
        for name, count in found.items():
            if count > 1:
                yield Finding("N480", f"the id {name} is there {count} times", Place(path), _AGAIN)
    for path, root in documents.items():
        for reference in references_in(root):
            yield from _check(reference, path, ids, files)
    for item in package.items:
        if item.media_type == "text/css" and item.path in files:
            for reference in in_css(files[item.path].decode("utf-8", "replace")):
                yield from _check(reference, item.path, ids, files)


def _check(
    reference: Reference, path: str, ids: Mapping[str, Counter[str]], files: Mapping[str, bytes]
) -> Iterator[Finding]:
    place = Place(path, reference.line, 1 if reference.line else 0)
    if reference.use == "load" and reference.is_foreign:
        message = f"{reference.address[:80]} is loaded from another host"
        yield Finding("N474", message, place, "a book holds all that it shows")
        return
    if not reference.is_inside:
        if not reference.is_followed:
            yield _lost(reference, place)
        return
    target, name = reference.target(path)
    if target not in files or (name and target in ids and name not in ids[target]):
        yield _lost(reference, place)


def _lost(reference: Reference, place: Place) -> Finding:
    return Finding("N473", f"{reference.address[:80]} leads nowhere", place, _AGAIN)
