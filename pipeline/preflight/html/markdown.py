"""Checks of a note in Markdown: one document, headings in order, no local files needed."""

from __future__ import annotations

import itertools
import json
import re
from collections.abc import Iterator
from typing import Any

from pipeline.findings import Finding, Place
from pipeline.pandoc import PandocRefusedError, run_pandoc

_REBUILD = "build the note again"
_ADDRESS = re.compile(r"(https?://|mailto:)")
_FOOTNOTE = re.compile(r"\[\^[^\]]*\]")
# Tags for what Markdown lacks: superscripts, subscripts, line breaks in table cells.
_TAG = re.compile(r"</?(sup|sub|em|strong)>|<br ?/?>|<!-- -->\s*")


def check_markdown(content: bytes, title: str) -> Iterator[Finding]:
    """Yield the faults of a note in Markdown with the title given."""
    try:
        text = content.decode()
        tree = json.loads(run_pandoc(["--from=gfm", "--to=json"], content))
    except (UnicodeDecodeError, PandocRefusedError) as error:
        yield Finding("N420", f"the file cannot be read: {error}", Place(""), _REBUILD)
        return
    blocks = tree["blocks"]
    headings = [block for block in blocks if block["t"] == "Header"]
    first = _without_spaces(_text(blocks[0])) if blocks and blocks[0]["t"] == "Header" else ""
    if first != _without_spaces(title):
        yield _fault(f"it does not begin with the title {title}")
    yield from _check_levels([heading["c"][0] for heading in headings])
    yield from _check_inside(blocks)
    if "\r" in text or "\0" in text:
        yield _fault("it has control characters")


def _check_levels(levels: list[int]) -> Iterator[Finding]:
    if levels.count(1) != 1:
        yield _fault(f"it has {levels.count(1)} headings of the first level")
    for before, level in itertools.pairwise(levels):
        if level > before + 1:
            yield _fault(f"a heading of level {level} follows one of level {before}")


def _check_inside(blocks: list[Any]) -> Iterator[Finding]:
    for node in _nodes(blocks):
        match node:
            case {"t": "RawBlock" | "RawInline", "c": [_, raw]} if not _TAG.fullmatch(raw):
                yield _fault(f"it has HTML in it: {raw[:60]}")
            case {"t": "Link" | "Image", "c": [*_, [target, _]]} if not _ADDRESS.match(target):
                yield Finding(
                    "N485", f"a link that leads nowhere: {target[:60]}", Place(""), _REBUILD
                )
            case {"t": "Str", "c": text} if found := _FOOTNOTE.search(text):
                yield _fault(f"the footnote {found[0]} is not defined")


def _nodes(tree: Any) -> Iterator[dict[str, Any]]:
    """Yield every node of pandoc's tree, in reading order."""
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        if isinstance(node, dict):
            yield node
            waiting.append(node.get("c"))
        elif isinstance(node, list):
            waiting += reversed(node)


def _text(block: dict[str, Any]) -> str:
    return "".join(str(node["c"]) for node in _nodes(block) if node["t"] in {"Str", "Code"})


def _without_spaces(text: str) -> str:
    return "".join(text.split())


def _fault(message: str) -> Finding:
    return Finding("N484", message, Place(""), _REBUILD)
