"""Find where CSS says left and right in place of start and end."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any, NamedTuple

import tinycss2

SIDES = {"left", "right"}
FOUR_SIDES = {
    *("margin", "padding", "inset", "scroll-margin", "scroll-padding"),
    *("border-width", "border-style", "border-color"),
}
MOVES = {"translate", "translatex", "translate3d", "matrix", "skewx"}
IN_CODE = re.compile(
    r"\b(?:(?:margin|padding|border|scroll-margin|scroll-padding)-(?:left|right)\b"
    r"|(?:text-align|float|clear)\s*:\s*(?:left|right)\b"
    r"|(?<![-\w.])(?:left|right)\s*:\s*[-\d.]+(?:px|pt|mm|r?em|%|\b)"
    r"|(?:margin|padding|inset)\s*:\s*[^\s;:{}]+\s+(?P<right>[^\s;:{}]+)\s+[^\s;:{}]+\s+"
    r"(?!(?P=right)(?:[\s;}]|$))[^\s;:{}!]+)"
)
"""What CSS in a string of a program, or in its pieces, would say."""


class Said(NamedTuple):
    """A declaration, and the selector of its rule; none in a style attribute."""

    selector: str
    declaration: str


def physical(css: str) -> Iterator[Said]:
    """Yield the declarations of a stylesheet that say left or right, outside of page rules."""
    for selector, declarations in style_rules(css):
        yield from (Said(selector, one) for one in _physical(declarations))


def undone(css: str) -> Iterator[Said]:
    """Yield the shorthands that come after a logical side of the same box in the same rule.

    A browser takes the later of the two, WeasyPrint the logical side.
    """
    for selector, declarations in style_rules(css):
        logical = set[str]()
        for one in declarations:
            box, _, side = one.lower_name.partition("-")
            if side.startswith("inline"):
                logical.add(box)
            elif not side and box in logical:
                yield Said(selector, box)


def style_rules(css: str) -> Iterator[tuple[str, list[Any]]]:
    """Yield the rules of a stylesheet but those for pages: selector and declarations."""
    waiting = [*tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True)]
    for rule in waiting:
        if rule.type == "qualified-rule":
            yield " ".join(tinycss2.serialize(rule.prelude).split()), _declarations(rule.content)
            continue
        assert rule.type == "at-rule", rule
        if rule.lower_at_keyword == "media":
            waiting += tinycss2.parse_rule_list(
                rule.content, skip_comments=True, skip_whitespace=True
            )
        else:
            assert rule.lower_at_keyword in {"page", "import"}, rule.lower_at_keyword


def _declarations(content: Any) -> list[Any]:
    found = tinycss2.parse_blocks_contents(content, skip_comments=True, skip_whitespace=True)
    assert {one.type for one in found} <= {"declaration"}, found
    return list(found)


def in_attribute(css: str) -> Iterator[Said]:
    """Yield the declarations of a style attribute that say left or right."""
    yield from (Said("", one) for one in _physical(_declarations(css)))


def _physical(declarations: Iterable[Any]) -> Iterator[str]:
    for one in declarations:
        if _is_physical(one.lower_name, one.value):
            yield f"{one.lower_name}: {tinycss2.serialize(one.value).strip()}"


def _is_physical(name: str, value: list[Any]) -> bool:
    if SIDES & set(name.split("-")):
        return True
    if any(token.type == "ident" and token.lower_value in SIDES for token in _all_tokens(value)):
        return True
    values = [token.serialize() for token in value if token.type not in ("whitespace", "comment")]
    if name in FOUR_SIDES:
        return len(values) == 4 and values[1] != values[3]
    if name == "border-radius":
        return any(_corners_differ(half) for half in _halves(values))
    moves = {token.lower_name for token in _all_tokens(value) if token.type == "function"} & MOVES
    return name in ("transform", "translate") and bool(moves or name == "translate")


def _all_tokens(tokens: Iterable[Any]) -> Iterator[Any]:
    for token in tokens:
        yield token
        inside = getattr(token, "arguments", None) or getattr(token, "content", None) or ()
        yield from _all_tokens(inside)


def _halves(values: list[str]) -> list[list[str]]:
    cut = values.index("/") if "/" in values else len(values)
    return [half for half in (values[:cut], values[cut + 1 :]) if half]


def _corners_differ(radii: list[str]) -> bool:
    """Whether the corners at the left are not those at the right."""
    top_left, top_right, bottom_right, bottom_left = (
        radii[0],
        radii[1] if len(radii) > 1 else radii[0],
        radii[2] if len(radii) > 2 else radii[0],
        radii[3] if len(radii) > 3 else radii[1] if len(radii) > 1 else radii[0],
    )
    return top_left != top_right or bottom_left != bottom_right


def in_markup(text: str) -> Iterator[Said]:
    """Yield what the style elements and attributes of a page or its template say."""
    text = re.sub(r"\{#.*?#\}|\{%.*?%\}", "", text, flags=re.DOTALL)
    text = re.sub(r"<style>\{\{.*?\}\}</style>", "", text)
    text = re.sub(r"\{\{.*?\}\}", "0", text, flags=re.DOTALL)
    sheets = re.findall(r"<style\b[^>]*>(.*?)</style>", text, re.DOTALL)
    attributes = re.findall(r"""\sstyle=("[^"]*"|'[^']*')""", text)
    yield from chain.from_iterable(map(physical, sheets))
    yield from chain.from_iterable(in_attribute(one[1:-1]) for one in attributes)
