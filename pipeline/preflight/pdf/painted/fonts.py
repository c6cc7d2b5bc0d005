"""Checks of fonts: embedded, subset, and with glyphs mapped to characters."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from pipeline.findings import Finding, Place
from pipeline.preflight.pdf.reading.font_text import FontText
from pipeline.preflight.pdf.reading.painting import Mark

_SUBSET = re.compile(r"/[A-Z]{6}\+.+")
_PROGRAMS = ("/FontFile", "/FontFile2", "/FontFile3")
# Not allowed as characters (ISO 14289-1, 7.21.7).
_NO_CHARACTERS = {"\0", "\ufeff", "\ufffe"}
_REBUILD = "build the note again"


def check_fonts(pages: Mapping[int, Iterable[Mark]]) -> Iterator[Finding]:
    """Yield the faults of the fonts used on pages, which are keyed by number from 1.

    Each font is reported once, with the first page it is used on (ISO 14289-1, 7.21).
    """
    reader = FontText()
    seen: set[Any] = set()
    unknown: Counter[tuple[str, int]] = Counter()
    for number, marks in pages.items():
        for mark in marks:
            font = mark.state.font
            if mark.kind != "text" or font is None:
                continue
            if font.objgen not in seen:
                seen.add(font.objgen)
                yield from _check_font(font, number)
            for character in reader.characters(font, mark.subject):
                if not character or character in _NO_CHARACTERS:
                    unknown[name_of(font), number] += 1
    for (name, number), count in unknown.items():
        message = f"{count} glyphs of {name} are not mapped to characters"
        yield Finding("N427", message, Place("", page=number), _REBUILD)


def name_of(font: Any) -> str:
    """The name of a font without its slash."""
    return str(font.get("/BaseFont", "a font without a name")).removeprefix("/")


def _check_font(font: Any, page: int) -> Iterator[Finding]:
    place = Place("", page=page)
    inner = font.DescendantFonts[0] if "/DescendantFonts" in font else font
    descriptor = inner.get("/FontDescriptor", {})
    if not any(key in descriptor for key in _PROGRAMS):
        yield Finding("N426", f"the font {name_of(font)} is not embedded", place, _REBUILD)
    elif not all(_SUBSET.fullmatch(name) for name in _names(font, inner, descriptor)):
        message = f"the font {name_of(font)} is not named as a subset, ABCDEF+Name"
        yield Finding("N426", message, place, _REBUILD)


def _names(*entries: Any) -> Iterator[str]:
    for entry, key in zip(entries, ("/BaseFont", "/BaseFont", "/FontName"), strict=True):
        yield str(entry.get(key, ""))
