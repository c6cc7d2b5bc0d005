"""The ``@page`` rules of a stylesheet as the direction of a note demands.

Pages and margin boxes inherit nothing from the root element, where tokens and direction are
declared (CSS Paged Media 3, section 4), and all that their names and margins say is physical.
"""

from __future__ import annotations

import re
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_PAGE_RULE: Final = re.compile(r"@page\b[^{]*\{")
_BRACE: Final = re.compile(r"[{}]")
_SIDE: Final = re.compile(r"\"[^\"]*\"|'[^']*'|--[\w-]+|(?<![a-z])(?:left|right)\b")
_OTHER: Final = {"left": "right", "right": "left"}
_FOUR_SIDES: Final = re.compile(
    r"(?<=[{;\s])((?:margin|padding|inset|border-(?:width|style|color))\s*:\s*)([^;{}]+)"
)
_ALL_FOUR: Final = 4
_DIRECTION: Final = " direction: rtl;"


def with_page_rules(css: str, change: Callable[[str], str]) -> str:
    """A stylesheet with each of its ``@page`` rules changed."""
    return "".join(_parts(css, change))


def mirrored(rule: str) -> str:
    """A page rule for pages that are read from right to left: what is left in it becomes right."""
    rule = _FOUR_SIDES.sub(lambda sides: sides.group(1) + _exchanged(sides.group(2)), rule)
    head, brace, block = _swapped(rule).partition("{")
    return f"{head}{brace}{_DIRECTION}{block}"


def _parts(css: str, change: Callable[[str], str]) -> Iterator[str]:
    done = 0
    for rule in _PAGE_RULE.finditer(css):
        end = _end_of_block(css, rule.end())
        yield css[done : rule.start()]
        yield change(css[rule.start() : end])
        done = end
    yield css[done:]


def _end_of_block(css: str, start: int) -> int:
    depth = 1
    for brace in _BRACE.finditer(css, start):
        depth += 1 if brace.group() == "{" else -1
        if depth == 0:
            return brace.end()
    return len(css)


def _swapped(text: str) -> str:
    """Text with the words left and right exchanged, outside strings and names of tokens."""
    return _SIDE.sub(lambda word: _OTHER.get(word.group(), word.group()), text)


def _exchanged(value: str) -> str:
    """A value for four sides with the second and the fourth exchanged; any other as it is."""
    css: Any = import_module("tinycss2")  # untyped, and rarely needed
    tokens = css.parse_component_value_list(value, skip_comments=True)
    sides = [token.serialize() for token in tokens if token.type != "whitespace"]
    if len(sides) != _ALL_FOUR:
        return value
    top, right, bottom, left = sides
    return " ".join((top, left, bottom, right))
