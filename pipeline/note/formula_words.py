"""Formulas in words, for readers who hear them."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from pipeline.languages import find_language
from pipeline.note.replacing import replace_inlines
from pipeline.note.text import Formula, Text
from pipeline.note.walk import plain

if TYPE_CHECKING:
    from collections.abc import Iterable
    from xml.etree.ElementTree import Element

    from pipeline.languages.language import Formulas
    from pipeline.note.text import Inline, Inlines

_SAME: Final = {":=": "≔"} | {
    pair[0]: pair[1]
    for pair in (
        *("-−", "⋅×", "·×", "⋯…", "⋮…", "⋱…", "*∗", "⋆∗", "▫□", "‖∥", "⊥⟂", "⌀∅", "\\∖", "⊈⊄"),
        *("ϵε", "ϑθ", "ϕφ", "ςσ", "≃≈", "≊≈", "≜≔", "⨁⊕", "⨂⊗"),
        *("⟹⇒", "⟸⇐", "⟺⇔", "⟶→", "⟵←", "⟼↦"),
    )
}
"""Signs that are read like others."""
_GREEK: Final = "αβγδεζηθικλμνξοπρστυφχψω"
_ACCENTS: Final = {
    **dict.fromkeys("¯‾\u0304\u0305", "bar"),
    **dict.fromkeys("^ˆ\u0302", "hat"),
    **dict.fromkeys("~˜\u0303", "tilde"),
    **dict.fromkeys("˙\u0307", "dot"),
    **dict.fromkeys("⏞⏟", "brace"),
}
_POWERS: Final = {"2": "squared", "3": "cubed"}
_NAMES: Final = {
    "fraction": ("above", "below"),
    "root_of_degree": ("inside", "degree"),
    "index": ("base", "index"),
    "limits": ("base", "below", "above"),
    "range": ("base", "below", "above"),
    "under": ("base", "below"),
    "over": ("base", "above"),
}
"""What stands in each place of a pattern, in the order of the children in MathML."""
_PATTERNS: Final = {
    "mfrac": "fraction",
    "mroot": "root_of_degree",
    "msub": "index",
    "munder": "under",
    "mover": "over",
}
_LARGE: Final = frozenset("∑∏∫∬∭∮⋃⋂")
_TOKENS: Final = frozenset({"mi", "mn", "mo", "mtext"})
_PLAIN: Final = frozenset(" .,:;?'’\"°%&#@-")
_UNSPOKEN: Final = re.compile("[\u2061-\u2064\u00a0\u2009 ]+")


def read_aloud(formula: Formula, language: str) -> str:
    """A formula as words of a language; as the TeX that was typed if the language has no file."""
    found = find_language(language)
    if found is None:
        return formula.tex
    root = _tree(formula)
    return " ".join(_Reader(found.formulas).read(root).split())


def unread_signs(formula: Formula, language: str) -> tuple[str, ...]:
    """The signs of a formula that a language has no words for; none if it has no file.

    Screen readers have words of their own for signs of plain text, such as %, and pause at stops.
    """
    found = find_language(language)
    if found is None:
        return ()
    reader = _Reader(found.formulas)
    reader.read(_tree(formula))
    return tuple(dict.fromkeys(reader.unread))


def _tree(formula: Formula) -> Element:
    # Most notes have no formulas.
    from xml.etree.ElementTree import fromstring

    return fromstring(f"<math>{formula.mathml}</math>")  # noqa: S314 - made by pandoc


def spoken(inlines: Inlines, language: str) -> str:
    """The characters of inlines as `plain` gives them, with formulas in words.

    For descriptions, names and data, which have nothing but characters.
    """

    def in_words(inline: Inline) -> Inline:
        if not isinstance(inline, Formula):
            return inline
        return Text(text=read_aloud(inline, language))

    return plain(replace_inlines(inlines, in_words))


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads MathML in the words of a language; signs that it has none for are gathered."""

    said: Formulas
    unread: list[str] = field(default_factory=list)

    def read(self, element: Element) -> str:
        children = list(element)
        match element.tag, children:
            case tag, _ if tag in _TOKENS:
                return self._token(element)
            case "msup", [base, power]:
                return self._raised(self.read(base), power)
            case "msubsup", [base, index, power] if not _is_large(base):
                return self._raised(self._filled("index", (base, index)), power)
            case (("msubsup" | "munderover"), [base, _, _]):
                return self._filled("limits" if _is_large(base) else "range", children)
            case (("mover" | "munder"), [base, mark]) if name := _ACCENTS.get(_text(mark)):
                return f"{self.read(base)} {self.said.accents[name]}"
            case (("mover" | "munder"), [base, label]) if _is_braced(base):
                return f"{self.read(base)}, {self.read(label)},"
            case ((("mtable" | "mfrac") as tag), _) if tag == "mtable" or _has_no_line(element):
                rows = "; ".join(map(self.read, children))
                return self.said.table.format(rows=len(children), inside=rows)
            case "mtr", _:
                return ", ".join(map(self.read, children))
            case tag, [_, _] if tag in _PATTERNS:
                return self._filled(_PATTERNS[tag], children)
            case _:
                inside = " ".join(map(self.read, children))
                return self.said.root.format(inside=inside) if element.tag == "msqrt" else inside

    def _filled(self, name: str, children: Iterable[Element]) -> str:
        """A pattern with what stands in its places, which are in the order of MathML."""
        pattern, names = getattr(self.said, name), _NAMES[name]
        parts = map(self.read, children)
        return str(pattern.format(**dict(zip(names, parts, strict=True))))

    def _raised(self, base: str, power: Element) -> str:
        if _text(power) == "′":
            return f"{base} {self._token(power)}"
        pattern = getattr(self.said, _POWERS.get(_text(power), "power"))
        return str(pattern.format(base=base, power=self.read(power)))

    def _token(self, element: Element) -> str:
        text = _text(element)
        if words := self.said.signs.get(_SAME.get(text, text)):
            return words
        if element.tag != "mtext":
            self.unread.extend(sign for sign in text if not _is_plain(sign))
        letters = [self._letter(_SAME.get(sign, sign)) for sign in text]
        return " ".join(letters) if letters != list(text) else text

    def _letter(self, sign: str) -> str:
        """The name of a Greek letter; any other sign is itself."""
        place = _GREEK.find(sign.lower())
        if place < 0:
            # Double-struck and script letters are read as the letter that they are.
            letter = unicodedata.normalize("NFKC", sign)
            return letter if sign.isalpha() and len(letter) == 1 else sign
        name = self.said.greek[place]
        return name if sign.islower() else self.said.capital.format(letter=name)


def _is_plain(sign: str) -> bool:
    """Whether a sign is a letter or digit, or one that is read in any text."""
    return sign.isalnum() or sign in _PLAIN or unicodedata.category(sign) == "Sc"


def _has_no_line(fraction: Element) -> bool:
    """Whether nothing is divided in a fraction, as in a binomial coefficient."""
    return fraction.get("linethickness") == "0"


def _is_braced(element: Element) -> bool:
    """Whether an element is something with a brace above or below it."""
    last = element[-1:]
    return element.tag in {"mover", "munder"} and bool(last) and _text(last[0]) in set("⏞⏟")


def _is_large(element: Element) -> bool:
    return _text(element) in _LARGE


def _text(element: Element) -> str:
    """The characters of a token without the signs that only join others."""
    return _UNSPOKEN.sub(" ", element.text or "").strip()
