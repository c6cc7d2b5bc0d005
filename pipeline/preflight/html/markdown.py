"""A note in Markdown: one document with its headings in order, that needs nothing beside it."""

from __future__ import annotations

import itertools
import json
import re
from collections.abc import Iterator
from typing import Any

from pipeline.findings import Finding, Place
from pipeline.pandoc import PandocRefusedError, run_pandoc

_AGAIN = "build the note again"
_ADDRESS = re.compile(r"(https?://|mailto:)")
_FOOTNOTE = re.compile(r"\[\^[^\]]*\]")
# What Markdown has no mark for: raised and lowered text, and lines in the cell of a table.
_TAG = re.compile(r"</?(sup|sub|em|strong)>|<br ?/?>|<!-- -->\s*")


def check_markdown(content: bytes, title: str) -> Iterator[Finding]:
    """Yield what is wrong with a note in Markdown that has a title."""
    try:
        text = content.decode()
        tree = json.loads(run_pandoc(["--from=gfm", "--to=json"], content))
    except (UnicodeDecodeError, PandocRefusedError) as error:
        yield Finding("N420", f"the file cannot be read: {error}", Place(""), _AGAIN)
        return
    blocks = tree["blocks"]
    headings = [block for block in blocks if block["t"] == "Header"]
    first = _squeezed(_text(blocks[0])) if blocks and blocks[0]["t"] == "Header" else ""
    if first != _squeezed(title):
        yield _unclean(f"it does not begin with the title {title}")
    yield from _check_levels([heading["c"][0] for heading in headings])
    yield from _check_inside(blocks)
    if "\r" in text or "\0" in text:
        yield _unclean("it holds characters that are none of a text")


def _check_levels(levels: list[int]) -> Iterator[Finding]:
    if levels.count(1) != 1:
        yield _unclean(f"it has {levels.count(1)} headings of the first level")
    for before, level in itertools.pairwise(levels):
        if level > before + 1:
            yield _unclean(f"a heading of level {level} follows one of level {before}")


def _check_inside(blocks: list[Any]) -> Iterator[Finding]:
    for node in _nodes(blocks):
        match node:
            case {"t": "RawBlock" | "RawInline", "c": [_, raw]} if not _TAG.fullmatch(raw):
                yield _unclean(f"it holds HTML: {raw[:60]}")
            case {"t": "Link" | "Image", "c": [*_, [target, _]]} if not _ADDRESS.match(target):
                yield Finding(
                    "N485", f"a link that leads nowhere: {target[:60]}", Place(""), _AGAIN
                )
            case {"t": "Str", "c": text} if found := _FOOTNOTE.search(text):
                yield _unclean(f"the footnote {found[0]} is not there")


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


def _squeezed(text: str) -> str:
    return "".join(text.split())


def _unclean(message: str) -> Finding:
    return Finding("N484", message, Place(""), _AGAIN)
