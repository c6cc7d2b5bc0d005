"""The stylesheet of an edition, with its imports inlined: tokens, shared parts, own rules."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.house_style.imports import IMPORT, imported_path
from pipeline.house_style.page_rules import mirrored, with_page_rules

if TYPE_CHECKING:
    from pipeline.house_style import Style
    from pipeline.languages import Direction

_NOT_OF_SHEETS = re.compile(r"(?<=[\s;{])--(?:digits|footnote-numbers|pdf-standard)\s*:[^;{}]*;?")
_VAR = re.compile(r"var\(\s*--([a-z0-9-]+)\s*\)")


def stylesheet(style: Style, edition: str, direction: Direction = "ltr") -> str:
    """``editions/<edition>.css`` with its ``@import`` lines replaced by the files.

    Tokens in ``@page`` rules are replaced by their values, and the rules are those of pages that
    are read in a ``direction``.
    """

    def set_rule(rule: str) -> str:
        rule = _VAR.sub(lambda match: _value(match, style), rule)
        return mirrored(rule) if direction == "rtl" else rule

    # What no rule of a sheet can use is left out.
    css = _NOT_OF_SHEETS.sub("", _inline(style, f"editions/{edition}.css", frozenset()))
    return with_page_rules(css, set_rule)


def _inline(style: Style, path: str, above: frozenset[str]) -> str:
    if path in above:
        raise ValueError(f"{path} imports itself")

    def replace(match: re.Match[str]) -> str:
        return _inline(style, imported_path(path, match.group(1)), above | {path})

    return IMPORT.sub(replace, style.files[path])


def _value(match: re.Match[str], style: Style) -> str:
    name = match.group(1)
    return style.token(name) if name in style.tokens else match.group()
