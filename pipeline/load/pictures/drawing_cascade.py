"""The style sheets of a drawing, applied: what is declared for each of its elements."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

import cssselect2
from tinycss2.parser import parse_blocks_contents, parse_stylesheet
from tinycss2.serializer import serialize

# It has no type hints.
_parse_sheet: Final[Any] = parse_stylesheet
_parse_block: Final[Any] = parse_blocks_contents
_as_text: Final[Any] = serialize
_VARIABLE: Final = re.compile(r"var\(\s*(--[\w-]+)\s*(?:,\s*([^()]*))?\)")
_FONT: Final = re.compile(
    r"^(?:(?P<style>italic|oblique)\s+)?(?:(?P<weight>bold|normal|[1-9]00)\s+)?"
    r"(?P<size>[\d.]+(?:px|pt|mm|em)?)(?:\s*/\s*\S+)?\s+(?P<family>\S.*)$"
)
_DEEPEST: Final = 8
_LONGEST: Final = 10_000

Declared = Mapping[str, str]
Tell = Callable[[str], None]
"""Says what of a style is left out."""


class Cascade:
    """The rules of a drawing's style sheets."""

    def __init__(self, sheets: list[str], tell: Tell) -> None:
        self._matcher = cssselect2.Matcher()
        self.count = 0
        for sheet in sheets:
            for rule in _parse_sheet(sheet, skip_comments=True, skip_whitespace=True):
                if rule.type == "qualified-rule":
                    self._add(rule, tell)
                elif rule.type == "at-rule":
                    tell(f"@{rule.lower_at_keyword}")

    def _add(self, rule: Any, tell: Tell) -> None:
        found = list(_declarations(rule.content))
        try:
            selectors = cssselect2.compile_selector_list(rule.prelude)
        except cssselect2.SelectorError:
            tell(f"the selector {_as_text(rule.prelude).strip()!r}")
            return
        for selector in selectors:
            if not selector.never_matches and selector.pseudo_element is None:
                self._matcher.add_selector(selector, found)
                self.count += 1

    def declared(self, element: Any, style: str) -> Declared:
        """What is declared for an element, its own style above all rules but important ones."""
        ranked: list[tuple[bool, str, str]] = []
        for _, _, _, found in self._matcher.match(element) if self.count else ():
            ranked += found
        ranked += _declarations(style)
        ordered = sorted(ranked, key=lambda one: one[0])
        return {name: value for _, name, value in ordered}


def _declarations(content: Any) -> Iterator[tuple[bool, str, str]]:
    """Yield whether each is important, its name and its value."""
    for one in _parse_block(content, skip_comments=True, skip_whitespace=True):
        if one.type == "declaration":
            name = one.name if one.name.startswith("--") else one.lower_name
            yield one.important, name, _as_text(one.value).strip()


def with_variables(declared: Declared, variables: Declared) -> dict[str, str]:
    """Declarations with the values of the variables in them."""
    return {name: _resolved(value, variables) for name, value in declared.items()}


def _resolved(value: str, variables: Declared) -> str:
    for _ in range(_DEEPEST):
        if "var(" not in value or len(value) > _LONGEST:
            break
        value = _VARIABLE.sub(lambda one: variables.get(one[1], one[2] or ""), value)
    return value.strip()


def font_of(shorthand: str) -> Declared:
    """The properties in a value of ``font``."""
    match = _FONT.match(shorthand)
    given = match.groupdict() if match else {}
    return {f"font-{name}": value for name, value in given.items() if value}
