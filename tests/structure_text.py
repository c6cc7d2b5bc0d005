"""The structure tree of a PDF as text, for golden files that a person reads.

A line has an element: its role, what its keys say, its own text, and where its links lead.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pikepdf
from pdf_reader import Element

_MOST = 100
_SAID = {"/Alt": "alt", "/E": "stands for", "/Lang": "lang", "/ActualText": "is"}


def structure_text(root: Element) -> str:
    """The lines of an element and those in it."""
    return "\n".join(_lines(root, 0)) + "\n"


def _lines(element: Element, depth: int) -> Iterator[str]:
    own = "".join(kid for kid in element.kids if isinstance(kid, str)).replace("\xad", "")
    words = " ".join(own.replace("\xa0", "~").split())
    shown = f"{words[:_MOST]} …" if len(words) > _MOST else words
    parts = [element.role, *_said(element), *([f'"{shown}"'] if shown else ())]
    parts += [f"-> {_target(link)}" for link in element.links]
    yield "  " * depth + " ".join(parts)
    for kid in element.kids:
        if isinstance(kid, Element):
            yield from _lines(kid, depth + 1)


def _said(element: Element) -> Iterator[str]:
    for key, name in _SAID.items():
        if key in element.keys:
            yield f"[{name}: {element.keys[key]}]"
    for attributes in element.keys.get("/A", ()):
        for key, value in attributes.items():
            if key not in ("/O", "/NS", "/BBox", "/Placement"):
                yield f"[{key[1:]}: {str(value).removeprefix('/')}]"
    for file in element.keys.get("/AF", ()):
        yield f"[file: {str(file.UF).partition('-')[0]}]"
    for other in element.keys.get("/Ref", ()):
        yield f"[see: {str(other.S)[1:]}]"


def _target(link: Any) -> str:
    if "/Dest" in link:
        return f"#{link.Dest}"
    action = link.get("/A", pikepdf.Dictionary())
    return str(action.get("/URI", "nowhere"))
