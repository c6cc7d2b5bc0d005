"""Finished files, damaged on purpose, and the findings for them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

import pikepdf

from pipeline.findings import Finding

Change = Callable[[pikepdf.Pdf], None]


def saved(pdf: pikepdf.Pdf, **options: Any) -> bytes:
    output = io.BytesIO()
    pdf.save(output, fix_metadata_version=False, **options)
    return output.getvalue()


def damaged(content: bytes, change: Change) -> bytes:
    """A PDF after a change."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        change(pdf)
        return saved(pdf)


def first(pdf: pikepdf.Pdf, **values: Any) -> pikepdf.Dictionary:
    """The first dictionary of a PDF that has some values, such as a type, by their keys."""
    return next(each(pdf, **values))


def each(pdf: pikepdf.Pdf, **values: Any) -> Iterator[pikepdf.Dictionary]:
    for entry in pdf.objects:
        if isinstance(entry, (pikepdf.Dictionary, pikepdf.Stream)) and all(
            entry.get(f"/{key}") == value for key, value in values.items()
        ):
            yield entry


def paint(page: pikepdf.Page, operators: str, *, before: bool = False) -> None:
    """Add operators to the content of a page, at its end or at its beginning."""
    page.contents_add(operators.encode(), prepend=before)


def repacked(content: bytes, changes: Mapping[str, bytes | None]) -> bytes:
    """A zip with some files changed, added or, for None, taken out."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        entries = [(entry, archive.read(entry)) for entry in archive.infolist()]
    names = {entry.filename for entry, _ in entries}
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w") as archive:
        for entry, data in entries:
            new = changes.get(entry.filename, data)
            if new is not None:
                archive.writestr(entry, new, entry.compress_type)
        for name in sorted(set(changes) - names):
            archive.writestr(name, changes[name] or b"")
    return output.getvalue()


def codes(findings: Iterable[Finding]) -> set[str]:
    return {finding.code for finding in findings}
