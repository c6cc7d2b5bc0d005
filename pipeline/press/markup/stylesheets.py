"""The stylesheet of an edition, with its imports inlined: tokens, shared parts, own rules."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.house_style.imports import IMPORT, imported_path

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.house_style import Style

_PAGE_RULE = re.compile(r"@page\b[^{]*\{")
_BRACE = re.compile(r"[{}]")
_VAR = re.compile(r"var\(\s*--([a-z0-9-]+)\s*\)")


def stylesheet(style: Style, edition: str) -> str:
    """``editions/<edition>.css`` with its ``@import`` lines replaced by the files.

    Tokens in ``@page`` rules are replaced by their values: pages and margin boxes do not inherit
    from the root element, where tokens are declared (CSS Paged Media 3, section 4).
    """
    css = _inline(style, f"editions/{edition}.css", frozenset())
    return "".join(_with_values_in_page_rules(css, style))


def _inline(style: Style, path: str, above: frozenset[str]) -> str:
    if path in above:
        raise ValueError(f"{path} imports itself")

    def replace(match: re.Match[str]) -> str:
        return _inline(style, imported_path(path, match.group(1)), above | {path})

    return IMPORT.sub(replace, style.files[path])


def _with_values_in_page_rules(css: str, style: Style) -> Iterator[str]:
    done = 0
    for rule in _PAGE_RULE.finditer(css):
        end = _end_of_block(css, rule.end())
        yield css[done : rule.start()]
        yield _VAR.sub(lambda match: _value(match, style), css[rule.start() : end])
        done = end
    yield css[done:]


def _value(match: re.Match[str], style: Style) -> str:
    name = match.group(1)
    return style.token(name) if name in style.tokens else match.group()


def _end_of_block(css: str, start: int) -> int:
    depth = 1
    for brace in _BRACE.finditer(css, start):
        depth += 1 if brace.group() == "{" else -1
        if depth == 0:
            return brace.end()
    return len(css)
