"""Remarks of the layout check, as plain data that is cached with the pages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal[
    "stranded heading",
    "orphan",
    "widow",
    "short last word",
    "short last line",
    "pair of hyphens",
    "divided name",
    "near-empty page",
    "overfull line",
    "overfull page",
    "loose line",
    "short line",
    "displaced footnote",
    "lost footnote",
    "divided row",
    "overfull table",
    "hyphen at page end",
    "hyphen in heading",
    "unset pull quote",
    "misplaced pull quote",
    "crowded opener",
    "crowded band",
    "wrong dash",
    "wrong quotation mark",
    "missing no-break space",
    "needless break",
    "needless keeping",
    "impossible keeping",
    "needless tightening",
]


@dataclass(frozen=True, slots=True)
class Remark:
    """An observation about one page.

    ``page`` counts from 0 within the part. ``anchor`` is the id of the element concerned or the
    nearest one around it, empty if there is none. ``words`` are quoted from the page exactly as
    printed. ``size`` is in mm, lines or pages, depending on the kind.
    """

    kind: Kind
    page: int
    anchor: str
    words: str = ""
    size: float = 0.0
