"""Where a text uses an abbreviation: the one definition of it, for whatever looks for them."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from pipeline.note.replacing import lines_in
from pipeline.note.text import Citation, Foreign, Reference, Text
from pipeline.note.walk import children_of, is_block, plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pipeline.note.parts import Part
    from pipeline.note.text import Block, Inline, Inlines

# Chinese and Japanese have no spaces between words.
_UNSPACED: Final = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
# A word of its own: not in an address, nor part of a compound whose end it is. After a sign, such
# as that of US$, a number may follow at once.
_BEFORE: Final = rf"(?<![/.@\u00ad-])(?<![^\W{_UNSPACED}])"
_AFTER: Final = rf"(?P<plural>s?)(?![^\W\d{_UNSPACED}]|[/@\u00ad]|\.\w)(?:(?<!\w)|(?!\d))"
_CAPITALS: Final = "[A-Z]{2,6}"


def uses_of(shorts: Iterable[str]) -> re.Pattern[str]:
    """A pattern that finds each of some abbreviations where it is a word of its own.

    Of two that begin at one place it finds the longer. Its group ``short`` is the abbreviation as
    it is written, whose white space may be of any kind, and ``plural`` the s after it, if any.
    """
    return _uses_of(tuple(shorts))


@lru_cache(maxsize=8)
def _uses_of(shorts: tuple[str, ...]) -> re.Pattern[str]:
    listed = sorted(shorts, key=len, reverse=True)
    words = "|".join(r"\s+".join(map(re.escape, short.split())) for short in listed)
    return re.compile(f"{_BEFORE}(?P<short>{words or '(?!)'}){_AFTER}")


def capitals() -> re.Pattern[str]:
    """A pattern that finds what is probably an abbreviation: two to six capitals, a word alone."""
    return re.compile(f"{_BEFORE}(?P<short>{_CAPITALS}){_AFTER}")


def short_of(match: re.Match[str]) -> str:
    """The abbreviation that was found, as it is listed."""
    return " ".join(match["short"].split())


def used_in(parts: Iterable[Part], shorts: Iterable[str]) -> set[str]:
    """The abbreviations, of some, that parts use anywhere, in headings and leads as well."""
    pattern = uses_of(shorts)
    return {
        short_of(match)
        for part in parts
        for line in _lines_of(part)
        for leaf, _, matches in uses_by_leaf(line, pattern)
        if isinstance(leaf, Text | Foreign)
        for match in matches
    }


def _lines_of(part: Part) -> Iterator[Inlines]:
    """Yield the lines of a part in which uses count."""
    for words in (part.subtitle, part.lead):
        if words:
            yield (Text(text=words),)
    yield from lines_in(part)


def uses_by_leaf(
    line: Inlines, pattern: re.Pattern[str]
) -> Iterator[tuple[Inline, int, list[re.Match[str]]]]:
    """Yield each leaf of a line, where its characters begin, and the uses found in it.

    The line is read as a whole, so that what stands before and after an abbreviation is known
    whatever marks are between. An abbreviation that marks divide is none.
    """
    leaves = tuple(_leaves(line))
    matches = list(pattern.finditer("".join(text for _, text in leaves)))
    start = 0
    for leaf, text in leaves:
        end = start + len(text)
        yield leaf, start, [one for one in matches if start <= one.start() and one.end() <= end]
        start = end


def _leaves(nodes: Iterable[Block | Inline]) -> Iterator[tuple[Inline, str]]:
    """Yield the leaves of a line with their characters; words of another language are one."""
    for node in nodes:
        if is_block(node):  # Of a footnote, which has lines of its own.
            continue
        match node:
            case Text():
                yield node, node.text
            case Foreign() | Reference() | Citation():
                yield node, plain((node,))
            case _:
                inside = tuple(_leaves(children_of(node)))
                yield from inside or ((node, plain((node,))),)
