"""Formulas in words, for readers who hear them; in other languages than English in TeX."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from xml.etree import ElementTree as ET

from pipeline.languages import DEFAULT
from pipeline.note.replacing import replace_inlines
from pipeline.note.text import Formula, Text
from pipeline.note.walk import plain

if TYPE_CHECKING:
    from collections.abc import Sequence
    from xml.etree.ElementTree import Element

    from pipeline.note.text import Inline, Inlines

_SIGNS: Final = {
    "=": "equals",
    "≠": "is not equal to",
    "≈": "is about",
    "<": "is less than",
    ">": "is greater than",
    "≤": "is at most",
    "≥": "is at least",
    "∈": "in",
    "+": "plus",
    "−": "minus",
    "-": "minus",
    "±": "plus or minus",
    "×": "times",
    "⋅": "times",
    "·": "times",
    "/": "over",
    "∑": "the sum",
    "∏": "the product",
    "∫": "the integral",
    "∂": "partial",
    "Δ": "capital delta",
    "∞": "infinity",
    "→": "to",
    "…": "and so on",
    "⋯": "and so on",
    "%": "per cent",
    "|": "bar",
    "(": "open bracket",
    ")": "close bracket",
    "[": "open bracket",
    "]": "close bracket",
    "′": "prime",
    "!": "factorial",
}
_GREEK: Final = dict(
    zip(
        "αβγδεζηθικλμνξπρστυφχψω",
        (
            *("alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "iota"),
            *("kappa", "lambda", "mu", "nu", "xi", "pi", "rho", "sigma", "tau", "upsilon"),
            *("phi", "chi", "psi", "omega"),
        ),
        strict=True,
    )
)
_POWERS: Final = {"2": "squared", "3": "cubed"}
_ACCENTS = {"¯": "bar", "‾": "bar", "^": "hat", "ˆ": "hat", "~": "tilde", "˙": "dot"}
_ACCENTS |= {"\u0302": "hat", "\u0303": "tilde", "\u0304": "bar", "\u0305": "bar", "\u0307": "dot"}
_TOKENS: Final = frozenset({"mi", "mn", "mo", "mtext"})
_PATTERNS: Final = {
    "mfrac": "the fraction {0} over {1}, end of fraction,",
    "msqrt": "the square root of {all}, end of root,",
    "mroot": "the root of degree {1} of {0}, end of root,",
    "msub": "{0} sub {1}",
    "munder": "{0} over {1}, of",
}
_UNSPOKEN: Final = re.compile("[\u2061-\u2064\u00a0\u2009 ]+")


def read_aloud(formula: Formula, language: str) -> str:
    """A formula as words of a language; the TeX that was typed where its words are not known."""
    if language.partition("-")[0] != DEFAULT:
        return formula.tex
    root = ET.fromstring(f"<math>{formula.mathml}</math>")  # noqa: S314 - made by pandoc
    return " ".join(_read(root).split())


def spoken(inlines: Inlines, language: str) -> str:
    """The characters of inlines as `plain` gives them, with formulas in words.

    For descriptions, names and data, which have nothing but characters.
    """

    def in_words(inline: Inline) -> Inline:
        if not isinstance(inline, Formula):
            return inline
        return Text(text=read_aloud(inline, language))

    return plain(replace_inlines(inlines, in_words))


def _read(element: Element) -> str:
    if element.tag in _TOKENS:
        return _token(element)
    parts = [_read(child) for child in element]
    match element.tag, parts:
        case "msup", [base, power]:
            return f"{base} {_power(power)}"
        case "msubsup", [base, index, power]:
            return _limits(base, index, power) or f"{base} sub {index} {_power(power)}"
        case "munderover", [base, under, over]:
            return _limits(base, under, over) or f"{base} from {under} to {over}"
        case "mover", [base, over]:
            return f"{base} {_ACCENTS.get(over, f'with {over} above')}"
        case "mtable", _:
            return f"a table of {len(parts)} rows, {'; '.join(parts)}, end of table,"
        case "mtr", _:
            return ", ".join(parts)
        case _:
            pattern = _PATTERNS.get(element.tag, "{all}")
            return pattern.format(*parts, all=" ".join(parts))


def _limits(base: str, under: str, over: str) -> str:
    """A sum, product or integral with its limits; empty for anything else."""
    if base in {_SIGNS["∑"], _SIGNS["∏"], _SIGNS["∫"]}:
        return f"{base} from {under} to {over} of"
    return ""


def _power(power: str) -> str:
    return _POWERS.get(power, power if power == "prime" else f"to the power {power}")


def _token(element: Element) -> str:
    text = _UNSPOKEN.sub(" ", element.text or "").strip()
    if text in _SIGNS:
        return _SIGNS[text]
    spoken: Sequence[str] = [_GREEK.get(sign, sign) for sign in text]
    return " ".join(spoken) if any(sign in _GREEK for sign in text) else text
