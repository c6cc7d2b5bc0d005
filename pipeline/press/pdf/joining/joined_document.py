"""Copying parts into one document, and saving it."""

from __future__ import annotations

import io
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pikepdf

from pipeline.press.pdf.tags.tag_writing import TARGETS

if TYPE_CHECKING:
    from pipeline.press.pdf.joining.font_programs import FontEmbedder


@dataclass(frozen=True, slots=True)
class CopiedPart:
    """A part in the joined document: its structure tree, destinations and bookmarks, if any.

    ``targets`` are the elements that the destinations lead to.
    """

    structure: pikepdf.Object | None
    destinations: pikepdf.Object | None
    outlines: pikepdf.Object | None
    targets: pikepdf.Object | None


def copy_part(document: pikepdf.Pdf, part: bytes, fonts: FontEmbedder) -> CopiedPart:
    """Add the pages of a part to a document, with its fonts."""
    with pikepdf.open(io.BytesIO(part)) as source:
        first = len(document.pages)
        for page in source.pages:
            document.pages.append(page)
        fonts.embed(document.pages[first].Resources.Font)
        root = source.Root
        names = root.get("/Names")
        return CopiedPart(
            structure=_copied(document, root.get("/StructTreeRoot")),
            destinations=None if names is None else _copied(document, names.Dests),
            outlines=_copied(document, root.get("/Outlines")),
            targets=_copied(document, root.get(f"/{TARGETS}")),
        )


def copy_first_page(document: pikepdf.Pdf, part: bytes, fonts: FontEmbedder) -> None:
    """Add the first page of a part to a document, with its fonts but without links and tags."""
    with pikepdf.open(io.BytesIO(part)) as source:
        document.pages.append(source.pages[0])
        page = document.pages[0]
        fonts.embed(page.Resources.Font)
        for key in ("/Annots", "/StructParents"):
            if key in page:
                del page[key]


def _copied(document: pikepdf.Pdf, entry: pikepdf.Object | None) -> pikepdf.Object | None:
    return None if entry is None else document.copy_foreign(entry)


def set_metadata(
    document: pikepdf.Pdf, info: Iterable[tuple[str, pikepdf.Object]], xmp: bytes
) -> None:
    """Give a document its XMP packet, and its Info dictionary if there is anything in it."""
    if entries := dict(info):
        document.trailer.Info = document.make_indirect(pikepdf.Dictionary(entries))
    stream = document.make_stream(xmp)
    stream.Type, stream.Subtype = pikepdf.Name.Metadata, pikepdf.Name.XML
    document.Root.Metadata = stream


def save(document: pikepdf.Pdf, version: str) -> bytes:
    """Save a document as bytes of a version of PDF, deterministically."""
    output = io.BytesIO()
    document.save(
        output,
        force_version=version,
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
        compress_streams=True,
        deterministic_id=True,
        fix_metadata_version=False,
    )
    return output.getvalue()
