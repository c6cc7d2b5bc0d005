"""A text or file through pandoc, within limits, to its syntax tree."""

from __future__ import annotations

import json
from typing import Any, Final

from pipeline.errors import SourceError
from pipeline.findings import Finding, Place
from pipeline.importing.citations.marks import settle_code
from pipeline.importing.reading.formulas import settle_formulas
from pipeline.load.report import SourceText
from pipeline.load.text.footnotes import circles_in
from pipeline.pandoc import PandocRefusedError, run_pandoc

_DEEPEST: Final = 120


def parse(name: str, reader: str, content: bytes) -> dict[str, Any]:
    """Pandoc's tree of a manuscript. Raises `SourceError` (N160) for what it cannot read."""
    arguments = [f"--from={reader}", "--to=json", "--track-changes=all"]
    try:
        read = json.loads(run_pandoc(arguments, content))
        document = settle_code(settle_formulas(read))
    except PandocRefusedError as error:
        raise refusal(name, str(error)) from error
    except RecursionError as error:
        raise refusal(name, "its parts are nested too deeply") from error
    if _depth(document["blocks"]) > _DEEPEST:
        raise refusal(name, "its parts are nested too deeply")
    return document


def refusal(name: str, why: str, hint: str = "") -> SourceError:
    """The error of a manuscript that cannot be read (N160)."""
    message = f"the manuscript cannot be read: {why}"
    return SourceError([Finding("N160", message, Place(name), hint)])


def check_footnotes(name: str, text: str) -> None:
    """Refuse footnotes that call themselves, on which pandoc never comes to an end (N123)."""
    source = SourceText(name, text)
    message, hint = "this footnote refers to itself", "remove the reference from the footnote"
    circles = [Finding("N123", message, source.place(spot), hint) for spot in circles_in(source)]
    if circles:
        raise SourceError(circles)


def _depth(blocks: list[Any]) -> int:
    """The maximum nesting depth of elements."""
    deepest = 0
    open_parts: list[tuple[Any, int]] = [(blocks, 0)]
    while open_parts:
        part, depth = open_parts.pop()
        deepest = max(deepest, depth)
        if isinstance(part, dict):
            open_parts += [(inner, depth + 1) for inner in part.values()]
        elif isinstance(part, list):
            open_parts += [(inner, depth) for inner in part]
    return deepest
