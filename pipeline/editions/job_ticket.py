"""The job ticket for the printer: a description of a print PDF that people can check."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

from pipeline.languages import direction_of
from pipeline.press.parts.parts import page_numbers
from pipeline.press.pdf.printing.imposition import blank_pages, saddle_stitch

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pipeline.editions.bench import Bench
    from pipeline.editions.edition import Artefact
    from pipeline.languages import Direction
    from pipeline.press.parts.parts import PartPages
    from pipeline.press.pdf.printing.settings import Job


def write_ticket(bench: Bench, pdf: Artefact, parts: Sequence[PartPages], job: Job) -> bytes:
    """Write the ticket of a print PDF as JSON. Lengths are in mm, pages are counted from 1."""
    style, condition = bench.style, job.condition
    across = 2 if job.is_booklet else 1
    width, height = (
        ("one-pager-width", "one-pager-height")
        if job.is_one_pager
        else ("trim-width", "trim-height")
    )
    ticket = {
        "file": pdf.path,
        "sha256": pdf.sha256,
        "standard": "PDF/X-4",
        **_pages(page_numbers(parts), job, direction_of(bench.note.metadata.language)),
        "trim": [style.length(width) * across, style.length(height)],
        "bleed": style.length("bleed"),
        "slug": style.length("slug"),
        "inks": ["cyan", "magenta", "yellow", "black"],
        "condition": {"name": condition.identifier, "description": condition.description},
        "fonts": _fonts(bench, parts),
    }
    return (json.dumps(ticket, indent=2, ensure_ascii=False) + "\n").encode()


def _pages(numbers: Sequence[int], job: Job, direction: Direction) -> Mapping[str, Any]:
    """The page count of a PDF, its blank pages, and the imposition of a booklet."""
    blank = blank_pages(numbers, job.multiple)
    total = len(numbers) + len(blank)
    filler: dict[str, Any] = {"blank": list(blank)} if blank else {}
    if not job.is_booklet:
        return {"pages": total, **filler}
    sides = saddle_stitch(total, direction)
    booklet = {
        "pages": total,
        "sheets": len(sides) // 2,
        "sides": [f"{left} | {right}" for left, right in sides],
        "turn": "about the fold",
        "binding": "saddle stitching",
        **({"bound": "at the right"} if direction == "rtl" else {}),
        **({"creep": job.thickness} if job.thickness else {}),
    }
    return {"pages": len(sides), "booklet": {**booklet, **filler}}


def _fonts(bench: Bench, parts: Sequence[PartPages]) -> list[str]:
    digests = {digest for part in parts for digest in part.glyphs}
    return [
        f"{font.face.family} {font.face.weight}{' italic' if font.face.italic else ''}"
        for font in bench.fonts.fonts
        if hashlib.sha256(font.content).hexdigest() in digests
    ]
