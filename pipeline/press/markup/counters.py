"""The counters of a stylesheet, in the digits in which a note writes its numbers."""

from __future__ import annotations

import re
from typing import Final

from pipeline.languages.digits import COUNTER_STYLES, EUROPEAN

_DECIMAL: Final = re.compile(r"(\blist-style(?:-type)?\s*:[^;{}]*?)(?<![\w-])decimal(?![\w-])")
# A counter without a style; those of pages have one of their own where they are laid out.
_COUNTER: Final = re.compile(r"\b(counter\(\s*[\w-]+|counters\(\s*[\w-]+\s*,\s*\"[^\"]*\")\s*\)")
_LISTS: Final = "ol{{list-style-type:{0}}}"
_FOOTNOTES: Final = "::footnote-call{{content:counter(footnote,{0})}}"


def with_counters(css: str, digits: str, *, on_pages: bool = False) -> str:
    """A stylesheet whose lists and counters are counted in ten digits.

    ``on_pages`` the calls of footnotes are counted too, which browsers do not know. What has a
    counter style of its own in the stylesheet keeps it.
    """
    if digits == EUROPEAN:
        return css
    style = COUNTER_STYLES[digits]
    counted = _COUNTER.sub(rf"\1, {style})", _DECIMAL.sub(rf"\g<1>{style}", css))
    # As the style sheet of the engine or browser, they stand before all others.
    rules = _LISTS + _FOOTNOTES * on_pages
    return rules.format(style) + counted
