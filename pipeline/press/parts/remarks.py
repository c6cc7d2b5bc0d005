"""What the layout check says of a page, as plain data that is kept with the page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal[
    "stranded heading",
    "orphan",
    "widow",
    "short last word",
    "near-empty page",
    "overfull line",
    "overfull page",
    "loose line",
    "short line",
    "footnote elsewhere",
    "lost footnote",
    "cut row",
    "hyphen at page end",
    "hyphen in heading",
    "crowded pull quote",
    "straying pull quote",
    "wrong dash",
    "wrong quotation mark",
    "missing tie",
    "idle break",
    "idle keeping",
    "vain keeping",
    "idle tightening",
]


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing about one page.

    ``page`` counts from 0 within the part. ``anchor`` is the id of what it is about or stands
    in, empty if nothing around it has one. ``words`` are quoted from the page, with the spaces
    and marks that are printed. ``size`` is in mm, lines or pages, as the kind asks.
    """

    kind: Kind
    page: int
    anchor: str
    words: str = ""
    size: float = 0.0
