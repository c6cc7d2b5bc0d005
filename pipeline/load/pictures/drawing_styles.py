"""The style sheets of a drawing, as far as the engine reads them: declarations and selectors."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

_COMMENT: Final = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_IMPORTANT: Final = re.compile(r"!\s*important\s*$", re.IGNORECASE)
_PROPERTY: Final = re.compile(r"[A-Za-z][A-Za-z0-9-]*")
_LETTER: Final = r"A-Za-z_\x80-\U0010ffff"
_NAME: Final = rf"-?[{_LETTER}][{_LETTER}0-9-]*"
_PSEUDO: Final = (
    r":(?:active|any-link|checked|disabled|empty|enabled|first-child|first-of-type|focus|hover"
    r"|last-child|last-of-type|link|only-child|only-of-type|root|target|visited)"
    rf"|:not\(\s*(?:\*|:root|[.#]?{_NAME})\s*\)|::?(?:before|after|selection)"
    r"|:nth-(?:last-)?(?:child|of-type)\(\s*(?:odd|even|[0-9]+|[0-9]*n(?:\s*[+-]\s*[0-9]+)?)\s*\)"
)
_COMPOUND: Final = (
    rf"(?:(?:\*|{_NAME})|(?=[.#:\[]))"
    rf"(?:[.#]{_NAME}|\[\s*{_NAME}\s*(?:[~|^$*]?=\s*(?:{_NAME}|\"[^\"]*\"|'[^']*')\s*)?\]|{_PSEUDO})*"
)
_SELECTOR: Final = re.compile(rf" ?{_COMPOUND}(?: ?[ >+~] ?{_COMPOUND})* ?")
_SIMPLE: Final = re.compile(rf" ?(\*|{_NAME})?(?:\.({_NAME}))?(?:#({_NAME}))? ?")


@dataclass(frozen=True, slots=True)
class StyleRule:
    """A selector that names one element, by tag, class and id, and what it declares."""

    tag: str
    name: str
    id: str
    declared: Mapping[str, str]

    def fits(self, tag: str, attributes: Mapping[str, str]) -> bool:
        """Whether the rule applies to an element."""
        return (
            self.tag in {"", "*", tag}
            and (not self.name or self.name in attributes.get("class", "").split())
            and (not self.id or self.id == attributes.get("id"))
        )


def declarations(text: str) -> dict[str, str]:
    """The declarations of a style attribute or of a rule."""
    found = {}
    for declaration in _COMMENT.sub(" ", text).split(";"):
        name, _, value = declaration.partition(":")
        if _PROPERTY.fullmatch(name.strip()):
            found[name.strip().lower()] = _IMPORTANT.sub("", value.strip()).strip()
    return found


def rules_of(sheet: str) -> Iterator[tuple[str, str]]:
    """Yield the selectors and the declarations of each rule; the engine leaves @media out too."""
    for rule in _COMMENT.sub(" ", sheet).split("}")[:-1]:
        selectors, brace, text = rule.partition("{")
        plain = " ".join(selectors.rpartition(";")[2].split())
        if brace and not plain.startswith("@") and "{" not in text:
            yield plain, text


def broken_selector(selectors: str) -> str | None:
    """The first of several selectors that the engine may not understand, or None."""
    for selector in selectors.split(","):
        if not _SELECTOR.fullmatch(selector):
            return selector.strip() or selectors
    return None


def simple_rules(selectors: str, declared: Mapping[str, str]) -> Iterator[StyleRule]:
    """Yield the rules for selectors that name an element without any other around it."""
    for selector in selectors.split(","):
        if match := _SIMPLE.fullmatch(selector):
            yield StyleRule(match[1] or "", match[2] or "", match[3] or "", declared)
