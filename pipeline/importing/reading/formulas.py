"""Formulas of a manuscript: which dollar signs begin one, and which of them can be read."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, Final

from pipeline.load.constructs.construct import COVER
from pipeline.load.constructs.covering import cover
from pipeline.load.constructs.dollar_pairs import find_pairs, has_pairs_of_braces
from pipeline.load.constructs.formulas import DISPLAYED
from pipeline.pandoc import run_pandoc

if TYPE_CHECKING:
    from collections.abc import Iterator

UNREADABLE: Final = "unreadable-formula"
"""The class of code that was a formula which cannot be read."""

_DISPLAYED: Final = re.compile(DISPLAYED[0].pattern)
_HEAD: Final = re.compile(r"\A---\n.*?^(?:---|\.\.\.)\n", re.MULTILINE | re.DOTALL)
_LONGEST: Final = 2000


def formulas_in(text: str) -> tuple[tuple[int, int], ...]:
    """The stretches of the formulas in Markdown, as `check` sees them."""
    covered = cover(text)
    displayed = [
        match.span() for match in _DISPLAYED.finditer(covered) if has_pairs_of_braces(match.group())
    ]
    covered = _DISPLAYED.sub(lambda match: re.sub(r"[^\n]", COVER, match.group()), covered)
    pairs = [(one.start, one.end) for one in find_pairs(covered) if one.meaning == "formula"]
    return tuple(sorted((*displayed, *pairs)))


def escape_dollars(text: str) -> str:
    """Markdown in which the dollar signs that belong to no formula are escaped."""
    if "$" not in text:
        return text
    head = _HEAD.match(text)
    at = head.end() if head else 0
    inside = {place for start, end in formulas_in(text[at:]) for place in range(start, end)}
    signs = {match.start() for match in re.finditer(r"\$", cover(text[at:]))} - inside
    escaped = "".join(
        f"\\{sign}" if place in signs else sign for place, sign in enumerate(text[at:])
    )
    return text[:at] + escaped


def settle_formulas(document: dict[str, Any]) -> dict[str, Any]:
    """A document of pandoc in which formulas that cannot be read are code of a class."""
    formulas = list(_formulas(document))
    for one in formulas:
        one["c"][1] = " ".join(one["c"][1].split())
    unreadable = _unreadable(sorted({one["c"][1] for one in formulas}))
    for one in formulas:
        if one["c"][1] in unreadable:
            one.update(t="Code", c=[["", [UNREADABLE], []], one["c"][1]])
    return document


def _formulas(document: dict[str, Any]) -> Iterator[dict[str, Any]]:
    open_parts: list[Any] = [document["meta"], document["blocks"]]
    while open_parts:
        part = open_parts.pop()
        if isinstance(part, dict):
            if part.get("t") == "Math":
                yield part
            else:
                open_parts += part.values()
        elif isinstance(part, list):
            open_parts += part


def _unreadable(formulas: list[str]) -> set[str]:
    """Those formulas that pandoc cannot turn into MathML, or that no note may have."""
    if not formulas:
        return set()
    blocks = [{"t": "Para", "c": [{"t": "Math", "c": [{"t": "InlineMath"}, tex]}]}
              for tex in formulas]  # fmt: skip
    document = {"pandoc-api-version": [1, 23, 1], "meta": {}, "blocks": blocks}
    arguments = ["--from=json", "--to=html5", "--mathml", "--wrap=none"]
    shown = run_pandoc(arguments, json.dumps(document).encode()).decode().split("<p>")[1:]
    return {
        tex
        for tex, page in zip(formulas, shown, strict=True)
        if "<math" not in page or len(tex) > _LONGEST or not tex or "$" in tex.replace("\\$", "")
    }
