"""The ticket that goes to the printer with a PDF: what it is, in words a person can check."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.editions.workbench import Workbench
    from pipeline.press.parts import PartPages
    from pipeline.press.printing import Condition


def write_ticket(
    bench: Workbench, path: str, pdf: bytes, parts: Sequence[PartPages], condition: Condition
) -> bytes:
    """Return the ticket of a PDF for the press as JSON. Lengths are in mm."""
    style = bench.style
    digests = {digest for part in parts for digest in part.glyphs}
    fonts = [
        f"{font.face.family} {font.face.weight}{' italic' if font.face.italic else ''}"
        for font in bench.fonts.fonts
        if hashlib.sha256(font.content).hexdigest() in digests
    ]
    ticket = {
        "file": path,
        "sha256": hashlib.sha256(pdf).hexdigest(),
        "standard": "PDF/X-4",
        "pages": sum(part.page_count for part in parts),
        "trim": [style.length("trim-width"), style.length("trim-height")],
        "bleed": style.length("bleed"),
        "slug": style.length("slug"),
        "inks": ["cyan", "magenta", "yellow", "black"],
        "condition": {"name": condition.identifier, "description": condition.description},
        "fonts": fonts,
    }
    return (json.dumps(ticket, indent=2, ensure_ascii=False) + "\n").encode()
