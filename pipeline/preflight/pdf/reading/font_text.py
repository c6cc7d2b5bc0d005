"""Text extraction with the ToUnicode maps of fonts (ISO 32000-1, 9.10.3)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

_SPACE = re.compile(rb"begincodespacerange\s*<([0-9A-Fa-f]+)>")
_CHARACTERS = re.compile(rb"beginbfchar(.*?)endbfchar", re.DOTALL)
_RANGES = re.compile(rb"beginbfrange(.*?)endbfrange", re.DOTALL)
_PAIR = re.compile(rb"<([0-9A-Fa-f\s]+)>\s*<([0-9A-Fa-f\s]*)>")
_RANGE = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*(?:<([0-9A-Fa-f\s]+)>|\[([^\]]*)\])")
_TEXT = re.compile(rb"<([0-9A-Fa-f\s]*)>")
_MAX_RANGE = 0x10000


class FontText:
    """Converts character codes of fonts to text; each map is read once."""

    def __init__(self) -> None:
        self._maps: dict[Any, tuple[int, Mapping[int, str]]] = {}

    def characters(self, font: Any, codes: bytes) -> Iterator[str | None]:
        """Yield the text of each character code; None if the font does not map it."""
        width, known = self._read(font)
        for at in range(0, len(codes), width):
            yield known.get(int.from_bytes(codes[at : at + width], "big"))

    def text(self, font: Any, codes: bytes) -> str:
        """The text of character codes; codes that the font does not map are omitted."""
        return "".join(text for text in self.characters(font, codes) if text)

    def _read(self, font: Any) -> tuple[int, Mapping[int, str]]:
        if not font.is_indirect:
            return _read_map(font)
        if font.objgen not in self._maps:
            self._maps[font.objgen] = _read_map(font)
        return self._maps[font.objgen]


def _read_map(font: Any) -> tuple[int, Mapping[int, str]]:
    if "/ToUnicode" not in font:
        return 2 if font.get("/Subtype") == "/Type0" else 1, {}
    content = font.ToUnicode.read_bytes()
    space = _SPACE.search(content)
    width = len(space.group(1)) // 2 if space else 1
    found = dict(_pairs(content))
    return max(1, width), found


def _pairs(content: bytes) -> Iterator[tuple[int, str]]:
    for block in _CHARACTERS.findall(content):
        for code, text in _PAIR.findall(block):
            yield int(code, 16), _decoded(text)
    for block in _RANGES.findall(content):
        for first, last, text, texts in _RANGE.findall(block):
            codes = range(int(first, 16), int(last, 16) + 1)[:_MAX_RANGE]
            if text:
                start = _decoded(text)
                yield from (
                    (code, start[:-1] + chr(ord(start[-1]) + number))
                    for number, code in enumerate(codes)
                )
            else:
                yield from zip(codes, map(_decoded, _TEXT.findall(texts)), strict=False)


def _decoded(digits: bytes) -> str:
    return bytes.fromhex(digits.decode()).decode("utf-16-be")
