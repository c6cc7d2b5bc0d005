"""Checks of the output intent of a PDF (ISO 32000-1, 14.11.5)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pikepdf

from pipeline.findings import Finding, Place

_REBUILD = "build the note again"


@dataclass(frozen=True, slots=True)
class Intent:
    """An output intent: its subtype, its condition, and values from the header of its profile.

    ``space`` and ``classes`` are signatures of ICC.1:2022, 7.2; ``components`` their number.
    """

    subtype: str
    condition: str
    components: int
    space: bytes
    classes: tuple[bytes, ...]


SRGB = Intent("/GTS_PDFA1", "sRGB", 3, b"RGB ", (b"mntr", b"prtr"))


def for_press(condition: str) -> Intent:
    """The output intent of PDF/X-4 for a printing condition (ISO 15930-7)."""
    return Intent("/GTS_PDFX", condition, 4, b"CMYK", (b"prtr",))


def check_output_intent(pdf: pikepdf.Pdf, wanted: Intent) -> Iterator[Finding]:
    """Yield the faults of the output intent of a PDF."""
    intents = list(pdf.Root.get("/OutputIntents", []))
    if len(intents) != 1:
        yield _finding(f"there are {len(intents)} output intents instead of one")
        return
    intent = intents[0]
    if intent.get("/S") != wanted.subtype:
        yield _finding(f"its kind is {intent.get('/S')}, not {wanted.subtype}")
    condition = str(intent.get("/OutputConditionIdentifier", "nothing"))
    if condition != wanted.condition:
        yield _finding(f"it is for {condition}, not for {wanted.condition}")
    profile = intent.get("/DestOutputProfile")
    if profile is None:
        yield _finding("it has no ICC profile")
        return
    header = profile.read_bytes()[:128]
    count = int(profile.get("/N", 0))
    if count != wanted.components or header[16:20] != wanted.space or header[36:40] != b"acsp":
        space = header[16:20].decode("ascii", "replace").strip()
        yield _finding(f"its profile is for {count} components of {space or 'an unknown space'}")
    elif header[12:16] not in wanted.classes:
        kind = header[12:16].decode("ascii", "replace")
        yield _finding(f"its profile has the class {kind}")


def _finding(message: str) -> Finding:
    return Finding("N428", f"output intent: {message}", Place(""), _REBUILD)
