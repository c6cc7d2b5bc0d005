"""The lines of a text inside what they stand in: quotations, items of lists, footnotes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

_ATTRIBUTES: Final = re.compile(r"\{(?:[^{}\"]|\"(?:[^\"\\]|\\.)*\")*\}")


@dataclass(frozen=True, slots=True)
class Line:
    """A line without its end and without what stands before its words: that is ``prefix``.

    ``at`` is the place of its first character in the file; ``first`` that of the line itself.
    """

    text: str
    at: int
    first: int
    prefix: str = ""

    @property
    def is_blank(self) -> bool:
        """Whether it has no words."""
        return not self.text.strip()

    @property
    def end(self) -> int:
        """The place after its last character."""
        return self.at + len(self.text)

    @property
    def indent(self) -> int:
        """The number of spaces that it begins with."""
        return len(self.text) - len(self.text.lstrip(" "))

    def inside(self, width: int, prefix: str = "") -> Line:
        """The line without its first characters, for which others may stand in further lines."""
        own = prefix or self.text[:width]
        return Line(self.text[width:], self.at + width, self.first, self.prefix + own)


def lines_of(text: str, start: int = 0) -> list[Line]:
    """The lines of a text from a place on, which begins a line."""
    found, at = [], start
    for line in text[start:].split("\n"):
        found.append(Line(line, at, at))
        at += len(line) + 1
    return found


def attributes_in(text: str) -> dict[str, tuple[int, int]]:
    """The places of the values between quotation marks in braces, by their keys."""
    return {match["key"]: match.span("value") for match in _VALUE.finditer(text)}


_VALUE: Final = re.compile(r"(?<=[\s{])(?P<key>[\w-]+)=\"(?P<value>(?:[^\"\\]|\\.)*)\"", re.DOTALL)


def ends_with_attributes(text: str) -> int:
    """Where the attributes begin that a line ends with; its length without any."""
    for match in _ATTRIBUTES.finditer(text):
        if not text[match.end() :].strip(" #\t") and (
            match.start() == 0 or text[match.start() - 1] == " "
        ):
            return match.start()
    return len(text)


def opens_attributes(text: str) -> bool:
    """Whether a line begins attributes of the block below it."""
    return bool(re.match(r"\{[ \t]*(?:[.#:]|[\w-]+=)", text)) and not text.startswith("{=")
