"""Capitals of a stylesheet that are read and copied as they were typed.

``text-transform`` changes the text itself, so that a label typed "Key message" was KEY MESSAGE to
screen readers and in what is copied. Its glyphs keep their places, and get codes of their own that
mean the letters that were typed: all readers go by these (docs/reading.md).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from pipeline.invisible import without_soft_hyphens

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from pipeline.press.pdf.letters.signs import Run


class Meaning(NamedTuple):
    """A painted glyph, its font, and the letters that it means."""

    font: Any
    glyph: int
    letters: str


class TypedLetters:
    """Finds the letters of elements that were typed for those which are painted, in their order."""

    def __init__(self) -> None:
        self._read: dict[Element, int] = {}

    def of_box(self, textbox: Any) -> tuple[str, ...] | None:
        """What was typed for each character of a box; None if it is painted as it was typed."""
        # Words of drawings are in no element.
        element = getattr(textbox, "element", None)
        if element is None or textbox.style["text_transform"] == "none":
            return None
        if "::" in textbox.element_tag:
            return None
        own = _own_text(element)
        start = self._read.get(element, 0)
        # What has been read to its end is repeated on another page.
        found = _paired(textbox.text, own, 0 if start >= len(own) else start)
        if found is None:
            return None
        typed, self._read[element] = found
        return typed


def meanings(runs: tuple[Run, ...], typed: tuple[str, ...]) -> Iterator[Meaning]:
    """Yield the glyphs of a line with what they mean; letters that are one glyph stay together."""
    place = 0
    for run in runs:
        for glyph in run.glyphs:
            shown = run.texts[glyph.cluster]
            if glyph.number is not None:
                yield Meaning(run.font, glyph.number, "".join(typed[place : place + len(shown)]))
            place += len(shown)


def is_one_to_one(runs: tuple[Run, ...]) -> bool:
    """Whether each glyph of a line stands for letters of its own, from left to right."""
    return not any(
        run.is_rtl or len({glyph.cluster for glyph in run.glyphs}) < len(run.glyphs) for run in runs
    )


def _own_text(element: Element) -> str:
    """The text of an element without that of those in it, and without spaces."""
    texts = [element.text or "", *(child.tail or "" for child in element)]
    return "".join(without_soft_hyphens("".join(texts)).split())


def _paired(shown: str, own: str, start: int) -> tuple[tuple[str, ...], int] | None:
    """What was typed for each character shown, and where the text goes on."""
    typed: list[str] = []
    while len(typed) < len(shown):
        character = shown[len(typed)]
        if character.isspace() or not without_soft_hyphens(character):
            typed.append(character)
            continue
        if start >= len(own):
            return None
        letters = _letters(own[start], shown[len(typed) :])
        if letters is None:
            return None
        typed.extend(letters)
        start += 1
    return tuple(typed), start


def _letters(typed: str, shown: str) -> tuple[str, ...] | None:
    """What was typed for the next characters shown; one letter may be two capitals, as ß is."""
    if _base(typed) == _base(shown[0]):
        return (typed,)
    capitals, letters = typed.upper(), typed.casefold()
    if len(capitals) == len(letters) and shown.startswith(capitals):
        return tuple(letters)
    return None


def _base(character: str) -> str:
    """A letter without its case and marks, which capitals lose in some languages."""
    return unicodedata.normalize("NFD", character)[0].casefold().replace("ı", "i")
