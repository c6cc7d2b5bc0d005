"""Which lines a block of a text takes (CommonMark 0.31, sections 4 and 5)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.translating.units.text_lines import Line

HEADING: Final = re.compile(r"(#{1,6})[ \t]+(?=\S)")
"""What begins a heading."""
ITEM: Final = re.compile(r" {0,3}(?:[-*+]|\d{1,9}[.)])(?:[ \t]+(?=\S)|$)")
"""What begins an item of a list."""
QUOTE: Final = re.compile(r" {0,3}> ?")
"""What begins a line of a quotation."""
FENCE: Final = re.compile(r" {0,3}(:{3,})[ \t]*(.*)$")
"""A line that begins or ends a box or recommendation."""
CODE: Final = re.compile(r" {0,3}(`{3,}|~{3,})")
"""What begins or ends a block of code."""
DEFINITION: Final = re.compile(r" {0,3}\[\^([^\[\]\s]+)\]:[ \t]*")
"""What begins a footnote."""
NO_WORDS: Final = re.compile(
    r" {0,3}(?:\[[^\^\[\]][^\[\]]*\]:[ \t]*\S.*"
    r"|(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$"
)
"""The definition of a link, or a rule."""
DELIMITERS: Final = re.compile(r"\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*")
"""The line below the head of a table."""
BORDER: Final = re.compile(r"[ \t]*\+[-=:+]{2,}\+")
"""The first line of a drawn table."""
_FOOTNOTE_INDENT: Final = 4


def footnote_lines(lines: Sequence[Line], at: int, match: re.Match[str]) -> tuple[list[Line], int]:
    """The lines inside a footnote that begins with a match, and where the next block begins."""
    inside = [lines[at].inside(match.end(), " " * _FOOTNOTE_INDENT)]
    for end in range(at + 1, len(lines)):
        line = lines[end]
        if line.is_blank or (not lines[end - 1].is_blank and continues(line.text)):
            inside.append(line)
        elif line.indent >= _FOOTNOTE_INDENT:
            inside.append(line.inside(_FOOTNOTE_INDENT))
        else:
            return inside, end
    return inside, len(lines)


def quotation_lines(lines: Sequence[Line], at: int) -> tuple[list[Line], int]:
    """The lines inside a quotation, and where the next block begins."""
    inside: list[Line] = []
    for end in range(at, len(lines)):
        line = lines[end]
        if match := QUOTE.match(line.text):
            inside.append(line.inside(match.end()))
        elif inside and not inside[-1].is_blank and continues(line.text):
            inside.append(line)
        else:
            return inside, end
    return inside, len(lines)


def item_lines(lines: Sequence[Line], at: int) -> tuple[list[Line], int]:
    """The lines inside an item of a list, and where the next block begins."""
    match = ITEM.match(lines[at].text)
    width = match.end() if match else 0
    inside = [lines[at].inside(width, " " * width)]
    for end in range(at + 1, len(lines)):
        line = lines[end]
        if line.is_blank:
            if end + 1 == len(lines) or lines[end + 1].indent < width:
                return inside, end
            inside.append(line)
        elif line.indent >= width:
            inside.append(line.inside(width))
        elif not inside[-1].is_blank and continues(line.text) and not ITEM.match(line.text):
            inside.append(line)
        else:
            return inside, end
    return inside, len(lines)


def end_of_code(lines: Sequence[Line], at: int, fence: str) -> int:
    """Where the block after a block of code begins."""
    for end in range(at + 1, len(lines)):
        if lines[end].text.strip().startswith(fence):
            return end + 1
    return len(lines)


def end_of_paragraph(lines: Sequence[Line], at: int) -> int:
    """Where the block after a paragraph begins."""
    for end in range(at + 1, len(lines)):
        if lines[end].is_blank or not continues(lines[end].text):
            return end
    return len(lines)


def end_of_table(lines: Sequence[Line], at: int, signs: str) -> int:
    """Where the block after a table begins whose lines begin with one of some signs."""
    for end in range(at + 1, len(lines)):
        text = lines[end].text.lstrip()
        if not text or text[0] not in signs:
            return end
    return len(lines)


def continues(text: str) -> bool:
    """Whether a line goes on with the paragraph before it."""
    others = (HEADING, FENCE, CODE, QUOTE, DEFINITION)
    return not (not text.strip() or _interrupts(text) or any(one.match(text) for one in others))


def _interrupts(text: str) -> bool:
    """Whether a line begins a list in the middle of a paragraph."""
    match = ITEM.match(text)
    if match is None or not text[match.end() :].strip():
        return False
    marker = match.group().strip()
    return marker in {"-", "*", "+"} or marker[:-1] == "1"
