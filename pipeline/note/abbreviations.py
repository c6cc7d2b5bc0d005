"""Where a text uses an abbreviation: the one definition of it, for whatever looks for them."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from pipeline.note.replacing import lines_in
from pipeline.note.text import Citation, Foreign, Reference, Text
from pipeline.note.walk import children_of, is_block, plain

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from pipeline.note.parts import Part
    from pipeline.note.text import Block, Inline, Inlines

# Chinese and Japanese have no spaces between words, and in Arabic "and" and "for" have none before
# the word they belong to.
_UNSPACED: Final = "\u0620-\u064a\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
HYPHENS: Final = "-\u2010\u2011"
"""The hyphens that make compounds, as in NGO-led."""
LETTER: Final = rf"[^\W{_UNSPACED}]"
"""A pattern for a letter or digit of a script that has spaces between words."""

# A word of its own, not in an address. After a sign, such as that of US$, a number may follow at
# once.
_APART: Final = rf"(?<![/.@\u00ad])(?<!{LETTER})"
_ALONE: Final = rf"{_APART}(?<![{HYPHENS}])"
# Or what follows the hyphen of a compound.
_BEFORE: Final = rf"{_APART}(?:(?<![{HYPHENS}])|(?<={LETTER}[{HYPHENS}]))"
_AFTER: Final = rf"(?P<plural>s?)(?![^\W\d{_UNSPACED}]|[/@\u00ad]|\.\w)(?:(?<!\w)|(?!\d))"
_CAPITALS: Final = "[A-Z]{2,6}"
_HEAD: Final = re.compile(
    rf"(?P<sign>[/.@\u00ad]?)(?P<words>(?:{LETTER}+[{HYPHENS}])*{LETTER}+)[{HYPHENS}]\Z"
)
_LONGEST: Final = 80
"""How many characters of a compound are looked at before an abbreviation."""


def uses_in(text: str, shorts: Collection[str]) -> Iterator[re.Match[str]]:
    """Yield each place where a text uses one of some abbreviations, as a word of its own.

    Or as a part of a compound with hyphens (pre-NGO, NGO-led), which may hold several; but not
    behind capitals that are none, as in the code CC-BY, nor in an address. Of two that begin at one
    place it is the longer. The group ``short`` is the abbreviation as it is written, whose white
    space may be of any kind, and ``plural`` the s after it, if any.
    """
    for match in _uses_of(tuple(shorts)).finditer(text):
        before = _HEAD.search(text[max(0, match.start() - _LONGEST) : match.start()])
        if before is None or _is_compound(before, shorts):
            yield match


def _is_compound(before: re.Match[str], shorts: Collection[str]) -> bool:
    """Whether what is before an abbreviation and its hyphen are words, or abbreviations as well."""
    words = re.split(f"[{HYPHENS}]", before["words"])
    return not before["sign"] and all(one in shorts or not one.isupper() for one in words)


@lru_cache(maxsize=8)
def _uses_of(shorts: tuple[str, ...]) -> re.Pattern[str]:
    listed = sorted(shorts, key=len, reverse=True)
    words = "|".join(r"\s+".join(map(re.escape, short.split())) for short in listed)
    return re.compile(f"{_BEFORE}(?P<short>{words or '(?!)'}){_AFTER}")


def capitals() -> re.Pattern[str]:
    """A pattern that finds what is probably an abbreviation: two to six capitals, a word alone."""
    return re.compile(f"{_ALONE}(?P<short>{_CAPITALS}){_AFTER}")


def short_of(match: re.Match[str]) -> str:
    """The abbreviation that was found, as it is listed."""
    return " ".join(match["short"].split())


def used_in(parts: Iterable[Part], shorts: Collection[str]) -> set[str]:
    """The abbreviations, of some, that parts use anywhere, in headings and leads as well."""
    return {
        short_of(match)
        for part in parts
        for line in _lines_of(part)
        for leaf, _, matches in uses_by_leaf(line, shorts)
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
    line: Inlines, shorts: Collection[str]
) -> Iterator[tuple[Inline, int, list[re.Match[str]]]]:
    """Yield each leaf of a line, where its characters begin, and the uses found in it.

    The line is read as a whole, so that what stands before and after an abbreviation is known
    whatever marks are between. An abbreviation that marks divide is none.
    """
    leaves = tuple(_leaves(line))
    matches = list(uses_in("".join(text for _, text in leaves), shorts))
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
