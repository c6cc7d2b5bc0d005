"""Pairs of dollar signs in a line of text: a formula, two prices, or something nobody can tell.

To pandoc every pair is a formula whose signs are close to what is between them.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from pipeline.load.constructs.construct import COVER, IN_PARAGRAPH

if TYPE_CHECKING:
    from collections.abc import Iterator

Meaning = Literal["formula", "words", "braces", "bars", "digit", "prices"]
"""What a pair of dollar signs is: ``words`` and ``digit`` may be either formula or text, ``braces``
is a formula with an odd brace, ``bars`` one that goes beyond its cell of a table."""


class DollarPair(NamedTuple):
    """A pair of dollar signs: where it begins and ends, and what it means."""

    start: int
    end: int
    meaning: Meaning


_RUN: Final = re.compile(r"\$+")
_IN_PARAGRAPH: Final = re.compile(rf"(?:[^\n]|{IN_PARAGRAPH})*")
# Letters and digits of scripts that put spaces between words: where they touch a dollar sign, it
# may be that of a price. In Chinese and Japanese every sign touches another.
_WORD: Final = re.compile("[0-9A-Za-zÀ-ÖØ-öø-ʯͰ-ҁҊ-ԯ\u0531-\u0587Ḁ-ỿἀ-ῼ]")
_TEX: Final = re.compile(r"[\\^_{}]")
# What says the language of a few words: its braces are no TeX.
_LANGUAGE: Final = re.compile(r"\]\{lang=[^{}]*\}")
_RELATION: Final = re.compile("[=<>]")
# Words in a formula are in a command such as \text{...}.
_TEXT: Final = re.compile(r"\\(?:text\w*|math\w+|mbox|operatorname\*?)\{[^{}]*\}")
_TWO_WORDS: Final = re.compile(r"(?<![\\A-Za-z])[A-Za-z]{3,}[ \n]+[A-Za-z]{3,}(?![A-Za-z])")
_ONE_WORD: Final = re.compile(r"[A-Za-zͰ-Ͽ]\S{0,60}")
_NUMBER: Final = re.compile(r"\d[\d.,]*")
# What can be nothing else even where it touches a word, as in "the $n$th".
_VARIABLE: Final = re.compile(r"[A-Za-zͰ-Ͽ](?:[\w'(),+*/-]{0,20}[\w')*])?", re.ASCII)
_SHORT_VARIABLE: Final = re.compile(r"[A-Za-zͰ-Ͽ]\w{0,3}'*", re.ASCII)
# Letters stand alone, name a function or follow a number, and are no word in a row of words.
_TERMS: Final = re.compile(
    r"(?:(?<![^\W\d_])(?:[A-Za-zͰ-Ͽ]{1,2}|log|exp|max|min|sin|cos|tan|lim|Var|Cov)(?![^\W\d_])"
    r"|[\W\d_])+"
)
_WORD_OF_TWO: Final = re.compile(r"(?<= )(?!d|ln|Pr)[A-Za-z]{2}(?= )")
_AMOUNT: Final = re.compile(r"\d[\d.,]*(?!\d)")
_ENDS_IN_AMOUNT: Final = re.compile(r"(?:\A|[^\w.,])\d[\d.,]*\Z")
_ENDS_IN_CURRENCY: Final = re.compile(r"(?:\A|[\s(/–—-])[A-Z]{1,3}\Z")
_WORDS: Final = re.compile(r"[^\W\d_]{2,}")


def find_pairs(text: str) -> Iterator[DollarPair]:
    """Yield the pairs of single dollar signs that pandoc would take for a formula, in order.

    ``text`` is covered, formulas between two dollar signs as well. The second sign of two prices
    may be the first of another pair.
    """
    signs = [match.span() for match in _RUN.finditer(text)]
    taken = 0
    for (start, open_end), (close, end) in pairwise(signs):
        if start < taken or open_end - start != 1 or end - close != 1:
            continue
        inside = text[open_end:close]
        if inside[0].isspace() or inside[-1].isspace() or not _IN_PARAGRAPH.fullmatch(inside):
            continue
        if "|" in inside and _is_in_table(text, start):
            meaning: Meaning = "prices" if _AMOUNT.match(inside) else "bars"
        else:
            meaning = _meaning(text[max(start - 1, 0) : start], inside, text[end : end + 1])
        yield DollarPair(start, end, meaning)
        if meaning != "prices":
            taken = end


def _is_in_table(text: str, place: int) -> bool:
    return text[text.rfind("\n", 0, place) + 1 : place].lstrip(" \t>").startswith("|")


def _meaning(before: str, inside: str, after: str) -> Meaning:
    """What is between two dollar signs, by that and the characters before and after."""
    inside = _LANGUAGE.sub("]", inside)
    priced = _AMOUNT.match(inside) is not None
    if after.isdecimal():
        # A digit after the second sign makes it a price, as in US$3-$4.
        alone = _NUMBER.fullmatch(inside) or (not priced and _is_mathematics(inside))
        return "digit" if alone or _TEX.search(inside) else "prices"
    if _TWO_WORDS.search(_TEXT.sub("", inside)):
        return "words"
    if _TEX.search(inside) or (COVER in inside and not (priced and _WORDS.search(inside))):
        return "formula" if has_pairs_of_braces(inside) else "braces"
    if priced and _ENDS_IN_AMOUNT.search(inside) and _WORDS.search(inside):
        # The sign stands before the one amount and after the other: "$10, or 5$".
        return "prices"
    if _WORD.match(before) or _WORD.match(after):
        return "formula" if _is_variable(before, inside) else "words"
    return "formula" if _is_mathematics(inside) else "words"


def _is_variable(before: str, inside: str) -> bool:
    return (_SHORT_VARIABLE if _WORD.match(before) else _VARIABLE).fullmatch(inside) is not None


def _is_mathematics(inside: str) -> bool:
    if _RELATION.search(inside) or _ONE_WORD.fullmatch(inside) or _NUMBER.fullmatch(inside):
        return True
    is_price = _AMOUNT.match(inside) is not None and _ENDS_IN_CURRENCY.search(inside) is not None
    return not (is_price or _WORD_OF_TWO.search(inside)) and _TERMS.fullmatch(inside) is not None


def has_pairs_of_braces(inside: str) -> bool:
    """Whether each brace of a formula has its other half; escaped ones are covered."""
    depth = 0
    for sign in inside:
        depth += (sign == "{") - (sign == "}")
        if depth < 0:
            return False
    return depth == 0
